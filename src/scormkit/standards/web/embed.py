"""Writes ``embed.html``: the lines that put the course into a page of a wiki, ready to be copied."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.render.site import Sco

NAME = "embed.html"


def embed_page(course: Course, scos: tuple[Sco, ...]) -> bytes:
    """Give a page that shows the lines for each document, and the course in a frame made by them.

    Only there is known under which address the course lies, so a script fills it in.
    """
    texts: dict[str, dict[str, str]] = json.loads(_own("embed.json"))
    words = texts.get(course.language.partition("-")[0], texts["en"])
    page = Template(_own("embed.html")).substitute(
        {name: escape(text) for name, text in words.items()},
        language=escape(course.language),
        course=escape(course.title),
        snippets="\n".join(_shown(sco, several=len(scos) > 1) for sco in scos),
    )
    return page.encode()


def _shown(sco: Sco, *, several: bool) -> str:
    title = escape(sco.title)
    lines = Template(_own("snippet.html")).substitute(
        address="{address}", parent="{parent}", title=title
    )
    head = f"<h2>{title}</h2>\n" if several else ""
    data = f'data-href="{escape(sco.href)}" data-snippet="{escape(lines.rstrip())}"'
    return f"{head}<pre {data}></pre>"


@cache
def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
