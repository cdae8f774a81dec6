"""A course without an LMS: the site itself, with a player that keeps progress in the browser."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit import player
from scormkit.standards.standard import Standard

if TYPE_CHECKING:
    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course
    from scormkit.render.site import Site

NAME = "index.html"


def pack(course: Course, site: Site) -> FileTree:
    """Add the player, and an ``index.html`` that leads to the documents if none is called so."""
    tree = site.tree.plus({site.player_path: player.bundle("web")})
    if NAME in tree:
        return tree
    return tree.plus({NAME: _index(course, site).encode()})


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


STANDARDS = (Standard("web", "web page", pack, script="web"),)
