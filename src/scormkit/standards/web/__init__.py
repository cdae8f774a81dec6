"""A course without an LMS, for any web server and for frames in the pages of a wiki.

The player keeps progress in the browser and tells the page around what that page may know.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit import player
from scormkit.standards.standard import Standard
from scormkit.standards.web import embed

if TYPE_CHECKING:
    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course
    from scormkit.render.site import Site

NAME = "index.html"


def pack(course: Course, site: Site) -> FileTree:
    """Add the player, and the pages ``index.html`` and ``embed.html`` if no document is called so."""
    own = {
        embed.NAME: embed.embed_page(course, site.scos),
        NAME: _index(course, site).encode(),
    }
    missing = {name: page for name, page in own.items() if name not in site.tree}
    return site.tree.plus({site.player_path: player.bundle("web"), **missing})


def _index(course: Course, site: Site) -> str:
    links = "\n".join(
        f'<li><a href="{escape(sco.href)}">{escape(sco.title)}</a></li>' for sco in site.scos
    )
    return f"""<!doctype html>
<html lang="{escape(course.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(course.title)}</title>
</head>
<body>
<main>
<h1>{escape(course.title)}</h1>
<ol>
{links}
</ol>
</main>
</body>
</html>
"""


STANDARDS = (Standard("web", "web page", pack, script="web", unpacked=True),)
