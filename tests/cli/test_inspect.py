"""``scormkit inspect``: a package's contents for people and for programs, of whatever quality."""

from __future__ import annotations

import json
import random
import zipfile
from typing import TYPE_CHECKING

import pytest

from scormkit.cli import main
from standards.test_outlines import AICC, CMI5, SCORM_2004, TINCAN
from validate.package import good

if TYPE_CHECKING:
    from pathlib import Path

Told = tuple[int, str]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The good package with one more file, that nothing lists, and a missing one."""
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in good().items():
            assert isinstance(data, bytes)
            if name != "notes.html":
                archive.writestr(name, data)
        archive.writestr("stray.bin", bytes(2_500_000))
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> Told:
    code = main(["inspect", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_people_see_a_tree(capsys: pytest.CaptureFixture[str], package: Path) -> None:
    code, told = said(capsys, str(package))
    assert code == 1
    for text in (
        "zip file: 9 files, 2.5 MB, packed 2.5 MB",
        "Sailing  SCORM 1.2  imsmanifest.xml 2 kB",
        "│   ├── The first lesson  SCO  index.html 330 B",
        "masteryscore 80",
        "asset  notes.html (not in the package)",
        "├── resources (3)",
        "└── not listed (1)",
        "    └── file  stray.bin 2.5 MB",
        "  2.5 MB  stray.bin",
        "RES-001",
        "scormkit validate",
    ):
        assert text in told
    assert "\x1b" not in told


def test_programs_see_everything(capsys: pytest.CaptureFixture[str], package: Path) -> None:
    code, told = said(capsys, str(package), "--json")
    assert code == 1
    found = json.loads(told)
    assert (found["kind"], found["files"]["stray.bin"]) == ("zip", 2_500_000)
    assert found["largest"][0] == {"path": "stray.bin", "size": 2_500_000}
    assert found["unpacked"] == sum(found["files"].values())
    (form,) = found["formats"]
    assert (form["kind"], form["title"], form["launch"]) == (
        "SCORM 1.2",
        "Sailing",
        "imsmanifest.xml",
    )
    lesson, notes = form["children"][0]["children"]
    assert (lesson["kind"], lesson["size"], lesson["facts"]["masteryscore"]) == ("SCO", 330, "80")
    assert (notes["launch"], notes["size"]) == ("notes.html", None)
    assert [child["launch"] for child in form["children"][-1]["children"]] == ["stray.bin"]
    assert found["findings"]["error"] == {"RES-001": 1, "RES-024": 1}


def test_a_package_of_several_formats(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    texts = {
        "imsmanifest.xml": SCORM_2004, "cmi5.xml": CMI5, "tincan.xml": TINCAN, "a/b/cmi5.xml": CMI5, **AICC,
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    _, told = said(capsys, str(tmp_path / "in"), "--json")
    found = json.loads(told)
    assert [(f["kind"], f["launch"]) for f in found["formats"]] == [
        ("SCORM 2004", "imsmanifest.xml"), ("cmi5", "cmi5.xml"),
        ("Tin Can (xAPI)", "tincan.xml"), ("AICC", "sub/Course.CRS"),
    ]  # fmt: skip


def test_a_bare_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "cmi5.xml").write_text(CMI5)
    _, told = said(capsys, str(tmp_path / "cmi5.xml"))
    assert "Course  cmi5  cmi5.xml" in told
    assert "Largest" not in told


def test_what_is_no_package(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    code, told = said(capsys, str(tmp_path / "x.zip"))
    assert (code, "cannot be opened" in told, "PKG-001" in told) == (1, True, True)
    code, told = said(capsys, str(tmp_path / "none.zip"))
    assert code == 2
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<p>")
    code, told = said(capsys, str(tmp_path / "page"))
    assert code == 1
    assert "No file tells which standard this package follows; index.html" in told


def test_a_manifest_that_is_no_xml(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "imsmanifest.xml").write_text("<manifest>")
    code, told = said(capsys, str(tmp_path))
    assert code == 1
    assert "imsmanifest.xml cannot be read as what its name says" in told
    assert "XML-001" in told


def test_a_narrow_terminal_and_colours(
    capsys: pytest.CaptureFixture[str], package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    _, told = said(capsys, str(package))
    assert max(len(line) for line in told.splitlines()) <= 40
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in said(capsys, str(package))[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in said(capsys, str(package))[1]


def test_titles_that_would_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    title = "[bold]Bo\u202eat\u0085[/] :smile:"
    (tmp_path / "tincan.xml").write_text(TINCAN.replace("Course", title), encoding="utf-8")
    told = said(capsys, str(tmp_path))[1]
    assert "[bold]Bo·at" in told
    assert ":smile:" in told


@pytest.mark.parametrize("seed", range(30))
def test_damage_gives_findings_and_never_a_traceback(
    capsys: pytest.CaptureFixture[str], package: Path, seed: int
) -> None:
    rng = random.Random(seed)
    data = bytearray(package.read_bytes())
    del data[5000:2_400_000]  # most of it is zeros, which no damage would matter to
    for _ in range(rng.randrange(1, 40)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    package.write_bytes(data)
    code, told = said(capsys, str(package))
    assert code == 1
    assert "APP-001" not in told
