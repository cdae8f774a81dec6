"""Which headings need their id written: those that would not get it from their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.anchors import Anchors, wiki_id
from scormkit.model.blocks import Callout, Heading, Parts, Quote
from scormkit.model.inlines import Code, Format, Image, Inline, Link, Note, Span, Text
from scormkit.model.walk import walk
from scormkit.writers.pages.xwiki.literals import literal
from scormkit.writers.pages.xwiki.quotes import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.blocks import Block


def own_ids(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Give the headings, by identity, whose id must be written."""
    own: set[int] = set()
    _number(blocks, Anchors(), own)
    return frozenset(own)


def _number(blocks: Iterable[Block], anchors: Anchors, own: set[int]) -> None:
    """Give out ids as the wiki does: to the page first, then to what stands in macros."""
    inner: list[tuple[Block, ...]] = []
    hidden: set[int] = set()
    for node in walk(blocks):
        if id(node) in hidden:
            continue
        if isinstance(node, Heading):
            made = anchors.free(wiki_id(_plain(node.children)))
            if made == node.id:
                anchors.take(made)
            elif node.id:
                own.add(id(node))
        elif isinstance(node, Callout):
            inner.append(node.blocks)
            hidden |= {id(held) for held in walk(node.blocks)}
        elif isinstance(node, Parts):
            inner += [part.blocks for part in node.parts]
            hidden |= {id(held) for part in node.parts for held in walk(part.blocks)}
        elif isinstance(node, Quote) and lines_of(node) is None:
            inner.append(node.blocks)
            hidden |= {id(held) for held in walk(node.blocks)}
    for content in inner:
        _number(content, anchors, own)


def _plain(inlines: Iterable[Inline]) -> str:
    """Give the characters that an id is made from."""
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, Code):  # a call has no words when ids are given out
            parts.append(" " if literal(inline.text) is None else inline.text)
        elif isinstance(inline, Format | Span | Note):
            parts.append(_plain(inline.children))
        elif isinstance(inline, Link):
            parts.append(_plain(inline.children) or inline.target.target)
        elif not isinstance(inline, Image):
            parts.append(" ")
    return "".join(parts)
