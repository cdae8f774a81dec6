"""Every rule of cmi5 finds what it is for, and on the same package no other rule says a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from in_memory import check_tree
from scormkit.archive.tree import FileTree
from scormkit.check import catalogue
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from scormkit.standards import STANDARDS

if TYPE_CHECKING:
    from pathlib import Path

NS = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def described(name: str) -> str:
    """A title and a description on lines of their own."""
    said = f'<langstring lang="ru">{name}</langstring>'
    return f"<title>{said}</title>\n<description>{said}</description>\n"


GOOD = f"""<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="{NS}">
<course id="https://learn.verf.ru/c">
{described("Курс")}</course>
<objectives>
<objective id="https://learn.verf.ru/c/goal">
{described("Цель")}</objective>
</objectives>
<block id="https://learn.verf.ru/c/b">
{described("Часть")}<au id="https://learn.verf.ru/c/b/au" moveOn="CompletedAndPassed" masteryScore="0.8"
  launchMethod="AnyWindow" activityType="http://adlnet.gov/expapi/activities/lesson">
{described("Урок")}<objectives>
<objective idref="https://learn.verf.ru/c/goal"/>
</objectives>
<url>au/index.html?p=1</url>
<launchParameters>x</launchParameters>
</au>
</block>
<au id="https://learn.verf.ru/c/au" moveOn="Completed">
{described("Ещё")}<url>more.html</url>
</au>
</courseStructure>
"""
PAGE = b"<!doctype html><script src=player.js></script>"
SPEAKS = b"let f=params.get('fetch'); send('passed')"
FILES = {"au/index.html": PAGE, "more.html": PAGE, "player.js": SPEAKS}
SECOND = GOOD[GOOD.index('<au id="https://learn.verf.ru/c/au"') : GOOD.index("</courseStructure>")]
EXTENDED = f'xmlns="{NS}" xmlns:x="urn:x" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
BLOCK = GOOD[GOOD.index("<block") : GOOD.index("</block>") + 9]


@dataclass
class Case:
    """What is changed in the good package, and the codes that are found then."""

    finds: set[str]
    replace: list[tuple[str, str]] = field(default_factory=list)
    files: dict[str, bytes | None] = field(default_factory=dict)
    whole: str | None = None
    name: str = "cmi5.xml"


def au(old: str, new: str) -> list[tuple[str, str]]:
    return [(old, new)]


CASES = {
    "C5-001-nested": Case({"C5-001"}, name="course/cmi5.xml"),
    "C5-001-upper": Case({"C5-001"}, name="CMI5.xml"),
    "C5-002-namespace": Case({"C5-002"}, au(NS, NS.replace("v1", "v2"))),
    "C5-002-no-namespace": Case({"C5-002"}, whole="<courseStructure/>"),
    "C5-002-root": Case({"C5-002"}, whole=f'<course xmlns="{NS}"/>'),
    "C5-002-order": Case({"C5-002"}, au("<url>more.html</url>\n", "") + au(
        '<au id="https://learn.verf.ru/c/au" moveOn="Completed">\n',
        '<au id="https://learn.verf.ru/c/au" moveOn="Completed">\n<url>more.html</url>\n')),
    "C5-002-typo": Case({"C5-002"}, [("<url>more.html</url>", "<link>more.html</link>")]),
    "C5-002-attribute": Case({"C5-002"}, au('moveOn="Completed"', 'moveOn="Completed" moveon="x"')),
    "C5-002-no-id": Case({"C5-002"}, au(' id="https://learn.verf.ru/c/b"', "")),
    "C5-003-course": Case({"C5-003"}, au('<course id="https://learn.verf.ru/c"', '<course id="c"')),
    "C5-003-block": Case({"C5-003"}, au('"https://learn.verf.ru/c/b"', '"b 1"')),
    "C5-003-au": Case({"C5-003"}, au('"https://learn.verf.ru/c/au"', '"/c/au"')),
    "C5-003-objective": Case({"C5-003"}, au('"https://learn.verf.ru/c/goal"', '"#goal"')),
    "C5-004": Case({"C5-004"}, au("</courseStructure>", SECOND + "</courseStructure>")),
    "C5-005": Case({"C5-005"}, au("</courseStructure>", BLOCK.replace("b/au", "b/au2") + "</courseStructure>")),
    "C5-006": Case({"C5-006"}, au("</objectives>\n<block", GOOD[
        GOOD.index("<objective id") : GOOD.index("</objectives>")] + "</objectives>\n<block")),
    "C5-007": Case({"C5-007"}, au('"https://learn.verf.ru/c/au"', '"https://learn.verf.ru/c"')),
    "C5-008-example": Case({"C5-008"}, au('"https://learn.verf.ru/c/au"', '"https://example.com/au"')),
    "C5-008-template": Case({"C5-008"}, au(
        '"https://learn.verf.ru/c/au"', '"https://w3id.org/xapi/cmi5/catapult/lts/au"')),
    "C5-009-no-description": Case({"C5-009"}, au(described("Ещё"), described("Ещё").split("\n")[0] + "\n")),
    "C5-009-no-title": Case({"C5-009"}, au(described("Часть"), described("Часть").split("\n")[1] + "\n")),
    "C5-009-no-langstring": Case({"C5-009"}, au('<langstring lang="ru">Ещё</langstring></title>', "</title>")),
    "C5-010-no-lang": Case({"C5-010"}, au(
        '<title><langstring lang="ru">Урок', "<title><langstring>Урок")),
    "C5-010-twice": Case({"C5-010"}, au(
        '<title><langstring lang="ru">Урок</langstring>',
        '<title><langstring lang="ru">Урок</langstring><langstring lang="RU">У</langstring>')),
    "C5-010-empty": Case({"C5-010"}, au(
        '<title><langstring lang="ru">Урок', '<title><langstring lang="ru"> ')),
    "C5-011": Case({"C5-011"}, au('idref="https://learn.verf.ru/c/goal"', 'idref="urn:x:goal"')),
    "C5-012": Case({"C5-012"}, au('moveOn="Completed"', 'moveOn="completed"')),
    "C5-013": Case({"C5-013"}, au("AnyWindow", "NewWindow")),
    "C5-014-percent": Case({"C5-014"}, au('masteryScore="0.8"', 'masteryScore="80"')),
    "C5-014-word": Case({"C5-014"}, au('masteryScore="0.8"', 'masteryScore="high"')),
    "C5-015": Case({"C5-015"}, au('masteryScore="0.8"', 'masteryScore="0.83333"')),
    "C5-016": Case({"C5-016"}, au(' masteryScore="0.8"', ""), {"player.js": b"'fetch'"}),
    "C5-017-space": Case({"C5-017"}, au("more.html", "more pages.html")),
    "C5-017-cyrillic": Case({"C5-017"}, au("more.html", "урок.html")),
    "C5-017-empty": Case({"C5-017"}, au("more.html", "")),
    "C5-018": Case({"C5-018"}, au("?p=1", "?p=1&amp;endpoint=x")),
    "C5-019": Case({"C5-019"}, au("more.html", "More.html")),
    "C5-021": Case({"C5-021"}, au("au/index.html?p=1", "https://learn.verf.ru/au/index.html")),
    "C5-022-fragment": Case({"C5-022"}, au("more.html", "more.html#x")),
    "C5-022-escape": Case({"C5-022"}, au("more.html", "mor%65.html")),
    "C5-022-slash": Case({"C5-022", "C5-019"}, au("more.html", "/more.html")),
    "C5-023": Case({"C5-023"}, au("more.html", "http://learn.verf.ru/start")),
    "C5-024": Case({"C5-024"}, au("http://adlnet.gov/expapi/activities/lesson", "lesson")),
    "C5-025-before-title": Case({"C5-025"}, au(
        described("Ещё"), '<x:foo xmlns:x="urn:x"/>' + described("Ещё"))),
    "C5-025-attribute": Case({"C5-025"}, au(
        'moveOn="Completed"', 'xmlns:x="urn:x" x:y="1" moveOn="Completed"')),
    "C5-025-schema-missing": Case({"C5-025"}, [
        (f'xmlns="{NS}"', f'{EXTENDED} i:schemaLocation="urn:x x.xsd"'),
        ("</launchParameters>", "</launchParameters>\n<x:foo/>")]),
    "C5-026": Case({"C5-026"}, [(BLOCK, BLOCK[: BLOCK.index("<au")] + "</block>\n")]),
    "C5-027": Case({"C5-027"}, [(BLOCK, ""), (SECOND, "")]),
    "C5-028": Case({"C5-028"}, au("</courseStructure>", "".join(
        SECOND.replace("c/au", f"c/au{n}") for n in range(1000)) + "</courseStructure>")),
    "C5-029": Case({"C5-029"}, [
        (' moveOn="CompletedAndPassed"', ""), ('moveOn="Completed"', 'moveOn="NotApplicable"')]),
    "C5-030-url": Case({"C5-030"}, au("<url>more.html</url>", "<url>\n more.html\n</url>")),
    "C5-030-attribute": Case({"C5-030"}, au('moveOn="Completed"', 'moveOn="Completed "')),
    "C5-031": Case({"C5-031"}, files={"player.js": b"'passed'"}),
    "WEB-026": Case({"WEB-026"}, files={"more.html": PAGE + b"<script>'Basic dXNlcjpwYXNz'</script>"}),
    "XML-001": Case({"XML-001"}, au("</courseStructure>", "")),
    "XML-002": Case({"XML-002"}, au("<courseStructure", "<!DOCTYPE x [<!ENTITY a 'b'>]><courseStructure")),
    "XML-008": Case({"XML-008"}, au(f'xmlns="{NS}"', f'{EXTENDED} i:schemaLocation="urn:x"')),
    "fine-extension": Case(set(), [
        (f'xmlns="{NS}"', f'{EXTENDED} i:schemaLocation="urn:x x.xsd"'),
        ("</launchParameters>", "</launchParameters>\n<x:foo/>")], {"x.xsd": b"<x/>"}),
    "fine-player-elsewhere": Case(set(), files={
        "player.js": b"", "au/index.html": b"<script src=https://a.ru/p.js></script>",
        "more.html": b"<script src='//a.ru/p.js'></script>"}),
    "fine-app": Case(set(), au("more.html", "app://start?x=1")),
}  # fmt: skip


def tree(case: Case) -> FileTree:
    content = GOOD if case.whole is None else case.whole
    for old, new in case.replace:
        assert old in content, f"{old!r} is not in the good course structure"
        content = content.replace(old, new)
    files = {**FILES, **case.files, case.name: content.encode()}
    return FileTree({path: data for path, data in files.items() if data is not None})


def checked(case: Case) -> Report:
    report = Report()
    check_tree(tree(case), "course.zip", report, "cmi5")
    return report


def test_the_good_package_is_clean() -> None:
    assert [(d.code, d.message) for d in checked(Case(set()))] == []


@pytest.mark.parametrize("name", CASES)
def test_finds_exactly(name: str) -> None:
    report = checked(CASES[name])
    assert {d.code for d in report} == CASES[name].finds
    assert all(d.message and not d.message.endswith(".") and d.hint for d in report)
    assert all(d.at.path.startswith("course.zip/") for d in report)
    if name.startswith("C5"):
        assert name[:6] in CASES[name].finds


def test_every_rule_is_tried() -> None:
    tried = {code for case in CASES.values() for code in case.finds} | {"C5-020"}
    assert {code for code in catalogue.codes() if code.startswith("C5-")} <= tried
    static = {f"C5-{number:03}" for number in range(1, 32)}
    assert static <= catalogue.codes().keys()


# What CATAPULT's packages for testing an LMS break, under their numbers there.
REFUSED = {
    "201-1": "C5-003-course",
    "201-2": "C5-003-block",
    "201-3": "C5-003-objective",
    "201-4": "C5-003-au",
    "203": "C5-019",
    "204": "C5-018",
    "205-1": "C5-005",
    "205-2": "C5-006",
    "205-3": "C5-004",
    "206": "C5-017-space",
    "207": "C5-002-order",
}


@pytest.mark.parametrize("number", REFUSED)
def test_what_an_lms_must_refuse_is_an_error(number: str) -> None:
    report = checked(CASES[REFUSED[number]])
    assert report.has_errors
    assert {d.code for d in report} == {REFUSED[number][:6]}


def bare(folder: Path, content: str) -> set[str]:
    path = folder / "cmi5.xml"
    path.write_text(content, encoding="utf-8")
    report = Report()
    check_package(path, report)
    return {d.code for d in report}


@pytest.mark.parametrize(
    "url", ["index.html", "au/index.html?p=1", "./index.html", "/index.html", "index.html?a=b"]
)
def test_202_a_relative_url_without_a_package_is_refused(url: str, tmp_path: Path) -> None:
    remote = GOOD.replace("au/index.html", "https://learn.verf.ru/au")
    assert bare(tmp_path, remote.replace("more.html", "https://learn.verf.ru/more")) == set()
    assert "C5-020" in bare(tmp_path, remote.replace("more.html", url))


def test_208_209_210_what_is_no_package_is_refused(tmp_path: Path) -> None:
    def codes(name: str, content: bytes) -> set[str]:
        (tmp_path / name).write_bytes(content)
        report = Report()
        check_package(tmp_path / name, report)
        return {d.code for d in report}

    assert codes("course.json", b'{"course": 1}') == {"PKG-001"}
    assert codes("course.zip", b"no zip at all") == {"PKG-001"}
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "index.html").write_bytes(PAGE)
    report = Report()
    check_package(folder, report)
    assert {d.code for d in report} == {"DET-001"}


# What the specification asks of a course structure or a package, and the rules that see to it.
REQUIREMENTS = {
    "3.0.0.0-1": "C5-003",
    "8.1.0.0-6": "C5-018",
    "13.1.0.0-1": "C5-030",
    "13.1.2.0-1": "C5-005",
    "13.1.3.0-1": "C5-006",
    "13.1.4.0-1": "C5-004",
    "13.1.4.0-2": "C5-017",
    "13.1.5.0-1": "C5-025",
    "13.1.5.0-2": "C5-025",
    "13.2.0.0-1": "C5-002",
    "14.1.0.0-2": "C5-001",
    "14.1.0.0-3": "C5-021",
    "14.1.0.0-4": "C5-019",
    "14.2.0.0-1": "C5-020",
    "6.1.0.0-2": "C5-028",
    "7.0.0.0-1": "C5-031",
}


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_every_requirement_has_its_rule(requirement: str) -> None:
    code = catalogue.codes()[REQUIREMENTS[requirement]]
    assert requirement in re.findall(r"C:([\d.]+-\d+)", code.clause)


def test_damaged_structures_give_findings_and_no_traceback() -> None:
    for cut in range(0, len(GOOD), 37):
        report = checked(Case(set(), whole=GOOD[:cut] + GOOD[cut + 9 :]))
        assert all(d.message for d in report)


def test_is_declared_with_its_file() -> None:
    assert STANDARDS["cmi5"].manifest == "cmi5.xml"
    assert STANDARDS["cmi5"].state_limit is None
