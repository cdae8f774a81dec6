"""GIFT: what a reader made for this test alone finds in it is what the author wrote."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exams import ANSWERS, SOURCE, exam
from scormkit.diagnostics import Report
from scormkit.validate.questions import check_gift
from scormkit.validate.questions.gift import read_gift
from scormkit.writers import WRITERS, gift

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"
WRITER = WRITERS["gift"]


def written(folder: Path, source: str = SOURCE) -> tuple[str, Report]:
    report = Report()
    return gift.write((exam(folder, WRITER, source),), report).decode(), report


def plain(text: str) -> str:
    """Take the backslashes off again."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def parts(text: str, signs: str) -> list[str]:
    """Cut before every sign that has no backslash."""
    return re.split(rf"(?<!\\)(?=[{signs}])", text)


def read(text: str) -> dict[str, dict[str, Any]]:
    """Read the questions by their id; nothing is shared with the product's own reader."""
    found = {}
    for block in text.split("\n\n"):
        head = re.match(
            r"// \[id:(\S+)\](.*)\n::(.*?)(?<!\\)::\[html\](.*?)(?<!\\)\{(.*)\}\n?$",
            block,
            re.DOTALL,
        )
        if head is None:
            assert block.startswith("$CATEGORY: "), block
            continue
        name, tags, title, prompt, body = head.groups()
        answers = []
        for line in filter(None, (line.strip() for line in body.splitlines())):
            answer, *told = re.split(r"(?<!\\)#", line)
            answers.append((plain(answer), [plain(each) for each in told]))
        found[name] = {
            "title": plain(title), "prompt": plain(prompt), "answers": answers, "tags": tags.strip(),
        }  # fmt: skip
    return found


@pytest.mark.parametrize(("name", "source"), [("boats", SOURCE), ("sea", ANSWERS)])
def test_is_as_it_was(
    golden: Callable[[Path, str], None], tmp_path: Path, name: str, source: str
) -> None:
    golden(GOLDEN / f"{name}.gift", written(tmp_path, source)[0])


def test_texts_come_back_whole(tmp_path: Path) -> None:
    found = read(written(tmp_path)[0])
    assert list(found) == ["mast", "crew", "all", "sea", "two"]
    mast = found["mast"]
    assert mast["prompt"] == "<p>Что держит парус = мачта? {да} ~ #1: a\\b</p>"
    assert mast["title"] == "Что держит парус = мачта? {да} ~ #1: a\\b"
    assert mast["answers"] == [
        ("=Мачта &amp; &lt;рея&gt;", ["<p>Да: верно.</p>"]),
        ("~Киль ~ не = то", ["<p>Посмотрите вверх.</p>"]),
        ("~Весло", ["<p>Им гребут.</p><p>Посмотрите вверх.</p>"]),
    ]


def test_several_right_answers_share_the_whole(tmp_path: Path) -> None:
    found = read(written(tmp_path)[0])
    assert [a for a, _ in found["crew"]["answers"]] == ["~%50%Капитан", "~%50%Кок", "~%-50%Чайка"]
    assert [a for a, _ in found["all"]["answers"]] == ["~%50%Плот", "~%50%Лодка", "~%-100%Камень"]
    assert found["crew"]["tags"] == "[tag:люди]"


def test_a_picture_becomes_its_description(tmp_path: Path) -> None:
    prompt = read(written(tmp_path)[0])["crew"]["prompt"]
    assert "Две лодки" in prompt
    assert "<img" not in prompt


def test_true_false_tells_the_wrong_one_first(tmp_path: Path) -> None:
    assert read(written(tmp_path)[0])["sea"]["answers"] == [
        ("TRUE", ["<p>Попробуйте.</p>", "<p>Да.</p>"]),
        ("", ["", "", "", "<p>Соль вымывают реки.</p>"]),
    ]


def test_what_is_lost_is_told_at_its_line(tmp_path: Path) -> None:
    _, report = written(tmp_path)
    told = {(d.code, d.at.line, d.message) for d in report}
    lines = SOURCE.splitlines()
    crew, both = lines.index("  - id: crew") + 1, lines.index("  - id: all") + 1
    assert all(d.at.path == "modules/one/test.yaml" for d in report)
    assert ("EXP-002", crew, "GIFT does not hold the 2.5 points") in told
    assert ("EXP-002", crew, "GIFT does not hold the hint") in told
    assert ("EXP-002", both, "Moodle gives points for a part of the right answers here") in told
    lost = [m for c, _, m in told if c == "EXP-001"]
    assert lost == [
        (
            "GIFT does not hold the pass mark of 70 %, the limit of attempts (3), "
            "the drawing of 2 questions of 5 and the introduction"
        )
    ]


@pytest.mark.parametrize("source", [SOURCE, ANSWERS])
def test_passes_our_own_rules(tmp_path: Path, source: str) -> None:
    report = Report()
    check_gift(written(tmp_path, source)[0], report, "boats.gift")
    assert list(report) == []


def test_moodle_takes_each_question_for_what_it_is(tmp_path: Path) -> None:
    sheet = read_gift(written(tmp_path, ANSWERS)[0], "sea.gift")
    assert [entry.kind for entry in sheet.entries] == [
        "shortanswer", "shortanswer", "numerical", "numerical", "numerical", "match", "match",
        "shortanswer", "essay", "essay",
    ]  # fmt: skip


def test_short_answers_and_what_is_told_to_any_other(tmp_path: Path) -> None:
    found = read(written(tmp_path, ANSWERS)[0])
    right, wrong = ["<p>Да: он.</p>"], ["<p>Нет ~ нет.</p>"]
    assert found["knot"]["answers"] == [
        ("=\\*восьмёрка\\*", right), ("=a -*> b", right), ("=8: {узел}", right), ("=%0%*", wrong),
    ]  # fmt: skip
    assert [a for a, _ in found["sail"]["answers"]] == ["=Стаксель", "=кливер", ""]


def test_numbers(tmp_path: Path) -> None:
    found = read(written(tmp_path, ANSWERS)[0])
    assert found["speed"]["answers"] == [
        ("", [""]), ("=9.5..10.5", ["<p>Полный ход.</p>"]), ("~", ["<p>Замерьте ещё раз.</p>"]),
    ]  # fmt: skip
    assert found["masts"]["answers"] == [("", [""]), ("=2", [])]
    assert found["depth"]["answers"] == [("", [""]), ("=-3.5", [])]


def test_pairs_end_with_what_belongs_to_nothing(tmp_path: Path) -> None:
    found = read(written(tmp_path, ANSWERS)[0])
    assert [a for a, _ in found["parts"]["answers"]] == [
        "=Нос Нос -> Впереди -&gt; там", "=Корма -&gt; да -> Сзади &lt;тут&gt;", "=Киль -> Снизу",
        "= -> Сверху",
    ]  # fmt: skip
    assert [a for a, _ in found["crafts"]["answers"]] == [
        "=Шлюп -> Парус", "=Кеч -> Парус", "=Шлюпка -> Вёсла",
    ]  # fmt: skip


def test_what_is_lost_beyond_choices_is_told_at_its_line(tmp_path: Path) -> None:
    text, report = written(tmp_path, ANSWERS)
    lines = ANSWERS.splitlines()
    at = {name: lines.index(f"  - id: {name}") + 1 for name in ("knot", "sail", "speed", "crafts")}
    told = {(d.at.line, d.message) for d in report}
    assert (at["knot"], "GIFT does not hold that upper and lower case must agree") in told
    assert (at["sail"], "Moodle does not forgive slips of typing") in told
    message = "GIFT does not hold the unit 'уз & ч': only the number is right"
    assert (at["speed"], message) in told
    assert (at["crafts"], "Moodle gives points for a part of the right pairs here") in told
    left_out = {line for line, m in told if m.startswith("The question is left out")}
    names = ("tacks", "watches", "bow", "ends", "mood")
    assert left_out == {lines.index(f"  - id: {name}") + 1 for name in names}
    assert "tacks" not in text
