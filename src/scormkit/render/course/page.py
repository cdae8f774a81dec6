"""A page as HTML, with the facts that the course's data are made of; a value that can be cached."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from scormkit.model.blocks import Heading, is_hero
from scormkit.model.walk import kind_of
from scormkit.render.blocks import render_blocks
from scormkit.render.course.components import NOTHING, TEST_MARK, Needs, needs_of
from scormkit.render.course.place import CourseContext, section_id
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.render.course.place import Place
    from scormkit.render.course.quiz import TestHtml

_TABLE = '<div class="sk-scroll"><table'


class PageHtml(Struct, frozen=True):
    """A rendered page: ``after`` is what follows the test's place, if ``has_test_place``.

    ``hero`` is the picture above its title; ``tasks`` are ids and ``videos`` ids with titles, in reading
    order; ``checks`` are questions as the player takes them; ``assets`` the author's names of the files of
    the module that the page uses; ``needs`` are those of its HTML.
    """

    id: str
    module: str
    title: str
    before: str
    after: str = ""
    has_test_place: bool = False
    tasks: tuple[str, ...] = ()
    videos: tuple[tuple[str, str], ...] = ()
    checks: tuple[dict[str, Any], ...] = ()
    assets: tuple[str, ...] = ()
    needs: Needs = NOTHING
    hero: str = ""


def render_page(page: Page, place: Place) -> PageHtml:
    """Render a page; a pure function of its arguments and of the files they name."""
    section = section_id(page.id)
    context = CourseContext(place, section, heading_shift(page.blocks))
    heroes = sum(is_hero(block) for block in page.blocks[:1])
    hero = render_blocks(page.blocks[:heroes], context)
    html = with_scrolling_tables(render_blocks(page.blocks[heroes:], context))
    before, mark, after = html.partition(TEST_MARK)
    uses = context.uses
    return PageHtml(
        page.id,
        page.module or place.module,
        page.title,
        before,
        after.replace(TEST_MARK, ""),
        bool(mark),
        tuple(uses.tasks),
        tuple(uses.videos.items()),
        tuple(uses.checks.values()),
        tuple(uses.assets),
        needs_of(hero + html),
        hero,
    )


def heading_shift(blocks: tuple[Block, ...]) -> int:
    """Bring the highest heading of a page to level 2, under the title."""
    levels = [heading.level for heading in kind_of(blocks, Heading)]
    return 2 - min(levels, default=2)


def with_scrolling_tables(html: str) -> str:
    """Let a table that is too wide scroll by itself."""
    if "<table" not in html:
        return html
    return html.replace("<table", _TABLE).replace("</table>", "</table></div>")


def page_section(page: PageHtml, above: str, below: str, test: TestHtml | None) -> list[str]:
    """Give the pieces of a page's section, with what stands around its title and the test."""
    section = escape(section_id(page.id))
    # one title is enough for a page that is called as its test
    bare = " sk-bare" if test and test.title == page.title else ""
    head = (
        f'<section class="sk-page{bare}" id="{section}" data-page="{escape(page.id)}" '
        f'aria-labelledby="{section}-title">\n{page.hero}{above}<h1 id="{section}-title">'
        f"{escape(page.title, quote=False)}</h1>\n{below}"
    )
    return [head, page.before, test.html if test else "", page.after, "</section>\n"]
