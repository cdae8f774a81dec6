"""Reads a test: settings first, then each question by its kind.

An id that the author does not give is made from the question's or answer's own words, never from
its place, so that moving things about leaves learners' records intact.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Location
from scormkit.model.names import stable_key
from scormkit.model.quiz import Question, Test, totals_of
from scormkit.project.manifest import validated
from scormkit.project.yaml_text import load_yaml
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.kinds import read_question
from scormkit.readers.quiz.sections import (
    check_beside,
    check_draw,
    check_pass,
    check_time,
    read_questions,
    read_sections,
)
from scormkit.readers.quiz.settings import QuestionSettings, TestSettings
from scormkit.readers.quiz.sheet import Sheet
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.quiz import Section
    from scormkit.project.yaml_text import Document

CHECK = "check"
"""The id of the test that a question in the flow of a page is."""


def read(text: str, path: str, report: Report) -> Test | None:
    """Read a test; ``None`` if it cannot be used, every reason reported at its line."""
    document = load_yaml(text, path, report)
    if document is None:
        return None
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        message = "A test must hold keys and values: title, pass, questions"
        report.add(codes.NO_QUESTIONS, message, Location(path, 1, 1))
        return None
    _write_answers(data, document)
    settings = validated(TestSettings, data, document, report)
    if settings is None:
        return None
    sheet = Sheet(document, report, text)
    if settings.sections:
        sections, questions = read_sections(settings, sheet)
    else:
        sections, questions = (), read_questions(settings.questions or (), ("questions",), sheet)
    test = _test(settings, sections, questions, sheet)
    _check(settings, test, sheet)
    return test


def _test(
    settings: TestSettings,
    sections: tuple[Section, ...],
    questions: tuple[Question, ...],
    sheet: Sheet,
) -> Test:
    number, points = settings.pass_
    test = Test(
        id=settings.id or "test",
        title=settings.title,
        questions=questions,
        pass_percent=number,
        attempts=settings.attempts,
        counted=settings.counted,
        retry=settings.retry,
        sections=sections,
        draw=settings.draw,
        shuffle=settings.shuffle,
        order=settings.order,
        skip=settings.skip,
        seconds=settings.time,
        more_time=settings.more_time,
        feedback=settings.feedback,
        review=settings.review,
        intro=sheet.blocks(settings.intro, ("intro",)),
        print_key=settings.print_key,
        source=sheet.document.path,
        at=sheet.pos(()),
    )
    least, _ = totals_of(test)
    if not points:
        return test
    # rounded down, as the player does: a third of the points must not be missed by a hair
    percent = floor(min(1, number / least) * 10_000) / 100 if least else 0
    return replace(test, pass_percent=percent, pass_points=number)


def read_check(text: str, path: str, report: Report, *, line: int) -> Test | None:
    """Read a question that stands in a page, from ``line`` on, as a test of one question."""
    text = "\n" * (line - 1) + text
    document = load_yaml(text, path, report)
    if document is None:
        return None
    at = Location(path, line, 1)
    if not isinstance(document.data, dict):
        report.add(codes.NO_CHECK, "A check must hold keys and values: text, answers", at)
        return None
    _write_answers(document.data, document)
    settings = validated(QuestionSettings, document.data, document, report)
    if settings is None:
        return None
    sheet = Sheet(document, report, text)
    if "points" in settings.model_fields_set:
        message = "A check counts for nothing, so it has no points"
        sheet.wrong_key(codes.WRONG_KEY, message, ("points",))
    asked = read_question(settings, (), sheet)
    return Test(CHECK, CHECK, (asked,), source=path, at=sheet.pos(())) if asked else None


def _write_answers(data: dict[str, Any], document: Document) -> None:
    """Put numbers among the answers as they were written: ``1.50`` is not 1.5 to a learner."""
    for (*outer, last), text in document.texts.items():
        known = isinstance(last, int) or last in {"text", "right", "wrong"}
        if text and known and "answers" in outer:
            holder: Any = data
            for part in outer:
                holder = holder[part]
            holder[last] = text


def _check(settings: TestSettings, test: Test, sheet: Sheet) -> None:
    """Check what only the whole test shows."""
    check_beside(settings, sheet)
    if not settings.sections:
        check_draw(settings.draw, len(settings.questions or ()), (), sheet)
    check_pass(settings, test, sheet)
    check_time(settings, sheet)
    _check_ids(settings, test.questions, sheet)


def _check_ids(settings: TestSettings, questions: tuple[Question, ...], sheet: Sheet) -> None:
    lists = (settings.questions or (), *(part.questions for part in settings.sections))
    given = {question.id for own in lists for question in own}
    path = sheet.document.path
    lines: dict[str, int] = {}
    keys: dict[int, str] = {}
    for question in questions:
        at, key = Location(path, *question.at), stable_key(question.id)
        if question.id in lines:
            line = lines[question.id]
            if question.id in given:
                message = f"The id {question.id!r} is that of the question in line {line}"
                sheet.report.add(codes.SAME_ID, message, at)
            else:
                message = f"The question in line {line} has the same text"
                sheet.report.add(codes.SAME_QUESTION, message, at)
        elif key in keys:
            message = f"The ids {keys[key]!r} and {question.id!r} have the same key"
            sheet.report.add(codes.SAME_KEY, message, at)
        lines.setdefault(question.id, question.at.line)
        keys.setdefault(key, question.id)
