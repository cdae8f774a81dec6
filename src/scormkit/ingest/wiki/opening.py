"""Knows a source of many pages by its name: an address, or an export in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.ingest.wiki.xar import open_export

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.ingest.wiki.pages import Wiki


def open_wiki(source: str, report: Report) -> Wiki | None:
    """Open a source; ``None`` if that cannot be done, and the report says why."""
    return open_export(Path(source), report)
