"""Checks a course for web servers and tells what it holds; it is known by its page for embedding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from scormkit.render.course.entrance import ENTRANCE
from scormkit.standards.ims.links import follow
from scormkit.standards.outline import Outline
from scormkit.standards.web.embed import NAME
from scormkit.standards.web.rules import RULES, Pages
from scormkit.validate.document import SIZE_LIMIT
from scormkit.validate.engine import run

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.validate.files import Files

_MARK = b"data-snippet="


def find(files: Files) -> str:
    """Give the path of the page that hands out the lines for embedding, or nothing."""
    small = NAME in files and ENTRANCE in files and files.size(NAME) <= SIZE_LIMIT
    return NAME if small and _MARK in files.read(NAME) else ""


def check(files: Files, report: Report, manifest: str = NAME, *, alone: bool = False) -> None:
    """Run the rules on everything that the pages at the root lead to."""
    del manifest, alone  # a page alone is not found
    starts = [path for path in files if "/" not in path and path.endswith(".html")]
    run(RULES, Pages(files, follow(files, starts)), report)


def outline(files: Files, path: str) -> Outline | None:
    """Give the course's documents by the lines that embed them."""
    root = _html(files.read(path))
    if root is None:
        return None
    documents = []
    for lines in root.iterfind(".//pre[@data-href]"):
        frame = _html(lines.get("data-snippet", "").encode())
        titled = frame.find(".//iframe") if frame is not None else None
        title = titled.get("title", "") if titled is not None else ""
        documents.append(Outline(title, "document", lines.get("data-href", "")))
    title = (root.findtext(".//title") or "").partition(": ")[2]
    return Outline(title, "web page", ENTRANCE, (), tuple(documents))


def _html(data: bytes) -> etree._Element | None:
    try:
        root: etree._Element | None = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    except etree.XMLSyntaxError:  # nothing there
        return None
    return root
