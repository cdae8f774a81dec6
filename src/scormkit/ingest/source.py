"""Opens what is imported: raw wiki source, a listing of it, or the wiki's page that shows it."""

from __future__ import annotations

import codecs
from itertools import pairwise
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.codes import EMPTY, ENCODING, LOST_LINES, NO_SOURCE, STRAY_LINE, UNREADABLE
from scormkit.ingest.viewer import is_html, read_viewer
from scormkit.readers.listing import read_listing
from scormkit.values import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report


class Opened(Struct, frozen=True):
    """Wiki text with the places of its lines; ``numbers`` and ``file_lines`` count from 1."""

    path: str
    text: str
    title: str = ""
    editor: str = ""
    listing: bool = False
    numbers: tuple[int, ...] = ()
    file_lines: tuple[int, ...] = ()

    def number(self, line: int) -> int:
        """Give the number of a line of the text as its author knows it."""
        return self.numbers[line - 1] if 0 < line <= len(self.numbers) else line

    def file_line(self, line: int) -> int:
        """Give the line of the imported file on which a line of the text stands."""
        return self.file_lines[line - 1] if 0 < line <= len(self.file_lines) else line


def open_source(path: Path, report: Report) -> Opened | None:
    """Read the file once; ``None`` if there is no page in it (and the report says why)."""
    name = str(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        report.add(UNREADABLE, f"The file cannot be read: {error.strerror}", Location(name))
        return None
    text = _decode(data, name, report)
    if text is None:
        return None
    saved = is_html(text)
    listing = read_viewer(text) if saved else read_listing(text)
    if saved and listing is None:
        report.add(NO_SOURCE, "The saved page shows no numbered lines", Location(name))
        return None
    body = listing.text if listing else text.replace("\r\n", "\n").replace("\r", "\n")
    if not body.strip():
        report.add(EMPTY, "The file holds no wiki text", Location(name))
        return None
    if listing is None:
        return Opened(name, body)
    for line in listing.strays:
        report.add(STRAY_LINE, "This line is no row of the table", Location(name, line))
    for place, (before, after) in zip(
        listing.file_lines[1:], pairwise(listing.numbers), strict=True
    ):
        if after != before + 1:
            message = f"After line {before} of the listing comes line {after}"
            report.add(LOST_LINES, message, Location(name, place))
    return Opened(
        name,
        body,
        listing.title,
        listing.editor,
        listing=True,
        numbers=listing.numbers,
        file_lines=listing.file_lines,
    )


def _decode(data: bytes, name: str, report: Report) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            data += b"\0"
    if b"\0" in data:
        report.add(UNREADABLE, "The file is binary, not text", Location(name))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(ENCODING, "The text is read as Windows-1251", Location(name, line))
        return data.decode("cp1251", errors="replace")
