"""GIFT: what a reader made for this test alone finds in it is what the author wrote."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exams import SOURCE, exam
from scormkit.diagnostics import Report
from scormkit.validate.questions import check_gift
from scormkit.writers import WRITERS, gift

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden" / "boats.gift"
WRITER = WRITERS["gift"]


def written(folder: Path) -> tuple[str, Report]:
    report = Report()
    return gift.write((exam(folder, WRITER),), report).decode(), report


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


def test_is_as_it_was(golden: Callable[[Path, str], None], tmp_path: Path) -> None:
    golden(GOLDEN, written(tmp_path)[0])


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


def test_passes_our_own_rules(tmp_path: Path) -> None:
    report = Report()
    check_gift(written(tmp_path)[0], report, "boats.gift")
    assert list(report) == []
