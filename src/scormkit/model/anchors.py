"""The ids that headings and pictures get in a wiki, where nobody wrote one."""

from __future__ import annotations

import re

_KEPT = re.compile(r"[A-Za-z0-9\-_.:]")
_SPACE = re.compile(r"[^\S\u0085\u00a0\u2007\u202f]+")  # to a wiki the others are characters


class Anchors:
    """The ids taken in a page."""

    __slots__ = ("_repeats", "_taken")

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._repeats: dict[str, int] = {}

    def take(self, identifier: str) -> str:
        """Take an id; a repeat gets ``-1``, ``-2`` and so on."""
        free = self.free(identifier)
        self._taken.add(free)
        return free

    def free(self, identifier: str) -> str:
        """Give the id that would be taken; it counts as a repeat, taken or not."""
        free = identifier
        while free in self._taken:
            self._repeats[identifier] = self._repeats.get(identifier, 0) + 1
            free = f"{identifier}-{self._repeats[identifier]}"
        return free


def wiki_id(text: str, kind: str = "H") -> str:
    """Make the id of a heading of this text, or with ``I`` of a picture of this name."""
    return kind + _SPACE.sub("", text).translate(_CODES)


class _Codes(dict[int, str]):
    """Letters, digits and ``-_.:`` stay, all else becomes its number; filled as it is asked."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        units = letter.encode("utf-16-be", "surrogatepass").hex().upper()
        numbers = (units[n : n + 4].lstrip("0") for n in range(0, len(units), 4))
        made = letter if _KEPT.fullmatch(letter) else "".join(numbers) or "0"
        self[code] = made
        return made


_CODES = _Codes()
