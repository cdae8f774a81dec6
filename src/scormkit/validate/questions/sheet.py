"""A file of questions as the rules see it, whatever its format."""

from __future__ import annotations

from scormkit.diagnostics import Location
from scormkit.values import Struct


class Mark(Struct, frozen=True):
    """An answer with what it is worth, in percent; ``stated``: the author wrote the number."""

    line: int
    text: str
    grade: float
    stated: bool = False


class Entry(Struct, frozen=True):
    """A question; ``kind`` is the format's own word, ``several``: shares of right answers add up.

    ``identifier`` is a name that must be unique, "" if there is none.
    """

    line: int
    kind: str
    text: str
    marks: tuple[Mark, ...] = ()
    several: bool = False
    identifier: str = ""


class Fault(Struct, frozen=True):
    """A place where the text breaks the format, in words."""

    line: int
    message: str


class Sheet(Struct, frozen=True):
    """All questions of a file, and where it cannot be read as it was meant."""

    path: str
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...] = ()

    def at(self, line: int) -> Location:
        """Name a line of the file."""
        return Location(self.path, line)
