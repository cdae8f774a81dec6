"""Blocks as running text, where a line is all there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import (
    Block,
    Figure,
    Heading,
    Macro,
    Paragraph,
    Plain,
    Verbatim,
)
from scormkit.model.inlines import Break, Code, Inline, InlineMacro, Text
from scormkit.model.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable


def running_of(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """Give the running text of blocks and of all that stands in them, each in a line of its own."""
    found: list[Inline] = []
    for node in walk(blocks):
        added: tuple[Inline, ...] = ()
        match node:
            case Paragraph(children) | Plain(children) | Heading(_, children):
                added = children
            case Verbatim(text):
                added = (Code(text),)
            case Macro(name, params, content, at):
                added = (InlineMacro(name, params, content, at),)
            case Figure(image=image, caption=caption):
                added = (image, *((Break(), *caption) if caption else ()))
            case _:
                continue
        if found and added:
            found.append(Break())
        found += added
    return tuple(found) or (Text(""),)
