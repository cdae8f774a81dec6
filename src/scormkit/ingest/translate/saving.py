"""Writes all files of a translated course or none, each beside its place and renamed into it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.translate import codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scormkit.diagnostics import Report


def save(
    texts: Mapping[Path, bytes], copies: Iterable[tuple[Path, Path]], report: Report
) -> tuple[Path, ...] | None:
    """Write texts and copy files (from, to); give what changed, ``None`` if nothing was written."""
    waiting: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for place, data in texts.items():
            if not (place.is_file() and place.read_bytes() == data):
                _make_folder(place.parent, made)
                waiting.append((_beside(place), place))
                waiting[-1][0].write_bytes(data)
        for source, place in copies:
            if not _same_file(source, place):
                _make_folder(place.parent, made)
                waiting.append((_beside(place), place))
                shutil.copy2(source, waiting[-1][0])
        for beside, place in waiting:
            beside.replace(place)
    except OSError as error:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
        for folder in reversed(made):
            if not any(folder.iterdir()):
                folder.rmdir()
        where = Location(str(error.filename or ""))
        report.add(codes.NOT_WRITTEN, f"{error.strerror}; nothing was written", where)
        return None
    return tuple(place for _, place in waiting)


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name[:200]}.{os.getpid()}")


def _make_folder(folder: Path, made: list[Path]) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _same_file(source: Path, place: Path) -> bool:
    """Whether a copy is there already; large media are told by size and time, as copying keeps both."""
    if not place.is_file():
        return False
    old, new = source.stat(), place.stat()
    return old.st_size == new.st_size and int(old.st_mtime) == int(new.st_mtime)
