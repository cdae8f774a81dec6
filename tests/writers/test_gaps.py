"""Texts with gaps: every format that holds them gets the same words into the same gaps."""

from __future__ import annotations

import re
from html import unescape
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from assessor import Assessor, document
from exams import GAPS, exam
from scormkit.archive import Cache, save
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from scormkit.writers import WRITERS, gift, moodle_xml, qti2, qti3

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from scormkit.archive.tree import FileTree

GOLDEN = Path(__file__).parent / "golden"
MAKERS = {"qti21": qti2.write, "qti30": qti3.write}
AT = {
    name: GAPS.splitlines().index(f"  - id: {name}") + 1
    for name in ("route", "tense", "chart", "flag", "side")
}
ROUTE = (("Кронштадт", "К. # ~ 1"), ("Або * } = 5 %",), ("дом",))


@pytest.fixture(params=MAKERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tree(form: str, tmp_path: Path) -> FileTree:
    return MAKERS[form]((exam(tmp_path, WRITERS[form], GAPS),), Report())


@pytest.fixture
def xml(tmp_path: Path) -> bytes:
    return moodle_xml.write((exam(tmp_path, WRITERS["moodle"], GAPS),), Report())


@pytest.fixture
def questions(xml: bytes) -> dict[str, ET.Element]:
    return {q.findtext("idnumber", ""): q for q in ET.fromstring(xml).findall("question")}


def item(tree: FileTree, name: str) -> etree._Element:
    return document(tree, f"port/items/{name}.xml")


def told(form: str, folder: Path) -> set[tuple[int, str]]:
    report = Report()
    writer = WRITERS[form]
    writer.write((exam(folder, writer, GAPS),), report)
    return {(d.at.line, d.message) for d in report if d.code == "EXP-002"}


def test_words_written_in_gaps_earn_their_shares(tree: FileTree) -> None:
    root = item(tree, "route")
    for given in product(*((*texts, "море") for texts in ROUTE)):
        hits = sum(text in right for text, right in zip(given, ROUTE, strict=True))
        result = Assessor(root, {f"RESPONSE{n}": text for n, text in enumerate(given, 1)}).run()
        assert result["SCORE"] == pytest.approx(hits / 3, abs=1e-5), given
        assert result["RESULT"] == ("incorrect", "partial", "partial", "correct")[hits]
    widths = {f.get("expectedLength") for f in root.iter("textEntryInteraction")}
    assert widths == {"13"}


def test_case_counts_where_the_author_says_so(tree: FileTree) -> None:
    assert Assessor(item(tree, "flag"), {"RESPONSE1": "гакаборте"}).run()["SCORE"] == 1
    assert Assessor(item(tree, "flag"), {"RESPONSE1": "Корме"}).run()["SCORE"] == 0
    given = {"RESPONSE1": "кронштадт", "RESPONSE2": "", "RESPONSE3": ""}
    assert Assessor(item(tree, "route"), given).run()["SCORE"] == pytest.approx(1 / 3, abs=1e-5)


def test_fields_stand_in_the_text(tree: FileTree) -> None:
    (body,) = item(tree, "route").iter("itemBody")
    for n, field in enumerate(body.iter("textEntryInteraction"), 1):
        field.text = f"<{n}>"
    assert (
        " ".join("".join(map(str, body.itertext())).split()) == "Впишите {порты}.Из <1> в <2>и <3>"
    )
    holders = [e.tag for e in body.iter("*") if e.find("textEntryInteraction") is not None]
    assert holders == ["p", "em", "li"]


def test_words_from_lists_earn_all_or_nothing_if_the_author_says_so(tree: FileTree) -> None:
    root = item(tree, "tense")
    lists = [
        {choice.text: choice.get("identifier") for choice in each}
        for each in root.iter("inlineChoiceInteraction")
    ]
    assert [[*each] for each in lists] == [["поднят", "поднято <и> | 5 %"], ["на", "над"]]
    for first, second in product(*lists):
        given = {"RESPONSE1": {lists[0][first]}, "RESPONSE2": {lists[1][second]}}
        right = (first, second) == ("поднят", "над")
        assert Assessor(root, given).run()["SCORE"] == float(right)


def test_dragged_words_earn_their_shares(tree: FileTree) -> None:
    root = item(tree, "chart")
    words = {e.get("identifier"): e.text for e in root.iter("gapText")}
    gaps = [e.get("identifier") for e in root.iter("gap")]
    assert [*words.values()] == ["Море", "небо", "море & свет", "суша"]
    assert {e.get("matchMax") for e in root.iter("gapText")} == {"0"}
    for chosen in product(words, repeat=len(gaps)):
        given = {f"{word} {gap}" for word, gap in zip(chosen, gaps, strict=True)}
        right = ("Море", "небо", "море & свет", "небо")
        hits = sum(words[word] == text for word, text in zip(chosen, right, strict=True))
        earned = Assessor(root, {"RESPONSE": given}).run()["SCORE"]
        assert earned == pytest.approx(hits / 4), chosen


@pytest.mark.parametrize("name", ["route", "tense", "chart"])
def test_items_are_as_they_were(
    golden: Callable[[Path, str], None], tree: FileTree, form: str, name: str
) -> None:
    content = tree[f"port/items/{name}.xml"]
    assert isinstance(content, bytes)
    golden(GOLDEN / f"{name}.{form}.xml", content.decode())


def test_our_own_rules_have_no_complaints(tree: FileTree, xml: bytes, tmp_path: Path) -> None:
    saved = save(tree, tmp_path / "port.zip", Cache(), first=("imsmanifest.xml",))
    (tmp_path / "port.xml").write_bytes(xml)
    for path in (saved.path, tmp_path / "port.xml"):
        report = Report()
        check_package(path, report)
        assert list(report) == []


def cloze(question: ET.Element) -> list[tuple[str, str, list[str]]]:
    """Read what is worth what in the gaps: signs of the language end an answer, entities do not."""
    text = question.findtext("questiontext/text", "")
    return [
        (points, kind, [unescape(answer) for answer in re.split("(?<!&)~", answers)])
        for points, kind, answers in re.findall(r"\{(\d+):([A-Z_]+):([^}]*)\}", text)
    ]


def test_moodle_takes_gaps_for_cloze(questions: dict[str, ET.Element]) -> None:
    assert {name: q.get("type") for name, q in questions.items() if name} == {
        "route": "cloze", "tense": "cloze", "chart": "ddwtos", "flag": "cloze", "side": "cloze",
    }  # fmt: skip
    assert cloze(questions["route"]) == [
        ("2", "SHORTANSWER", ["=Кронштадт", "=К. # ~ 1"]),
        ("2", "SHORTANSWER", [r"=Або \* } = 5 %"]),
        ("2", "SHORTANSWER", ["=дом"]),
    ]
    assert cloze(questions["tense"]) == [
        ("1", "MULTICHOICE", ["=поднят", "поднято &lt;и&gt; | 5 %"]),
        ("1", "MULTICHOICE", ["на", "=над"]),
    ]
    assert cloze(questions["flag"]) == [("1", "SHORTANSWER_C", ["=корме", "=гакаборте"])]
    assert cloze(questions["side"]) == [("1", "MULTICHOICE_S", ["=зелёный", "красный"])]
    assert "{порты}" in questions["route"].findtext("questiontext/text", "")


def test_moodle_drags_words_into_numbered_places(questions: dict[str, ET.Element]) -> None:
    chart = questions["chart"]
    words = [box.findtext("text", "") for box in chart.iter("dragbox")]
    text = chart.findtext("questiontext/text", "")
    filled = re.sub(r"\[\[(\d)\]\]", lambda found: words[int(found[1]) - 1], text)
    assert filled.endswith("<p>Море и небо, снова море &amp; свет, небо [&#91;1]].</p>")
    assert words[3] == "суша"
    assert all(box.find("infinite") is not None for box in chart.iter("dragbox"))
    assert chart.findtext("partiallycorrectfeedback/text") == "<p>Не всё.</p>"


def test_gift_asks_for_one_gap_with_a_blank(tmp_path: Path) -> None:
    text = gift.write((exam(tmp_path, WRITERS["gift"], GAPS),), Report()).decode()
    assert "<p>Флаг на _____.</p>{\n\t=корме#<p>Да.</p>\n\t=гакаборте#<p>Да.</p>\n\t=%0%*#" in text
    assert "<p>Правый борт _____.</p>{\n\t=зелёный\n\t~красный\n}" in text
    left_out = "The question is left out: GIFT has none of its kind"
    lost = {line for line, message in told("gift", tmp_path) if message == left_out}
    assert lost == {AT["route"], AT["tense"], AT["chart"]}


def test_what_is_lost_is_told_at_its_line(form: str, tmp_path: Path) -> None:
    title = WRITERS[form].title
    assert told(form, tmp_path) == {(AT["route"], f"{title} does not forgive slips of typing")}
    by_result = "Moodle does not hold what is told by result"
    assert told("moodle", tmp_path) == {
        (AT["route"], "Moodle does not forgive slips of typing"),
        (AT["route"], by_result),
        (AT["flag"], by_result),
        (AT["tense"], "Moodle gives points for a part of the right gaps here"),
        (AT["tense"], "Moodle counts a point for each gap, 2 together instead of 3"),
    }
