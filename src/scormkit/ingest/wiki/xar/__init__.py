"""An export of a wiki, a file ``.xar``: pages as XML files, attachments in them.

A page is read up to three times as a stream: once for what is known of it, once for its text and once
for its attachments. Nothing is unpacked, and a page of any size takes the same memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.archive import open_package
from scormkit.diagnostics import Location, Report
from scormkit.ingest.wiki.xar.codes import EMPTY
from scormkit.ingest.wiki.xar.export import Export

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.ingest.wiki.pages import Wiki

__all__ = ["open_export"]


def open_export(path: Path, report: Report) -> Wiki | None:
    """Open an export; ``None`` if the file is none, and the report says why."""
    opened = Report()
    package = open_package(path, opened)
    if package is None:
        for found in opened:  # what a zip lacks is told to authors as what to do about an export
            report.add(EMPTY, found.message, found.at)
        return None
    report.extend(opened)
    if package.kind != "zip":
        report.add(EMPTY, f"{path.name} is no zip file", Location(str(path)))
        return None
    return Export(package)
