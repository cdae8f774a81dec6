"""The places on a page, by every name that links know them by, the wiki's own among them.

A wiki gives every heading and every picture of a page an id made from its words; the second of two
equal ones gets a number. Links from other pages hold these ids.
"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import itemgetter
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


def name_pictures(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Give the pictures of a wiki's page the ids that the wiki gives them, as its headings have them."""
    del settings, report
    if not page.source.endswith(_WIKI_TEXT):
        return page
    free = _Free()

    def picture(image: Image) -> Image:
        own = free.take(wiki_anchor(image.target.target, "I"))
        given = any(name == "id" for name, _ in image.attrs)
        return image if given else replace(image, attrs=(*image.attrs, ("id", own)))

    blocks = rewrite(page.blocks, {Image: picture})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def anchors_of(page: Page) -> dict[str, str]:
    """Give every way to name a place, and its id; the title's place is the page itself."""
    found: dict[str, str] = {}
    free = _Free()
    places = [(page.title, page.anchor, ""), *_places(page)]
    for _, given, own in places:
        if given:
            found.setdefault(given, own)
    for text, _, own in filter(itemgetter(0), places):
        for name in (slug(text), free.take(wiki_anchor(text)), name_key(text)):
            if name:
                found.setdefault(name, own)
    return found


class _Free:
    """Gives names out once: a repeat gets ``-1``, ``-2`` and so on."""

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}

    def take(self, name: str) -> str:
        number = self.taken.get(name, 0)
        self.taken[name] = number + 1
        return f"{name}-{number}" if number else name


def _places(page: Page) -> Iterator[tuple[str, str, str]]:
    """Give the words of every place, its id, and that id again as where it leads."""
    for node in nodes_of(page.blocks):
        if isinstance(node, Heading):
            yield text_of((node,)).strip(), node.id, node.id
        elif isinstance(node, Anchor):
            yield "", node.id, node.id
        elif (attrs := getattr(node, "attrs", ())) and (given := dict(attrs).get("id")):
            yield "", given, given
