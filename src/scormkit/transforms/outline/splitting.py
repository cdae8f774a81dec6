"""Titles, anchors, names for videos and frames, and the cutting of a long page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit.model.blocks import Heading
from scormkit.model.names import slug, stable_key
from scormkit.model.walk import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.transforms.settings import ShapeSettings


def split(page: Page, settings: ShapeSettings) -> tuple[Page, ...]:
    """Cut a page at its headings; what stands before the first keeps the page's id and title."""
    level = {"heading-1": 1, "heading-2": 2}.get(settings.split, 0)
    pages: list[Page] = []
    taken: set[str] = {page.id}
    held: list[Block] = []
    current = page
    for block in page.blocks:
        if level and isinstance(block, Heading) and block.level <= level:
            pages += _finished(current, held, first=current is page)
            title, held = _words((block,)), []
            name = slug(title) or f"{stable_key(title):06x}"
            current = replace(page, id=_free(f"{page.id}-{name}", taken), title=title)
        else:
            held.append(block)
    return (*pages, *_finished(current, held, first=current is page and bool(pages)))


def _finished(page: Page, held: list[Block], *, first: bool) -> Iterable[Page]:
    return () if first and not held else (replace(page, blocks=tuple(held)),)


def _words(blocks: tuple[Block, ...]) -> str:
    return " ".join(text_of(blocks).split())


def _free(wanted: str, taken: set[str]) -> str:
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    taken.add(free)
    return free
