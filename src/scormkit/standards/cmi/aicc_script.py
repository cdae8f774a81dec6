"""Reads AICC script, the language of prerequisites (CMI001; CAM 1.2, 2.3.2)."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'\s*(<>|[&|~(){},=*]|"[^"]*"|[^\s&|~(){},=*<>"]+)')
STATUSES = frozenset(
    {"passed", "completed", "failed", "incomplete", "browsed", "not attempted", *"pcfibn"}
)


class ScriptError(ValueError):
    """The script cannot be read; the text says why."""


def read(script: str) -> list[str]:
    """Give the identifiers that a script speaks of; raises :class:`ScriptError`.

    Operands are identifiers, or an identifier compared with a status; operators are ``&``, ``|``,
    ``~`` and brackets; ``n*{a,b,c}`` asks for n of a set.
    """
    reader = _Reader(script)
    reader.expression()
    if reader.ahead:
        raise ScriptError(f"{reader.ahead!r} is not expected")
    return reader.identifiers


class _Reader:
    def __init__(self, script: str) -> None:
        self.identifiers: list[str] = []
        self._tokens: list[str] = []
        position, end = 0, len(script.rstrip())
        while position < end:
            found = _TOKEN.match(script, position)
            if not found:
                raise ScriptError(f"{script[position:].strip()[:1]!r} is not expected")
            self._tokens.append(found[1])
            position = found.end()
        self._at = 0

    @property
    def ahead(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def expression(self, depth: int = 0) -> None:
        self._operand(depth)
        while self.ahead in {"&", "|"}:
            self._at += 1
            self._operand(depth)

    def _operand(self, depth: int) -> None:
        while self.ahead == "~":
            self._at += 1
        if self.ahead == "(":
            if depth > 50:  # noqa: PLR2004  deeper than 200 characters can mean
                raise ScriptError("the brackets nest too deeply")
            self._at += 1
            self.expression(depth + 1)
            self._expect(")")
        else:
            name = self._name()
            if self.ahead == "*" and name.isdigit():
                self._set()
                return
            self.identifiers.append(name)
            if self.ahead in {"=", "<>"}:
                self._at += 1
                self._status()

    def _set(self) -> None:
        self._expect("*")
        self._expect("{")
        self.identifiers.append(self._name())
        while self.ahead == ",":
            self._at += 1
            self.identifiers.append(self._name())
        self._expect("}")

    def _status(self) -> None:
        status = self.ahead.strip('"').lower()
        if status not in STATUSES:
            raise ScriptError(f"{self.ahead or 'the end'!r} is no status")
        self._at += 1

    def _name(self) -> str:
        name = self.ahead
        if not name or name[0] in '&|~(){},=*<"':
            raise ScriptError(f"an item is expected instead of {name or 'the end'!r}")
        self._at += 1
        return name

    def _expect(self, token: str) -> None:
        if self.ahead != token:
            raise ScriptError(f"{token!r} is expected instead of {self.ahead or 'the end'!r}")
        self._at += 1
