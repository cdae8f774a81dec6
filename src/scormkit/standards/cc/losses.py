"""Names what a cartridge cannot hold of a course, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location, Report
from scormkit.model.blocks import Check
from scormkit.model.quiz import MultipleChoice, SingleChoice, TrueFalse
from scormkit.model.walk import kind_of, text_of
from scormkit.standards.cc import codes
from scormkit.standards.cc.assessment import profile_of, weights
from scormkit.standards.cc.facts import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Diagnostic
    from scormkit.model.course import Course
    from scormkit.model.quiz import Question, Test


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
    if test.feedback == "deferred":
        lost.append("The LMS decides when the learner is told what was right")
    if not weights(question.points for question in test.questions)[1]:
        lost.append("The points are rounded: a cartridge weighs questions with 1 to 99")
    for message in lost:
        report.add(codes.TEST_LOSS, message, at)


def _question(question: Question) -> Iterator[str]:
    if not isinstance(question, SingleChoice | MultipleChoice | TrueFalse):
        yield "The question is left out: a cartridge asks only for choices here"
        return
    told = question.feedback
    if question.hint:
        yield "The hint is lost"
    if isinstance(question, SingleChoice):
        texts = [text_of(choice.content) for choice in question.choices]
        if profile_of("single", texts) == "cc.multiple_response.v0p1":
            yield "One right answer of two is asked with boxes to tick instead of circles"
    elif isinstance(question, MultipleChoice):
        if question.partial:
            yield "A part of the right answers earns no points"
        if told.partial not in {(), told.incorrect}:
            yield "What is told after a partly right answer is lost"
    if question.tags:
        yield "The tags are lost"
