"""Texts with gaps, as authors write them in YAML."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.quiz import GapText, GapWords, Question
from scormkit.readers import quiz
from scormkit.render.course.quiz.questions import plain

HEAD = "title: Проверка\nquestions:\n  - text: Впишите\n"


def read(body: str) -> tuple[Question | None, list[str]]:
    report = Report()
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    test = quiz.read(HEAD + lines, "test.yaml", report)
    question = test.questions[0] if test and test.questions else None
    return question, [f"{d.at.line} {d.code} {d.message}" for d in report]


def names(question: GapWords) -> list[tuple[str, list[str]]]:
    """What is right in each gap, and what is offered there."""
    texts = {word.id: plain(word.content) for word in question.words}
    return [(texts[gap.right], [texts[one] for one in gap.offered]) for gap in question.gaps]


def test_gaps_to_write_in() -> None:
    question, found = read("gaps: Столица – [ Москва |город  Москва], река – [Волга].\ntypos: 1")
    assert found == []
    assert isinstance(question, GapText)
    assert question.accepted == (("Москва", "город Москва"), ("Волга",))
    assert plain(question.passage) == "Столица – ___, река – ___."
    assert (question.case, question.typos, question.partial) == (False, 1, True)


def test_signs_with_a_backslash_are_mere_signs() -> None:
    question, found = read(
        r"gaps: 'Пишут [\=SUM(A1)|\=A1\|B1|a\[0\]], как в \[1], `a[0]` и $x[0]$.'"
    )
    assert found == []
    assert isinstance(question, GapText)
    assert question.accepted == (("=SUM(A1)", "=A1|B1", "a[0]"),)
    assert plain(question.passage) == "Пишут ___, как в [1], a[0] и x[0]."


def test_links_pictures_and_notes_are_no_gaps() -> None:
    question, found = read(
        "gaps: |\n  Читайте [страницу](02-more.md)[^1] ![лампа](files/lamp.png): **[да]**.\n\n"
        "  | было | стало |\n  |---|---|\n  | [он] | [она] |\n\n  [^1]: Примечание."
    )
    assert found == []
    assert isinstance(question, GapText)
    assert question.accepted == (("да",), ("он",), ("она",))


def test_lists_in_gaps() -> None:
    question, found = read("lists: Курс [=это|эти] [текст|=тексты|текста].\nshuffle: false")
    assert found == []
    assert isinstance(question, GapWords)
    assert names(question) == [
        ("это", ["это", "эти"]),
        ("тексты", ["текст", "тексты", "текста"]),
    ]
    assert (question.bank, question.shuffle) == (False, False)


def test_words_to_drag_may_fill_several_gaps() -> None:
    question, found = read(
        "words: '[Небо] синее, и [море] синее, а [небо] выше, чем [море].'\nextra: [лес]"
    )
    assert found == []
    assert isinstance(question, GapWords)
    assert [right for right, _ in names(question)] == ["Небо", "море", "небо", "море"]
    assert names(question)[0][1] == ["Небо", "море", "небо", "лес"]
    assert len({gap.id for gap in question.gaps}) == 4
    assert question.bank


def test_ids_hang_on_the_words() -> None:
    one, _ = read("gaps: Столица – [Москва].")
    other, _ = read("gaps: Река – [Волга].")
    assert one
    assert other
    assert one.id != other.id
    named, _ = read("id: capital\ngaps: Столица – [Москва].")
    assert named
    assert named.id == "capital"


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("gaps: Столица – Москва.", "4 QUZ-018 gaps: has no gap"),
        ("type: drop-down", "3 QUZ-018 lists: has no gap"),
        ("gaps: Столица – [].", "4 QUZ-019 Something is missing in gap 1"),
        ("gaps: Столица – [Москва|].", "4 QUZ-019 Something is missing in gap 1"),
        ("gaps: |\n  Столица –\n  [Москва|Москва].", "6 QUZ-005 'Москва' stands twice in gap 1"),
        ("gaps: Столица – [" + "ж" * 101 + "].", "4 QUZ-016 'жжж"),
        ("gaps: Столица – [Рим].\ntypos: 2", "4 QUZ-017 With 2 slips forgiven"),
        ("gaps: Это " + "[а] " * 37, "4 QUZ-004 gaps: has 37 gaps"),
        ("gaps: Курс [=это|эти].", "4 QUZ-020 The sign = before 'это' in gap 1"),
        ("gaps: Столица – [Москва", "4 QUZ-021 gaps: a bracket makes no gap"),
        ("gaps: Пишут [a[0]] и [б].", "4 QUZ-021 gaps: a bracket makes no gap"),
        ("gaps: |\n  Это [а].\n\n  <div>[б]</div>", "4 QUZ-021 gaps: a bracket makes no gap"),
        ("gaps: См. <a href='a.md'>[а]</a>.", "4 QUZ-021 The gap [а] stands in a link"),
        ("gaps: Столица – [Москва].\nshuffle: true", "5 QUZ-009 A question of the type fill-gaps"),
        ("lists: Курс [это|эти].", "4 QUZ-001 No word of gap 1 is marked"),
        ("lists: Курс [=это|=эти].", "4 QUZ-002 2 words of gap 1 are marked"),
        ("lists: Курс [=это].", "4 QUZ-003 The list in gap 1 has one word"),
        ("lists: Курс [=" + "|".join(f"n{n}" for n in range(37)) + "].", "4 QUZ-004 The list in gap 1"),
        ("words: Это [небо].", "4 QUZ-003 There is only one word"),
        ("words: Это [небо|море] и [лес].", "4 QUZ-020 Gap 1 has a bar"),
        ("words: Это [небо] и [лес].\nextra: [лес]", "5 QUZ-005 'лес' stands in a gap already"),
        (
            "words: Это [небо].\nextra: [" + ", ".join(f"n{n}" for n in range(36)) + "]",
            "4 QUZ-004 There are 37 words to drag",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_is_told(body: str, finding: str) -> None:
    _, found = read(body)
    assert any(line.startswith(finding) for line in found), found
