"""The passages of a source that people read, each with its exact place, for those who translate them.

A passage is a range of the source cut into pieces that lie end to end, so that writing all pieces
back gives the source again, byte for byte, whatever the cutter took for markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PieceKind: TypeAlias = Literal["text", "alone", "open", "close"]
Role: TypeAlias = Literal[
    "strong", "em", "ins", "break", "link", "image", "code", "character", "markup"
]
"""What markup is to a reader; ``character`` stands for one, such as an escape or an entity."""


class Piece(NamedTuple):
    """A part of a passage; an opening piece and its closing one have the same ``number``."""

    start: int
    end: int
    kind: PieceKind = "text"
    number: int = 0
    role: Role = "markup"
    shown: str = ""


class Passage(Struct, frozen=True):
    """A range of the source.

    ``inner`` are passages in its markup, e.g. a picture's alternative text; ``escapes`` says what
    is written for characters that would end the passage.
    """

    kind: str
    start: int
    end: int
    pieces: tuple[Piece, ...]
    inner: tuple[Passage, ...] = ()
    escapes: tuple[tuple[str, str], ...] = ()

    def words(self, text: str) -> str:
        """Give the words alone, with the characters that markup stands for."""
        parts = (text[p.start : p.end] if p.kind == "text" else p.shown for p in self.pieces)
        return " ".join("".join(parts).split())


class Cutter(Struct):
    """Collects the pieces of one passage in their order.

    ``quote`` is what attributes write for a quotation mark inside a value.
    """

    text: str
    quote: str = "&quot;"
    pieces: list[Piece] = field(default_factory=list)
    inner: list[Passage] = field(default_factory=list)
    _open: list[tuple[int, str]] = field(default_factory=list)
    _last: int = 0

    def words(self, start: int, end: int) -> None:
        """Add text; it joins the text before it."""
        if start >= end:
            return
        last = self.pieces[-1] if self.pieces else None
        if last is not None and last.kind == "text":
            self.pieces[-1] = last._replace(end=end)
        else:
            self.pieces.append(Piece(start, end))

    def mark(self, start: int, end: int, role: Role = "markup", shown: str = "") -> None:
        """Add markup that stands for itself, with the passages in its attributes."""
        self._last += 1
        self.pieces.append(Piece(start, end, "alone", self._last, role, shown))
        self.inner += attribute_passages(self.text, start, end, self.quote)

    def open(self, start: int, end: int, name: str, role: Role = "markup") -> None:
        """Add markup that a later :meth:`close` of the same name may end."""
        self._open.append((len(self.pieces), name))
        self.mark(start, end, role)

    def close(self, start: int, end: int, name: str, role: Role | None = None) -> bool:
        """Add the end of the innermost markup of this name; whether there is any.

        ``role`` is what it is after all, where its opening left that open.
        """
        place = next(
            (i for i in range(len(self._open) - 1, -1, -1) if self._open[i][1] == name), -1
        )
        if place < 0:
            return False
        crossed = place < len(self._open) - 1
        index, _ = self._open.pop(place)
        self.mark(start, end)
        if not crossed:  # what crosses another pair stays two marks
            opening = self.pieces[index]
            opening = opening._replace(kind="open", role=role or opening.role)
            self.pieces[index] = opening
            closing = self.pieces[-1]._replace(
                kind="close", number=opening.number, role=opening.role
            )
            self.pieces[-1] = closing
        else:
            del self._open[place:]
        return True

    def innermost(self, *names: str) -> str:
        """Say which of these was opened last and is open still."""
        return next((name for _, name in reversed(self._open) if name in names), "")

    def passages(self, kind: str, bar: str = "") -> tuple[Passage, ...]:
        """Give the passage, or what stands in its markup if it has no words of its own.

        ``bar`` is what a cell writes for the sign that would end it.
        """
        self._trim()
        if not self.pieces:
            return ()
        inner = tuple(sorted(self.inner, key=lambda passage: passage.start))
        escapes = (("|", bar),) if kind == "cell" and bar else ()
        start, end = self.pieces[0].start, self.pieces[-1].end
        made = Passage(kind, start, end, tuple(self.pieces), inner, escapes)
        texts = (self.text[p.start : p.end] for p in self.pieces if p.kind == "text")
        return (made,) if any(has_letters(text) for text in texts) else inner

    def _trim(self) -> None:
        """Leave out white space and line ends around the passage."""
        for last in (False, True):
            while self.pieces:
                piece = self.pieces[-last]
                start, end = piece.start, piece.end
                if piece.kind == "text":
                    low, high = trimmed(self.text, start, end)
                    start, end = (start, high) if last else (min(low, end), end)
                if start < end and piece.role != "break":
                    self.pieces[-last] = piece._replace(start=start, end=end)
                    break
                del self.pieces[-last]


_LETTER = re.compile(r"[^\W\d_]")
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(alt|title|label|term|summary|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)


def has_letters(text: str) -> bool:
    """Whether there is anything to translate."""
    return _LETTER.search(text) is not None


def plain_passages(
    text: str, start: int, end: int, kind: str, escapes: tuple[tuple[str, str], ...] = ()
) -> tuple[Passage, ...]:
    """Give a range without any markup, white space around it left out."""
    start, end = trimmed(text, start, end)
    if not has_letters(text[start:end]):
        return ()
    return (Passage(kind, start, end, _lines(text, start, end), (), escapes),)


def attribute_passages(text: str, start: int, end: int, quote: str) -> tuple[Passage, ...]:
    """Give the values of attributes that people read or hear; ``quote`` stands for a quotation mark."""
    found: list[Passage] = []
    for match in _ATTRIBUTE.finditer(text, start, end):
        group = 2 if match[2] is not None else 3
        kind = "alt" if match[1].lower() == "alt" else "title"
        mark = '"' if group == 2 else "'"  # noqa: PLR2004
        escape = quote.replace('"', "'").replace("quot", "#39") if mark == "'" else quote
        found += plain_passages(text, *match.span(group), kind, ((mark, escape),))
    return tuple(found)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space at both ends of a range."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, max(start, start + len(text[start:end].rstrip()))


def _lines(text: str, start: int, end: int) -> tuple[Piece, ...]:
    cutter = Cutter(text)
    done = start
    for number, match in enumerate(re.finditer(r"[ \t]*\n[ \t]*", text[start:end])):
        cutter.words(done, start + match.start())
        done = start + match.end()
        cutter.pieces.append(Piece(start + match.start(), done, "alone", number + 1, "break", " "))
    cutter.words(done, end)
    return tuple(cutter.pieces)


Target: TypeAlias = "Sequence[str | Piece]"
"""What a passage becomes: words of the other language between pieces of the source."""


def written(
    text: str,
    start: int,
    end: int,
    passages: Iterable[Passage],
    target: Callable[[Passage], Target | None],
) -> str:
    """Write a range of the source with passages replaced; those without a target stay."""
    parts: list[str] = []
    done = start
    for passage in passages:
        if passage.start < start or passage.end > end:
            continue
        parts.append(text[done : passage.start])
        done = passage.end
        found = target(passage)
        if found is None:
            parts.append(written(text, passage.start, passage.end, passage.inner, target))
        else:
            parts += [
                part
                if isinstance(part, str)
                else written(text, part.start, part.end, passage.inner, target)
                for part in found
            ]
    parts.append(text[done:end])
    return "".join(parts)
