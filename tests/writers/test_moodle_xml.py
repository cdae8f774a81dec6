"""Moodle XML: read back by the standard library's parser."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from exams import ANSWERS, PICTURE, SOURCE, exam
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from scormkit.writers import WRITERS, moodle_xml

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"


def written(folder: Path, source: str) -> tuple[bytes, Report]:
    report = Report()
    return moodle_xml.write((exam(folder, WRITERS["moodle"], source),), report), report


def read(data: bytes) -> dict[str, ET.Element]:
    return {q.findtext("idnumber", ""): q for q in ET.fromstring(data).findall("question")}


@pytest.fixture
def questions(tmp_path: Path) -> dict[str, ET.Element]:
    return read(written(tmp_path, SOURCE)[0])


@pytest.fixture
def more(tmp_path: Path) -> dict[str, ET.Element]:
    return read(written(tmp_path, ANSWERS)[0])


@pytest.mark.parametrize(("name", "source"), [("boats", SOURCE), ("sea", ANSWERS)])
def test_is_as_it_was(
    golden: Callable[[Path, str], None], tmp_path: Path, name: str, source: str
) -> None:
    golden(GOLDEN / f"{name}.xml", written(tmp_path, source)[0].decode())


def test_the_category_is_named_and_introduced(questions: dict[str, ET.Element]) -> None:
    category = questions[""]
    assert category.findtext("category/text") == "$course$/top/Лодки: что//как {вопросы}"
    assert category.findtext("info/text") == "<p>Пять <em>вопросов</em>.</p>"


def test_one_of_several(questions: dict[str, ET.Element]) -> None:
    mast = questions["mast"]
    assert (mast.get("type"), mast.findtext("single")) == ("multichoice", "true")
    assert [(a.get("fraction"), a.findtext("text")) for a in mast.findall("answer")] == [
        ("100", "Мачта &amp; &lt;рея&gt;"), ("0", "Киль ~ не = то"), ("0", "Весло"),
    ]  # fmt: skip
    assert mast.findtext("incorrectfeedback/text") == "<p>Посмотрите вверх.</p>"


def test_several_of_several(questions: dict[str, ET.Element]) -> None:
    crew = questions["crew"]
    assert [a.get("fraction") for a in crew.findall("answer")] == ["50", "50", "-50"]
    assert crew.findtext("single") == "false"
    assert crew.findtext("defaultgrade") == "2.5000000"
    assert crew.findtext("partiallycorrectfeedback/text") == "<p>Не все.</p>"
    assert crew.findtext("hint/text") == "<p>Их двое.</p>"
    assert crew.findtext("tags/tag/text") == "люди"
    assert questions["all"].findtext("shuffleanswers") == "false"


def test_a_picture_is_embedded_beside_the_text_that_shows_it(
    questions: dict[str, ET.Element],
) -> None:
    prompt = questions["crew"].find("questiontext")
    assert prompt is not None
    file = prompt.find("file")
    assert file is not None
    assert base64.b64decode(file.text or "") == PICTURE
    assert f"@@PLUGINFILE@@/{file.get('name')}" in prompt.findtext("text", "")


def test_true_false(questions: dict[str, ET.Element]) -> None:
    sea = questions["sea"]
    told = [
        (a.get("fraction"), a.findtext("text"), a.findtext("feedback/text"))
        for a in sea.findall("answer")
    ]
    assert told == [("100", "true", "<p>Да.</p>"), ("0", "false", "<p>Попробуйте.</p>")]
    assert sea.findtext("generalfeedback/text") == "<p>Соль вымывают реки.</p>"


def test_the_end_of_quoted_text_ends_nothing(tmp_path: Path) -> None:
    source = SOURCE.replace("Море солёное.", "Море ]]> солёное &amp; `]]>`.")
    made = moodle_xml.write((exam(tmp_path, WRITERS["moodle"], source),), Report())
    root = ET.fromstring(made)
    texts = [q.findtext("questiontext/text", "") for q in root.findall("question")]
    assert any("]]&gt;" in text for text in texts)


def answers(question: ET.Element) -> list[tuple[str | None, str, str]]:
    return [
        (a.get("fraction"), a.findtext("text", ""), a.findtext("feedback/text", ""))
        for a in question.findall("answer")
    ]


def test_short_answers_and_what_is_told_to_any_other(more: dict[str, ET.Element]) -> None:
    knot = more["knot"]
    assert (knot.get("type"), knot.findtext("usecase")) == ("shortanswer", "1")
    assert answers(knot) == [
        ("100", r"\*восьмёрка\*", "<p>Да: он.</p>"),
        ("100", "a -> b", "<p>Да: он.</p>"),
        ("100", "8: {узел}", "<p>Да: он.</p>"),
        ("0", "*", "<p>Нет ~ нет.</p>"),
    ]
    assert more["sail"].findtext("usecase") == "0"
    assert more["sail"].findtext("generalfeedback/text") == "<p>На носу.</p>"
    assert [told for _, _, told in answers(more["sail"])] == ["", ""]


def test_numbers_have_tolerances_and_units(more: dict[str, ET.Element]) -> None:
    speed, masts = more["speed"], more["masts"]
    assert speed.get("type") == "numerical"
    assert answers(speed) == [
        ("100", "10", "<p>Полный ход.</p>"), ("0", "*", "<p>Замерьте ещё раз.</p>"),
    ]  # fmt: skip
    assert speed.findtext("answer/tolerance") == "0.5"
    assert speed.findtext("units/unit/unit_name") == "уз & ч"
    assert (speed.findtext("showunits"), masts.findtext("showunits")) == ("0", "3")
    assert answers(masts) == [("100", "2", "")]
    assert masts.findtext("answer/tolerance") == "0"


def test_pairs_end_with_what_belongs_to_nothing(more: dict[str, ET.Element]) -> None:
    parts = more["parts"]
    assert parts.get("type") == "matching"
    pairs = [(s.findtext("text", ""), s.findtext("answer/text")) for s in parts.iter("subquestion")]
    assert pairs[0][1] == "Впереди -&gt; там"
    assert "@@PLUGINFILE@@/" in pairs[0][0]
    assert parts.find("subquestion/file") is not None
    assert pairs[1:] == [
        ("Корма -&gt; да", "Сзади &lt;тут&gt;"), ("Киль", "Снизу"), ("", "Сверху"),
    ]  # fmt: skip
    assert parts.findtext("partiallycorrectfeedback/text") == "<p>Не всё.</p>"
    assert [s.findtext("answer/text") for s in more["crafts"].iter("subquestion")] == [
        "Парус", "Парус", "Вёсла",
    ]  # fmt: skip


def test_orders_are_graded_as_the_player_does(more: dict[str, ET.Element]) -> None:
    tacks, watches = more["tacks"], more["watches"]
    assert tacks.get("type") == "ordering"
    assert [text for _, text, _ in answers(tacks)] == ["<em>Раз</em>", "Два", "Три"]
    assert tacks.findtext("gradingtype") == "ABSOLUTE_POSITION"
    assert watches.findtext("gradingtype") == "ALL_OR_NOTHING"
    assert (tacks.findtext("selecttype"), tacks.findtext("selectcount")) == ("ALL", "3")
    assert tacks.findtext("partiallycorrectfeedback/text") == "<p>Почти.</p>"


def test_essays_tell_graders_the_keywords(more: dict[str, ET.Element]) -> None:
    log, oath = more["log"], more["oath"]
    assert (log.get("type"), log.findtext("responseformat")) == ("essay", "plain")
    assert (log.findtext("defaultgrade"), oath.findtext("defaultgrade")) == (
        "0.0000000", "3.0000000",
    )  # fmt: skip
    assert log.findtext("generalfeedback/text") == "<p>Прочтём.</p>"
    assert oath.findtext("graderinfo/text") == "флаг, честь &amp; долг"


@pytest.mark.parametrize("source", [SOURCE, ANSWERS])
def test_passes_our_own_rules(tmp_path: Path, source: str) -> None:
    report = Report()
    path = tmp_path / "made.xml"
    path.write_bytes(written(tmp_path, source)[0])
    check_package(path, report)
    assert list(report) == []


def test_what_is_lost_is_told_at_its_line(tmp_path: Path) -> None:
    _, report = written(tmp_path, ANSWERS)
    lines = ANSWERS.splitlines()
    told = {(d.at.line, d.message) for d in report if d.code == "EXP-002"}
    crafts = lines.index("  - id: crafts") + 1
    log, oath = lines.index("  - id: log") + 1, lines.index("  - id: oath") + 1
    left_out = "The question is left out: Moodle XML has none of its kind"
    assert told == {
        (
            lines.index("  - id: knot") + 1,
            "Moodle tells ё and е, kinds of quotation marks and of hyphens apart",
        ),
        (lines.index("  - id: sail") + 1, "Moodle does not forgive slips of typing"),
        (crafts, "Moodle gives points for a part of the right pairs here"),
        (crafts, "Moodle does not keep the order of the categories: it shuffles them"),
        (lines.index("  - id: year") + 1, "Moodle does not hold the expression 17[0-9][0-9]"),
        *((lines.index(f"  - id: {name}") + 1, left_out) for name in ("bow", "ends", "mood")),
        (log, "Moodle does not hold the limits of 20 and 300 letters"),
        (oath, "Moodle does not hold the limits of 0 and 500 letters"),
        (oath, "Moodle does not look for keywords: people grade the text"),
        (oath, "Moodle does not hold what is told by result"),
    }
