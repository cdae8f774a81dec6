"""Which files of the archive may be read, and in what order its list puts their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.archive.package import DamageError
from scormkit.ingest.wiki.sieve import split
from scormkit.ingest.wiki.xar.codes import BOMB, ENTRY, LISTING, OTHER
from scormkit.ingest.wiki.xar.parsing import Start, Text, read_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.archive import Package
    from scormkit.archive.entries import Entry
    from scormkit.diagnostics import Report

LIST = "package.xml"
_FILES = ("package", "files", "file")
_LISTED = 200_000  # pages
_LONGEST = 10_000  # characters of a name
_DENSE, _SMALL = 300, 64 << 20  # Base64 of zeros is that dense, a page of such a size is none

Key = tuple[tuple[str, ...], str]  # the parts of a page's name and its language


def readable_entries(package: Package, report: Report) -> tuple[Entry, ...]:
    """Give the XML files worth opening, each name once; the others are told."""
    limit = package.limits.unpacked
    if sum(entry.size for entry in package.entries) > limit:
        report.add(BOMB, f"It unpacks to more than {limit >> 30} GiB", package.at())
        return ()
    kept: dict[str, Entry] = {}
    for entry in package.entries:
        at = package.at(entry.name)
        if entry.is_folder:
            continue
        if reason := _refusal(entry) or ("comes again" if entry.name in kept else ""):
            report.add(ENTRY, f"{entry.name!r} {reason}", at)
        elif not entry.name.lower().endswith(".xml"):
            report.add(OTHER, f"{entry.name} is no XML file", at)
        elif entry.size > _SMALL and entry.size > _DENSE * entry.length:
            message = f"{entry.name} unpacks from {entry.length} to {entry.size} bytes"
            report.add(BOMB, message, at)
        else:
            kept[entry.name] = entry
    return tuple(kept.values())


def read_list(package: Package, entry: Entry | None, report: Report) -> tuple[Key, ...]:
    """Give the pages that ``package.xml`` names, in its order."""
    if entry is None:
        report.add(LISTING, f"There is no {LIST}", package.at())
        return ()
    try:
        return tuple(dict.fromkeys(_listed(package, entry)))
    except DamageError as error:
        report.add(LISTING, f"{LIST} {error}", package.at(LIST))
        return ()


def _listed(package: Package, entry: Entry) -> Iterator[Key]:
    language, name, count = "", "", 0
    for event in read_events(package.chunks(entry), lambda _: None):
        if event.path != _FILES:
            continue
        if isinstance(event, Start):
            language, name = event.attributes.get("language", ""), ""
        elif isinstance(event, Text):
            name += event.text
            if len(name) > _LONGEST:
                raise DamageError(f"has a name of more than {_LONGEST} characters")
        elif name.strip():
            count += 1
            if count > _LISTED:
                raise DamageError(f"names more than {_LISTED} pages")
            yield split(name.strip()), language


def _refusal(entry: Entry) -> str:
    parts = entry.name.replace("\\", "/").split("/")
    if parts[0] == "" or ":" in parts[0] or ".." in parts or "\0" in entry.name:
        return "leads out of its folder"
    return "is a link or a device" if entry.is_special else ""
