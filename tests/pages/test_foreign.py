"""A page that shows a file of another module carries it, and is made anew when that file changes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from attachments import FIRST, NAMES, OTHER, PICTURES, SECOND, content, write_attachments
from scormkit.build import build_course

if TYPE_CHECKING:
    from pathlib import Path

ASSET = re.compile(r'(?:href|src)="(assets/[^"]+)"')


def used(package: Path) -> set[bytes]:
    """Give the content of all files that the documents of a package lead to; they are all it has."""
    with ZipFile(package) as archive:
        pages = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".html")]
        names = {name for page in pages for name in ASSET.findall(page)}
        assert names == {n for n in archive.namelist() if n.startswith("assets/")}
        return {archive.read(name) for name in names}


@pytest.mark.parametrize("standard", ["scorm12", "cc", "web"])
def test_modules_packed_alone_carry_what_they_show(tmp_path: Path, standard: str) -> None:
    built = build_course(write_attachments(tmp_path, "module"), standards=(standard,))
    assert list(built.diagnostics) == []
    second = next(p.path for p in built.packages if "two" in p.path.name)
    foreign = {(FIRST, NAMES[0]), (SECOND, "same.txt"), (FIRST, PICTURES[0])}
    assert used(second) >= {content(*each) for each in foreign | {(OTHER, "same.txt")}}


def test_only_pages_that_show_a_changed_file_are_made_anew(tmp_path: Path) -> None:
    manifest = write_attachments(tmp_path)
    build_course(manifest)
    again = build_course(manifest)
    assert again.work["rendered"] == 0
    (tmp_path / "modules/one/files/02-second/00.txt").write_bytes(b"changed")
    changed = build_course(manifest)
    assert (
        changed.work["rendered"] == 3
    )  # both of its module, and the one that leads to it from another
    assert b"changed" in used(changed.packages[0].path)
    assert content(SECOND, "same.txt") not in used(changed.packages[0].path)
