"""Kinds of questions beyond choices, as authors write them in YAML."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.quiz import Matching, Numeric, Ordering, Question, ShortText
from scormkit.readers import quiz
from scormkit.render.course.quiz.questions import plain

HEAD = "title: Проверка\nquestions:\n  - text: Вопрос\n"


def read(body: str) -> tuple[Question | None, list[str]]:
    report = Report()
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    test = quiz.read(HEAD + lines, "test.yaml", report)
    question = test.questions[0] if test and test.questions else None
    return question, [f"{d.at.line} {d.code} {d.message}" for d in report]


def test_a_short_text() -> None:
    question, found = read("accept: [Москва, ' город   Москва ']\ntypos: 1\ncase: true")
    assert found == []
    assert isinstance(question, ShortText)
    assert (question.accepted, question.case, question.typos) == (
        ("Москва", "город Москва"),
        True,
        1,
    )


@pytest.mark.parametrize(
    ("body", "low", "high"),
    [
        ("value: 36.6", 36.6, 36.6),
        ("value: 0.3\ntolerance: 0.1", 0.2, 0.4),
        ("range: [-5, 5]\nunit: °C", -5, 5),
        ("value: 0", 0, 0),
    ],
)
def test_a_number(body: str, low: float, high: float) -> None:
    question, found = read(body)
    assert found == []
    assert isinstance(question, Numeric)
    assert (question.low, question.high) == (low, high)


def test_pairs_share_targets_and_extra_ones_belong_to_nothing() -> None:
    question, found = read(
        "pairs:\n  - {item: Рим, match: Италия}\n  - {item: Милан, match: Италия}\n"
        "  - {item: '**Осло**', match: Норвегия}\nextra: [Испания]"
    )
    assert found == []
    assert isinstance(question, Matching)
    names = {target.id: plain(target.content) for target in question.targets}
    assert [(plain(item.content), names[to]) for item, to in question.items] == [
        ("Рим", "Италия"),
        ("Милан", "Италия"),
        ("Осло", "Норвегия"),
    ]
    assert sorted(names.values()) == ["Испания", "Италия", "Норвегия"]
    assert question.partial
    assert not question.categories


def test_categories_and_an_order() -> None:
    question, found = read(
        "categories:\n  - {name: Птицы, items: [Сова]}\n  - {name: Рыбы, items: [Сом, Щука]}"
    )
    assert found == []
    assert isinstance(question, Matching)
    assert [plain(target.content) for target in question.targets] == ["Птицы", "Рыбы"]
    assert question.categories
    question, found = read("order: [Один, Два, Три]\npartial: true")
    assert found == []
    assert isinstance(question, Ordering)
    assert [plain(item.content) for item in question.items] == ["Один", "Два", "Три"]
    assert question.partial


def test_ids_do_not_hang_on_the_place() -> None:
    one, _ = read("order: [Один, Два, Три]")
    other, _ = read("order: [Три, Один, Два]")
    assert isinstance(one, Ordering)
    assert isinstance(other, Ordering)
    assert {item.id for item in one.items} == {item.id for item in other.items}


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("accept: []", "3 QUZ-001 Nothing says what is right"),
        ("type: short-text", "3 QUZ-001 Nothing says what is right"),
        ("accept: [a, a]", "4 QUZ-005 The answer 'a' stands twice"),
        ("accept: [" + "ж" * 201 + "]", "4 QUZ-016 The answer has 201 letters"),
        ("accept: [дом]\ntypos: 2", "5 QUZ-017 With 2 slips forgiven"),
        ("accept: [дом]\npartial: true", "5 QUZ-009 A question of the type short-text has no key"),
        ("value: 1\nrange: [1, 2]", "3 QUZ-001 Have one of value: and range:"),
        ("range: [2, 1]", "4 QUZ-001 The range begins with 2 and ends with 1"),
        ("pairs:\n  - {item: a, match: x}", "5 QUZ-003 pairs: needs at least two items"),
        ("order: [a, a, b]", "4 QUZ-005 The item 'a' stands twice"),
        ("order: [" + ", ".join(f"n{n}" for n in range(21)) + "]", "4 QUZ-004 order: has 21 items"),
        ("categories:\n  - {name: x, items: [a, b]}", "5 QUZ-003 There is only one category"),
        (
            "pairs:\n  - {item: a, match: x}\n  - {item: b, match: y}\nextra: [x]",
            "7 QUZ-005 'x' is said to belong to nothing",
        ),
    ],
)
def test_what_cannot_be_asked_is_told(body: str, finding: str) -> None:
    _, found = read(body)
    assert any(line.startswith(finding) for line in found), found
