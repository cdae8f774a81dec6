"""Every rule of Tin Can packages finds what it is for, and on the same package no other does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from in_memory import check_tree
from scormkit.archive.tree import FileTree
from scormkit.check import catalogue
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report, Severity

if TYPE_CHECKING:
    from pathlib import Path

NS = "http://projecttincan.com/tincan.xsd"
GOOD = f"""<?xml version="1.0" encoding="utf-8"?>
<tincan xmlns="{NS}"><activities>
<activity id="https://learn.verf.ru/c" type="http://adlnet.gov/expapi/activities/course">
<name lang="ru">Курс</name>
<description lang="ru">О чём он</description>
<launch lang="ru">index.html?p=1</launch>
</activity>
<activity id="https://learn.verf.ru/c/q" type="http://adlnet.gov/expapi/activities/cmi.interaction">
<name lang="en-GB">Question</name>
<description lang="en-GB">Which?</description>
<interactionType>choice</interactionType>
<correctResponsePatterns><correctResponsePattern>a[,]b</correctResponsePattern></correctResponsePatterns>
<choices>
<component><id>a</id><description lang="en-GB">A</description></component>
<component><id>b</id></component>
</choices>
</activity>
</activities></tincan>
"""
PAGE = b"<!doctype html><script src=player.js></script>"
PLAYER = b"get('endpoint'); get('auth')"
LAUNCH = '<launch lang="ru">index.html?p=1</launch>\n'
MATCHING = "<interactionType>matching</interactionType>"


@dataclass
class Case:
    """What is changed in the good package, and the codes that are found then."""

    finds: set[str]
    replace: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, bytes | None] = field(default_factory=dict)
    folder: str = ""
    whole: str | None = None


CASES = {
    "TC-001-two": Case({"TC-001"}, files={"more/tincan.xml": b"<tincan/>"}),
    "TC-001-upper": Case({"TC-001"}, files={"TinCan.xml": GOOD.encode(), "tincan.xml": None}),
    "TC-002-chain": Case({"TC-002"}, folder="a/b/"),
    "TC-002-beside": Case({"TC-002", "TC-014"}, files={"other.html": PAGE}, folder="a/"),
    "TC-003-namespace": Case({"TC-003"}, [(NS, NS + "/")]),
    "TC-003-none": Case({"TC-003"}, whole="<tincan/>"),
    "TC-003-root": Case({"TC-003"}, whole=f'<activities xmlns="{NS}"/>'),
    "TC-004": Case({"TC-004"}, [(LAUNCH, "")]),
    "TC-005": Case({"TC-005"}, [
        ("<interactionType>", '<launch lang="ru">index.html</launch>\n<interactionType>')]),
    "TC-006": Case({"TC-006"}, [("index.html?p=1", "Index.html")]),
    "TC-007": Case({"TC-007"}, [('"https://learn.verf.ru/c"', '"course1"')]),
    "TC-008": Case({"TC-008"}, [('"https://learn.verf.ru/c/q"', '"https://learn.verf.ru/c"')]),
    "TC-009": Case({"TC-009"}, [('"http://adlnet.gov/expapi/activities/course"', '"course"')]),
    "TC-010-no-name": Case({"TC-010"}, [('<name lang="ru">Курс</name>\n', "")]),
    "TC-010-no-description": Case({"TC-010"}, [('<description lang="ru">О чём он</description>\n', "")]),
    "TC-010-no-lang": Case({"TC-010"}, [('<name lang="ru">', "<name>")]),
    "TC-010-lang": Case({"TC-010"}, [('<name lang="ru">', '<name lang="english">')]),
    "TC-011": Case({"TC-011"}, [("?p=1", "?endpoint=x")]),
    "TC-012-kind": Case({"TC-012"}, [(">choice<", ">mcq<")]),
    "TC-012-pattern": Case({"TC-012"}, [(">a[,]b<", ">a[,]c<")]),
    "TC-012-pair": Case({"TC-012"}, [("<interactionType>choice</interactionType>", MATCHING)]),
    "TC-013-twice": Case({"TC-013"}, [("<id>b</id>", "<id>a</id>"), (">a[,]b<", ">a<")]),
    "TC-013-delimiter": Case({"TC-013"}, [("<id>b</id>", "<id>b[,]c</id>"), (">a[,]b<", ">a<")]),
    "TC-014": Case({"TC-014", "TC-002"}, files={"b.css": b"a{}"}, folder="a/"),
    "TC-015-example": Case({"TC-015"}, [('"https://learn.verf.ru/c"', '"http://example.com/a"')]),
    "TC-015-adl": Case({"TC-015"}, [('"https://learn.verf.ru/c"', '"http://adlnet.gov/course"')]),
    "TC-016-ignores": Case({"TC-016"}, files={"player.js": b"alert(1)"}),
    "TC-016-key": Case({"TC-016", "WEB-026"}, files={"player.js": PLAYER + b"'Basic dXNlcjpwYXNz'"}),
    "XAPI-005": Case({"XAPI-005"}, files={
        "statements/a.json": b'[{"objectType": "Activity", "id": "a"}]'}),
    "XAPI-008": Case({"XAPI-008"}, files={"statements/a.json": b"{"}),
    "XML-001": Case({"XML-001"}, [("</tincan>", "")]),
    "XML-013-order": Case({"XML-013"}, [
        ('<name lang="ru">Курс</name>\n', ""), (LAUNCH, LAUNCH + '<name lang="ru">Курс</name>\n')]),
    "fine-elsewhere": Case(set(), [("index.html?p=1", "https://learn.verf.ru/start")]),
    "fine-other-json": Case(set(), files={"statements/a.json": b'{"a": [1]}', "a.json": b"{"}),
}  # fmt: skip


def checked(case: Case) -> Report:
    content = GOOD if case.whole is None else case.whole
    for old, new in case.replace:
        assert old in content, f"{old!r} is not in the good description"
        content = content.replace(old, new)
    own = {"index.html": PAGE, "player.js": PLAYER, "tincan.xml": content.encode()}
    moved: dict[str, bytes | None] = {case.folder + path: data for path, data in own.items()}
    files = {path: data for path, data in {**moved, **case.files}.items() if data is not None}
    report = Report()
    check_tree(FileTree(files), "course.zip", report, "xapi")
    return report


def test_the_good_package_is_clean() -> None:
    assert [(d.code, d.message) for d in checked(Case(set()))] == []


@pytest.mark.parametrize("name", CASES)
def test_finds_exactly(name: str) -> None:
    report = checked(CASES[name])
    assert {d.code for d in report} == CASES[name].finds
    assert all(d.message and not d.message.endswith(".") and d.hint for d in report)
    assert all(d.at.path.startswith("course.zip/") for d in report)


def test_every_rule_is_tried() -> None:
    tried = {code for case in CASES.values() for code in case.finds}
    declared = {code for code in catalogue.codes() if code.startswith("TC-")}
    assert declared == {f"TC-{number:03}" for number in range(1, 17)}
    assert declared <= tried


def test_the_top_is_a_must_only_where_something_lies_beside() -> None:
    (found,) = checked(CASES["TC-002-chain"])
    assert found.severity is Severity.WARNING
    grades = {d.code: d.severity for d in checked(CASES["TC-002-beside"])}
    assert grades == {"TC-002": Severity.ERROR, "TC-014": Severity.WARNING}


def test_a_description_without_its_package(tmp_path: Path) -> None:
    def found(content: str) -> dict[str, Severity]:
        path = tmp_path / "tincan.xml"
        path.write_text(content, encoding="utf-8")
        report = Report()
        check_package(path, report)
        return {d.code: d.severity for d in report}

    assert found(GOOD.replace("index.html?p=1", "https://learn.verf.ru/start")) == {}
    assert found(GOOD) == {"TC-006": Severity.ERROR}
    assert found(GOOD.replace(LAUNCH, "")) == {"TC-004": Severity.INFO}


def test_damaged_descriptions_give_findings_and_no_traceback() -> None:
    for cut in range(0, len(GOOD), 23):
        report = checked(Case(set(), whole=GOOD[:cut] + GOOD[cut + 9 :]))
        assert all(d.message for d in report)
