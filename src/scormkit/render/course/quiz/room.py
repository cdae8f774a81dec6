"""How much a learner may write: letters in a field, and the bits they take in the learner's state.

``player/state/layout.json`` has the widths; a test holds these against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH: Final = 12
LETTER: Final = 8
FOREIGN: Final = LETTER + 21
_LATIN = 0x80
_CYRILLIC = range(0x400, 0x47F)


def letters_for(texts: Sequence[str], spare: int) -> int:
    """Give room for the longest right answer and some more: who is wrong may write more."""
    return max(map(len, texts)) + spare


def room_for(texts: Sequence[str], spare: int) -> int:
    """Give the same in bits; letters that are neither Latin nor Cyrillic take more of them."""
    return LENGTH + max(map(_bits, texts)) + spare * LETTER


def room_like(text: str, letters: int) -> int:
    """Give room for so many letters of the script that a text is written in, for an answer is too."""
    foreign = [_bits(letter) == FOREIGN for letter in text if letter.isalpha()]
    dear = 2 * sum(foreign) > len(foreign)
    return LENGTH + letters * (FOREIGN if dear else LETTER)


def _bits(text: str) -> int:
    points = map(ord, text)
    return sum(LETTER if p < _LATIN or p in _CYRILLIC else FOREIGN for p in points)
