"""The texts of a course's files: what stands where, and how a file is written anew around them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.readers.passages import written
from scormkit.readers.quiz.sheet import made_id
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scormkit.readers.passages import Passage, Piece, Target


class Body(Struct, frozen=True):
    """A text with passages: a whole page, or a value in a file of YAML.

    ``name`` is the value's own, made of keys and ids; ``line`` is the line of the file in which the
    text begins.
    """

    text: str
    passages: tuple[Passage, ...]
    name: str = ""
    line: int = 1


class TextFile(Struct, frozen=True):
    """A file of the course.

    ``write`` gives its text with other texts in place of the bodies; ``again`` reads another text
    as this file's.
    """

    path: str
    bodies: tuple[Body, ...]
    write: Callable[[tuple[str, ...]], str]
    again: Callable[[str], TextFile]


class Unit(Struct, frozen=True):
    """A passage to translate, under an id that its own words or names make."""

    id: str
    path: str
    body: Body
    passage: Passage

    @property
    def at(self) -> Location:
        """Give the place of the passage in its file."""
        before = self.body.text[: self.passage.start]
        column = 0 if self.body.name else len(before) - before.rfind("\n")
        return Location(self.path, self.body.line + before.count("\n"), column)

    @property
    def source(self) -> Target:
        """Give the words and marks of the passage."""
        text = self.body.text
        pieces = self.passage.pieces
        return [text[p.start : p.end] if p.kind == "text" else p for p in pieces]


def units_of(file: TextFile) -> tuple[Unit, ...]:
    """Give the units of a file in its order.

    What has a name goes by it, and running text by its own words, so that an id outlives every
    change elsewhere; equal texts are counted.
    """
    found: list[Unit] = []
    taken: Counter[str] = Counter()
    for body in file.bodies:
        passages = tuple(_all(body.passages))
        for passage in passages:
            alone = body.name and len(passages) == 1
            words = "" if alone else f"{passage.kind}.{made_id(passage.words(body.text))}"
            name = ".".join(part for part in (body.name, words) if part)
            taken[name] += 1
            identifier = name if taken[name] == 1 else f"{name}.{taken[name]}"
            found.append(Unit(identifier, file.path, body, passage))
    return tuple(found)


def _all(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    for passage in passages:
        yield passage
        yield from _all(passage.inner)


def key_of(source: Target) -> str:
    """Make the same key for sources that differ in white space or in what their marks hold."""
    parts = []
    for part in source:
        if isinstance(part, str):
            parts.append(part)
        else:
            parts.append(f"⟦{'/' if part.kind == 'close' else ''}{part.number}⟧")
    return " ".join("".join(parts).split())


def shape_of(source: Target, passage: Passage) -> str:
    """Make the same key for texts that read the same, however their characters are escaped."""
    parts = []
    for part in source:
        if not isinstance(part, str):
            parts.append(part.shown if part.role == "character" else f"⟦{part.kind}⟧")
            continue
        for sign, instead in passage.escapes:
            part = part.replace(instead, sign)  # noqa: PLW2901
        parts.append(part)
    return " ".join("".join(parts).split())


def rewritten(file: TextFile, targets: Mapping[int, Target]) -> str:
    """Write a file with targets, by the ``id()`` of their passage, in place of what they translate."""

    def target(passage: Passage) -> Target | None:
        found = targets.get(id(passage))
        return None if found is None else [_escaped(part, passage) for part in found]

    bodies = (written(b.text, 0, len(b.text), b.passages, target) for b in file.bodies)
    return file.write(tuple(bodies))


def _escaped(part: str | Piece, passage: Passage) -> str | Piece:
    if isinstance(part, str):
        for sign, instead in passage.escapes:
            part = part.replace(instead, sign).replace(sign, instead)
    return part
