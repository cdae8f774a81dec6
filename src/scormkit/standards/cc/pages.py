"""Makes a small web page of each page of a course: no script, nothing to tick, links that work.

An LMS shows the pages of a cartridge as files of its own, so what only the player can do is taken
out: boxes to tick, stand-ins that wait for a click. Videos of other hosts become frames, with the
plain link below them for LMSs that show no frames.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from scormkit.model.names import slug
from scormkit.render.course.page import page_section
from scormkit.render.course.rail import module_head
from scormkit.render.locales import Words, runs_leftward
from scormkit.render.themes import icons
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.model.course import Course
    from scormkit.render.course.contents import Chapter
    from scormkit.render.course.page import PageHtml
    from scormkit.render.site import Site

_SECTION = "p-"
_CHECK = re.compile(r'<label class="sk-done">.*?</label>', re.DOTALL)
_STAGE = re.compile(r'<div class="sk-stage"([^>]*)>.*?</div>', re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_LOCAL = re.compile(r'(<a\b[^>]*?)\shref="#([^"]*)"')
_FRAME = 'loading="lazy" referrerpolicy="strict-origin-when-cross-origin" allowfullscreen'


class Leaf(Struct, frozen=True):
    """A page with the name of its file; a page that holds only the test has none."""

    chapter: Chapter
    page: PageHtml
    href: str
    first: bool


def leaves(site: Site) -> tuple[Leaf, ...]:
    """Give every page of a course in reading order."""
    found: list[Leaf] = []
    for number, chapter in enumerate(site.chapters, 1):
        for index, page in enumerate(chapter.pages, 1):
            own = page.id.removeprefix(f"{chapter.module.id}-")
            name = f"{number:02}-{index:02}-{slug(own, 40) or 'page'}.html"
            href = (
                name
                if (page.hero + page.before + page.after).strip() or chapter.test is None
                else ""
            )
            found.append(Leaf(chapter, page, href, index == 1))
    return tuple(found)


def write_pages(course: Course, site: Site, all_leaves: tuple[Leaf, ...]) -> dict[str, bytes]:
    """Give the pages as files."""
    homes = {leaf.page.id: leaf.href for leaf in all_leaves if leaf.href}
    sheets = [path for path in site.tree if "/" not in path and path.endswith(".css")]
    return {
        leaf.href: _page(course, leaf, sheets, homes).encode() for leaf in all_leaves if leaf.href
    }


def _page(course: Course, leaf: Leaf, sheets: list[str], homes: Mapping[str, str]) -> str:
    words = Words.of(course.language)
    page = leaf.page
    above, below = module_head(leaf.chapter.module, page, words, first=leaf.first)
    body = _without_player("".join(page_section(page, above, below, None)))
    links = "".join(f'<link rel="stylesheet" href="{escape(path)}">\n' for path in sheets)
    direction = ' dir="rtl"' if runs_leftward(course.language) else ""
    facts = filter(None, (course.title, course.publisher, course.rights))
    return f"""<!doctype html>
<html lang="{escape(course.language)}"{direction} class="sk-on">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(page.title, quote=False)}</title>
{links}</head>
<body>
{icons()}
<p id="sk-new-window" hidden>{escape(words.say("new-window"), quote=False)}</p>
<main>
{_with_links(body, page.id, homes)}</main>
<footer class="sk-foot"><p>{" · ".join(escape(fact, quote=False) for fact in facts)}</p></footer>
</body>
</html>
"""


def _without_player(html: str) -> str:
    """Take out what needs the player."""
    html = _CHECK.sub("", html).replace(' data-zoom=""', "")
    return _STAGE.sub(_frame, html) if "sk-stage" in html else html


def _frame(stage: re.Match[str]) -> str:
    """Show the other host's page where its stand-in was."""
    given = dict(_ATTRIBUTE.findall(stage[1]))
    if "data-embed" not in given:
        return ""
    style = f' style="{given["style"]}"' if "style" in given else ""
    source, title = given["data-embed"], given.get("data-title", "")
    return (
        f'<div class="sk-stage"{style}>'
        f'<iframe src="{source}" title="{title}" {_FRAME}></iframe></div>'
    )


def _with_links(html: str, own: str, homes: Mapping[str, str]) -> str:
    """Lead links between the pages of the course to their files."""

    def led(found: re.Match[str]) -> str:
        section, mark, anchor = unescape(found[2]).removeprefix(_SECTION).partition("--")
        if section == own or section not in homes:
            return found[0]
        fragment = f"#{_SECTION}{section}--{anchor}" if mark else ""
        return f'{found[1]} href="{escape(homes[section] + fragment)}"'

    return _LOCAL.sub(led, html)


def used_files(leaf: Leaf) -> Iterator[str]:
    """Give the paths of the files that a page shows or offers."""
    for name in leaf.page.assets:
        if asset := leaf.chapter.assets.find(name):
            yield asset.path
