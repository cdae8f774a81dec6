"""A test as its author writes it becomes questions with stable ids."""

from __future__ import annotations

from typing import Any

import pytest

from scormkit.diagnostics import Report
from scormkit.model.inlines import Pos
from scormkit.model.quiz import MultipleChoice, SingleChoice, Test, TrueFalse
from scormkit.model.walk import text_of
from scormkit.readers.quiz import read

GOOD = """\
title: Проверьте себя
pass: 80 %
attempts: 3
draw: 2
feedback: deferred
intro: "Два **вопроса**."
questions:
  - text: Какое число верное?
    hint: Посмотрите на `1.50`.
    tags: [числа]
    answers:
      - right: 1.50
      - wrong: Да
        feedback: Это не число.
      - No
      - 2020-01-01
  - id: several
    text: |
      Что верно?

      - a
      - b
    points: 2.5
    partial: true
    shuffle: false
    feedback: {correct: Верно., incorrect: Нет.}
    answers:
      - {id: a, text: A, correct: true}
      - {id: b, text: B, correct: true}
      - {id: c, text: 1. C}
  - text: Земля круглая
    answer: Да
    if_false: Увы.
    feedback: Так и есть.
"""


def good(text: str = GOOD) -> Test:
    report = Report()
    test = read(text, "test.yaml", report)
    assert list(report) == []
    assert test is not None
    return test


def test_settings() -> None:
    test = good()
    assert (test.title, test.pass_percent, test.attempts, test.draw) == ("Проверьте себя", 80, 3, 2)
    assert (test.feedback, test.review, test.shuffle, test.id) == ("deferred", "key", True, "test")
    assert text_of(test.intro).split() == ["Два", "вопроса."]
    assert test.source == "test.yaml"


def test_single_choice() -> None:
    question = good().questions[0]
    assert isinstance(question, SingleChoice)
    assert [text_of(choice.content).strip() for choice in question.choices] == [
        "1.50", "Да", "No", "2020-01-01",
    ]  # fmt: skip
    assert [choice.correct for choice in question.choices] == [True, False, False, False]
    assert text_of(question.choices[1].feedback).strip() == "Это не число."
    assert (question.points, question.shuffle, question.tags) == (1, True, ("числа",))
    assert "1.50" in text_of(question.hint)
    assert question.at == Pos(8, 5)
    assert question.choices[1].at == Pos(13, 9)


def test_multiple_choice() -> None:
    question = good().questions[1]
    assert isinstance(question, MultipleChoice)
    assert (question.id, question.points, question.partial) == ("several", 2.5, True)
    assert not question.shuffle
    assert [choice.id for choice in question.choices] == ["a", "b", "c"]
    assert text_of(question.choices[2].content).strip() == "1. C"
    assert text_of(question.feedback.correct).strip() == "Верно."
    assert question.feedback.partial == ()
    assert [block.at.line for block in question.prompt] == [19, 21]


def test_true_false() -> None:
    question = good().questions[2]
    assert isinstance(question, TrueFalse)
    assert question.answer
    assert text_of(question.false_feedback).strip() == "Увы."
    assert question.feedback.correct == question.feedback.incorrect != ()


@pytest.mark.parametrize(
    ("word", "truth"),
    [("true", True), ("false", False), ("Да", True), ("нет", False), ("yes", True), ("No", False),
     ("Верно", True), ("неверно", False)],
)  # fmt: skip
def test_words_for_truth(word: str, truth: bool) -> None:  # noqa: FBT001
    test = good(f"title: T\nquestions:\n  - text: Q\n    answer: {word}\n")
    assert isinstance(question := test.questions[0], TrueFalse)
    assert question.answer is truth


def _ids(test: Test) -> dict[str, Any]:
    return {
        question.id: {choice.id for choice in getattr(question, "choices", ())}
        for question in test.questions
    }


def test_ids_come_from_words_not_from_places() -> None:
    head, first, second, third = GOOD.partition("  - text: Какое")[0], *_split()
    moved = good(head + third + second + first)
    assert _ids(moved) == _ids(good())
    assert moved.questions[0].id.startswith("zemlya-kruglaya-")


def _split() -> tuple[str, str, str]:
    body = GOOD[GOOD.index("  - text: Какое") :]
    second, third = body.index("  - id: several"), body.index("  - text: Земля")
    return body[:second], body[second:third], body[third:]


def test_ids_survive_other_spacing() -> None:
    first = good("title: T\nquestions:\n  - text: One two\n    answer: true\n")
    again = good("title: T\nquestions:\n  - text: >\n      One\n      two\n    answer: true\n")
    assert first.questions[0].id == again.questions[0].id
    assert first.questions[0].id.startswith("one-two-")


def test_the_demonstration_answers_are_equal_however_they_are_written() -> None:
    long = good(
        "title: T\nquestions:\n  - text: Q\n    answers:\n"
        "      - {text: A, correct: true}\n      - {text: B}\n"
    )
    short = good("title: T\nquestions:\n  - text: Q\n    answers: [right: A, B]\n")
    assert _ids(long) == _ids(short)
