"""A question in the flow of a page, in both syntaxes: read as one of a test, its faults at their lines."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Check, ListBlock
from scormkit.model.course import Source
from scormkit.model.walk import kind_of, text_of
from scormkit.readers import quiz, read

QUESTION = """\
id: yes
text: Is *this* read?
answers:
  - right: Yes
    feedback: By ![a lamp](lamp.png).
  - wrong: 1.50
"""
MARKDOWN = f"# Page\n\n:::check\n{QUESTION}:::\n\nEnd.\n"
WIKI = f"= Page =\n\n{{{{check}}}}\n{QUESTION}{{{{/check}}}}\n\nEnd.\n"


def checks(text: str, syntax: str, report: Report) -> list[Check]:
    page = read(Source(f"modules/m/a.{syntax[:5]}", text, syntax), report)  # type: ignore[arg-type]  # one of three
    return kind_of(page.blocks, Check)


@pytest.mark.parametrize(("text", "syntax"), [(MARKDOWN, "markdown"), (WIKI, "xwiki/2.1")])
def test_a_question_stands_in_the_page(text: str, syntax: str) -> None:
    report = Report()
    (check,) = checks(text, syntax, report)
    assert list(report) == []
    (asked,) = check.test.questions
    same = quiz.read(
        "title: T\nquestions:\n- " + QUESTION.replace("\n", "\n  "), "test.yaml", Report()
    )
    assert same
    assert asked.id == "yes" == same.questions[0].id
    assert text_of(asked.prompt).strip() == "Is this read?"
    assert [text_of(choice.content).strip() for choice in asked.choices] == ["Yes", "1.50"]  # type: ignore[union-attr]  # a single choice
    assert (check.at.line, asked.at.line, asked.prompt[0].at.line) == (3, 4, 5)


def test_a_check_may_stand_in_a_list() -> None:
    report = Report()
    inside = "".join(f"  {line}\n" for line in f":::check\n{QUESTION}:::".splitlines())
    page = read(Source("modules/m/a.md", f"# P\n\n- one\n\n{inside}\n- two\n", "markdown"), report)
    assert list(report) == []
    (items,) = kind_of(page.blocks, ListBlock)
    assert isinstance(items.items[0].blocks[1], Check)


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ("text: Q", "QUZ-003", 4),
        ("text: Q\nanswers: [a, b]", "QUZ-001", 5),
        ("text: Q\nanswer: yes\npoints: 2", "QUZ-009", 6),
        ("text: Q\nanswer: yes\npuzzle: 2", "PRJ-020", 6),
        ("- text", "QUZ-060", 4),
        ("", "QUZ-060", 4),
        ("text: [", "PRJ-010", 4),
        ("text: |\n  Q\n\n  :::check\n  text: R\n  answer: yes\n  :::\nanswer: yes", "QUZ-061", 4),
    ],
)
@pytest.mark.parametrize("syntax", ["markdown", "xwiki/2.1"])
def test_faults_are_at_their_lines(lines: str, code: str, line: int, syntax: str) -> None:
    report = Report()
    marks = (":::check", ":::") if syntax == "markdown" else ("{{check}}", "{{/check}}")
    checks(f"\n\n{marks[0]}\n{lines}\n{marks[1]}\n", syntax, report)
    assert [(found.code, found.at.line) for found in report] == [(code, line)]


def test_what_stands_beside_it_is_not_lost_in_silence() -> None:
    report = Report()
    checks(f":::check A title\n{QUESTION}", "markdown", report)
    assert [(found.code, found.at.line) for found in report] == [("MDN-002", 1), ("MDN-010", 1)]
