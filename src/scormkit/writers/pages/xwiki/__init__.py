"""Model → XWiki 2.1.

What was read from XWiki is written so that it reads as the same model again; of several ways to say
a thing it is always the same one, and a character is escaped only where it would be a mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.writers.pages.losses import Losses
from scormkit.writers.pages.xwiki.blocks import Pages

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block


def write(blocks: tuple[Block, ...], path: str, report: Report) -> str:
    """Write a page; what the wiki cannot say is told in the report."""
    text = Pages(Losses(path, report, "XWiki"), blocks).write(blocks)
    return text if not text or text.endswith("\n\n") else f"{text}\n"
