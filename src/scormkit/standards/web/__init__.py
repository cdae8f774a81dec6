"""A course without an LMS, for any web server and for frames in the pages of a wiki.

The player keeps progress in the browser and tells the page around what that page may know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import player
from scormkit.lrs.activities import module_of
from scormkit.render.course.entrance import ENTRANCE, entrance
from scormkit.standards.standard import Standard
from scormkit.standards.web import embed
from scormkit.standards.web.checking import check, find, outline

if TYPE_CHECKING:
    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course
    from scormkit.render.site import Site


def pack(course: Course, site: Site) -> FileTree:
    """Add the player, and the pages ``index.html`` and ``embed.html`` if no document is called so."""
    own = {
        embed.NAME: embed.embed_page(course, site.scos),
        ENTRANCE: entrance(course, site, module_of(course)),
    }
    missing = {name: page for name, page in own.items() if name not in site.tree}
    return site.tree.plus({site.player_path: site.extras + player.bundle("web"), **missing})


STANDARDS = (
    Standard(
        "web",
        "web page",
        pack,
        script="web",
        find=find,
        check=check,
        unpacked=True,
        outline=outline,
    ),
)
