"""What is saved is what was given, always the same bytes, and whole or not at all."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scormkit.archive import (
    Cache,
    DiskFile,
    FileTree,
    digest_bytes,
    digest_file,
    open_package,
    save,
)
from scormkit.archive.output.writing import Writer
from scormkit.diagnostics import Report
from scormkit.errors import PackageError

if TYPE_CHECKING:
    from pathlib import Path

OLD = (1_700_000_000, 1_700_000_000)


def disk(path: Path, data: bytes) -> DiskFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, OLD)
    return digest_file(path)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_everything_comes_back(tmp_path: Path) -> None:
    rng = random.Random(1)
    files = {
        "b.jpg": rng.randbytes(1000),
        "big.svg": b"<svg>" + b"<path d='M1 2'/>" * 700_000,
        "c/noise.svg": rng.randbytes(9 << 20),
        "empty.txt": b"",
        "v.mp4": rng.randbytes((1 << 20) + 1),
        "v2.mp4": rng.randbytes(1 << 20),
        "урок.txt": "да".encode() * 99,
    }
    on_disk = {name: disk(tmp_path / "in" / name, data) for name, data in files.items()}
    saved = save(FileTree(on_disk), tmp_path / "a.zip")
    assert contents(tmp_path / "a.zip") == files
    assert saved.size == (tmp_path / "a.zip").stat().st_size
    assert saved.files == len(files)
    in_memory = save(FileTree(files), tmp_path / "b.zip")
    assert in_memory.digest == saved.digest
    assert contents(tmp_path / "b.zip") == files
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        methods = {i.filename: i.compress_type for i in package.infolist()}
        assert {name for name, method in methods.items() if method} == {"big.svg", "урок.txt"}
        for info in package.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.external_attr == 0o100644 << 16
            assert info.extra == b""
            assert info.flag_bits == (0 if info.filename.isascii() else 0x800)


@pytest.mark.skipif(not shutil.which("unzip"), reason="needs Info-ZIP unzip")
def test_unzip_takes_it(tmp_path: Path) -> None:
    tree = FileTree({"a.html": b"<p>" * 99, "b.png": b"\x89" * 9, "файл.txt": b"x" * 99})
    save(tree, tmp_path / "a.zip")
    told = subprocess.run(["unzip", "-t", tmp_path / "a.zip"], capture_output=True, check=True)
    assert b"No errors" in told.stdout


def test_the_standards_own_file_stands_in_front(tmp_path: Path) -> None:
    tree = FileTree({"a.html": b"a", "imsmanifest.xml": b"<m/>", "z.css": b"z"})
    save(tree, tmp_path / "a.zip", first=("missing.xml", "imsmanifest.xml"))
    assert list(contents(tmp_path / "a.zip")) == ["imsmanifest.xml", "a.html", "z.css"]


def test_same_bytes_whatever_the_place_zone_and_language(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from scormkit.archive import FileTree, digest_file, save
os.umask(int(sys.argv[2], 8))
here = Path(sys.argv[1]); here.mkdir()
(here / "v.mp4").write_bytes(bytes(range(256)) * 9000)
(here / "d.svg").write_bytes(b"<svg/>" * 3000)
names = ["v.mp4", "d.svg"]
if sys.argv[2] == "077": names.reverse()
tree = {n: digest_file(here / n) for n in names} | {"я.html": "жук".encode() * 50}
save(FileTree(tree), here / "a.zip")
"""
    made = []
    for number, (zone, language, mask) in enumerate(
        [("UTC", "C", "022"), ("Asia/Vladivostok", "ru_RU.UTF-8", "077")]
    ):
        folder = tmp_path / f"место {number}"
        environment = os.environ | {"TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": str(number)}
        command = [sys.executable, "-c", script, str(folder), mask]
        subprocess.run(command, env=environment, cwd=tmp_path, check=True)
        made.append((folder / "a.zip").read_bytes())
    assert made[0] == made[1]


def test_same_bytes_with_and_without_cache(tmp_path: Path) -> None:
    tree = FileTree({"a.html": b"<p>one</p>" * 99, "noise.txt": os.urandom(999)})
    save(tree, tmp_path / "none.zip")
    for name in ("cold.zip", "warm.zip"):
        with Cache.open(tmp_path) as cache:
            save(tree, tmp_path / name, cache)
            cache.save()
    bytes_made = {(tmp_path / f"{n}.zip").read_bytes() for n in ("none", "cold", "warm")}
    assert len(bytes_made) == 1


@pytest.mark.parametrize(("count", "zip64"), [(65_534, False), (65_535, True)])
def test_zip64_from_the_count_that_needs_it(tmp_path: Path, count: int, zip64: bool) -> None:  # noqa: FBT001
    save(FileTree({f"{n}.bin": b"" for n in range(count)}), tmp_path / "a.zip")
    data = (tmp_path / "a.zip").read_bytes()
    assert (b"PK\6\6" in data, b"PK\6\7" in data) == (zip64, zip64)
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        assert len(package.namelist()) == count


@pytest.mark.skipif(sys.platform != "linux", reason="needs sparse files")
def test_a_file_of_more_than_4_gib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading is made up and writing is sparse, so that the test takes neither time nor space."""
    size, zeros = (4 << 30) + 5, memoryview(bytes(1 << 20))
    write = Writer._write

    def write_sparsely(self: Writer, data: bytes | memoryview) -> None:
        if data is zeros:
            self._file.seek(len(zeros), os.SEEK_CUR)
        else:
            write(self, data)

    monkeypatch.setattr(Writer, "_write", write_sparsely)
    monkeypatch.setattr(Writer, "_parts", lambda *_, **__: [zeros] * (size >> 20) + [bytes(5)])
    film = DiskFile(tmp_path / "film.mp4", size, "0")
    save(FileTree({"film.mp4": film, "last.txt": b"behind it"}), tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        assert [info.file_size for info in package.infolist()] == [size, 9]
        assert package.getinfo("last.txt").header_offset > size
        assert package.read("last.txt") == b"behind it"
        with package.open("film.mp4") as unpacked:
            assert unpacked.read(9) == bytes(9)
    opened = open_package(tmp_path / "a.zip", Report())
    assert opened is not None
    assert opened.read("last.txt") == b"behind it"
    assert [(e.size, e.differs, e.zip64) for e in opened.entries] == [
        (size, "", True),
        (9, "", True),
    ]


@pytest.mark.parametrize("name", ["v.mp4", "d.svg"])
@pytest.mark.parametrize("change", ["grow", "shrink", "swap", "vanish"])
@pytest.mark.parametrize("size", [100, 3 << 20, 9 << 20])
def test_a_file_that_changes_is_refused(tmp_path: Path, name: str, change: str, size: int) -> None:
    with Cache.open(tmp_path / "cache") as cache:
        path = tmp_path / name
        path.write_bytes(b"a" * size)
        os.utime(path, OLD)
        tree = FileTree({name: digest_file(path, cache)})
        target = tmp_path / "a.zip"
        target.write_bytes(b"as it was")
        changed = {"grow": b"a" * (size + 1), "shrink": b"a" * (size - 1), "swap": b"b" * size}
        if change == "vanish":
            path.unlink()
        else:
            path.write_bytes(changed[change])
            os.utime(path, OLD)
        with pytest.raises(PackageError) as caught:
            save(tree, target, cache)
        code = "ARC-003" if change == "vanish" else "ARC-002"
        assert [d.code for d in caught.value.diagnostics] == [code]
        assert name in caught.value.diagnostics[0].message
        assert target.read_bytes() == b"as it was"
        assert not list(tmp_path.glob(".*.tmp"))
        if change != "vanish":  # the next build sees the file as it is now
            save(FileTree({name: digest_file(path, cache)}), target, cache)
            assert contents(target) == {name: changed[change]}


@pytest.mark.skipif(not hasattr(os, "copy_file_range"), reason="needs the system's own copying")
@pytest.mark.parametrize("failing", [False, True])
def test_a_second_package_lets_the_system_copy(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failing: bool,  # noqa: FBT001
) -> None:
    """Media are read once in a run; where the system cannot copy, they are read again."""
    copied = []
    copy = os.copy_file_range

    def counted(source: int, target: int, count: int) -> int:
        copied.append(count)
        if failing and len(copied) > 1:  # in the middle of a file
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return copy(source, target, min(count, 1 << 20))

    monkeypatch.setattr(os, "copy_file_range", counted)
    path = tmp_path / "v.mp4"
    path.write_bytes(os.urandom(3 << 20))
    tree = FileTree({"a.html": b"before", "v.mp4": digest_file(path), "z.html": b"behind"})
    with Cache.open(tmp_path / "cache") as cache:
        save(tree, tmp_path / "a.zip", cache)
        assert not copied
        save(tree, tmp_path / "b.zip", cache)
    assert len(copied) == (2 if failing else 3)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert contents(tmp_path / "b.zip")["v.mp4"] == path.read_bytes()


@pytest.mark.skipif(not hasattr(os, "copy_file_range"), reason="needs the system's own copying")
def test_a_file_that_changes_while_the_system_copies_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "v.mp4"
    path.write_bytes(b"a" * (2 << 20))
    os.utime(path, OLD)
    tree = FileTree({"v.mp4": digest_file(path)})
    copy = os.copy_file_range

    def disturbed(source: int, target: int, count: int) -> int:
        done = copy(source, target, count)
        path.write_bytes(b"b" * (2 << 20))
        return done

    with Cache.open(tmp_path / "cache") as cache:
        save(tree, tmp_path / "a.zip", cache)
        monkeypatch.setattr(os, "copy_file_range", disturbed)
        with pytest.raises(PackageError, match="changed while"):
            save(tree, tmp_path / "b.zip", cache)
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.parametrize("change", ["grow", "shrink", "swap"])
def test_a_file_that_changes_between_two_packages_is_refused(tmp_path: Path, change: str) -> None:
    path, target = tmp_path / "v.mp4", tmp_path / "b.zip"
    path.write_bytes(b"a" * (2 << 20))
    os.utime(path, OLD)
    tree = FileTree({"v.mp4": digest_file(path)})
    with Cache.open(tmp_path / "cache") as cache:
        save(tree, tmp_path / "a.zip", cache)
        size = (2 << 20) + {"grow": 1, "shrink": -1, "swap": 0}[change]
        path.write_bytes(b"b" * size)
        os.utime(path, OLD)
        with pytest.raises(PackageError, match="changed while"):
            save(tree, target, cache)
    assert not target.exists()


def test_a_target_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(PackageError) as caught:
        save(FileTree({"a": b"a"}), tmp_path / "file" / "a.zip")
    assert [d.code for d in caught.value.diagnostics] == ["ARC-004"]


@pytest.mark.parametrize("name", ["../a", "/a", "a//b", "a\\b", "a\nb", "", "a/"])
def test_a_name_that_our_own_rules_refuse(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a path"):
        save(FileTree({name: b""}), tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def test_what_killed_runs_left_is_removed(tmp_path: Path) -> None:
    stale = tmp_path / ".a.zip.1.0000.tmp"
    other = tmp_path / ".b.zip.1.0000.tmp"
    stale.write_bytes(b"torn")
    other.write_bytes(b"of another package")
    save(FileTree({"a": b"a"}), tmp_path / "a.zip")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".b.zip.1.0000.tmp", "a.zip"]


def test_a_save_under_way_is_left_alone(tmp_path: Path) -> None:
    """Two builds of one package side by side: both end well, one of them wins."""
    script = """
import sys
from pathlib import Path
from scormkit.archive import FileTree, save
for n in range(25):
    save(FileTree({"a.bin": sys.argv[2].encode() * 300_000}), Path(sys.argv[1]))
"""
    target = tmp_path / "a.zip"
    running = [subprocess.Popen([sys.executable, "-c", script, target, letter]) for letter in "xy"]
    assert [process.wait() for process in running] == [0, 0]
    assert contents(target) in ({"a.bin": b"x" * 300_000}, {"a.bin": b"y" * 300_000})
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


def test_killing_leaves_no_torn_package(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from scormkit.archive import FileTree, digest_file, save
folder = Path(sys.argv[1])
media = digest_file(folder / "v.mp4")
print("ready", flush=True)
number = 0
while True:
    number += 1
    save(FileTree({"n.txt": str(number).encode(), "v.mp4": media}), folder / "out" / "a.zip")
"""
    data = os.urandom(4 << 20)
    (tmp_path / "v.mp4").write_bytes(data)
    rng = random.Random(3)
    for _ in range(20):
        with subprocess.Popen(
            [sys.executable, "-c", script, tmp_path], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(rng.random() * 0.05)
            process.kill()
        if (tmp_path / "out" / "a.zip").exists():
            assert contents(tmp_path / "out" / "a.zip")["v.mp4"] == data
    save(FileTree({"n.txt": b"0"}), tmp_path / "out" / "a.zip")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["a.zip"]


NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\\0"),
    min_size=1,
    max_size=20,
).filter(lambda name: name not in {".", ".."})
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
SUFFIXES = st.sampled_from(["", ".html", ".mp4", ".svg"])


@given(
    st.dictionaries(st.builds(str.__add__, PATHS, SUFFIXES), st.binary(max_size=500), max_size=8)
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_tree_round_trips(tmp_path: Path, files: dict[str, bytes]) -> None:
    save(FileTree(files), tmp_path / "a.zip")
    assert contents(tmp_path / "a.zip") == dict(sorted(files.items()))


def test_digest_is_of_the_content(tmp_path: Path) -> None:
    data = os.urandom(3_000_000)
    file = disk(tmp_path / "a.bin", data)
    assert (file.size, file.digest) == (len(data), digest_bytes(data))
    with pytest.raises(PackageError, match=r"none\.bin cannot be read"):
        digest_file(tmp_path / "none.bin")
