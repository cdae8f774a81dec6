"""Macros that set text off, fold it, or lay it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import (
    Callout,
    Figure,
    Group,
    Macro,
    Paragraph,
    Part,
    Parts,
    Plain,
    Quote,
)
from scormkit.model.inlines import Format, Image, InlineMacro
from scormkit.model.walk import walk
from scormkit.readers.xwiki.grammar.links import inline_content
from scormkit.readers.xwiki.macros.calls import param

if TYPE_CHECKING:
    from scormkit.model.blocks import Block, CalloutKind
    from scormkit.model.inlines import Attributes
    from scormkit.readers.xwiki.macros.calls import Call, Expansion, Reading

_NAMES = ("title", "label", "summary", "name")
"""Parameters in which extensions of the wiki name a part."""


def box(kind: CalloutKind) -> Expansion:
    """Make an expansion that gives a box of this kind."""

    def expand(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
        blocks = page.parse(call, depth)
        if picture := param(call, "image"):
            blocks = (Paragraph((page.image(picture, call.at),), (), call.at), *blocks)
        css = param(call, "cssclass")
        attrs: Attributes = (("class", css),) if css else ()
        title = page.words(param(call, "title"), call.at, depth)
        return (Callout(kind, blocks, title, "", attrs, call.at),)

    return expand


def group(css: str) -> Expansion:
    """Make an expansion that gives a group of this class; a transform makes of it what it means."""

    def expand(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
        title = page.words(param(call, "title"), call.at, depth)
        head = (Paragraph((Format("strong", title, (), call.at),), (), call.at),) if title else ()
        return (Group((*head, *page.parse(call, depth)), (("class", css),), call.at),)

    return expand


def container(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give columns if that is its style; the groups in it are the columns."""
    css = "columns" if param(call, "layoutstyle").lower() == "columns" else "macro-container"
    return group(css)(page, call, depth) or ()


def fold(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give a part of its own; a macro around several takes them together."""
    words = page.words(param(call, *_NAMES), call.at, depth)
    head = Plain(words, call.at) if words else None
    part = Part(head, page.parse(call, depth), call.at)
    return (Parts("accordion", (part,), (), call.at),)


def quote(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give a quotation."""
    return (Quote(page.parse(call, depth), (), call.at),)


def opened(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give the content alone: the macro says something to the wiki only."""
    return page.parse(call, depth)


def figure(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give one picture with its caption; anything else is shown as it stands."""
    blocks = page.parse(call, depth)
    nodes = list(walk(blocks))
    images = [node for node in nodes if isinstance(node, Image)]
    named = [
        node
        for node in nodes
        if isinstance(node, Macro | InlineMacro) and node.name.lower() == "figurecaption"
    ]
    if len(images) != 1:
        return blocks
    words = inline_content(page.parse(named[0], depth)) if named else ()
    return (Figure(images[0], words, at=call.at),)


def caption(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give the caption of what is no picture as a line of its own."""
    words = inline_content(page.parse(call, depth))
    return (Paragraph((Format("em", words, (), call.at),), (), call.at),)
