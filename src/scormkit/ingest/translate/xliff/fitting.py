"""A translator's words and marks, set against the marks that the source has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.ingest.translate.texts import Unit
    from scormkit.ingest.translate.xliff.reading import Mark
    from scormkit.readers.passages import Piece, Target


def fitting(unit: Unit, parts: tuple[str | Mark, ...]) -> Target | None:
    """Give a target over the source's own pieces; ``None`` if a mark is strange or pairs cross."""
    pieces = {(str(p.kind), p.number): p for p in unit.passage.pieces if p.kind != "text"}
    found: list[str | Piece] = []
    opened: list[int] = []
    for part in parts:
        if isinstance(part, str):
            found.append(part)
            continue
        piece = pieces.get((part.kind, part.number))
        if piece is None:
            return None
        if part.kind == "open":
            opened.append(part.number)
        elif part.kind == "close" and (not opened or opened.pop() != part.number):
            return None
        found.append(piece)
    return None if opened else found


def lost(unit: Unit, target: Target) -> tuple[str, ...]:
    """Give the markup that a target leaves out; line breaks and characters are the translator's."""
    kept = {(p.kind, p.number) for p in target if not isinstance(p, str)}
    free = {"break", "character"}
    return tuple(
        unit.body.text[p.start : p.end]
        for p in unit.passage.pieces
        if p.kind in {"open", "alone"} and p.role not in free and (p.kind, p.number) not in kept
    )
