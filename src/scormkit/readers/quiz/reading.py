"""Reads a test: settings first, then one function a kind of question.

An id that the author does not give is made from the question's or answer's own words, never from
its place, so that moving things about leaves learners' records intact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.diagnostics import Code, Location
from scormkit.model.inlines import Pos
from scormkit.model.names import slug, stable_key
from scormkit.model.quiz import (
    Blocks,
    Choice,
    Feedback,
    MultipleChoice,
    Question,
    SingleChoice,
    Test,
    TrueFalse,
)
from scormkit.project.manifest import validated
from scormkit.project.yaml_text import Document, Path, load_yaml
from scormkit.readers import markdown
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.settings import (
    AnswerSettings,
    FeedbackSettings,
    QuestionSettings,
    TestSettings,
)

if TYPE_CHECKING:
    from scormkit.diagnostics import Report

MAX_ANSWERS = 36


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The file being read: where its parts stand, and where to say what is wrong."""

    document: Document
    report: Report

    def pos(self, path: Path) -> Pos:
        at = self.document.at(path)
        return Pos(at.line, at.column)

    def wrong(self, code: Code, message: str, path: Path) -> None:
        self.report.add(code, message, self.document.at(path))

    def blocks(self, text: str, path: Path) -> Blocks:
        at = self.document.at(path)
        return markdown.read(text, at.path, self.report, line=at.line) if text.strip() else ()


def read(text: str, path: str, report: Report) -> Test | None:
    """Read a test; ``None`` if it cannot be used, every reason reported at its line."""
    document = load_yaml(text, path, report)
    if document is None:
        return None
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        message = "A test must hold keys and values: title, pass, questions."
        report.add(codes.NO_QUESTIONS, message, Location(path, 1, 1))
        return None
    settings = validated(TestSettings, data, document, report)
    if settings is None:
        return None
    sheet = _Sheet(document, report)
    read_questions = [_question(q, i, sheet) for i, q in enumerate(settings.questions)]
    questions = tuple(q for q in read_questions if q is not None)
    _check(settings, questions, sheet)
    return Test(
        id=settings.id or "test",
        title=settings.title,
        questions=questions,
        pass_percent=settings.pass_,
        attempts=settings.attempts,
        draw=settings.draw,
        shuffle=settings.shuffle,
        feedback=settings.feedback,
        review=settings.review,
        intro=sheet.blocks(settings.intro, ("intro",)),
        print_key=settings.print_key,
        source=path,
        at=sheet.pos(()),
    )


def _check(settings: TestSettings, questions: tuple[Question, ...], sheet: _Sheet) -> None:
    """Check what only the whole test shows."""
    if not settings.questions:
        sheet.wrong(codes.NO_QUESTIONS, "The test has no questions.", ("questions",))
        return
    if settings.draw > len(settings.questions):
        message = f"draw: {settings.draw}, but there are {len(settings.questions)} questions."
        sheet.wrong(codes.DRAW, message, ("draw",))
    if all(question.points == 0 for question in settings.questions):
        sheet.wrong(codes.NO_POINTS, "Every question has 0 points.", ("questions",))
    _check_twice(questions, sheet)


def _check_twice(questions: tuple[Question, ...], sheet: _Sheet) -> None:
    seen: dict[str, int] = {}
    texts: dict[int, str] = {}
    for question in questions:
        at = Location(sheet.document.at(()).path, question.at.line, question.at.column)
        if question.id in seen:
            message = f"The id {question.id!r} is that of the question in line {seen[question.id]}."
            sheet.report.add(codes.SAME_ID, message, at)
        elif stable_key(question.id) in texts:
            other = texts[stable_key(question.id)]
            message = f"The ids {question.id!r} and {other!r} share a key; change one of them."
            sheet.report.add(codes.SAME_ID, message, at)
        seen.setdefault(question.id, question.at.line)
        texts.setdefault(stable_key(question.id), question.id)


def _question(settings: QuestionSettings, index: int, sheet: _Sheet) -> Question | None:
    kind = settings.type or _kind(settings)
    return _KINDS[kind](settings, ("questions", index), sheet)


def _kind(settings: QuestionSettings) -> str:
    if settings.answer is not None and settings.answers is None:
        return "true-false"
    right = sum(answer.correct for answer in settings.answers or ())
    return "multiple" if right > 1 else "single"


def _single(settings: QuestionSettings, path: Path, sheet: _Sheet) -> Question | None:
    choices = _choices(settings, path, sheet)
    right = sum(choice.correct for choice in choices)
    if right > 1:
        message = f"A single choice has one right answer; {right} are marked as right."
        sheet.wrong(codes.SEVERAL_RIGHT, message, (*path, "answers"))
    return SingleChoice(**_shared(settings, path, sheet), choices=choices, shuffle=settings.shuffle)


def _multiple(settings: QuestionSettings, path: Path, sheet: _Sheet) -> Question | None:
    choices = _choices(settings, path, sheet)
    if choices and all(choice.correct for choice in choices):
        sheet.wrong(codes.ALL_RIGHT, "Every answer is marked as right.", (*path, "answers"))
    return MultipleChoice(
        **_shared(settings, path, sheet),
        choices=choices,
        shuffle=settings.shuffle,
        partial=settings.partial,
    )


def _true_false(settings: QuestionSettings, path: Path, sheet: _Sheet) -> Question | None:
    if settings.answers is not None:
        message = "A true-false question has answer: true or answer: false instead of answers."
        sheet.wrong(codes.WRONG_KEY, message, (*path, "answers"))
    if settings.answer is None:
        sheet.wrong(codes.NO_RIGHT_ANSWER, "Say answer: true or answer: false.", path)
        return None
    return TrueFalse(
        **_shared(settings, path, sheet),
        answer=settings.answer,
        true_feedback=sheet.blocks(settings.if_true, (*path, "if_true")),
        false_feedback=sheet.blocks(settings.if_false, (*path, "if_false")),
    )


_Kind = Callable[[QuestionSettings, Path, _Sheet], Question | None]
_KINDS: dict[str, _Kind] = {"single": _single, "multiple": _multiple, "true-false": _true_false}


def _shared(settings: QuestionSettings, path: Path, sheet: _Sheet) -> dict[str, object]:
    """Give what every kind of question has."""
    if not settings.text.strip():
        sheet.wrong(codes.EMPTY_TEXT, "The question has no text.", (*path, "text"))
    return {
        "id": settings.id or _made_id(settings.text),
        "prompt": sheet.blocks(settings.text, (*path, "text")),
        "points": settings.points,
        "feedback": _feedback(settings.feedback, (*path, "feedback"), sheet),
        "hint": sheet.blocks(settings.hint, (*path, "hint")),
        "tags": settings.tags,
        "at": sheet.pos(path),
    }


def _feedback(told: FeedbackSettings | str, path: Path, sheet: _Sheet) -> Feedback:
    if isinstance(told, str):
        blocks = sheet.blocks(told, path)
        return Feedback(blocks, blocks, blocks)
    return Feedback(
        sheet.blocks(told.correct, (*path, "correct")),
        sheet.blocks(told.partial, (*path, "partial")),
        sheet.blocks(told.incorrect, (*path, "incorrect")),
    )


def _choices(settings: QuestionSettings, path: Path, sheet: _Sheet) -> tuple[Choice, ...]:
    answers = settings.answers or ()
    if settings.answer is not None:
        message = "answer: belongs to true-false questions; here answers: are listed."
        sheet.wrong(codes.WRONG_KEY, message, (*path, "answer"))
    if len(answers) < 2:
        message = f"The question has {len(answers)} answer(s)."
        sheet.wrong(codes.FEW_ANSWERS, message, (*path, "answers"))
    elif not any(answer.correct for answer in answers):
        message = "No answer is marked as right."
        sheet.wrong(codes.NO_RIGHT_ANSWER, message, (*path, "answers"))
    if len(answers) > MAX_ANSWERS:
        message = f"The question has {len(answers)} answers."
        sheet.wrong(codes.MANY_ANSWERS, message, (*path, "answers", MAX_ANSWERS))
    _check_answers(answers, path, sheet)
    return tuple(
        Choice(
            id=answer.id or _made_id(answer.text),
            content=sheet.blocks(answer.text, (*path, "answers", index, "text")),
            correct=answer.correct,
            feedback=sheet.blocks(answer.feedback, (*path, "answers", index, "feedback")),
            at=sheet.pos((*path, "answers", index)),
        )
        for index, answer in enumerate(answers)
    )


def _check_answers(answers: tuple[AnswerSettings, ...], path: Path, sheet: _Sheet) -> None:
    texts: set[str] = set()
    ids: set[str] = set()
    for index, answer in enumerate(answers):
        place = (*path, "answers", index)
        text = " ".join(answer.text.casefold().split())
        if not text:
            sheet.wrong(codes.EMPTY_TEXT, "The answer has no text.", place)
        elif text in texts:
            sheet.wrong(codes.SAME_ANSWER, f"The answer {answer.text!r} stands twice.", place)
        elif (identifier := answer.id or _made_id(answer.text)) in ids:
            sheet.wrong(codes.SAME_ID, f"The id {identifier!r} stands twice.", place)
        texts.add(text)
        ids.add(answer.id or _made_id(answer.text))


def _made_id(text: str) -> str:
    plain = " ".join(text.split())
    return f"{slug(plain, 24) or 'x'}-{stable_key(plain):06x}"
