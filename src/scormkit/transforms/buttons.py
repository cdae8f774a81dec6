"""Paragraphs that hold nothing but a link and are styled as a button lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Group, Navigation, Paragraph
from scormkit.model.inlines import Link, Text
from scormkit.model.walk import rewrite, walk
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.transforms.settings import ShapeSettings


def convert_buttons(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Convert every link of a paragraph, or of a group, of a button's class."""
    del report

    def is_button(block: Paragraph | Group) -> bool:
        return bool(block.attrs) and bool(
            set(dict(block.attrs).get("class", "").split()) & settings.buttons
        )

    def paragraph(block: Paragraph) -> Block | tuple[Block, ...]:
        return _buttons(block) if is_button(block) else block

    def group(block: Group) -> Block | tuple[Block, ...]:
        if not is_button(block) or not all(isinstance(b, Paragraph) for b in block.blocks):
            return block
        return tuple(n for b in block.blocks if isinstance(b, Paragraph) for n in _buttons(b))

    blocks = rewrite(page.blocks, {Paragraph: paragraph, Group: group})
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def _buttons(paragraph: Paragraph) -> tuple[Block, ...]:
    links = [node for node in walk(paragraph.children) if isinstance(node, Link)]
    inside = {id(node) for link in links for node in walk(link.children)}
    outside = [n for n in walk(paragraph.children) if isinstance(n, Text) and id(n) not in inside]
    if not links or any(text.text.strip() for text in outside):
        return (paragraph,)
    return tuple(Navigation(link.target, link.children, link.at) for link in links)
