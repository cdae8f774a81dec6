"""Opens what somebody wants checked: a zip, an unpacked folder or a single XML file."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from scormkit.archive.codes import SPANNED, TOO_LARGE, UNREADABLE
from scormkit.archive.directory import (
    Limits,
    OversizedError,
    SpannedError,
    UnusableError,
    read_directory,
)
from scormkit.archive.entries import Entry
from scormkit.archive.package import Package
from scormkit.diagnostics import Location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scormkit.diagnostics import Report

_LIMITS = Limits()
_SNIFFED = 512


def open_package(path: Path, report: Report, limits: Limits = _LIMITS) -> Package | None:
    """Open a package for checking; what is no package at all is reported and gives nothing.

    Never raises, unpacks nothing, and holds no file open.
    """
    at = Location(str(path))
    try:
        if path.is_dir():
            return Package(path, "folder", _walk(path, limits), limits=limits)
        if not path.is_file():
            report.add(UNREADABLE, f"{path.name} is not there", at)
            return None
        with path.open("rb") as file:
            if _looks_like_xml(file.read(_SNIFFED)):
                entry = Entry(path.name, path.stat().st_size)
                return Package(path, "xml", (entry,), limits=limits)
            container, entries = read_directory(file, limits)
        return Package(path, "zip", entries, container, limits)
    except SpannedError as error:
        report.add(SPANNED, f"{path.name} cannot be imported: {error}", at)
    except OversizedError as error:
        report.add(TOO_LARGE, f"{path.name} is too large to check: {error}", at)
    except UnusableError as error:
        report.add(UNREADABLE, f"{path.name} cannot be read: {error}", at)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        report.add(UNREADABLE, f"{path.name} cannot be read: {reason}", at)
    return None


def _looks_like_xml(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    wide = start[:2] in {b"\xff\xfe", b"\xfe\xff"} and start[2:4] in {b"<\0", b"\0<"}
    return text.startswith(b"<") or wide


def _walk(folder: Path, limits: Limits) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for entry in _entries(folder, ""):
        if len(entries) >= limits.entries:
            raise OversizedError(f"it holds more than {limits.entries} files")
        entries.append(entry)
    return tuple(sorted(entries, key=lambda entry: entry.name))


def _entries(folder: Path, prefix: str) -> Iterator[Entry]:
    """Give what a folder holds; links are never followed into other folders."""
    waiting = [(folder, prefix)]
    while waiting:
        here, before = waiting.pop()
        with os.scandir(here) as found:
            items = sorted(found, key=lambda item: item.name)
        for item in items:
            name = before + item.name
            status = item.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode):
                waiting.append((here / item.name, f"{name}/"))
            elif stat.S_ISLNK(status.st_mode) and _stays_inside(folder, here / item.name):
                yield Entry(name, item.stat().st_size)
            else:
                yield Entry(name, status.st_size, mode=status.st_mode)


def _stays_inside(folder: Path, link: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return False
    return target.is_file() and target.is_relative_to(folder.resolve())
