"""Groups of the class tabs, accordion, steps or cards become sets of parts, cut at headings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast, get_args

from scormkit.diagnostics import Location
from scormkit.model.blocks import Group, Heading, ListBlock, Part, Parts, PartsKind
from scormkit.model.walk import rewrite
from scormkit.transforms.codes import NO_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import Attributes
    from scormkit.transforms.settings import ShapeSettings

_KINDS = get_args(PartsKind)
_IN_LISTS = frozenset({"steps", "cards"})


def cut_parts(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Cut groups at their highest headings; steps and cards may be the items of a list instead.

    What stands before the first part stays before the set.
    """
    del settings

    def cut(group: Group) -> Block | tuple[Block, ...]:
        kind = kind_of_parts(group.attrs)
        if kind is None:
            return group
        before, parts, after = _cut(group.blocks, kind)
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
