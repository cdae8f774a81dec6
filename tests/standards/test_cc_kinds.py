"""Cartridges beyond choices: blanks are filled as the player takes them, the rest is told of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree

from exams import ANSWERS, GAPS, PICTURE
from projects import FILES, write_project
from scormkit.build import build_course

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.built import Built

GOLDEN = Path(__file__).parent / "golden"
LEFT_OUT = {"speed", "parts", "crafts", "tacks", "watches", "bow", "ends", "mood"}
LINES = {
    name: ANSWERS.splitlines().index(f"  - id: {name}") + 1
    for name in (*LEFT_OUT, "knot", "sail", "masts", "depth", "oath")
}


def build(folder: Path, test: str) -> Built:
    manifest = str(FILES["manifests/small.yaml"]).replace("scorm12", "cc")
    files: dict[str, str | bytes | None] = {
        **FILES, "manifests/small.yaml": manifest, "modules/one/test.yaml": test,
        "modules/one/files/Лодки.svg": PICTURE,
    }  # fmt: skip
    made = build_course(write_project(folder, files))
    assert not made.failed, [(d.code, d.message, d.at) for d in made.diagnostics]
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("project"), ANSWERS)


@pytest.fixture(scope="module")
def assessment(built: Built) -> bytes:
    return assessment_of(built)


def assessment_of(built: Built) -> bytes:
    with ZipFile(built.packages[0].path) as package:
        (name,) = [name for name in package.namelist() if name.startswith("tests/")]
        return package.read(name)


@pytest.fixture(scope="module")
def items(assessment: bytes) -> dict[str, etree._Element]:
    return items_of(assessment)


def items_of(assessment: bytes) -> dict[str, etree._Element]:
    return {str(e.get("ident")): e for e in etree.fromstring(assessment).iter("{*}item")}


def profile(item: etree._Element) -> str:
    fields = [(f.findtext("{*}fieldlabel"), f.findtext("{*}fieldentry")) for f in item.iter("{*}*")]
    return next(str(entry) for label, entry in fields if label == "cc_profile")


def outcome(item: etree._Element, written: str) -> tuple[float, list[str]]:
    """Give the score of a text and the names of what is told, by the first condition that holds."""
    for condition in item.iter("{*}respcondition"):
        (test,) = condition.iterfind("{*}conditionvar/*")
        wanted = test.text or ""
        strict = test.get("case") == "Yes"
        same = written == wanted if strict else written.lower() == wanted.lower()
        if etree.QName(test).localname == "other" or same:
            told = [str(e.get("linkrefid")) for e in condition.iter("{*}displayfeedback")]
            return float(condition.findtext("{*}setvar") or 0), told
    return 0, []


def test_is_as_it_was(golden: Callable[[Path, str], None], assessment: bytes) -> None:
    golden(GOLDEN / "assessment-blanks.xml", assessment.decode())


def test_only_what_a_cartridge_can_ask_is_in_it(items: dict[str, etree._Element]) -> None:
    assert {name: profile(item) for name, item in items.items()} == dict.fromkeys(
        ("knot", "sail", "masts", "depth", "year"), "cc.fib.v0p1"
    ) | dict.fromkeys(("log", "oath"), "cc.essay.v0p1")


def test_a_text_is_right_as_it_is_accepted(items: dict[str, etree._Element]) -> None:
    for text in ("*восьмёрка*", "a -> b", "8: {узел}"):
        assert outcome(items["knot"], text) == (100, ["correct_fb"])
    assert outcome(items["knot"], "*Восьмёрка*") == (0, ["general_incorrect_fb"])
    assert outcome(items["sail"], "КЛИВЕР")[0] == 100
    assert outcome(items["sail"], "грот")[0] == 0


def test_a_number_may_be_written_with_a_comma_and_with_its_unit(
    items: dict[str, etree._Element],
) -> None:
    right = ("-3.5", "-3,5", "-3.5 м", "-3,5м")
    assert [outcome(items["depth"], text)[0] for text in right] == [100] * 4
    assert outcome(items["depth"], "3.5")[0] == 0
    assert [e.text for e in items["masts"].iter("{*}varequal")] == ["2"]


def test_essays_are_told_one_thing_and_scored_by_nothing(
    items: dict[str, etree._Element],
) -> None:
    assert outcome(items["log"], "Шли под парусом.") == (0, ["general_fb"])
    assert outcome(items["oath"], "флаг") == (0, [])
    assert items["oath"].find(".//{*}setvar") is None


def test_what_is_lost_is_told_at_its_line(built: Built) -> None:
    told = {(d.at.line, d.message) for d in built.diagnostics if d.code == "CC-102"}
    left_out = "The question is left out: "
    assert {line for line, m in told if m.startswith(left_out)} == {LINES[n] for n in LEFT_OUT}
    assert (LINES["speed"], f"{left_out}a cartridge knows no range of numbers") in told
    assert (LINES["sail"], "Slips of typing are not forgiven") in told
    alike = "An LMS tells ё and е, kinds of quotation marks and of hyphens apart"
    assert (LINES["knot"], alike) in told
    assert {m for line, m in told if line == LINES["oath"]} == {
        "The limits of 0 and 500 letters are lost",
        "Nothing looks for the keywords: people grade the text",
        "What is told by result is lost",
    }
    text = "The number is compared as a text: written in another way, it is wrong"
    assert {line for line, m in told if m == text} == {LINES["masts"], LINES["depth"]}


def test_a_text_with_one_gap_is_a_question_with_a_blank(tmp_path: Path) -> None:
    built = build(tmp_path, GAPS)
    items = items_of(assessment_of(built))
    assert {name: profile(item) for name, item in items.items()} == {
        "flag": "cc.fib.v0p1", "side": "cc.multiple_response.v0p1",
    }  # fmt: skip
    assert outcome(items["flag"], "гакаборте") == (100, ["correct_fb"])
    assert outcome(items["flag"], "Корме") == (0, ["general_incorrect_fb"])
    assert "_____" in (items["flag"].findtext(".//{*}mattext") or "")
    lines = GAPS.splitlines()
    told = {(d.at.line, d.message) for d in built.diagnostics if d.code == "CC-102"}
    left_out = "The question is left out: a cartridge knows no texts of several gaps"
    assert told == {
        *((lines.index(f"  - id: {name}") + 1, left_out) for name in ("route", "tense", "chart")),
        (
            lines.index("  - id: side") + 1,
            "One right answer of two is asked with boxes to tick instead of circles",
        ),
    }
