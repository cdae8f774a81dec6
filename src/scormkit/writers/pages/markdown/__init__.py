"""Model → the Markdown that is read here: CommonMark with tables, boxes, attributes, footnotes and more.

What was read from it is written so that it reads as the same model again. What has no mark of its
own stands in HTML that reads as what it is; what has none there either becomes the nearest thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.writers.pages.losses import Losses
from scormkit.writers.pages.markdown.blocks import Pages

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block


def write(blocks: tuple[Block, ...], path: str, report: Report) -> str:
    """Write a page; what Markdown cannot say is told in the report."""
    pages = Pages(Losses(path, report, "Markdown"), blocks)
    lines = pages.write(blocks)
    for number, words in enumerate(pages.running.notes, 1):
        lines += ["", f"[^{number}]: {words}"]
    return "\n".join(lines).strip("\n") + "\n" if lines else ""
