"""The table of macros: what a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import PROGRAMS
from scormkit.readers.xwiki import codes
from scormkit.readers.xwiki.macros import boxes, lines, media

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.readers.xwiki.macros.calls import Expansion

EXPANSIONS: Mapping[str, Expansion] = {
    # set off
    "info": boxes.box("note"),
    "note": boxes.box("note"),
    "tip": boxes.box("note"),
    "warning": boxes.box("warning"),
    "error": boxes.box("mistake"),
    "success": boxes.box("success"),
    "box": boxes.box("box"),
    "panel": boxes.box("box"),
    "quote": boxes.quote,
    "task": lines.task,
    # folds
    **dict.fromkeys(("tab", "expand", "details", "spoiler", "step", "card"), boxes.fold),
    "accordion": boxes.group("accordion"),
    "tabs": boxes.group("tabs"),
    "tab-group": boxes.group("tabs"),
    "steps": boxes.group("steps"),
    "cards": boxes.group("cards"),
    # laid out
    **dict.fromkeys(
        ("columns", "section", "layout-section", "row", "grid"), boxes.group("columns")
    ),
    **dict.fromkeys(("column", "layout-cell", "cell", "col"), boxes.group("column")),
    "container": boxes.container,
    "gallery": boxes.group("gallery"),
    "figure": boxes.figure,
    "figurecaption": boxes.caption,
    **dict.fromkeys(("layout", "content", "context", "async", "cache", "excerpt"), boxes.opened),
    # shown
    **dict.fromkeys(("video", "media", "audio", "wikivideo"), media.medium()),
    **dict.fromkeys(("embed", "iframe", "widget"), media.medium(framed=True)),
    "youtube": media.medium("https://www.youtube.com/watch?v={}"),
    "vimeo": media.medium("https://vimeo.com/{}"),
    "rutube": media.medium("https://rutube.ru/video/{}/"),
    **dict.fromkeys(("office", "pdfviewer", "view-file", "viewfile"), media.attached),
    # literal
    "html": lines.html,
    "raw": lines.raw,
    "code": lines.code,
    "formula": lines.formula,
    "check": lines.check,
    # in a line
    "id": lines.anchor,
    "footnote": lines.footnote,
    "icon": lines.icon,
    "displayicon": lines.icon,
    "mention": lines.mention,
    "status": lines.status,
    "date": lines.date,
    "button": lines.button,
    # nothing
    "comment": lines.nothing(),
    "toc": lines.nothing(codes.CONTENTS, "The table of contents {{toc/}} is left out"),
    "putfootnotes": lines.nothing(codes.FOOTNOTE_PLACE, "The list of footnotes is left out"),
    # what only the course knows; transforms/macros/ fills it
    **dict.fromkeys(("include", "display", "children", "documents", "attachments"), lines.kept),
    **dict.fromkeys(("documenttree", "pagetree", "spaces"), lines.kept),
    **dict.fromkeys(PROGRAMS, lines.program),
}
