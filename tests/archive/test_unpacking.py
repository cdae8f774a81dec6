"""A folder under its final name is the old one or the new one, whole; the same is left alone."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from scormkit.archive import FileTree, digest_file, unpack
from scormkit.archive.output import unpacking
from scormkit.errors import PackageError

if TYPE_CHECKING:
    from pathlib import Path

OLD = (1_700_000_000, 1_700_000_000)


def contents(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def media(path: Path, data: bytes) -> FileTree:
    path.write_bytes(data)
    os.utime(path, OLD)
    return FileTree({"media/v.mp4": digest_file(path), "a.html": b"one", "b/c.css": b"two"})


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    """Which file each name stands for and when it was written; reading it changes neither."""
    found = {path: path.stat() for path in (folder, *folder.rglob("*"))}
    return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in found.items()}


def beside(folder: Path) -> list[str]:
    """What else lies where the folder is."""
    return [path.name for path in folder.parent.iterdir() if path != folder]


def test_everything_comes_out(tmp_path: Path) -> None:
    tree = media(tmp_path / "v.mp4", os.urandom(3 << 20))
    folder = unpack(tree, tmp_path / "out" / "web")
    assert list(contents(folder)) == list(tree)
    assert contents(folder)["media/v.mp4"] == (tmp_path / "v.mp4").read_bytes()
    assert (folder / "media" / "v.mp4").stat().st_ino != (tmp_path / "v.mp4").stat().st_ino
    assert beside(folder) == []


def test_the_same_is_left_alone(tmp_path: Path) -> None:
    tree = media(tmp_path / "v.mp4", b"film")
    folder = unpack(tree, tmp_path / "out" / "web")
    before = stamps(folder)
    unpack(tree, folder)
    assert stamps(folder) == before


@pytest.mark.parametrize("harm", ["changed", "extra", "gone", "folder is a file", "media changed"])
def test_a_folder_that_differs_is_put_right(tmp_path: Path, harm: str) -> None:
    tree = media(tmp_path / "v.mp4", b"film")
    folder = unpack(tree, tmp_path / "out" / "web")
    if harm == "changed":
        (folder / "a.html").write_bytes(b"eno")
    elif harm == "extra":
        (folder / "b" / "stray.txt").write_bytes(b"?")
    elif harm == "gone":
        (folder / "b" / "c.css").unlink()
    elif harm == "media changed":
        (folder / "media" / "v.mp4").write_bytes(b"mlif")
    else:
        folder.rename(tmp_path / "elsewhere")
        folder.write_bytes(b"a file of this name")
    unpack(tree, folder)
    assert contents(folder) == {"a.html": b"one", "b/c.css": b"two", "media/v.mp4": b"film"}
    assert beside(folder) == []


def test_an_update_copies_no_media_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = media(tmp_path / "v.mp4", b"film")
    folder = unpack(tree, tmp_path / "out" / "web")
    before = (folder / "media" / "v.mp4").stat().st_ino
    monkeypatch.setattr(unpacking, "_copy", None)
    unpack(FileTree({**tree, "a.html": b"another"}), folder)
    assert contents(folder)["a.html"] == b"another"
    assert (folder / "media" / "v.mp4").stat().st_ino == before


def test_where_folders_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "_exchange", lambda *_: False)
    folder = unpack(FileTree({"a": b"1", "b": b"1"}), tmp_path / "out" / "web")
    unpack(FileTree({"a": b"2"}), folder)
    assert contents(folder) == {"a": b"2"}
    assert beside(folder) == []


@pytest.mark.parametrize(("change", "code"), [("vanish", "ARC-003"), ("grow", "ARC-002")])
def test_media_that_change_are_refused(tmp_path: Path, change: str, code: str) -> None:
    folder = unpack(FileTree({"a.html": b"as it was"}), tmp_path / "out" / "web")
    tree = media(tmp_path / "v.mp4", b"film")
    if change == "vanish":
        (tmp_path / "v.mp4").unlink()
    else:
        (tmp_path / "v.mp4").write_bytes(b"longer film")
    with pytest.raises(PackageError) as caught:
        unpack(tree, folder)
    assert [d.code for d in caught.value.diagnostics] == [code]
    assert contents(folder) == {"a.html": b"as it was"}
    assert beside(folder) == []


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(PackageError) as caught:
        unpack(FileTree({"a": b"a"}), tmp_path / "file" / "web")
    assert [d.code for d in caught.value.diagnostics] == ["ARC-004"]


def test_a_name_that_leads_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a path"):
        unpack(FileTree({"../a": b""}), tmp_path / "web")


FOREVER = """
import sys
from pathlib import Path
from scormkit.archive import FileTree, digest_file, unpack
folder = Path(sys.argv[1])
media = digest_file(folder / "v.mp4")
print("ready", flush=True)
number = 0
while True:
    number += 1
    same = {f"{n}.txt": str(number).encode() for n in range(40)}
    unpack(FileTree({**same, "v.mp4": media}), folder / "out" / "web")
    print(number, flush=True)
"""


def test_killing_leaves_no_torn_folder(tmp_path: Path) -> None:
    """Each file of a whole folder holds the same number."""
    data = os.urandom(1 << 20)
    (tmp_path / "v.mp4").write_bytes(data)
    folder = tmp_path / "out" / "web"
    rng = random.Random(3)
    seen = set()
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", FOREVER, tmp_path], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            for _ in range(rng.randrange(1, 4)):
                process.stdout.readline()
            time.sleep(rng.random() * 0.05)
            process.kill()
        if folder.exists():
            found = contents(folder)
            assert found.pop("v.mp4") == data
            assert len(found) == 40
            assert len(set(found.values())) == 1
            seen |= set(found.values())
    assert len(seen) > 1
    unpack(FileTree({"0.txt": b"0"}), folder)
    assert contents(folder) == {"0.txt": b"0"}
    assert beside(folder) == []


def test_two_builds_side_by_side(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from scormkit.archive import FileTree, unpack
for n in range(25):
    files = {f"{i}.txt": f"{sys.argv[2]}{n}".encode() for i in range(20)}
    unpack(FileTree(files), Path(sys.argv[1]))
"""
    target = tmp_path / "out" / "web"
    running = [subprocess.Popen([sys.executable, "-c", script, target, one]) for one in "xy"]
    assert [process.wait() for process in running] == [0, 0]
    assert len(set(contents(target).values())) == 1
    assert beside(target) == []
