"""Names what a cartridge cannot hold of a course, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from scormkit.diagnostics import Location, Report
from scormkit.model.blocks import Check
from scormkit.model.exam import lost_of
from scormkit.model.quiz import (
    Essay,
    GapText,
    GapWords,
    Hotspot,
    Likert,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from scormkit.model.walk import kind_of, text_of
from scormkit.standards.cc import codes
from scormkit.standards.cc.assessment import weights
from scormkit.standards.cc.assessment.profiles import SEVERAL, profile_of_choices
from scormkit.standards.cc.facts import LIMITS
from scormkit.writers.losses import has_alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Diagnostic
    from scormkit.model.course import Course
    from scormkit.model.quiz import Choice, Question, Test


def losses(course: Course, at: Location) -> Iterator[Diagnostic]:
    """Give a finding for all that is left out of the cartridge or changed in it.

    ``at`` is where the course's own settings stand.
    """
    report = Report()
    if course.navigation != "free":
        message = f"The order {course.navigation!r} is lost: an LMS opens any page of a cartridge"
        report.add(codes.COURSE_LOSS, message, at)
    elif course.final and course.final.waits:
        report.add(codes.COURSE_LOSS, "The final test opens at once", at)
    if course.certificate:
        report.add(codes.COURSE_LOSS, "The certificate is left out", at)
    for module in course.modules:
        for page in module.pages:
            for check in kind_of(page.blocks, Check):
                message = "A check can only be read: nothing says whether the answer is right"
                report.add(codes.QUESTION_LOSS, message, Location(page.source, *check.at))
        if module.test:
            _test(module.test, report)
            for question in module.test.questions:
                place = Location(module.test.source, *question.at)
                for message in _question(question):
                    report.add(codes.QUESTION_LOSS, message, place)
    yield from report


def _test(test: Test, report: Report) -> None:
    at = Location(test.source, *test.at)
    lost = [f"The pass mark of {test.pass_percent:g} % is lost"]
    if test.attempts > LIMITS["attempts"]:
        lost.append(
            f"{test.attempts} attempts become any number: a cartridge counts to {LIMITS['attempts']}"
        )
    if 0 < test.draw < len(test.questions):
        lost.append(f"All {len(test.questions)} questions are asked instead of {test.draw} drawn")
    lost += [f"A cartridge does not hold {name}" for name in lost_of(test)]
    if test.feedback == "deferred":
        lost.append("The LMS decides when the learner is told what was right")
    held = [question for question in test.questions if not _left_out(question)]
    if not weights(question.points for question in held)[1]:
        lost.append("The points are rounded: a cartridge weighs questions with 1 to 99")
    for message in lost:
        report.add(codes.TEST_LOSS, message, at)


def _left_out(question: Question) -> str:
    """Say why a cartridge cannot ask a question, or nothing."""
    match question:
        case SingleChoice() | MultipleChoice() | TrueFalse() | ShortText() | Essay():
            return ""
        case Numeric(low=low, high=high):
            return "a cartridge knows no range of numbers" if low < high else ""
        case GapText() | GapWords():
            gaps = len(question.accepted if isinstance(question, GapText) else question.gaps)
            return "a cartridge knows no texts of several gaps" if gaps > 1 else ""
        case Matching() | Ordering() | Hotspot() | Likert():
            return "a cartridge has none of its kind"
        case _:
            assert_never(question)


def _question(question: Question) -> Iterator[str]:
    if reason := _left_out(question):
        yield f"The question is left out: {reason}"
        return
    if question.hint:
        yield "The hint is lost"
    if question.tags:
        yield "The tags are lost"
    yield from _of_kind(question)


def _of_kind(question: Question) -> Iterator[str]:
    match question:
        case SingleChoice(choices=choices):
            yield from _of_one(choices)
        case GapWords(words=words):
            yield from _of_one(words)
        case MultipleChoice(partial=partial, feedback=told):
            if partial:
                yield "A part of the right answers earns no points"
            if told.partial not in {(), told.incorrect}:
                yield "What is told after a partly right answer is lost"
        case ShortText() | Numeric() | Essay() | GapText():
            yield from _of_writing(question)
        case TrueFalse() | Matching() | Ordering() | Hotspot() | Likert():
            pass


def _of_one(choices: tuple[Choice, ...]) -> Iterator[str]:
    texts = [text_of(choice.content) for choice in choices]
    if profile_of_choices("single", texts) == SEVERAL:
        yield "One right answer of two is asked with boxes to tick instead of circles"


def _of_writing(question: ShortText | Numeric | Essay | GapText) -> Iterator[str]:
    match question:
        case ShortText(accepted=texts, typos=typos, matches=matches):
            yield from _of_comparing(texts, typos)
            if matches:
                yield f"The expression {matches} is lost"
        case GapText(accepted=accepted, typos=typos):
            yield from _of_comparing(accepted[0], typos)
        case Numeric():
            yield "The number is compared as a text: written in another way, it is wrong"
        case Essay(least=least, most=most, keywords=keywords, feedback=told):
            yield f"The limits of {least} and {most} letters are lost"
            if keywords:
                yield "Nothing looks for the keywords: people grade the text"
            if not told.correct == told.partial == told.incorrect:
                yield "What is told by result is lost"


def _of_comparing(texts: tuple[str, ...], typos: int) -> Iterator[str]:
    if typos:
        yield "Slips of typing are not forgiven"
    if has_alike(texts):
        yield "An LMS tells ё and е, kinds of quotation marks and of hyphens apart"
