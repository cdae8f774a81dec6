"""The places on a page, by every name that links know them by, the wiki's own among them.

A wiki gives every heading and every picture of a page an id made from its words; the second of two
equal ones gets a number. Links from other pages hold these ids.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from scormkit.model.anchors import Anchors, wiki_id
from scormkit.model.blocks import Heading
from scormkit.model.inlines import Anchor, Image
from scormkit.model.names import slug
from scormkit.model.walk import nodes_of, rewrite, text_of
from scormkit.transforms.links.keys import name_key
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Report
    from scormkit.model.course import Page
    from scormkit.transforms.settings import ShapeSettings

_WIKI_TEXT = (".xwiki", ".xwiki20")


def name_pictures(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Give the pictures of a wiki's page the ids that the wiki gives them, as its headings have them."""
    del settings, report
    if not page.source.endswith(_WIKI_TEXT):
        return page
    free = Anchors()

    def picture(image: Image) -> Image:
        own = free.take(wiki_id(image.target.target, "I"))
        given = any(name == "id" for name, _ in image.attrs)
        return image if given else replace(image, attrs=(*image.attrs, ("id", own)))

    blocks = rewrite(page.blocks, {Image: picture})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def anchors_of(page: Page) -> dict[str, str]:
    """Give every way to name a place, and its id; the title's place is the page itself."""
    found: dict[str, str] = {}
    free = Anchors()
    places = [(page.title, page.anchor, ""), *_places(page)]
    for _, given, own in places:
        if given:
            found.setdefault(given, own)
    for text, _, own in filter(itemgetter(0), places):
        for name in (slug(text), free.take(wiki_id(text)), name_key(text)):
            if name:
                found.setdefault(name, own)
    return found


def _places(page: Page) -> Iterator[tuple[str, str, str]]:
    """Give the words of every place, its id, and that id again as where it leads."""
    for node in nodes_of(page.blocks):
        if isinstance(node, Heading):
            yield text_of((node,)).strip(), node.id, node.id
        elif isinstance(node, Anchor):
            yield "", node.id, node.id
        elif (attrs := getattr(node, "attrs", ())) and (given := dict(attrs).get("id")):
            yield "", given, given
