"""Sections, pass marks and times as an author writes them."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.quiz import SingleChoice, Test, asked_in, banks_of, totals_of
from scormkit.model.walk import text_of
from scormkit.readers.quiz import read

SECTIONED = """\
title: Exam
pass: 4 points
counted: last
retry: wrong
order: forward
skip: false
time: 1 h 30 min
shuffle: false
sections:
  - title: Words
    intro: "Read **closely**."
    draw: 1
    shuffle: true
    questions:
      - {id: a, text: A?, answer: true, objective: "  Reading   well", time: 30 s}
      - {id: b, text: B?, answer: false, points: 3}
  - id: sums
    title: Sums
    questions:
      - {id: c, text: "How much?", answers: [right: 1.50, 2]}
      - {id: d, text: D?, answer: true, points: 2}
"""


def read_test(text: str) -> Test:
    report = Report()
    test = read(text, "test.yaml", report)
    assert list(report) == []
    assert test is not None
    return test


def test_sections() -> None:
    test = read_test(SECTIONED)
    words, sums = test.sections
    assert (words.title, words.draw, words.shuffle, words.questions) == (
        "Words",
        1,
        True,
        ("a", "b"),
    )
    assert (sums.id, sums.draw, sums.shuffle, sums.questions) == ("sums", 0, False, ("c", "d"))
    assert words.id.startswith("words-")
    assert text_of(words.intro).strip() == "Read closely."
    assert [question.id for question in test.questions] == ["a", "b", "c", "d"]
    number = test.questions[2]
    assert isinstance(number, SingleChoice)
    assert text_of(number.choices[0].content).strip() == "1.50"
    assert [len(bank) for bank, _ in banks_of(test)] == [2, 2]
    assert (asked_in(test), totals_of(test)) == (3, (4, 6))


def test_conditions() -> None:
    test = read_test(SECTIONED)
    assert (test.counted, test.retry, test.order, test.skip) == ("last", "wrong", "forward", False)
    assert (test.seconds, test.more_time) == (5400, True)
    assert (test.questions[0].objective, test.questions[0].seconds) == ("Reading well", 30)
    assert (test.pass_points, test.pass_percent) == (4, 100)


def test_what_is_usual() -> None:
    test = read_test("title: T\nquestions: [{text: Q, answer: yes}]\n")
    assert (test.counted, test.retry, test.order, test.skip) == ("best", "all", "free", True)
    assert (test.seconds, test.sections, test.pass_points, test.pass_percent) == (0, (), None, 80)


@pytest.mark.parametrize(
    ("written", "percent", "points"),
    [("80 %", 80, None), ("66,5%", 66.5, None), ("0", 0, None), ("1 point", 33.33, 1),
     ("2 балла", 66.66, 2), ("3 баллов", 100, 3), ("1.5 points", 50, 1.5)],
)  # fmt: skip
def test_pass_marks(written: str, percent: float, points: float | None) -> None:
    report = Report()
    lines = [f"  - {{text: Q{n}, answer: yes}}" for n in range(3)]
    test = read("\n".join([f"pass: {written}", "title: T", "questions:", *lines]), "t", report)
    assert test is not None
    assert (test.pass_percent, test.pass_points) == (percent, points)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("20 min", 1200), ("30 s", 30), ("2 h", 7200), ("1 ч 15 мин", 4500), ("40 сек.", 40),
     ("5 минут", 300), ("90 seconds", 90), ("1min 30s", 90)],
)  # fmt: skip
def test_times(written: str, seconds: int) -> None:
    text = f"title: T\ntime: {written}\nquestions: [{{text: Q, answer: yes}}]\n"
    assert read_test(text).seconds == seconds
