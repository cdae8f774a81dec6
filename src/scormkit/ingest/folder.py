"""Writes a module's folder; what stands there already is never written over unseen."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.codes import NO_FOLDER, OCCUPIED, TEST_ADDED
from scormkit.model.names import slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scormkit.diagnostics import Report

_PAGES = {".xwiki", ".md", ".markdown"}
_LONGEST_TITLE = 200
_NUMBER = re.compile(r"^(?:модуль|module)\s*\d+\s*[.:—–-]*\s*", re.IGNORECASE)


def page_name(title: str) -> str:
    """Make the file name of a page that is alone in its module."""
    return f"01-{stem_of(title) or 'page'}.xwiki"


def stem_of(title: str) -> str:
    """Make the name of a file or folder: the title without a module's number, in Latin letters."""
    return slug(_NUMBER.sub("", title)) or slug(title)


def module_settings(title: str) -> str:
    """Write a module.yaml."""
    return f"title: {quoted(title)}\n"


def quoted(title: str) -> str:
    """Write a title for YAML, as long as settings take it."""
    short = title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
    return json.dumps(short, ensure_ascii=False)


def test_skeleton(title: str) -> str:
    """Write a test.yaml that asks for its questions."""
    return _SKELETON.format(title=json.dumps(title, ensure_ascii=False))


def put(place: Path, data: bytes) -> None:
    """Write a file beside its place and move it there whole; what a break left is written over."""
    beside = place.with_name(f".{place.name}.new")
    beside.write_bytes(data)
    beside.replace(place)


def add_test(folder: Path, title: str, report: Report) -> None:
    """Write a module's test that asks for its questions, if there is none, and say so."""
    place = folder / "test.yaml"
    if not place.exists():
        put(place, test_skeleton(title).encode())
        report.add(
            TEST_ADDED, "This file waits for the questions of the test", Location(str(place))
        )


def is_free(folder: Path, page: str, text: str, report: Report, *, force: bool) -> bool:
    """Whether the page may be written: no other page stands there, or ``force`` is given."""
    if force or not folder.is_dir():
        return True
    for other in sorted(folder.iterdir()):
        if other.suffix not in _PAGES:
            continue
        if other.name == page and other.read_bytes() == text.encode():
            continue
        message = f"The folder has another page, {other.name}, and nothing was written"
        report.add(OCCUPIED, message, Location(str(other)))
        return False
    return True


def save(
    folder: Path, texts: Mapping[str, str], report: Report, *, dry: bool = False
) -> tuple[str, ...]:
    """Write texts by name, each beside its place and renamed into it; give the names that change.

    Only pages are written over; any other file that exists is the author's and stays. ``dry`` only
    says what would be written.
    """
    written: list[str] = []
    try:
        if not dry:
            (folder / "files").mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            path = folder / name
            if path.exists() and (path.suffix not in _PAGES or path.read_bytes() == text.encode()):
                continue
            if not dry:
                beside = path.with_name(f".{name}.{os.getpid()}")
                beside.write_bytes(text.encode())
                beside.replace(path)
            written.append(name)
    except OSError as error:
        report.add(NO_FOLDER, f"{error.strerror}", Location(str(folder)))
    return tuple(written)


_SKELETON = """\
# The page showed a test that was published elsewhere. Write its questions here; until then the
# course cannot be built. A question looks like this:
#
#   - id: greeting
#     text: How does a consultation begin?
#     answers:
#       - text: With a greeting
#         correct: true
#         feedback: Right, people first.
#       - text: With a form
#         feedback: The form can wait.
#
title: {title}
pass: 80 %
questions: []
"""
