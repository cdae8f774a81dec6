"""Forty ways to break a course: each is told by code, file and line; nothing is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from projects import MANIFEST, MODULE, PAGE, TEST, write_project
from scormkit.cli import main

if TYPE_CHECKING:
    from pathlib import Path

Changes = dict[str, "str | bytes | None"]

M, MOD, PG, WK, T = (
    "manifests/small.yaml",
    "modules/one/module.yaml",
    "modules/one/01-first.md",
    "modules/one/02-second.xwiki",
    "modules/one/test.yaml",
)


def q(text: str) -> str:
    """A test with one question of these lines."""
    return f"title: T\nquestions:\n  - id: q1\n{text}"


TWO = "    answers:\n      - text: a\n        correct: true\n      - text: b\n"
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
MANY = "".join(f"      - text: a{n}\n        correct: {str(n == 0).lower()}\n" for n in range(37))

CASES: list[tuple[str, Changes, str, str, int]] = [
    # name, changes, code, file, line
    ("manifest is no YAML", {M: "id: small\n title: x\n"}, "PRJ-010", M, 2),
    ("manifest has a tab", {M: "id: small\n\ttitle: x\n"}, "PRJ-010", M, 2),
    ("manifest is empty", {M: ""}, "PRJ-022", M, 0),
    ("manifest is a list", {M: "- a\n- b\n"}, "PRJ-021", M, 1),
    ("manifest in Windows-1251", {M: MANIFEST.encode("cp1251")}, "PRJ-003", M, 3),
    ("manifest in UTF-16", {M: MANIFEST.encode("utf-16")}, "PRJ-003", M, 1),
    ("a bomb of aliases", {M: BOMB}, "PRJ-012", M, 0),
    ("nesting beyond measure", {M: "a: " + "[" * 5000}, "PRJ-012", M, 1),
    ("a key twice", {M: MANIFEST + "title: Другой\n"}, "PRJ-011", M, 8),
    ("an unknown key", {M: MANIFEST + "titel: x\n"}, "PRJ-020", M, 8),
    ("a missing title", {M: MANIFEST.replace("title: Малый курс\n", "")}, "PRJ-022", M, 0),
    ("an id with a blank", {M: MANIFEST.replace("id: small", "id: sm all")}, "PRJ-021", M, 1),
    ("an unknown standard", {M: MANIFEST.replace("scorm12", "scorm13")}, "PRJ-021", M, 7),
    ("a percent over 100", {M: MANIFEST + "completion:\n  videos: 180 %\n"}, "PRJ-021", M, 9),
    ("a module that is not there", {M: MANIFEST.replace("- one", "- ona")}, "PRJ-001", M, 6),
    ("a module twice", {M: MANIFEST.replace("  - one", "  - one\n  - one")}, "PRJ-023", M, 7),
    ("a module that climbs out", {M: MANIFEST.replace("- one", "- ../one")}, "PRJ-030", M, 6),
    ("completion that cannot hold", {M: MANIFEST + "completion: {videos: 50}\n"}, "CRS-108", M, 8),
    (
        "a pretest that is not there",
        {M: MANIFEST + "completion: {test: none}\nnavigation: pretest\n", T: None},
        "CRS-112", M, 9,
    ),
    ("completion without a test", {T: None}, "CRS-108", M, 1),
    ("a logo that is not there", {M: MANIFEST + "theme: {logo: x.png}\n"}, "CRS-203", M, 8),
    (
        "a font that is none",
        {M: MANIFEST + "theme:\n  font_file: f.ttf\n", "f.ttf": "x"},
        "CRS-204", M, 9,
    ),
    (
        "an unknown theme",
        {M: MANIFEST + "theme:\n  radius: 2\n  name: gazete\n"},
        "PRJ-021", M, 10,
    ),
    ("no module.yaml", {MOD: None}, "PRJ-001", MOD, 0),
    ("module.yaml with an unknown key", {MOD: MODULE + "minuts: 5\n"}, "PRJ-020", MOD, 2),
    ("module.yaml with minutes in words", {MOD: MODULE + "minutes: ten\n"}, "PRJ-021", MOD, 2),
    ("no page", {PG: None, WK: None, T: None}, "PRJ-031", "modules/one", 0),
    ("a page that is listed but missing", {MOD: MODULE + "pages: [03.md]\n"}, "PRJ-001", MOD, 2),
    ("a page in Windows-1251", {PG: PAGE.encode("cp1251")}, "PRJ-003", PG, 1),
    ("a missing attachment", {"modules/one/files/Памятка.pdf": None}, "CRS-005", PG, 6),
    ("a missing picture", {"modules/one/files/dot.svg": None}, "CRS-005", PG, 3),
    ("a file that climbs out", {PG: "# A\n\n[x](../../../../etc/passwd.txt)\n"}, "CRS-005", PG, 3),
    ("a missing file in wiki syntax", {WK: "= A =\n\n[[attach:none.pdf]]\n"}, "CRS-005", WK, 3),
    ("two pages of the same id", {"modules/one/05-first.md": PAGE}, "CRS-107", "modules/one/05-first.md", 0),
    ("test is no YAML", {T: "title: [\n"}, "PRJ-010", T, 0),
    ("test with an unknown key", {T: TEST + "atempts: 3\n"}, "PRJ-020", T, 15),
    ("test without questions", {T: "title: T\nquestions: []\n"}, "QUZ-012", T, 2),
    ("no right answer", {T: q("    text: x?\n" + TWO.replace("true", "false"))}, "QUZ-001", T, 0),
    ("two right answers of one", {T: q("    type: single\n    text: x?\n" + TWO + "        correct: true\n")}, "QUZ-002", T, 0),
    ("one answer", {T: q("    text: x?\n    answers:\n      - text: a\n        correct: true\n")}, "QUZ-003", T, 0),
    ("37 answers (P23)", {T: q(f"    text: x?\n    answers:\n{MANY}")}, "QUZ-004", T, 0),
    ("equal answers", {T: q("    text: x?\n" + TWO.replace("b", "a"))}, "QUZ-005", T, 0),
    ("an id twice", {T: TEST.replace("id: q2", "id: q1")}, "QUZ-006", T, 0),
    ("more drawn than there are", {T: "draw: 5\n" + TEST}, "QUZ-007", T, 1),
    ("no points to be had", {T: q("    text: x?\n    points: 0\n" + TWO)}, "QUZ-008", T, 0),
    ("a pass mark over 100", {T: TEST.replace("80 %", "180 %")}, "PRJ-021", T, 2),
    ("true-false without an answer", {T: q("    text: x\n    type: true-false\n")}, "QUZ-001", T, 0),
    ("a state that cannot fit", {T: "title: T\nquestions:\n" + "".join(
        f"  - {{id: q{n}, text: Q{n}, type: multiple, answers: ["
        + ", ".join(f"{{id: a{k}, text: A{k}, correct: true}}" for k in range(30)) + "]}\n"
        for n in range(80))}, "STD-001", M, 5),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "file", "line"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_broken_course(
    changes: Changes, code: str, file: str, line: int, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The finding is there at its place (line 0: anywhere in the file); ``dist/`` is as it was."""
    (tmp_path / "dist").mkdir()
    old = tmp_path / "dist" / "small-1-0-scorm12.zip"
    old.write_bytes(b"the package of yesterday")
    manifest = write_project(tmp_path, changes)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--json", str(manifest)]) == 1
    out = capsys.readouterr()
    errors = [
        (d["code"], d["at"]["path"], d["at"]["line"])
        for d in json.loads(out.out)["courses"][0]["diagnostics"]
        if d["severity"] == "error"
    ]
    places = [e for e in errors if e[0] == code]
    assert places, errors
    assert any(path == file and line in {0, at} for _, path, at in places), places
    assert "Traceback" not in out.err
    assert old.read_bytes() == b"the package of yesterday"
    assert [p.name for p in (tmp_path / "dist").iterdir()] == [old.name]


def test_every_finding_is_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a terminal: file, line, what is wrong, the source line with a caret, what to do."""
    write_project(tmp_path, {M: MANIFEST + "navigatoin: linear\n"})
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    for part in ("manifests/small.yaml", "8", "PRJ-020", "navigatoin: linear", "^", "navigation"):
        assert part in told
