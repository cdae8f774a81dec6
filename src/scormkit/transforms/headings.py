"""Paragraphs that are styled as headings become headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Heading, Paragraph
from scormkit.model.inlines import Break, Format, Span, Text
from scormkit.model.walk import rewrite, text_of
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import Attributes, Inline
    from scormkit.transforms.settings import ShapeSettings


def convert_headings(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Convert by class of the paragraph, or of the span that is all it holds."""
    del report

    def convert(paragraph: Paragraph) -> Block:
        children = paragraph.children
        if not paragraph.attrs and not any(isinstance(child, Span) for child in children):
            return paragraph
        level = _level(paragraph.attrs, settings)
        inner = trimmed(children)
        if not level and len(inner) == 1 and isinstance(inner[0], Span):
            level, children = _level(inner[0].attrs, settings), inner[0].children
        if not level or not text_of(children).strip():
            return paragraph
        kept = tuple(pair for pair in paragraph.attrs if pair[0] in {"id", "lang", "dir"})
        return Heading(level, _plain(children), kept, at=paragraph.at)

    blocks = rewrite(page.blocks, {Paragraph: convert})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def trimmed(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Leave out breaks and white space at both ends."""
    blank = [isinstance(c, Break) or (isinstance(c, Text) and not c.text.strip()) for c in children]
    if True not in blank:
        return children
    if all(blank):
        return ()
    first, last = blank.index(False), len(blank) - blank[::-1].index(False)
    return children[first:last]


def _level(attrs: Attributes, settings: ShapeSettings) -> int:
    classes = dict(attrs).get("class", "").split()
    return min((settings.headings[c] for c in classes if c in settings.headings), default=0)


def _plain(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Take off bold or a styling span around all of it: a heading is set off already."""
    inner = trimmed(children)
    if len(inner) == 1 and isinstance(inner[0], Format | Span):
        outer = inner[0]
        if isinstance(outer, Span) or outer.kind == "strong":
            return _plain(outer.children)
    return inner
