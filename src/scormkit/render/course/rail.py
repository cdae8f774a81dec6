"""The list of contents, and what a module says of itself at the head of its first page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit.render.course.components import icon
from scormkit.render.course.place import section_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.course import Module
    from scormkit.render.course.contents import Chapter
    from scormkit.render.course.page import PageHtml
    from scormkit.render.locales import Words


def rail(parts: Sequence[Chapter], words: Words) -> str:
    """Give the modules with their pages as nested lists of links."""
    items: list[str] = []
    for part in parts:
        links = "".join([_link(page, part, words) for page in part.pages])
        if len(part.pages) == 1 and part.pages[0].title == part.module.title:
            items.append(links)
            continue
        title = escape(part.module.title, quote=False)
        items.append(f'<li class="sk-module"><p>{title}</p><ol>{links}</ol></li>\n')
    return "".join(items)


def module_head(module: Module, page: PageHtml, words: Words, *, first: bool) -> tuple[str, str]:
    """Give what stands above a page's title and, on the module's first page, below it."""
    above = escape(module.title, quote=False) if module.title != page.title else ""
    if first and module.minutes:
        minutes = escape(words.count("minutes", module.minutes), quote=False)
        above = f"{above} · {minutes}" if above else minutes
    eyebrow = f'<p class="sk-eyebrow">{above}</p>' if above else ""
    if not first or not (module.summary or module.objectives):
        return eyebrow, ""
    summary = f"<p>{escape(module.summary, quote=False)}</p>" if module.summary else ""
    goals = "".join(f"<li>{escape(goal, quote=False)}</li>" for goal in module.objectives)
    if goals:
        told = escape(words.say("objectives"), quote=False)
        goals = f'<p class="sk-goals">{told}</p><ul>{goals}</ul>'
    return eyebrow, f'<div class="sk-about">{summary}{goals}</div>'


def _link(page: PageHtml, part: Chapter, words: Words) -> str:
    tested = part.test is not None and part.test_page == page.id
    test = f'<span class="sk-vh">, {escape(words.say("with-test"))}</span>' if tested else ""
    mark = icon("test") if tested else ""
    return (
        f'<li><a href="#{escape(section_id(page.id))}" data-go="{escape(page.id)}">'
        f'<span class="sk-dot" aria-hidden="true"></span><span class="sk-name">'
        f"{escape(page.title, quote=False)}{test}</span>{mark}</a></li>"
    )
