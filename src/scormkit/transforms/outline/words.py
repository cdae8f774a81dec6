"""The words of headings, the numbers people write before them, and the places they name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from scormkit.model.anchors import wiki_id
from scormkit.model.blocks import Plain
from scormkit.model.inlines import Anchor, Format, Link, Span, Text
from scormkit.model.names import slug
from scormkit.model.walk import text_of, walk
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.blocks import Block, Heading
    from scormkit.model.inlines import Inline

_NAMES = (
    "модуль|глава|раздел|часть|урок|тема|шаг|занятие|лекция|блок|этап|пункт|"
    "module|chapter|section|part|lesson|topic|step|unit|lecture|block|stage"
)
_NUMBER = r"(?:\d{1,2}|[IVXLC]{1,6}\b)"
_START = re.compile(
    rf"\s*(?:(?P<name>(?i:{_NAMES}))\s+(?:№\s*)?(?P<named>{_NUMBER})(?:\s*[.:)]|\s+[—–-]|(?=\s))"
    r"|(?P<many>\d{1,2}(?:\.\d{1,2})+)[.)]?(?=\s)"
    rf"|(?P<one>{_NUMBER})[.)](?!\d))\s*"
)
_LEADER = re.compile(r"(?:\s*(?:…|[.…·_]{2,})\s*\d{0,4}|\s+\d{1,4})?\s*$")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Number(Struct, frozen=True):
    """A number written by hand: how it is written, what it is, and how many characters it takes."""

    form: str
    value: tuple[int, ...]
    length: int


def words_of(blocks: Iterable[Block]) -> str:
    """Give the words of blocks with single spaces."""
    return " ".join(text_of(blocks).split())


class Names:
    """Gives names out once: what is taken gets the first number that makes it another."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """Give the name, or another one made of it; it is then taken."""
        found, number = wanted, self._next.get(wanted, 2)
        while found in self._taken:
            found, number = f"{wanted}-{number}", number + 1
        self._next[wanted] = number
        self._taken.add(found)
        return found


def number_of(text: str) -> Number | None:
    """Read the number a text begins with, if words follow it."""
    found = _START.match(text)
    if found is None or not text[found.end() :].strip(" .:)—–-"):
        return None
    written = found["many"] or found["named"] or found["one"]
    value = tuple(map(_value, written.split(".")))
    if 0 in value[:-1]:
        return None
    roman = "" if written[0].isdigit() else "roman"
    return Number(f"{(found['name'] or '').lower()}{roman}", value, found.end())


def _value(written: str) -> int:
    if written.isdigit():
        return int(written)
    digits = [_ROMAN[letter] for letter in written.upper()]
    after = [*digits[1:], 0]
    return sum(-d if d < n else d for d, n in zip(digits, after, strict=True))


def likeness(text: str, *, listed: bool = False) -> str:
    """Make the same of a heading and of its line in a list of contents.

    ``listed``: dots and the number of a page may follow.
    """
    if listed:
        text = _LEADER.sub("", text)
    number = number_of(text)
    bare = text[number.length :] if number else text
    return " ".join(unicodedata.normalize("NFC", bare).casefold().split()).strip(" .:;,")


def without_start(children: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    """Take so many characters off the beginning, whatever they are set in."""
    left: list[Inline] = []
    for child in children:
        taken = min(length, len(text_of((child,))))
        if not taken:
            left.append(child)
        elif isinstance(child, Text) and len(child.text) > taken:
            left.append(replace(child, text=child.text[taken:]))
        elif isinstance(child, Format | Span | Link) and len(text_of((child,))) > taken:
            left.append(replace(child, children=without_start(child.children, taken)))
        length -= taken
    return tuple(left)


def places_of(heading: Heading) -> tuple[Block, ...]:
    """Keep the places to link to that stand in a heading which becomes a title."""
    anchors = tuple(node for node in walk(heading.children) if isinstance(node, Anchor))
    return (Plain(anchors, heading.at),) if anchors else ()


def is_made(identifier: str, words: str) -> bool:
    """Whether an id only says the words of its heading again."""
    return not identifier or identifier.startswith((wiki_id(words), slug(words) or "section"))
