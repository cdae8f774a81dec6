"""What is written leaves the memory while more is written; what comes out stays the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from scormkit.archive import Cache, FileTree, digest_file, save, unpack
from scormkit.archive.output import outflow

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.archive import Content

pytestmark = pytest.mark.skipif(
    not hasattr(os, "posix_fadvise"), reason="needs the system's advice"
)
PART = 1 << 16
Advice = list[tuple[int, int, int, int]]


@pytest.fixture
def advised(monkeypatch: pytest.MonkeyPatch) -> Advice:
    """Note the advice: handle, the file's number, start, length; parts are small, so are large files."""
    given: Advice = []

    def advise(handle: int, start: int, length: int, advice: int) -> None:
        assert advice == os.POSIX_FADV_DONTNEED
        given.append((handle, os.fstat(handle).st_ino, start, length))

    monkeypatch.setattr(os, "posix_fadvise", advise)
    for name, size in {"_PART": PART, "_HELD": 3 * PART, "_SMALL": PART // 2}.items():
        monkeypatch.setattr(outflow, name, size)
    return given


def media(root: Path) -> FileTree:
    """Make three films, the second of them too small to matter."""
    files: dict[str, Content] = {"index.html": b"<p>text</p>"}
    for name, size in {"a.mp4": 2 << 20, "b.mp4": 99, "c.mp4": 3 << 20}.items():
        (root / name).write_bytes(os.urandom(size))
        files[name] = digest_file(root / name)
    return FileTree(files)


def parts_of(advised: Advice, file: Path) -> list[tuple[int, int]]:
    """Give the parts of a file in the order in which they were first brought to the disk."""
    number = file.stat().st_ino
    return list(dict.fromkeys((start, size) for _, ino, start, size in advised if ino == number))


def test_a_package_goes_to_the_disk_part_by_part(tmp_path: Path, advised: Advice) -> None:
    """One part joins the next, read from the author's files or copied by the system."""
    tree = media(tmp_path)
    with Cache.open(tmp_path / "cache") as cache:
        first = save(tree, tmp_path / "a.zip", cache)
        begun = len(advised)
        save(tree, tmp_path / "b.zip", cache)
    for name, given in {"a.zip": advised[:begun], "b.zip": advised[begun:]}.items():
        parts = parts_of(given, tmp_path / name)
        ends = [start + size for start, size in parts]
        assert [start for start, _ in parts] == [0, *ends[:-1]], "no part is left out"
        assert first.size - ends[-1] < 20 * PART, "the last pieces are left to the end"
        twice = [entry for entry in given if given.count(entry) > 1]
        assert len({entry[2] for entry in twice}) >= len(parts) - 3, "what is there is forgotten"
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_files_of_a_folder_go_to_the_disk_one_by_one(tmp_path: Path, advised: Advice) -> None:
    folder = unpack(media(tmp_path), tmp_path / "folder")
    for name in ("a.mp4", "c.mp4"):
        parts = parts_of(advised, folder / name)
        assert sum(size for _, size in parts) == (folder / name).stat().st_size
        assert (folder / name).read_bytes() == (tmp_path / name).read_bytes()
    assert parts_of(advised, folder / "b.mp4") == []


def test_no_handle_stays_open(tmp_path: Path, advised: Advice) -> None:
    save(media(tmp_path), tmp_path / "a.zip")
    handles = {handle for handle, *_ in advised}
    assert handles
    for handle in handles:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)
