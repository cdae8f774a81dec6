"""Counts what a reader meets on a page, before and after it became part of a course."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scormkit.model.blocks import (
    Download,
    Frame,
    Heading,
    HtmlBlock,
    Navigation,
    Paragraph,
    Table,
    TestPlace,
    Video,
)
from scormkit.model.inlines import Image, InlineHtml, Link
from scormkit.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scormkit.model.walk import Node

KINDS = ("words", "headings", "links", "pictures", "videos", "tables", "attachments")
"""What is counted; a frame counts as a video, a button and a download as a link."""
_COUNTED: dict[type, str] = {
    Heading: "headings",
    Link: "links",
    Navigation: "links",
    Download: "links",
    Image: "pictures",
    Video: "videos",
    Frame: "videos",
    TestPlace: "videos",
    Table: "tables",
}
_TAGS = {
    "headings": re.compile(r"<h[1-6]\b", re.IGNORECASE),
    "links": re.compile(r"<a\s[^>]*\bhref\b", re.IGNORECASE),
    "pictures": re.compile(r"<img\b", re.IGNORECASE),
    "videos": re.compile(r"<(?:iframe|video|embed|object)\b", re.IGNORECASE),
    "tables": re.compile(r"<table\b", re.IGNORECASE),
}


def count(nodes: Iterable[Node], headings: Collection[str] = ()) -> Counter[str]:
    """Count by kind; ``headings`` are the classes of paragraphs that are headings to their readers."""
    found: Counter[str] = Counter()
    for node in walk(nodes):
        if type(node) in _COUNTED:
            found[_COUNTED[type(node)]] += 1
        elif isinstance(node, Paragraph):
            classes = dict(node.attrs).get("class", "").split()
            found["headings"] += any(name in headings for name in classes)
        elif isinstance(node, HtmlBlock | InlineHtml):
            found.update({kind: len(tag.findall(node.html)) for kind, tag in _TAGS.items()})
    return found
