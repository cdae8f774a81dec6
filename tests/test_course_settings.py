"""A final test, a certificate and idle time in the manifest: what packages say, what is wrong."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from projects import MANIFEST, TEST, write_project
from scormkit.build import build_course

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.built import Built

FINAL = {
    "modules/end/module.yaml": "title: Итоговый тест\n",
    "modules/end/test.yaml": TEST.replace("80 %", "60 %").replace(
        "Проверьте себя", "Итоговый тест"
    ),
}


def build(root: Path, more: str, files: dict[str, str] | None = None, **options: Any) -> Built:
    changes = {"manifests/small.yaml": MANIFEST + more, **(FINAL if files is None else files)}
    return build_course(write_project(root, dict(changes)), **options)


def data(built: Built) -> dict[str, Any]:
    with ZipFile(built.packages[0].path) as package:
        page = package.read("index.html").decode()
    found = re.search(r'id="sk-course">(.*?)</script>', page, re.DOTALL)
    assert found
    course: dict[str, Any] = json.loads(found[1])
    return course


def codes(built: Built) -> list[tuple[str, int]]:
    return [(d.code, d.at.line) for d in built.diagnostics if d.severity != "info"]


def test_it_stands_after_all_modules_and_decides_alone(tmp_path: Path) -> None:
    built = build(tmp_path, "completion: {test: final}\nfinal_test: end\n")
    assert codes(built) == []
    course = data(built)
    assert [module["id"] for module in course["modules"]] == ["one", "end"]
    assert course["final"] == {"test": "end-test", "waits": True, "alone": True}
    with ZipFile(built.packages[0].path) as package:
        assert b">60</adlcp:masteryscore>" in package.read("imsmanifest.xml")


def test_it_is_one_of_all_and_opens_at_once(tmp_path: Path) -> None:
    built = build(tmp_path, "final_test: {module: end, opens: at-once}\n")
    assert codes(built) == []
    assert data(built)["final"] == {"test": "end-test", "waits": False, "alone": False}
    with ZipFile(built.packages[0].path) as package:
        assert b"masteryscore" not in package.read("imsmanifest.xml")


@pytest.mark.parametrize(
    ("standard", "told"),
    [
        ("scorm12", r"<adlcp:prerequisites[^>]*>item-one-\w+</adlcp:prerequisites>"),
        ("scorm2004-4", r'referencedObjective="after_'),
        ("aicc", r'"A1"'),
    ],
)
def test_in_documents_of_its_own_the_lms_holds_it_back(
    tmp_path: Path, standard: str, told: str
) -> None:
    more = "completion: {test: final}\nfinal_test: end\nstructure: sco-per-module\n"
    built = build(tmp_path, more, standards=(standard,))
    assert codes(built) == []
    with ZipFile(built.packages[0].path) as package:
        (name,) = [n for n in package.namelist() if n.endswith(("imsmanifest.xml", ".pre"))]
        assert re.search(told, package.read(name).decode())


def test_a_module_without_the_final_test_moves_on_without_its_own(tmp_path: Path) -> None:
    more = (
        "completion: {test: final}\nfinal_test: end\nstructure: sco-per-module\niri: urn:x:small\n"
    )
    built = build(tmp_path, more, standards=("cmi5",))
    with ZipFile(built.packages[0].path) as package:
        structure = package.read("cmi5.xml").decode()
    assert re.findall(r'moveOn="(\w+)"', structure) == ["Completed", "CompletedAndPassed"]
    assert re.findall(r'masteryScore="([\d.]+)"', structure) == ["0.6"]


@pytest.mark.parametrize(
    ("more", "files", "found"),
    [
        ("final_test: gone\n", {}, [("PRJ-001", 8)]),
        ("final_test: one\n", {}, [("PRJ-023", 8)]),
        ("completion: {test: final}\n", {}, [("CRS-108", 8)]),
        (
            "final_test: end\n",
            {"modules/end/module.yaml": "title: End\n", "modules/end/a.md": "# A\n\nB\n"},
            [("CRS-114", 8)],
        ),
        ("final_test: end\n", {"modules/end/module.yaml": "title: End\n"}, [("PRJ-031", 0)]),
        ("certificate: [a]\n", {}, [("PRJ-021", 8)]),
        ("certificate: {sign: x}\n", {}, [("PRJ-020", 8)]),
        (
            "certificate: true\nstructure: sco-per-module\nfinal_test: end\n",
            FINAL,
            [("PRJ-035", 8)],
        ),
    ],
)
def test_faults_are_told_at_their_lines(
    tmp_path: Path, more: str, files: dict[str, str], found: list[tuple[str, int]]
) -> None:
    assert codes(build(tmp_path, more, files)) == found


def test_a_certificate_brings_its_script_and_sheet(tmp_path: Path) -> None:
    built = build(tmp_path, "certificate: {text: о чём-то, signature: Директор}\n", {})
    assert codes(built) == []
    with ZipFile(built.packages[0].path) as package:
        names = package.namelist()
        page = package.read("index.html").decode()
        (sheet,) = [package.read(n).decode() for n in names if n.endswith(".css")]
        (script,) = [package.read(n).decode() for n in names if n.endswith(".js")]
    assert "sk-awarded" in script
    assert "о чём-то" in page
    assert "Директор" in page
    assert ".sk-award" in sheet
    assert data(built)["certificate"] is True
    plain = build(tmp_path, "certificate: false\n", {})
    with ZipFile(plain.packages[0].path) as package:
        (bare,) = [package.read(n) for n in package.namelist() if n.endswith(".js")]
        assert b"sk-awarded" not in bare
        assert b"sk-certificate" not in package.read("index.html")


def test_a_cartridge_says_what_it_leaves_out(tmp_path: Path) -> None:
    page = "# A\n\n:::check\ntext: Q\nanswer: yes\n:::\n"
    files = {**FINAL, "modules/end/a.md": page}
    built = build(tmp_path, "final_test: end\ncertificate: true\n", files, standards=("cc",))
    told = [d.message for d in built.diagnostics if d.code in {"CC-102", "CC-103"}]
    assert "The final test opens at once" in told
    assert "The certificate is left out" in told
    places = [d.at for d in built.diagnostics if d.message.startswith("A check can only be read")]
    assert [(at.path, at.line) for at in places] == [("modules/end/a.md", 3)]


def test_a_limit_of_idle_time_reaches_the_player_in_seconds(tmp_path: Path) -> None:
    assert data(build(tmp_path, "idle: 10\n", {}))["idle"] == 600
    assert "idle" not in data(build(tmp_path, "", {}))
