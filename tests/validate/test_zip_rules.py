"""Each rule of the container has its broken package, and finds in it nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

import pytest

from archive.forge import Part, forge
from scormkit.archive import FileTree, Limits, open_package, save
from scormkit.diagnostics import Report, Severity
from scormkit.validate.rules import zip_structure
from scormkit.validate.rules.zip_stages import STAGES, check_container

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = Part("imsmanifest.xml", b'<file href="empty%20page.html"/><file href="a.html"/>')
GOOD = (MANIFEST, Part("a.html", b"<p>text</p>" * 20), Part("img/p.png", b"\x89PNG", method=0))
ZIP = forge(Part("x", b"y"))
BOMB = forge(Part("zeros", bytes(64 << 20)))
FUTURE = (dt.datetime.now(dt.UTC).year + 1 - 1980) << 9 | 0x21
NFD = unicodedata.normalize("NFD", "йод.html")


def also(*parts: Part) -> bytes:
    return forge(*GOOD, *parts)


def lying(**local: object) -> bytes:
    return also(Part("b.html", local=local))


def sharing() -> bytes:
    """Two files of which the second stands, whole, inside the data of the first."""
    inner = forge(Part("c.html"))
    outer = Part("b.bin", inner[: inner.index(b"PK\1\2")], method=0)
    before = forge(*GOOD).index(b"PK\1\2")
    return also(outer, Part("c.html", start=before + 30 + len("b.bin")))


CASES: dict[str, tuple[bytes, set[str]]] = {
    "PKG-001 cut off": (forge(*GOOD)[:-100], {"PKG-001"}),
    "PKG-002 one folder down": (
        forge(*(dataclasses.replace(p, name=f"course/{p.name!s}") for p in GOOD)),
        {"PKG-002"},
    ),
    "PKG-003 capitals": (forge(Part("ImsManifest.xml"), *GOOD[1:]), {"PKG-003"}),
    "PKG-004 root": (also(Part("/etc/x")), {"PKG-004"}),
    "PKG-004 drive": (also(Part("C:/x")), {"PKG-004", "PKG-011"}),
    "PKG-004 host": (also(Part("//host/x")), {"PKG-004"}),
    "PKG-005 parent": (also(Part("../evil.txt")), {"PKG-005"}),
    "PKG-005 later": (also(Part("a/../../evil.txt")), {"PKG-005"}),
    "PKG-005 backslash": (also(Part("..\\evil.txt")), {"PKG-005", "PKG-006"}),
    "PKG-006 folder": (also(Part("js\\app.js")), {"PKG-006"}),
    "PKG-007 twice": (also(Part("a.html", b"other")), {"PKG-007"}),
    "PKG-008 case": (also(Part("A.html")), {"PKG-008"}),
    "PKG-009 apart": (also(Part(NFD)), {"PKG-009", "PKG-011"}),
    "PKG-009 both": (also(Part(NFD), Part("йод.html")), {"PKG-009", "PKG-011"}),
    "PKG-010 cp866": (also(Part("урок.html".encode("cp866"))), {"PKG-010", "PKG-011"}),
    "PKG-010 utf-8": (also(Part("урок.html".encode())), {"PKG-010", "PKG-011"}),
    "PKG-011 letters": (also(Part("урок.html")), {"PKG-011"}),
    "PKG-011 space": (also(Part("my page.html")), {"PKG-011"}),
    "PKG-011 hash": (also(Part("a#1.html")), {"PKG-011"}),
    "PKG-012 password": (also(Part("b.html", flags=1)), {"PKG-012"}),
    "PKG-012 strong": (also(Part("b.html", flags=0x41)), {"PKG-012"}),
    "PKG-013 LZMA": (also(Part("b.html", method=14)), {"PKG-013"}),
    "PKG-014 end": (forge(*GOOD, zip64_end=True), {"PKG-014"}),
    "PKG-014 entry": (also(Part("b.html", extra=b"\1\0\0\0")), {"PKG-014"}),
    "PKG-015 volume": (forge(*GOOD, disk=1), {"PKG-015"}),
    "PKG-016 checksum": (also(Part("b.html", crc=1)), {"PKG-016"}),
    "PKG-016 longer": (also(Part("b.html", b"x" * 99, size=9)), {"PKG-016"}),
    "PKG-016 shorter": (also(Part("b.bin", b"x" * 9, method=0, size=999)), {"PKG-016"}),
    "PKG-016 garbage": (also(Part("b.html", packed=b"\xff" * 9)), {"PKG-016"}),
    "PKG-017 zeros": (also(Part("b.html", bytes(11 << 20))), {"PKG-017"}),
    "PKG-017 total": (also(Part("b.bin", b"x" * 9_000_000, method=0)), {"PKG-017"}),
    "PKG-017 inside": (also(Part("b.zip", BOMB, method=0)), {"PKG-017", "PKG-026"}),
    "PKG-018 name": (lying(name=b"c.html"), {"PKG-018"}),
    "PKG-018 size": (lying(size=5), {"PKG-018"}),
    "PKG-018 packed size": (lying(length=5), {"PKG-018"}),
    "PKG-018 method": (lying(method=0), {"PKG-018"}),
    "PKG-018 checksum": (lying(crc=5), {"PKG-018"}),
    "PKG-019 shared": (sharing(), {"PKG-019"}),
    "PKG-019 outside": (also(Part("b.html", start=99_999)), {"PKG-019"}),
    "PKG-020 macOS": (also(Part("__MACOSX/._a.html"), Part("__MACOSX/._b.html")), {"PKG-020"}),
    "PKG-020 Windows": (also(Part("img/Thumbs.db")), {"PKG-020"}),
    "PKG-021 git": (also(Part(".git/config"), Part(".git/HEAD")), {"PKG-021"}),
    "PKG-021 map": (also(Part("js/app.js.map")), {"PKG-021"}),
    "PKG-022 link": (also(Part("b.html", b"/etc/passwd", mode=0o120777)), {"PKG-022"}),
    "PKG-022 pipe": (also(Part("b.html", b"", method=0, mode=0o010644)), {"PKG-022"}),
    "PKG-023 path": (also(Part("d/" * 95 + "a.html")), {"PKG-023"}),
    "PKG-023 part": (also(Part("d" * 101 + ".html")), {"PKG-023"}),
    "PKG-024 device": (also(Part("js/aux.js")), {"PKG-024"}),
    "PKG-024 dot": (also(Part("folder./b.html")), {"PKG-024"}),
    "PKG-025 heavy": (also(Part("b.mp4", b"x" * 4_000_000, method=0)), {"PKG-025"}),
    "PKG-026 archive": (also(Part("src.zip", ZIP, method=0)), {"PKG-026"}),
    "PKG-027 PHP": (also(Part("api/a.php")), {"PKG-027"}),
    "PKG-027 settings": (also(Part(".htaccess")), {"PKG-027"}),
    "PKG-028 page": (also(Part("empty page.html", b"", method=0)), {"PKG-011", "PKG-028"}),
    "PKG-029 stub": (forge(*GOOD, before=b"MZ" * 9), {"PKG-029"}),
    "PKG-029 after": (forge(*GOOD, after=b"junk"), {"PKG-029"}),
    "PKG-029 comment": (forge(*GOOD, comment=b"made by hand"), {"PKG-029"}),
    "PKG-030 future": (also(Part("b.html", date=FUTURE)), {"PKG-030"}),
    "PKG-030 none": (also(Part("b.html", date=0)), {"PKG-030"}),
    "PKG-031 line": (also(Part("a\nb.html")), {"PKG-031"}),
    "PKG-031 broken": (also(Part(b"\xff.html", flags=0x800)), {"PKG-031", "PKG-011"}),
    "PKG-032 folder": (also(Part("tmp/", b"", method=0, mode=0o040755)), {"PKG-032"}),
}  # fmt: skip
CLEAN = {
    "good": forge(*GOOD),
    "folders that are not empty": also(Part("img/", b"", method=0, mode=0o040755)),
    "empty but not needed": also(Part(".nojekyll", b"", method=0)),
    "a dotted name": also(Part("v1..2/a.b.html"), Part("x/../b.html")),
    "no Unix modes": also(Part("b.html", mode=0)),
    "data descriptor": also(Part("b.html", flags=8, local={"crc": 0, "size": 0, "length": 0})),
}


def found(path: Path) -> Report:
    report = Report()
    limits = Limits(unpacked=12 << 20)
    if package := open_package(path, report, limits):
        check_container(package, report)
    return report


@pytest.fixture(autouse=True)
def lighter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make 3 MB heavy, so that no test has to write 100."""
    monkeypatch.setattr(zip_structure, "_WEIGHTY", 3_000_000)


@pytest.mark.parametrize("case", CASES)
def test_a_broken_package(tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data, codes = CASES[case]
    if case == "PKG-017 total":
        monkeypatch.setattr(zip_structure, "_WEIGHTY", 1 << 30)
        data = also(*(Part(f"{n}.bin", b"x" * 7_000_000, method=0) for n in range(2)))
    path = tmp_path / "course.zip"
    path.write_bytes(data)
    report = found(path)
    assert {d.code for d in report} == codes
    for diagnostic in report:
        assert diagnostic.message
        assert diagnostic.hint
        assert diagnostic.at.path.startswith(str(path))


@pytest.mark.parametrize("case", CLEAN)
def test_a_clean_package(tmp_path: Path, case: str) -> None:
    (tmp_path / "course.zip").write_bytes(CLEAN[case])
    assert list(found(tmp_path / "course.zip")) == []


def test_every_rule_has_a_case() -> None:
    codes = {rule.code.id for stage in STAGES for rule in stage} | {"PKG-001", "PKG-015"}
    assert codes == {f"PKG-{number:03}" for number in range(1, 33)}
    assert codes == {case.split()[0] for case in CASES}


def test_every_rule_explains_itself() -> None:
    rules = [rule for stage in STAGES for rule in stage]
    assert len({rule.code.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.code.title
        assert rule.code.help


def test_what_we_write_is_clean(tmp_path: Path) -> None:
    tree = FileTree({"imsmanifest.xml": b"<manifest/>", "a/b.html": b"<p>" * 99, "v.mp4": b"v" * 9})
    save(tree, tmp_path / "a.zip")
    assert list(found(tmp_path / "a.zip")) == []


def test_folders_and_documents(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "imsmanifest.xml").write_bytes(b"<manifest/>")
    assert list(found(folder)) == []
    (folder / "a b.html").write_bytes(b"x")
    (folder / "link").symlink_to("/etc/passwd")
    assert [d.code for d in found(folder)] == ["PKG-011", "PKG-022"]
    (tmp_path / "мой манифест.xml").write_bytes(b"<manifest/>")
    assert list(found(tmp_path / "мой манифест.xml")) == []


def test_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_structure, "_TOO_WEIGHTY", 3_500_000)
    path = tmp_path / "course.zip"
    for size, severity in [(3_200_000, Severity.WARNING), (3_800_000, Severity.ERROR)]:
        path.write_bytes(also(Part("b.mp4", b"x" * size, method=0)))
        assert [(d.code, d.severity) for d in found(path)] == [("PKG-025", severity)]


def test_what_is_fatal_stops_the_reading(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(also(Part("../b"), Part("c.html", crc=1)))
    assert [d.code for d in found(tmp_path / "a.zip")] == ["PKG-005"]
    (tmp_path / "a.zip").write_bytes(also(Part("c.html", crc=1)))
    assert [d.code for d in found(tmp_path / "a.zip")] == ["PKG-016"]
