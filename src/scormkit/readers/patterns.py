r"""Regular expressions in tests: what Python and JavaScript read alike, and what ends in time.

Allowed are letters and signs, ``.``, classes ``[a-z]``, ``\d``, ``\s``, ``\D``, ``\S``, signs behind a
backslash, groups ``(…)`` and ``(?:…)``, ``|``, ``^``, ``$`` and ``? * + {n} {n,} {n,m}``. ``\w`` and
``\b`` are not: to JavaScript no Cyrillic letter is a letter of a word.
"""

from __future__ import annotations

import re
import warnings
from typing import Final

MAX_LENGTH: Final = 200
_MOST_WAYS: Final = 1_000_000
_TOO_MANY: Final = _MOST_WAYS + 1
_REPEAT = re.compile(r"\{(\d{1,3})(?:(,)(\d{1,3})?)?\}")
_SIGNS = frozenset("^$\\.*+?()[]{}|/-")
_CLASSES = frozenset("dDsS")


class PatternError(ValueError):
    """What is wrong with an expression, for people."""


def check_pattern(pattern: str, letters: int) -> None:
    """Raise :class:`PatternError` for what not both read, or what could try too long.

    A regular expression tries a text in as many ways as its repetitions and alternatives allow;
    their number is counted for an answer of so many ``letters`` and must stay below a million.
    """
    if len(pattern) > MAX_LENGTH:
        raise PatternError(f"it has {len(pattern)} signs, at most {MAX_LENGTH} are allowed")
    reader = _Reader(pattern, letters)
    ways = reader.alternatives()
    if reader.rest:
        raise PatternError("a ) closes nothing")
    if ways > _MOST_WAYS:
        raise PatternError(
            f"it can try an answer of {letters} letters in more than a million ways; "
            "repeat less, and no part that holds a repetition or an alternative"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of signs that may mean something one day
            re.compile(pattern)
    except re.error as error:
        raise PatternError(error.msg) from None


class _Reader:
    """Reads an expression part by part; every part gives the number of ways to try it."""

    def __init__(self, pattern: str, letters: int) -> None:
        self.rest = pattern
        self.letters = letters

    def alternatives(self) -> int:
        ways = self.sequence()
        while self.rest.startswith("|"):
            self.rest = self.rest[1:]
            ways = min(_TOO_MANY, ways + self.sequence())
        return ways

    def sequence(self) -> int:
        ways = 1
        while self.rest and self.rest[0] not in "|)":
            anchor = self.rest[0] in "^$"
            inner = self.part()
            least, most = self.repetition()
            if anchor and (least, most) != (1, 1):
                raise PatternError("^ and $ cannot be repeated")
            ways = min(_TOO_MANY, ways * (most - least + 1) * inner**most)
        return ways

    def part(self) -> int:
        sign, self.rest = self.rest[0], self.rest[1:]
        if sign == "(":
            return self.group()
        if sign == "[":
            self.one_of()
        elif sign == "\\":
            if self.escaped() == "-":
                raise PatternError("write - without a backslash outside of brackets")
        elif sign in "*+?{":
            raise PatternError(f"{sign} repeats nothing")
        elif sign in "]}":
            raise PatternError(f"write \\{sign} for the sign {sign}")
        return 1

    def group(self) -> int:
        if self.rest.startswith("?"):
            if not self.rest.startswith("?:"):
                raise PatternError(f"the group ({self.rest[:2]} is not read by both; write (?:…)")
            self.rest = self.rest[2:]
        ways = self.alternatives()
        if not self.rest:
            raise PatternError("a group is not closed by )")
        self.rest = self.rest[1:]
        return ways

    def one_of(self) -> None:
        self.rest = self.rest.removeprefix("^")
        if self.rest.startswith("]"):
            raise PatternError("[] holds nothing")
        while self.rest and self.rest[0] != "]":
            sign, self.rest = self.rest[0], self.rest[1:]
            if sign == "[":
                raise PatternError("write \\[ for a bracket within brackets")
            if sign == "\\":
                kind = self.escaped()
                if kind in _CLASSES and self.rest.startswith("-") and self.rest[1:2] != "]":
                    raise PatternError(f"\\{kind}- begins no range; write \\-")
        if not self.rest:
            raise PatternError("a class is not closed by ]")
        self.rest = self.rest[1:]

    def escaped(self) -> str:
        sign = self.rest[:1]
        if sign not in _SIGNS | _CLASSES or not sign:
            hint = "; write [A-Za-z] or the letters you mean" if sign in {"w", "W", "b"} else ""
            raise PatternError(f"\\{sign} does not mean the same to Python and to a browser{hint}")
        self.rest = self.rest[1:]
        return sign

    def repetition(self) -> tuple[int, int]:
        """Give how often a part stands at least and, in an answer of this length, at most."""
        sign = self.rest[:1]
        found = _REPEAT.match(self.rest)
        if sign == "{" and not found:
            raise PatternError("write \\{ for the sign {")
        bounds = {"?": (0, 1), "*": (0, self.letters), "+": (1, self.letters)}
        least, most = bounds.get(sign, (1, 1))
        if found:
            least = int(found[1])
            most = int(found[3]) if found[3] else self.letters if found[2] else least
            if least > most:
                raise PatternError(f"{found[0]} begins with more than it ends with")
        self.rest = self.rest[found.end() if found else len(sign) * (sign in bounds) :]
        if self.rest[:1] in {"?", "*", "+"} and (found or sign in bounds):
            raise PatternError(f"{self.rest[0]} repeats a repetition")
        return least, most
