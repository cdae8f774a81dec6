"""Running text as a row of pieces, each with the formats that lie on it.

So wikis know it: formats are switched on and off, and a piece has one set of attributes, innermost.
Trees that differ only in how the same formats are nested have the same pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scormkit.model.inlines import (
    Attributes,
    Code,
    Format,
    FormatKind,
    Gap,
    Inline,
    Note,
    Span,
    Text,
)
from scormkit.model.walk import text_of
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

Formats: TypeAlias = tuple[FormatKind, ...]


class Piece(NamedTuple):
    """What is no format, and the formats and attributes that lie on it."""

    leaf: Inline
    formats: Formats
    attrs: Attributes


def pieces_of(
    inlines: Iterable[Inline], formats: Formats = (), attrs: Attributes = ()
) -> list[Piece]:
    """Give the pieces of running text; neighbouring characters are one piece."""
    found: list[Piece] = []
    for inline in inlines:
        match inline:
            case Format(kind, children, own):
                more = formats if kind in formats else (*formats, kind)
                added = pieces_of(children, more, joined(attrs, own))
            case Span(children, own):
                added = pieces_of(children, formats, joined(attrs, own))
            case Note(children, words) if children:
                term = joined(attrs, (("term", text_of(words)),))
                added = pieces_of(children, formats, term)
            case Code(attrs=own) if own:
                added = [Piece(replace(inline, attrs=()), formats, joined(attrs, own))]
            case Gap(source):
                added = [Piece(Text(f"[{source}]"), formats, attrs)]
            case _:
                added = [Piece(inline, formats, attrs)]
        for piece in added:
            _add(found, piece)
    return found


def _add(found: list[Piece], piece: Piece) -> None:
    if isinstance(piece.leaf, Text):
        before = found[-1] if found else None
        if not piece.leaf.text:
            return
        if before and isinstance(before.leaf, Text) and before[1:] == piece[1:]:
            text = before.leaf.text + piece.leaf.text
            found[-1] = before._replace(leaf=replace(before.leaf, text=text))
            return
    found.append(piece)


def joined(outer: Attributes, inner: Attributes) -> Attributes:
    """Lay attributes over others: classes and styles add up, of all else the inner ones count."""
    found = dict(outer)
    for name, value in inner:
        if name in _ADDED and name in found:
            found[name] = _ADDED[name].join((found[name].rstrip("; "), value))
        else:
            found[name] = value
    return tuple(found.items())


_ADDED = {"class": " ", "style": "; "}
