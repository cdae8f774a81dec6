"""The cutting of a long page at its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.blocks import Heading, Plain, is_hero
from scormkit.model.inlines import Anchor
from scormkit.model.names import slug, stable_key
from scormkit.model.walk import kind_of
from scormkit.transforms.codes import NOT_CUT
from scormkit.transforms.outline.words import Names, is_made, places_of, words_of
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.transforms.settings import ShapeSettings

_LEVELS = {"heading-1": 1, "heading-2": 2}


def split(page: Page, settings: ShapeSettings, report: Report) -> tuple[Page, ...]:
    """Cut a page at its headings; what stands before the first keeps the page's id and title.

    Headings in boxes and groups belong to these and cut nothing, nor do those without a word. A part is known by its words, or by the
    id that its author gave the heading, so that other parts may come and go around it.
    """
    level = _LEVELS.get(settings.split, 0)
    cuts = [
        place
        for place, block in enumerate(page.blocks)
        if isinstance(block, Heading) and block.level <= level and words_of((block,))
    ]
    if level and not cuts:
        _tell(page, level, report)
    if not cuts:
        return (page,)
    names = Names(page.id)
    before = page.blocks[: cuts[0]]
    # a picture of the page, or a place to link to, is no page of its own
    carried = before if all(map(_is_mark, before)) else ()
    parts = [] if carried or not before else [replace(page, blocks=before)]
    for start, end in zip(cuts, (*cuts[1:], len(page.blocks)), strict=True):
        heading = page.blocks[start]
        if isinstance(heading, Heading):
            blocks = (*carried, *places_of(heading), *page.blocks[start + 1 : end])
            title, carried = words_of((heading,)), ()
            own = names.free(f"{page.id}-{_name(heading, title)}")
            parts.append(replace(page, id=own, title=title, blocks=blocks, anchor=heading.id))
    return tuple(parts)


def _name(heading: Heading, title: str) -> str:
    made = slug(title)
    given = "" if is_made(heading.id, title) else heading.id
    return slug(given) or made or f"{stable_key(title):06x}"


def _is_mark(block: Block) -> bool:
    anchors = isinstance(block, Plain) and all(isinstance(c, Anchor) for c in block.children)
    return is_hero(block) or anchors


def _tell(page: Page, level: int, report: Report) -> None:
    levels = sorted({heading.level for heading in kind_of(page.blocks, Heading)})
    found = (
        f"its headings have the level {', '.join(map(str, levels))}" if levels else "it has none"
    )
    message = f"The page is not cut: there is no heading of level {level}, {found}"
    report.add(NOT_CUT, message, Location(page.source, 1))
