"""Titles, anchors, names for videos and frames, and the cutting of a long page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.blocks import Check, Frame, Heading, Video
from scormkit.model.names import slug, stable_key
from scormkit.model.walk import rewrite, text_of
from scormkit.transforms.codes import NO_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.transforms.settings import ShapeSettings


def take_title(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Make the first heading of level 1 the page's title; it does not stand in the text again."""
    for place, block in enumerate(page.blocks):
        if isinstance(block, Heading) and block.level == 1:
            title = _words((block,))
            if page.title and page.title != title:
                break
            rest = page.blocks[:place] + page.blocks[place + 1 :]
            return replace(page, title=title, blocks=rest, anchor=block.id)
    if page.title:
        return page
    title = settings.title or page.id.replace("-", " ").capitalize()
    report.add(NO_TITLE, f"The menu calls this page {title!r}", Location(page.source, 1))
    return replace(page, title=title)


def name_anchors(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Give every heading an id of its own, and unnamed videos and frames the name of theirs.

    A check moves with its id from page to page of the module.
    """
    del settings, report
    taken: set[str] = set()
    under = page.title

    def heading(block: Heading) -> Heading:
        nonlocal under
        under = _words((block,)) or under
        own = _free(block.id or slug(under) or "section", taken)
        return block if own == block.id else replace(block, id=own)

    def named(block: Video | Frame) -> Video | Frame:
        return block if block.title else replace(block, title=under)

    def owned(block: Check) -> Check:
        (asked,) = block.test.questions
        own = replace(asked, id=f"{page.module or page.id}-{asked.id}")
        return replace(block, test=replace(block.test, questions=(own,)))

    blocks = rewrite(page.blocks, {Heading: heading, Video: named, Frame: named, Check: owned})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


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
            own = _free(f"{page.id}-{name}", taken)
            current = replace(page, id=own, title=title, anchor=block.id)
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
