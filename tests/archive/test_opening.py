"""Opening a stranger's package: nothing raises, nothing is unpacked, nothing grows without bound."""

from __future__ import annotations

import contextlib
import os
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.forge import Part, forge
from scormkit.archive import Limits, Package, open_package
from scormkit.archive.entries import Naming
from scormkit.diagnostics import Report
from scormkit.errors import PackageError

GOOD = (
    Part("imsmanifest.xml", b"<manifest/>" * 20),
    Part("a/index.html", b"<p>text</p>" * 20),
    Part("a/p.png", os.urandom(300), method=0),
)


def opened(path: Path, limits: Limits | None = None) -> Package:
    report = Report()
    package = open_package(path, report, limits or Limits())
    assert list(report) == []
    assert package is not None
    return package


def refused(path: Path, limits: Limits | None = None) -> list[str]:
    report = Report()
    assert open_package(path, report, limits or Limits()) is None
    assert all(d.message and d.hint and d.at.path for d in report)
    return [d.code for d in report]


def written(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "course.zip"
    path.write_bytes(data)
    return path


def test_a_good_zip(tmp_path: Path) -> None:
    package = opened(written(tmp_path, forge(*GOOD)))
    assert package.kind == "zip"
    assert package.names == ("a/index.html", "a/p.png", "imsmanifest.xml")
    assert list(package) == list(package.names)
    for part in GOOD:
        assert isinstance(part.name, str)
        assert part.name in package
        assert package.read(part.name) == part.data
        assert package.size(part.name) == len(part.data)
    assert "A/index.html" not in package
    assert str(package.at("a/index.html", 3, 4)) == f"{tmp_path}/course.zip/a/index.html:3:4"


def test_python_and_opening_agree(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("урок/", "")
        made.writestr("урок/1.html", "текст" * 99)
        with made.open("stream.txt", "w", force_zip64=True) as entry:
            entry.write(b"abc" * 99)
    package = opened(tmp_path / "a.zip")
    assert package.names == ("stream.txt", "урок/1.html")
    assert package.read("урок/1.html").decode() == "текст" * 99
    assert [e.differs for e in package.entries] == ["", "", ""]


@pytest.mark.parametrize("seekable", [True, False])
def test_data_descriptors_are_no_lie(tmp_path: Path, seekable: bool) -> None:  # noqa: FBT001
    script = """
import sys, zipfile
with zipfile.ZipFile(sys.stdout.buffer, "w", zipfile.ZIP_DEFLATED) as made:
    made.writestr("a.html", "<p>" * 99); made.writestr("b.html", "<b>" * 99)
"""
    path = tmp_path / "a.zip"
    if seekable:
        with path.open("wb") as out:
            subprocess.run([sys.executable, "-c", script], stdout=out, check=True)
    else:
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
        path.write_bytes(done.stdout)
    package = opened(path)
    assert [e.differs for e in package.entries] == ["", ""]
    assert package.read("b.html") == b"<b>" * 99


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    (folder / "a").mkdir(parents=True)
    (folder / "imsmanifest.xml").write_bytes(b"<manifest/>")
    (folder / "a" / "x.html").write_bytes(b"x" * 1000)
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "out").symlink_to("../secret")
    (folder / "in").symlink_to("a/x.html")
    (folder / "loop").symlink_to("loop")
    (folder / "up").symlink_to("..")
    os.mkfifo(folder / "pipe")
    package = opened(folder)
    assert package.kind == "folder"
    assert package.names == ("a/x.html", "imsmanifest.xml", "in")
    assert package.read("in") == b"x" * 1000
    special = [e for e in package.entries if e.is_special]
    assert [e.name for e in special] == ["loop", "out", "pipe", "up"]
    assert all(package.damage(e) for e in special)
    assert package.at("a/x.html").path == str(folder / "a" / "x.html")
    with pytest.raises(PackageError):
        package.read("out")


def test_a_folder_whose_link_is_turned_outside_later(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"public")
    (tmp_path / "secret").write_bytes(b"secret")
    package = opened(folder)
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to("../secret")
    with pytest.raises(PackageError):
        package.read("a.txt")


@pytest.mark.parametrize(
    "data", [b"<manifest/>", b"\xef\xbb\xbf <?xml", "<manifest/>".encode("utf-16"), b"\n<a"]
)
def test_a_bare_document(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "imsmanifest.xml").write_bytes(data)
    package = opened(tmp_path / "imsmanifest.xml")
    assert package.bare
    assert package.names == ("imsmanifest.xml",)
    assert package.read("imsmanifest.xml") == data
    assert package.at("imsmanifest.xml").path == str(tmp_path / "imsmanifest.xml")


@pytest.mark.parametrize(
    ("case", "data"),
    [
        ("empty", b""),
        ("text", b"no zip at all " * 50),
        ("cut off", forge(*GOOD)[:-100]),
        ("end only", forge(*GOOD)[-22:]),
        ("count too high", forge(*GOOD, count=4)),
        ("count too low", forge(*GOOD, count=2)),
        ("7z", b"7z\xbc\xaf\x27\x1c" + bytes(99)),
    ],
)
def test_what_is_no_zip_is_refused(tmp_path: Path, case: str, data: bytes) -> None:
    assert refused(written(tmp_path, data)) == ["PKG-001"], case


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.zip") == ["PKG-001"]
    assert refused(tmp_path / "null\0.zip") == ["PKG-001"]


def test_a_volume_is_refused(tmp_path: Path) -> None:
    assert refused(written(tmp_path, forge(*GOOD, disk=1))) == ["PKG-015"]


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, forge(*GOOD))
    assert refused(path, Limits(entries=2)) == ["PKG-017"]
    assert refused(path, Limits(directory=99)) == ["PKG-017"]
    (tmp_path / "folder").mkdir()
    for number in range(3):
        (tmp_path / "folder" / str(number)).touch()
    assert refused(tmp_path / "folder", Limits(entries=2)) == ["PKG-017"]


@pytest.mark.parametrize("zip64_end", [False, True])
def test_data_before_and_after(tmp_path: Path, zip64_end: bool) -> None:  # noqa: FBT001
    data = forge(*GOOD, before=b"MZ stub" * 9, after=b"junk", zip64_end=zip64_end)
    package = opened(written(tmp_path, data))
    assert package.read("a/index.html") == GOOD[1].data
    assert (package.container.prepended, package.container.trailing) == (63, 4)
    assert package.container.zip64 is zip64_end


def test_a_comment_that_looks_like_an_end(tmp_path: Path) -> None:
    comment = b"PK\5\6" + bytes(30)
    package = opened(written(tmp_path, forge(*GOOD, comment=comment)))
    assert package.container.comment == comment


@pytest.mark.parametrize(
    ("raw", "flags", "name", "naming"),
    [
        ("урок.html".encode(), 0x800, "урок.html", Naming.UTF8),
        ("урок.html".encode(), 0, "урок.html", Naming.UNMARKED),
        ("урок.html".encode("cp866"), 0, "урок.html", Naming.UNMARKED),
        ("naïve.html".encode("cp437"), 0, "naïve.html", Naming.UNMARKED),
        (b"\xff\xfe.html", 0x800, "\ufffd\ufffd.html", Naming.BROKEN),
        (b"plain.html", 0, "plain.html", Naming.ASCII),
    ],
)
def test_names(tmp_path: Path, raw: bytes, flags: int, name: str, naming: Naming) -> None:
    entry = opened(written(tmp_path, forge(Part(raw, flags=flags)))).entries[0]
    assert (entry.name, entry.naming, entry.differs) == (name, naming, "")


def test_the_unicode_path_field_counts_if_it_fits(tmp_path: Path) -> None:
    raw, name = "урок".encode("cp866"), "урок"
    for crc, expected in [(zlib.crc32(raw), Naming.UNICODE_PATH), (1, Naming.UNMARKED)]:
        field = struct.pack("<BI", 1, crc) + name.encode()
        extra = struct.pack("<2H", 0x7075, len(field)) + field
        entry = opened(written(tmp_path, forge(Part(raw, flags=0, extra=extra)))).entries[0]
        assert (entry.name, entry.naming) == (name, expected)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part("a", flags=1), "encrypted"),
        (Part("a", method=14), "method 14"),
        (Part("a", crc=1), "checksum"),
        (Part("a", size=5), "5 bytes"),
        (Part("a", size=500), "500 bytes"),
        (Part("a", packed=b"\xff\xff\xff"), "broken"),
        (Part("a", b"x" * 999, packed=Part("a", b"x" * 999).body()[:-3]), "broken"),
        (Part("a", start=7), "no data"),
        (Part("a", b"x" * 5000), "limit"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, part: Part, words: str) -> None:
    package = opened(written(tmp_path, forge(part)))
    with pytest.raises(PackageError, match=words):
        package.read("a", limit=4000)
    with pytest.raises(PackageError, match="not in the package"):
        package.read("b")


def test_of_doubles_the_last_is_read(tmp_path: Path) -> None:
    package = opened(written(tmp_path, forge(Part("a", b"1"), Part("a", b"2"))))
    assert package.read("a") == b"2"
    assert package.names == ("a",)


def prod(path: Path) -> None:
    """Do with a package all that a check does."""
    package = open_package(path, Report(), Limits(unpacked=1 << 20, read=1 << 16))
    if package is None:
        return
    for entry in package.entries:
        package.damage(entry)
    for name in package:
        with contextlib.suppress(PackageError):
            package.read(name)


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=12),
    st.integers(0, 40),
    st.booleans(),
)
@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_raises(
    tmp_path: Path,
    changes: list[tuple[int, int]],
    cut: int,
    zip64_end: bool,  # noqa: FBT001
) -> None:
    data = bytearray(forge(*GOOD, zip64_end=zip64_end))
    for place, value in changes:
        data[-1 - place % len(data)] = value
    prod(written(tmp_path, bytes(data[: len(data) - cut])))


@pytest.mark.skipif(sys.platform != "linux", reason="needs resource limits")
def test_hostile_packages_stay_within_memory(tmp_path: Path) -> None:
    """Bombs, lies about sizes and damaged bytes, checked with 96 MiB beyond the interpreter."""
    rng = random.Random(5)
    zeros = bytes(64 << 20)
    bomb = Part("bomb.html", zeros)
    body = bomb.body()
    cases = [
        forge(bomb),
        forge(Part("lie.html", zeros, size=10, packed=body)),
        forge(Part("huge.html", zeros, size=0xFFFFFFFE, packed=body)),
        forge(Part("long.bin", b"x", method=0, local={"length": 0xFFFFFFF0})),
        forge(*[Part(f"{n}.html", zeros, packed=body, crc=0) for n in range(8)]),
        forge(*GOOD)[:-22] + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 9, 9, 0xFFFFFF00, 0, 0),
    ]
    good = forge(*GOOD)
    for _ in range(200):
        bad = bytearray(good)
        for _ in range(4):
            bad[rng.randrange(len(bad))] = rng.choice([0, 1, 0x7F, 0xFF])
        cases.append(bytes(bad))
    for number, data in enumerate(cases):
        (tmp_path / f"{number}.zip").write_bytes(data)
    script = """
import resource, sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from archive.test_opening import prod
from scormkit.diagnostics import Report
from scormkit.archive import open_package
from scormkit.validate.rules.zip_stages import check_container
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (96 << 20), resource.RLIM_INFINITY))
for path in sorted(Path(sys.argv[1]).iterdir()):
    prod(path)
    report = Report()
    if package := open_package(path, report):
        check_container(package, report)
"""
    here = str(Path(__file__).parent.parent)
    subprocess.run([sys.executable, "-c", script, tmp_path, here], check=True)
