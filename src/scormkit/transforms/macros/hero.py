"""Brings the picture that belongs to a page as a whole to its top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Figure, is_hero
from scormkit.model.walk import kind_of, rewrite
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.transforms.settings import ShapeSettings


def lift_hero(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Put the first hero before all other blocks; a further one is a figure where it stands."""
    del settings, report
    first = next(filter(is_hero, kind_of(page.blocks, Figure)), None)
    if first is None:
        return page

    def stay(figure: Figure) -> Block | tuple[Block, ...]:
        if not is_hero(figure):
            return figure
        if figure == first:
            return ()
        return replace(figure, attrs=tuple(p for p in figure.attrs if p[0] != "class"))

    return replace(page, blocks=(first, *rewrite(page.blocks, {Figure: stay})))
