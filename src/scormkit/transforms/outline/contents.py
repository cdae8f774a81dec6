"""A list of the page's own headings, written by hand, gets links to them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, cast

from scormkit.diagnostics import Location
from scormkit.model.blocks import Heading, ListBlock, ListItem, Paragraph, Plain
from scormkit.model.inlines import Break, Link, Reference, Text
from scormkit.model.walk import kind_of, nodes_of, rewrite, text_of, walk
from scormkit.transforms.codes import CONTENTS_LINKED
from scormkit.transforms.headings import trimmed
from scormkit.transforms.outline.words import likeness, words_of
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import Inline
    from scormkit.transforms.settings import ShapeSettings

_LEAST = 2
_LISTS = frozenset({ListBlock, Paragraph})


def link_contents(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Link the items of a list, or the lines of a paragraph, that say the headings below it in order.

    It must say at least two of them and nothing else.
    """
    if not settings.contents or len(kind_of(page.blocks, Heading)) < _LEAST:
        return page
    nodes = nodes_of(page.blocks)
    headings = {p: node for p, node in enumerate(nodes) if type(node) is Heading}
    named, last = _Named(headings), [*headings][-_LEAST]  # below it there are too few to be listed
    edited: dict[int, Block] = {}
    seen: set[int] = set()
    lists = [(p, node) for p, node in enumerate(nodes[:last]) if type(node) in _LISTS]
    for place, node in cast("list[tuple[int, ListBlock | Paragraph]]", lists):
        if id(node) in seen:
            continue
        found = named.by(_lines(node), place)
        if found:
            edited[id(node)] = _linked(node, found)
            seen.update(map(id, walk((node,))))
            message = f"{len(found)} lines of this list get links to the headings they name"
            report.add(CONTENTS_LINKED, message, Location(page.source, *node.at))
    if not edited:
        return page

    def edit(block: Block) -> Block:
        return edited.get(id(block), block)

    return replace(page, blocks=rewrite(page.blocks, {ListBlock: edit, Paragraph: edit}))


def _lines(block: ListBlock | Paragraph) -> list[tuple[Inline, ...]]:
    """Give what each item or line says; nothing if it holds more than words."""
    if isinstance(block, Paragraph):
        if not any(isinstance(child, Break) for child in block.children):
            return []  # one line makes no list, and most paragraphs are one
        return [line for line in map(trimmed, _cut(block.children)) if line]
    found: list[tuple[Inline, ...]] = []
    for item in block.items:
        for inner in item.blocks:
            match inner:
                case Plain(children) | Paragraph(children):
                    found.append(children)
                case ListBlock():
                    found += _lines(inner)
                case _:
                    return []
    return found


class _Named:
    """The headings of a page, by their places, as lines of a list name them."""

    def __init__(self, headings: Mapping[int, Heading]) -> None:
        self._headings = headings

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, heading in self._headings.items():
            if like := likeness(words_of((heading,))):
                places.setdefault(like, []).append(place)
        return places

    def by(self, lines: Sequence[tuple[Inline, ...]], start: int) -> dict[int, Heading]:
        """Find the heading of each line, each below the one before; nothing if one is lacking."""
        found: dict[int, Heading] = {}
        for line in lines if len(lines) >= _LEAST else ():
            text = text_of(line)
            places = self._places.get(likeness(text)) or self._places.get(
                likeness(text, listed=True), []
            )
            below = bisect_right(places, start)
            if below == len(places):
                return {}
            start = places[below]
            found[id(line)] = self._headings[start]
        return found


def _linked(block: ListBlock | Paragraph, found: dict[int, Heading]) -> Block:
    if isinstance(block, Paragraph):
        links = iter(found.values())
        children: list[Inline] = []
        for line in filter(trimmed, _cut(block.children)):
            children += (
                (Break(block.at), _link(trimmed(line), next(links)))
                if children
                else (_link(trimmed(line), next(links)),)
            )
        return replace(block, children=tuple(children))
    return replace(block, items=tuple(_item(item, found) for item in block.items))


def _item(item: ListItem, found: dict[int, Heading]) -> ListItem:
    def edit(block: Block) -> Block:
        match block:
            case Plain(children) | Paragraph(children) if id(children) in found:
                return replace(block, children=(_link(children, found[id(children)]),))
            case ListBlock():
                return _linked(block, found)
            case _:
                return block

    return replace(item, blocks=tuple(map(edit, item.blocks)))


def _link(line: tuple[Inline, ...], heading: Heading) -> Link:
    """Say the words of the heading, so that numbers of pages and dots are gone."""
    at = line[0].at
    words = (Text(words_of((heading,)), at),)
    return Link(Reference("here", "", heading.id), words, at=at)


def _cut(children: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """Cut running text at the line breaks that its author made."""
    lines: list[list[Inline]] = [[]]
    for child in children:
        if isinstance(child, Break) and not child.soft:
            lines.append([])
        else:
            lines[-1].append(child)
    return [tuple(line) for line in lines]
