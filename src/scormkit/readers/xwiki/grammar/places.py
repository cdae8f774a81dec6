"""Offsets of a text, or of a piece of it, as lines and columns of the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Protocol

from scormkit.model.inlines import Pos

_LINE_END = re.compile(r"\r\n?|\n")
_NEW = (
    tuple.__new__
)  # every node has a place: without the detour of a named tuple it is made in half the time


class Places(Protocol):
    """Where the characters of a text stand in the file."""

    def at(self, offset: int) -> Pos:
        """Give the line and column of the character at ``offset``."""


class FilePlaces:
    """Places of a whole file."""

    __slots__ = ("_last", "_last_offset", "_starts")

    def __init__(self, text: str) -> None:
        self._starts = [0, *[end.end() for end in _LINE_END.finditer(text)]]
        self._last_offset, self._last = 0, Pos(1, 1)  # a block and its first text ask for one place

    def at(self, offset: int) -> Pos:
        """Give the line and column of the character at ``offset``."""
        if offset != self._last_offset:
            starts = self._starts
            line = bisect_right(starts, offset)
            self._last = _NEW(Pos, (line, offset - starts[line - 1] + 1))
            self._last_offset = offset
        return self._last

    def offset(self, pos: Pos) -> int:
        """Give the offset of a line and column."""
        return self._starts[pos.line - 1] + pos.column - 1


class PiecePlaces:
    """Places of a piece that starts at ``base`` of ``outer``.

    The piece lacks one character of it before each offset in ``cuts``: the escapes taken out.
    """

    __slots__ = ("_base", "_cuts", "_outer")

    def __init__(self, outer: Places, base: int, cuts: tuple[int, ...] = ()) -> None:
        self._outer = outer
        self._base = base
        self._cuts = cuts

    def at(self, offset: int) -> Pos:
        """Give the line and column of the character at ``offset`` of the piece."""
        return self._outer.at(self._base + offset + bisect_right(self._cuts, offset))


class FixedPlaces:
    """The one place of a text that does not stand in the file as it is read."""

    __slots__ = ("_at",)

    def __init__(self, at: Pos) -> None:
        self._at = at

    def at(self, offset: int) -> Pos:
        """Give the place, whatever the offset."""
        del offset
        return self._at


def unescape(text: str) -> tuple[str, tuple[int, ...]]:
    """Take the escaping ``~`` out; give the rest and the offsets in it before which one stood."""
    if "~" not in text:
        return text, ()
    parts: list[str] = []
    cuts: list[int] = []
    done = length = 0
    for mark in _ESCAPE.finditer(text):
        parts += (text[done : mark.start()], mark[1])
        length += mark.start() - done
        cuts.append(length)
        length += len(mark[1])
        done = mark.end()
    parts.append(text[done:])
    return "".join(parts), tuple(cuts)


_ESCAPE = re.compile(r"~([\s\S]?)")
