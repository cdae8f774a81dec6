"""Moodle XML: read back by the standard library's parser."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from exams import PICTURE, exam
from scormkit.diagnostics import Report
from scormkit.writers import WRITERS, moodle_xml

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden" / "boats.xml"


@pytest.fixture
def text(tmp_path: Path) -> str:
    return moodle_xml.write((exam(tmp_path, WRITERS["moodle"]),), Report()).decode()


@pytest.fixture
def questions(text: str) -> dict[str, ET.Element]:
    root = ET.fromstring(text)
    return {q.findtext("idnumber", ""): q for q in root.findall("question")}


def test_is_as_it_was(golden: Callable[[Path, str], None], text: str) -> None:
    golden(GOLDEN, text)


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
    from exams import SOURCE

    source = SOURCE.replace("Море солёное.", "Море ]]> солёное &amp; `]]>`.")
    made = moodle_xml.write((exam(tmp_path, WRITERS["moodle"], source),), Report())
    root = ET.fromstring(made)
    texts = [q.findtext("questiontext/text", "") for q in root.findall("question")]
    assert any("]]&gt;" in text for text in texts)
