"""Model → the text of a page, in a syntax that is read here too, or as JSON.

What a syntax cannot say is told in the report, at the page's own line, and kept as visibly as it can.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block

_WRITERS: Final = {"markdown": "markdown", "xwiki": "xwiki", "json": "tree"}
PAGES: Final = tuple(_WRITERS)
"""What a page can be written as."""


def write_page(blocks: tuple[Block, ...], form: str, path: str, report: Report) -> str:
    """Write a page as one of :data:`PAGES`; ``path`` names its source in findings."""
    writer = import_module(f"{__name__}.{_WRITERS[form]}")
    write: Callable[[tuple[Block, ...], str, Report], str] = writer.write
    return write(blocks, path, report)
