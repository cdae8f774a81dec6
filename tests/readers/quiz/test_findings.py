"""Broken tests: each gives its codes at its lines, and no other."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.readers.quiz import read

HEAD = "title: T\nquestions:\n"


def question(*lines: str) -> str:
    first, *rest = lines
    return f"  - {first}\n" + "".join(f"    {line}\n" for line in rest)


def section(*lines: str) -> str:
    return question(*lines)


SECTIONS = "title: T\nsections:\n"
ONE = ("  - {text: P, answer: yes}",)
TWO = ("  - {text: Q, answer: yes}", "  - {text: R, answer: yes}")
ANSWERS = ("answers:", "  - right: A", "  - wrong: B")

BROKEN: dict[str, tuple[str, list[tuple[str, int]]]] = {
    "nothing at all": ("", [("PRJ-022", 1)]),
    "neither questions nor sections": ("title: T\n", [("QUZ-012", 1)]),
    "a list": ("- a\n", [("QUZ-012", 1)]),
    "no questions": ("title: T\nquestions: []\n", [("QUZ-012", 2)]),
    "no title": ("questions:\n" + question("text: Q", *ANSWERS), [("PRJ-022", 1)]),
    "an unknown key": (HEAD + question("text: Q", *ANSWERS) + "pas: 80\n", [("PRJ-020", 7)]),
    "an unknown key of a question": (HEAD + question("txt: Q", *ANSWERS), [("PRJ-020", 3)]),
    "an unknown key of an answer": (
        HEAD + question("text: Q", "answers:", "  - right: A", "    feedbak: x", "  - B"),
        [("PRJ-020", 6)],
    ),
    "right and wrong": (
        HEAD + question("text: Q", "answers:", "  - right: A", "    wrong: B", "  - C"),
        [("PRJ-021", 5)],
    ),
    "an unknown type": (HEAD + question("text: Q", "type: singel", *ANSWERS), [("PRJ-021", 4)]),
    "no right answer": (HEAD + question("text: Q", "answers: [A, B]"), [("QUZ-001", 4)]),
    "several right answers": (
        HEAD + question("text: Q", "type: single", "answers: [right: A, right: B, C]"),
        [("QUZ-002", 5)],
    ),
    "one answer": (HEAD + question("text: Q", "answers: [right: A]"), [("QUZ-003", 4)]),
    "no answers": (HEAD + question("text: Q"), [("QUZ-003", 3)]),
    "37 answers": (
        HEAD + question("text: Q", "answers:", "  - right: A", *[f"  - B{n}" for n in range(36)]),
        [("QUZ-004", 41)],
    ),
    "equal answers": (HEAD + question("text: Q", *ANSWERS, "  - wrong: B "), [("QUZ-005", 7)]),
    "equal ids of questions": (
        HEAD + question("text: Q", "id: q", *ANSWERS) + question("text: R", "id: q", *ANSWERS),
        [("QUZ-006", 8)],
    ),
    "equal ids of answers": (
        HEAD + question("text: Q", "answers:", "  - {id: a, right: A}", "  - {id: a, wrong: B}"),
        [("QUZ-006", 6)],
    ),
    "more drawn than there are": ("draw: 2\n" + HEAD + question("text: Q", *ANSWERS), [("QUZ-007", 1)]),
    "more drawn in a section than there are": (
        SECTIONS + section("title: A", "draw: 3", "questions:", *TWO) + section("title: B", "questions:", *ONE),
        [("QUZ-007", 4)],
    ),
    "a section without questions": (SECTIONS + section("title: A", "questions: []"), [("QUZ-012", 4)]),
    "equal ids of sections": (
        SECTIONS + section("{title: A, id: a, questions: [{text: Q, answer: yes}]}")
        + section("{title: B, id: a, questions: [{text: R, answer: yes}]}"),
        [("QUZ-006", 4)],
    ),
    "equal titles of sections": (
        SECTIONS + section("title: A", "questions:", *ONE) + section("title: A", "questions:", *TWO),
        [("QUZ-006", 6)],
    ),
    "the same question in two sections": (
        SECTIONS + section("title: A", "questions:", *ONE) + section("title: B", "questions:", *ONE),
        [("QUZ-011", 8)],
    ),
    "equal answers in a section": (
        SECTIONS + section("title: A", "questions: [{text: Q, answers: [right: A, A]}]"), [("QUZ-005", 4)],
    ),
    "questions beside sections": (
        SECTIONS + section("title: A", "questions:", *ONE) + "questions: [{text: Z, answer: yes}]\n",
        [("QUZ-030", 6)],
    ),
    "a draw beside sections": ("draw: 1\n" + SECTIONS + section("title: A", "questions:", *ONE), [("QUZ-030", 1)]),
    "more points needed than there are": ("pass: 2 points\n" + HEAD + question("text: Q", *ANSWERS), [("QUZ-031", 1)]),
    "more points needed than every draw brings": (
        "draw: 1\npass: 2 points\n" + HEAD + question("text: Q", "points: 2", *ANSWERS)
        + question("text: R", *ANSWERS),
        [("QUZ-031", 2)],
    ),
    "more points needed than the sections bring": (
        "pass: 3 points\n" + SECTIONS + section("title: A", "draw: 1", "questions:", *TWO)
        + section("title: B", "questions:", *ONE),
        [("QUZ-031", 1)],
    ),
    "points that are none": ("pass: 0 points\n" + HEAD + question("text: Q", *ANSWERS), [("PRJ-021", 1)]),
    "a time without a unit": ("time: 20\n" + HEAD + question("text: Q", *ANSWERS), [("PRJ-021", 1)]),
    "a time in words": ("time: long\n" + HEAD + question("text: Q", *ANSWERS), [("PRJ-021", 1)]),
    "a time too long": ("time: 25 h\n" + HEAD + question("text: Q", *ANSWERS), [("PRJ-021", 1)]),
    "a question's time in free order": (HEAD + question("text: Q", "time: 30 s", *ANSWERS), [("QUZ-032", 4)]),
    "a time of a section's question": (
        SECTIONS + section("title: A", "questions: [{text: Q, answer: yes, time: 30 s}]"), [("QUZ-032", 4)],
    ),
    "no more time": ("time: 20 min\nmore_time: false\n" + HEAD + question("text: Q", *ANSWERS), [("QUZ-033", 2)]),
    "no points": (HEAD + question("text: Q", "points: 0", *ANSWERS), [("QUZ-008", 4)]),
    "points below zero": (HEAD + question("text: Q", "points: -1", *ANSWERS), [("PRJ-021", 4)]),
    "points beyond measure": (HEAD + question("text: Q", "points: 1e9", *ANSWERS), [("PRJ-021", 4)]),
    "points that are no number": (HEAD + question("text: Q", "points: .nan", *ANSWERS), [("PRJ-021", 4)]),
    "a key of another type": (
        HEAD + question("text: Q", "answer: true", "partial: true"), [("QUZ-009", 5)],
    ),
    "answer and answers": (HEAD + question("text: Q", "answer: true", *ANSWERS), [("QUZ-009", 4)]),
    "all answers right": (
        HEAD + question("text: Q", "answers: [right: A, right: B]"), [("QUZ-010", 4)],
    ),
    "the same question twice": (
        HEAD + question("text: Q", *ANSWERS) + question("text: ' Q '", *ANSWERS), [("QUZ-011", 7)],
    ),
    "an empty question": (HEAD + question("text: ' '", *ANSWERS), [("PRJ-021", 3)]),
    "an answer that is only a comment": (
        HEAD + question("text: Q", "answers:", "  - right: A", "  - wrong: B", '  - "[a]: b\\n[c]: d"'),
        [("QUZ-013", 7)],
    ),
    "true-false without an answer": (HEAD + question("text: Q", "type: true-false"), [("QUZ-001", 3)]),
    "an answer that is neither": (HEAD + question("text: Q", "answer: maybe"), [("PRJ-021", 4)]),
    "a pass mark over 100": ("pass: 101\n" + HEAD + question("text: Q", *ANSWERS), [("PRJ-021", 1)]),
    "a pass mark as a share": ("pass: 0.8\n" + HEAD + question("text: Q", *ANSWERS), [("QUZ-014", 1)]),
    "a pass mark in words": ("pass: most\n" + HEAD + question("text: Q", *ANSWERS), [("PRJ-021", 1)]),
    "attempts below zero": ("attempts: -1\n" + HEAD + question("text: Q", *ANSWERS), [("PRJ-021", 1)]),
    "an id with a space": (HEAD + question("text: Q", "id: a b", *ANSWERS), [("PRJ-021", 4)]),
    "answers that are a text": (HEAD + question("text: Q", "answers: A"), [("PRJ-021", 4)]),
    "broken YAML": ("title: T: U\n", [("PRJ-010", 1)]),
    "a key twice": ("title: T\ntitle: U\n", [("PRJ-011", 2)]),
    "a misspelt box in a text": (
        HEAD + question("text: Q", *ANSWERS, "feedback: |", "  a", "", "  :::tusk", "  b", "  :::"),
        [("MDN-001", 10)],
    ),
    "a link that is none": (
        HEAD + question("text: '[a](b c.pdf)'", *ANSWERS), [("MDN-006", 3)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_broken_test(case: str) -> None:
    text, expected = BROKEN[case]
    report = Report()
    read(text, "test.yaml", report)
    assert [(d.code, d.at.line) for d in report] == expected
    assert all(d.at.path == "test.yaml" and d.hint for d in report)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("pas: 80\n", "pass"), ("questions:\n  - txet: Q\n", "text"),
     ("questions:\n  - {text: Q, type: singel}\n", "single"),
     ("questions:\n  - {text: Q, answers: [{right: A, feedbak: x}]}\n", "feedback")],
)  # fmt: skip
def test_a_near_miss_is_named(text: str, meant: str) -> None:
    report = Report()
    read(text, "test.yaml", report)
    assert any(f"'{meant}'" in d.hint for d in report)


def test_all_errors_are_told_at_once() -> None:
    report = Report()
    text = HEAD + question("text: Q", "answers: [A, B]") + question("text: R", "answers: [C]")
    read("draw: 9\n" + text, "test.yaml", report)
    assert [d.code for d in report] == ["QUZ-007", "QUZ-001", "QUZ-003"]
