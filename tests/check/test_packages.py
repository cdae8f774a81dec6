"""A package is checked in whatever form it comes, and nothing makes the checker fall over."""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING

import pytest

from scormkit.archive.package import Package
from scormkit.check.inspection import inspect_package
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from standards.packages2004 import Course
from validate.package import GOOD, good

if TYPE_CHECKING:
    from pathlib import Path


def codes(path: Path, expected: str = "") -> set[str]:
    report = Report()
    check_package(path, report, expected)
    return {d.code for d in report}


@pytest.fixture
def files() -> dict[str, bytes]:
    return {name: data for name, data in good().items() if isinstance(data, bytes)}


def zipped(path: Path, files: dict[str, bytes], prefix: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(prefix + name, data)
    return path


def test_zip_and_folder_and_bare_manifest(tmp_path: Path, files: dict[str, bytes]) -> None:
    assert codes(zipped(tmp_path / "course.zip", files)) == set()
    folder = tmp_path / "course"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    assert codes(folder) == set()
    assert codes(GOOD / "imsmanifest.xml", "scorm12") == set()


def test_a_folder_deeper_is_checked_there(tmp_path: Path, files: dict[str, bytes]) -> None:
    assert codes(zipped(tmp_path / "course.zip", files, "course/")) == {"PKG-002"}
    del files["boat.svg"]
    found = codes(zipped(tmp_path / "course.zip", files, "course/"))
    assert found == {"PKG-002", "RES-001", "RES-024"}


def test_a_bare_file_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "cmi5.xml").write_text("<courseStructure/>")
    assert codes(tmp_path / "cmi5.xml") == {"C5-002"}
    (tmp_path / "other.xml").write_text("<hello/>")
    assert codes(tmp_path / "other.xml") == {"MAN-001"}


def test_another_edition_is_no_other_standard(tmp_path: Path) -> None:
    """A manifest of SCORM 2004 is claimed by its standard, whatever the file is called."""
    files = Course("3").tree()
    assert codes(zipped(tmp_path / "course.zip", files)) == set()
    (tmp_path / "course.xml").write_bytes(files["imsmanifest.xml"])
    assert codes(tmp_path / "course.xml") == set()
    assert codes(tmp_path / "course.xml", "scorm12") == {"DET-003"}


def test_a_manifest_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "course.zip", Course("4").tree())
    reads: list[str] = []
    read = Package.read

    def counted(package: Package, path: str, limit: int | None = None) -> bytes:
        reads.append(path)
        return read(package, path, limit)

    monkeypatch.setattr(Package, "read", counted)
    assert codes(path) == set()
    assert reads.count("imsmanifest.xml") == 1


def test_no_package_at_all(tmp_path: Path) -> None:
    assert codes(zipped(tmp_path / "site.zip", {"index.html": b"<p>"})) == {"DET-001"}
    (tmp_path / "broken.zip").write_bytes(b"PK\3\4 and so on")
    assert codes(tmp_path / "broken.zip") == {"PKG-001"}


LINES = b"<pre data-href='index.html' data-snippet='&lt;iframe title=&quot;Boats&quot;>'></pre>"


@pytest.mark.parametrize(
    ("page", "embed", "code"),
    [
        (b"<!doctype html><img src='a.svg'>", LINES, ""),
        (b"<!doctype html><img src='A.svg'>", LINES, "WEB-005"),
        (b"<!doctype html><img src='b.svg'>", LINES, "WEB-005"),
        (b"<!doctype html><img src='/a.svg'>", LINES, "WEB-003"),
        (b"<!doctype html><img src='a.svg'>", b"<title>Another site</title>", "DET-001"),
        (b"<!doctype html>", b"", "DET-001"),
    ],
)
def test_a_course_for_web_servers(tmp_path: Path, page: bytes, embed: bytes, code: str) -> None:
    """It is known by its page for embedding; what its pages refer to must be there."""
    files = {"index.html": page, "embed.html": embed, "a.svg": b"<svg/>"}
    path = zipped(tmp_path / "site.zip", files)
    report = Report()
    check_package(path, report)
    assert [found.code for found in report] == ([code] if code else [])  # each told once
    if code != "DET-001":
        (told,) = inspect_package(path).outlines
        assert [(part.title, part.launch) for part in told.children] == [("Boats", "index.html")]


@pytest.mark.parametrize("seed", range(150))
def test_damaged_manifests_give_findings_and_no_traceback(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    data = bytearray((GOOD / "imsmanifest.xml").read_bytes())
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data))
        if chance.random() < 0.5:
            del data[place : place + chance.randint(1, 40)]
        else:
            data[place:place] = chance.choice([b"<", b">", b'"', b"&", b"\xff", b"]]>", b"<item/>"])
    path = tmp_path / "imsmanifest.xml"
    path.write_bytes(bytes(data))
    assert codes(path)
