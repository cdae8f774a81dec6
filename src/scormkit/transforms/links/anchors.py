"""The places on a page, by every name that links know them by, the wiki's own among them.

A wiki gives every heading and every picture of a page an id made from its words; the second of two
equal ones gets a number. Links from other pages hold these ids, so they are given here before
anything is taken out of the page, made a heading of, or cut.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from scormkit.model.blocks import Heading
from scormkit.model.inlines import Anchor, Image
from scormkit.model.names import slug
from scormkit.model.walk import nodes_of, rewrite, text_of
from scormkit.transforms.links.keys import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Report
    from scormkit.model.course import Page
    from scormkit.model.walk import Edit
    from scormkit.transforms.settings import ShapeSettings

_KEPT = re.compile(r"[A-Za-z0-9\-_.:]")
_SPACE = re.compile(r"[^\S\u0085\u00a0\u2007\u202f]+")  # to a wiki the others are characters
_WIKI_TEXT = (".xwiki", ".xwiki20")


class _Codes(dict[int, str]):
    """Letters, digits and ``-_.:`` stay, all else becomes its number; filled as it is asked."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        units = letter.encode("utf-16-be", "surrogatepass").hex().upper()
        numbers = (units[n : n + 4].lstrip("0") for n in range(0, len(units), 4))
        made = letter if _KEPT.fullmatch(letter) else "".join(numbers) or "0"
        self[code] = made
        return made


_CODES = _Codes()


def wiki_anchor(text: str, kind: str = "H") -> str:
    """Make the id that XWiki gives a heading of this text, or with ``I`` a picture of this file."""
    return kind + _SPACE.sub("", text).translate(_CODES)


def name_places(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Give headings, and pictures of a wiki's page, the ids that the wiki gives them."""
    del settings, report
    taken: set[str] = set()

    def free(wanted: str) -> str:
        found = wanted
        numbers = count(1)
        while found in taken:
            found = f"{wanted}-{next(numbers)}"
        taken.add(found)
        return found

    def heading(block: Heading) -> Heading:
        return replace(block, anchor=free(wiki_anchor(text_of(block.children))))

    def picture(image: Image) -> Image:
        own = free(wiki_anchor(image.target.target, "I"))
        given = any(name == "id" for name, _ in image.attrs)
        return image if given else replace(image, attrs=(*image.attrs, ("id", own)))

    edits: dict[type, Edit] = {Heading: heading}
    if page.source.endswith(_WIKI_TEXT):
        edits[Image] = picture
    blocks = rewrite(page.blocks, edits)
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def anchors_of(page: Page) -> dict[str, str]:
    """Give every way to name a place, and its id; the title's place is the page itself."""
    found: dict[str, str] = {}
    places = [(page.title, "", page.anchor), *_places(page)]
    for _, own, anchor in places:
        for name in filter(None, (own, anchor)):
            found.setdefault(name, own)
    for text, own, _ in places:
        for name in filter(None, (slug(text), wiki_anchor(text), name_key(text))):
            found.setdefault(name, own)
    return found


def _places(page: Page) -> Iterator[tuple[str, str, str]]:
    for node in nodes_of(page.blocks):
        if isinstance(node, Heading):
            yield text_of((node,)).strip(), node.id, node.anchor
        elif isinstance(node, Anchor):
            yield "", node.id, ""
        elif (attrs := getattr(node, "attrs", ())) and (given := dict(attrs).get("id")):
            yield "", given, ""
