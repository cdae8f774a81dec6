"""Each rule of SCORM 2004 finds what it is for, and no other rule says a word about it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from scormkit.check import catalogue
from scormkit.diagnostics import Report, Severity
from scormkit.standards.scorm2004.checking import check, find
from standards.cases2004 import CASES, FINE, lom
from standards.packages2004 import RECIPES, Course, MemoryFiles, checked, codes

# These need what no package holds: the LMS it is meant for.
WITHOUT_A_RULE = {"S24-042"}


@pytest.mark.parametrize("name", CASES)
def test_finds_exactly(name: str) -> None:
    course, finds = CASES[name]
    report = checked(course)
    assert name[:7] in finds.split()
    assert {d.code for d in report} == set(finds.split())
    assert all(d.message and not d.message.endswith(".") and d.hint for d in report)
    assert all(d.at.line for d in report if d.code[:3] == "S24")


@pytest.mark.parametrize("name", FINE)
def test_says_nothing(name: str) -> None:
    assert [(d.code, d.message) for d in checked(FINE[name])] == []


@pytest.mark.parametrize("edition", ["2", "3", "4"])
@pytest.mark.parametrize("name", RECIPES)
def test_recipes_are_clean_in_every_edition(name: str, edition: str) -> None:
    found = checked(replace(RECIPES[name], edition=edition))
    assert [d.code for d in found if d.severity is not Severity.INFO] == []


def test_every_rule_is_tried() -> None:
    tried = {name[:7] for name in CASES}
    declared = {code for code in catalogue.codes() if code.startswith("S24")}
    assert declared == {f"S24-{n:03}" for n in range(1, 46)} - WITHOUT_A_RULE
    assert declared <= tried
    assert {f"LOM-{n:03}" for n in range(1, 13)} - tried == {"LOM-002"}  # it has tests of its own


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("MAN-017 label", Severity.ERROR),
        ("MAN-018 folder that launches", Severity.ERROR),
        ("MAN-020 a flag", Severity.ERROR),
        ("RES-015 no extension", Severity.ERROR),
        ("DET-004 version of SCORM 1.2", Severity.ERROR),
        ("S24-016 no way on", Severity.WARNING),
        ("S24-032 for nobody", Severity.INFO),
        ("S24-043 circle", Severity.ERROR),
    ],
)
def test_severities(name: str, severity: Severity) -> None:
    grades = {d.code: d.severity for d in checked(CASES[name][0])}
    assert grades[name[:7]] is severity


def test_persisted_state_belongs_to_the_2nd_edition() -> None:
    course, _ = CASES["S24-005 persisted"]
    assert codes(replace(course, edition="2")) == {"S24-001"}


def test_metadata_is_held_against_its_schema() -> None:
    broken = Course(metadata="<lom:lom><lom:generall/></lom:lom>")
    assert codes(lom("<generall/>")) == {"LOM-002"}
    assert codes(lom("<lifecycle/>")) == {"LOM-002", "LOM-003"}
    assert codes(broken) == {"LOM-002", "XML-013"}
    assert codes(Course(metadata="<lom:lom><lom:general/></lom:lom>")) == set()


@pytest.mark.parametrize("edition", ["2", "3", "4"])
def test_a_package_is_of_one_edition(edition: str) -> None:
    files = MemoryFiles(Course(edition).tree())
    assert [e for e in "234" if find(files, e)] == [edition]
    nested = MemoryFiles({f"course/{path}": data for path, data in files.content.items()})
    assert find(nested, edition) == "course/imsmanifest.xml"
    report = Report()
    check(nested, report, "course/imsmanifest.xml", alone=False)
    assert {d.code for d in report} <= {"S24-001"}


def test_a_version_in_a_comment_or_in_utf16_is_seen_for_what_it_is() -> None:
    text = Course("3").manifest()
    comment = "<!-- <schemaversion>2004 4th Edition</schemaversion> -->"
    marked = text.replace("<metadata>", f"{comment}<metadata>").encode()
    assert find(MemoryFiles({"imsmanifest.xml": marked}), "3")
    wide = text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert find(MemoryFiles({"imsmanifest.xml": wide}), "3")


def test_a_manifest_alone_is_not_asked_for_its_files() -> None:
    files = MemoryFiles({"imsmanifest.xml": Course().manifest().encode()})
    report = Report()
    check(files, report, "imsmanifest.xml", alone=True)
    assert list(report) == []


def test_damaged_sequencing_gives_findings_and_no_traceback() -> None:
    text = RECIPES["post-test"].manifest()
    for tag in sorted(set(re.findall(r"<((?:imsss|adlseq):\w+)", text))):
        renamed = re.sub(rf"(</?){tag}\b", r"\1imsss:other", text)
        removed = re.sub(rf"</?{tag}\b[^>]*>", "", text)
        assert "S24-018" in _codes_alone(renamed), tag
        _codes_alone(removed)


def _codes_alone(text: str) -> set[str]:
    report = Report()
    check(MemoryFiles({"imsmanifest.xml": text.encode()}), report, alone=True)
    return {d.code for d in report}
