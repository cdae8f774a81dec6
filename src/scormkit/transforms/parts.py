"""Groups of the class tabs, accordion, steps, cards, columns or gallery become sets of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from scormkit.diagnostics import Location
from scormkit.model.blocks import (
    Figure,
    Group,
    Heading,
    ListBlock,
    Paragraph,
    Part,
    Parts,
    PartsKind,
    Plain,
)
from scormkit.model.inlines import Break, Image, Link, Text
from scormkit.model.walk import rewrite, text_of
from scormkit.transforms.codes import NO_PARTS
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import Attributes, Inline
    from scormkit.transforms.settings import ShapeSettings

_KINDS = get_args(PartsKind)
_IN_LISTS = frozenset({"steps", "cards"})
_OPEN = frozenset({"columns", "gallery"})
"""Kinds that only lay out: a wiki has such groups around anything, so one that is none says nothing."""
_COLUMNS = 2


def cut_parts(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Cut groups at their highest headings; steps and cards may be the items of a list instead.

    Columns are groups in their group, and a gallery is made of pictures. What stands before the first
    part stays before the set.
    """
    del settings

    def cut(group: Group) -> Block | tuple[Block, ...]:
        kind = kind_of_parts(group.attrs)
        if kind is None:
            return group
        before, parts, after = _cut(group.blocks, kind)
        if not parts and kind in _OPEN:
            return group
        if not parts:
            at = Location(page.source, group.at.line, group.at.column)
            report.add(NO_PARTS, f"There are no headings to make {kind} of", at)
            return group
        kept = tuple(pair for pair in group.attrs if pair[0] in {"id", "lang", "dir"})
        return (*before, Parts(kind, parts, kept, group.at), *after)

    blocks = rewrite(page.blocks, {Group: cut})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def kind_of_parts(attrs: Attributes) -> PartsKind | None:
    """Say what a group's classes make of it."""
    classes = dict(attrs).get("class", "").split()
    return next((cast("PartsKind", name) for name in classes if name in _KINDS), None)


def _cut(
    blocks: tuple[Block, ...], kind: PartsKind
) -> tuple[Iterable[Block], tuple[Part, ...], Iterable[Block]]:
    """Give what stands before, the parts, and what stands after."""
    if kind == "gallery":
        return (), *_pictures(blocks)
    if kind == "columns" and sum(isinstance(b, Group) for b in blocks) >= _COLUMNS:
        return *_columns(blocks), ()
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    if levels:
        return *_at_headings(blocks, min(levels)), ()
    folds = [block for block in blocks if isinstance(block, Parts)]
    if folds:
        others = tuple(block for block in blocks if not isinstance(block, Parts))
        return others, tuple(part for fold in folds for part in fold.parts), ()
    place = next((i for i, block in enumerate(blocks) if isinstance(block, ListBlock)), None)
    if place is None or kind not in _IN_LISTS:
        return (), (), ()
    items = cast("ListBlock", blocks[place]).items
    parts = tuple(Part(None, item.blocks, item.at) for item in items)
    return blocks[:place], parts, blocks[place + 1 :]


def _at_headings(
    blocks: tuple[Block, ...], level: int
) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
    cuts = [i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level == level]
    ends = (*cuts[1:], len(blocks))
    parts = tuple(
        Part(cast("Heading", blocks[start]), blocks[start + 1 : end], blocks[start].at)
        for start, end in zip(cuts, ends, strict=True)
    )
    return blocks[: cuts[0]], parts


def _columns(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Part, ...]]:
    """Make a part of each group; what stands between two belongs to the one before."""
    first = next(i for i, block in enumerate(blocks) if isinstance(block, Group))
    parts: list[Part] = []
    for block in blocks[first:]:
        if isinstance(block, Group):
            parts.append(Part(None, block.blocks, block.at))
        else:
            parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, block))
    return blocks[:first], tuple(parts)


def _pictures(blocks: tuple[Block, ...]) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    """Make a part of each picture; blocks that say something stay after them."""
    parts: list[Part] = []
    others: list[Block] = []
    for block in blocks:
        figures = _figures(block)
        parts += [Part(None, (figure,), figure.at) for figure in figures]
        others += () if figures else (block,)
    return tuple(parts), tuple(others)


def _figures(block: Block) -> tuple[Figure, ...]:
    """Give the pictures of a block that holds nothing else."""
    match block:
        case Figure():
            return (block,)
        case ListBlock(items=items):
            found = [_figures(b) for item in items for b in item.blocks]
            return tuple(f for figures in found for f in figures) if all(found) else ()
        case Paragraph(children) | Plain(children):
            shown = [
                c for c in children if not isinstance(c, Break | Text) or text_of((c,)).strip()
            ]
            made = tuple(f for f in map(_figure, shown) if f)
            return made if len(made) == len(shown) else ()
        case _:
            return ()


def _figure(inline: Inline) -> Figure | None:
    match inline:
        case Image():
            return Figure(inline, at=inline.at)
        case Link(children=(Image() as image,)):
            return Figure(image, at=image.at, link=replace(inline, children=()))
        case _:
            return None
