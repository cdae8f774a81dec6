"""The ids that headings get in a wiki, where nobody wrote one."""

from __future__ import annotations


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
        """Give the id that would be taken."""
        free = identifier
        while free in self._taken:
            self._repeats[identifier] = self._repeats.get(identifier, 0) + 1
            free = f"{identifier}-{self._repeats[identifier]}"
        return free


def heading_id(text: str) -> str:
    """Make the id of a heading: ``H`` and its text, other characters as hex."""
    return "H" + text.translate(_IN_IDS)


class _InIds(dict[int, str]):
    """What becomes of a character in an id: white space goes, what is not ASCII becomes hex."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kept = character.isascii() and (character.isalnum() or character in "-_.:")
        self[code] = character if kept else "" if character.isspace() else f"{code:X}"
        return self[code]


_IN_IDS = _InIds()
