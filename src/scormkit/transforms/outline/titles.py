"""Titles, anchors, names for videos and frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.blocks import Check, Frame, Heading, Video
from scormkit.model.names import slug
from scormkit.model.walk import rewrite
from scormkit.transforms.codes import NO_TITLE
from scormkit.transforms.outline.words import Names, places_of, words_of
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.course import Page
    from scormkit.transforms.settings import ShapeSettings


def take_title(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Make the first heading of level 1 the page's title; it does not stand in the text again."""
    for place, block in enumerate(page.blocks):
        if isinstance(block, Heading) and block.level == 1 and (title := words_of((block,))):
            if page.title and page.title != title:
                break
            rest = (*page.blocks[:place], *places_of(block), *page.blocks[place + 1 :])
            return replace(page, title=title, blocks=rest, anchor=block.id)
    if page.title:
        return page
    title = settings.title or page.id.replace("-", " ").capitalize()
    if not settings.named:
        report.add(NO_TITLE, f"The menu calls this page {title!r}", Location(page.source, 1))
    return replace(page, title=title)


def name_anchors(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Give every heading an id of its own, and unnamed videos and frames the name of theirs.

    A check moves with its id from page to page of the module.
    """
    del settings, report
    names = Names()
    under = page.title

    def heading(block: Heading) -> Heading:
        nonlocal under
        under = words_of((block,)) or under
        own = names.free(block.id or slug(under) or "section")
        return block if own == block.id else replace(block, id=own)

    def named(block: Video | Frame) -> Video | Frame:
        return block if block.title else replace(block, title=under)

    def owned(block: Check) -> Check:
        (asked,) = block.test.questions
        own = replace(asked, id=f"{page.module or page.id}-{asked.id}")
        return replace(block, test=replace(block.test, questions=(own,)))

    blocks = rewrite(page.blocks, {Heading: heading, Video: named, Frame: named, Check: owned})
    return page if blocks is page.blocks else replace(page, blocks=blocks)
