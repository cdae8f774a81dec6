"""Spacers, blank links and empty paragraphs go; a lone link to a file becomes a download.

So do the items of a list that holds nothing but links to files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.blocks import Download, EmptyLines, ListBlock, Paragraph, Plain
from scormkit.model.inlines import (
    Anchor,
    Formula,
    Image,
    InlineHtml,
    InlineMacro,
    Link,
    Note,
    Span,
    Text,
)
from scormkit.model.walk import rewrite, text_of, walk
from scormkit.transforms.codes import BLANK_LINK
from scormkit.transforms.headings import trimmed
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block, ListItem
    from scormkit.model.course import Page
    from scormkit.model.inlines import Inline
    from scormkit.model.walk import Edit
    from scormkit.transforms.settings import ShapeSettings

_SEEN = (Image, Anchor, Formula, InlineHtml, InlineMacro, Note)
_PAGE = re.compile(r"\.(?:md|markdown|xwiki|html?)$", re.IGNORECASE)


def tidy(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Take out what only made room: a theme spaces blocks by itself."""

    def link(node: Link) -> Inline | tuple[Inline, ...]:
        if not node.children or _says(node.children) or _shows(node.children):
            return node
        at = Location(page.source, node.at.line, node.at.column)
        report.add(BLANK_LINK, f"A link to {node.target.target!r} has no text", at)
        return node.children

    def paragraph(block: Paragraph) -> Block | tuple[Block, ...]:
        children = trimmed(block.children)
        if not children or not (_says(children) or _shows(children)):
            return () if settings.spacers else EmptyLines(1, block.at)
        if len(children) == 1 and isinstance(only := children[0], Link) and _is_file(only):
            return Download(only.target, only.children, only.at)
        return block if len(children) == len(block.children) else replace(block, children=children)

    def items(block: ListBlock) -> Block:
        found = [_file(item) for item in block.items]
        if not all(found):
            return block
        return replace(block, items=tuple(i for i in found if i))

    edits: dict[type, Edit] = {
        EmptyLines: lambda lines: () if settings.spacers else lines,
        Link: link,
        ListBlock: items,
        Span: _span,
        Paragraph: paragraph,
    }
    blocks = rewrite(page.blocks, edits)
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def _says(inlines: tuple[Inline, ...]) -> bool:
    plain = any(isinstance(n, Text) and n.text and not n.text.isspace() for n in inlines)
    return plain or bool(text_of(inlines).strip())


def _shows(inlines: tuple[Inline, ...]) -> bool:
    return any(
        isinstance(n, _SEEN) or (isinstance(n, Link) and not n.children) for n in walk(inlines)
    )


def _file(item: ListItem) -> ListItem | None:
    """Make a download of an item that is a link to a file; a loose list has made it already."""
    (only, *more) = item.blocks or (None,)
    if more or isinstance(only, Download):
        return None if more else item
    children = trimmed(only.children) if isinstance(only, Plain) else ()
    if len(children) != 1 or not isinstance(link := children[0], Link) or not _is_file(link):
        return None
    return replace(item, blocks=(Download(link.target, link.children, link.at),))


def _is_file(link: Link) -> bool:
    target = link.target
    if any(isinstance(node, Image) for node in walk(link.children)):
        return False
    name = target.target
    local = target.kind in {"untyped", "path"} and re.search(r"^(?:\./)?files/", name)
    return target.kind in {"attach", "pageAttach"} or bool(local and not _PAGE.search(name))


def _span(span: Span) -> Inline | tuple[Inline, ...]:
    """Colours and fonts written into the text fight with the theme, in the dark most of all."""
    kept = tuple(pair for pair in span.attrs if pair[0] != "style")
    if kept == span.attrs:
        return span
    return replace(span, attrs=kept) if kept else span.children
