"""The kinds of questions: a function for each, and the keys that are its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scormkit.model.quiz import Choice, MultipleChoice, SingleChoice, TrueFalse
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.arranged import categorise, likert, matching, ordering
from scormkit.readers.quiz.gaps import drag_words, drop_down, fill_gaps
from scormkit.readers.quiz.pictured import hotspot
from scormkit.readers.quiz.shared import shared
from scormkit.readers.quiz.sheet import Sheet, made_id
from scormkit.readers.quiz.written import essay, numeric, short_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.model.quiz import Question
    from scormkit.project.yaml_text import Path
    from scormkit.readers.quiz.settings import AnswerSettings, QuestionSettings

MAX_ANSWERS = 36
_TOLD_BY = {
    "accept": "short-text",
    "matches": "short-text",
    "value": "numeric",
    "range": "numeric",
    "pairs": "matching",
    "categories": "categorise",
    "order": "ordering",
    "gaps": "fill-gaps",
    "lists": "drop-down",
    "words": "drag-words",
    "areas": "hotspot",
    "picture": "hotspot",
    "statements": "likert",
    "scale": "likert",
    "essay": "essay",
}
"""The key that gives a kind away."""
_NEED_NO_POINTS = frozenset({"likert", "essay"})
_SHARED = frozenset(
    {"text", "type", "id", "points", "feedback", "hint", "tags", "objective", "time"}
)


class Kind(NamedTuple):
    """How a kind is read, and the keys that it knows beside those of all questions."""

    read: Callable[[QuestionSettings, Path, Sheet], Question | None]
    keys: frozenset[str]


def read_question(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read a question; ``None`` if not even its kind can be made of it."""
    name = settings.type or _kind(settings)
    kind = KINDS[name]
    for key in sorted(settings.model_fields_set - _SHARED - kind.keys):
        message = f"A question of the type {name} has no key {key!r}"
        sheet.wrong_key(codes.WRONG_KEY, message, (*path, key))
    if not settings.points and name not in _NEED_NO_POINTS:
        sheet.wrong(codes.NO_POINTS, "The question earns 0 points", (*path, "points"))
    return kind.read(settings, path, sheet)


def _kind(settings: QuestionSettings) -> str:
    for key, kind in _TOLD_BY.items():
        if getattr(settings, key) is not None:
            return kind
    if settings.answers is None:
        return "single" if settings.answer is None else "true-false"
    return "multiple" if sum(answer.correct for answer in settings.answers) > 1 else "single"


def _single(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question:
    choices = _choices(settings, path, sheet)
    right = sum(choice.correct for choice in choices)
    if right > 1:
        message = f"A single choice has one right answer; {right} are marked as right"
        sheet.wrong(codes.SEVERAL_RIGHT, message, (*path, "answers"))
    told = shared(settings, path, sheet)
    return SingleChoice(**told, choices=choices, shuffle=settings.shuffle)


def _multiple(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question:
    choices = _choices(settings, path, sheet)
    if len(choices) > 1 and all(choice.correct for choice in choices):
        sheet.wrong(codes.ALL_RIGHT, "Every answer is marked as right", (*path, "answers"))
    told = shared(settings, path, sheet)
    partial, shuffle = bool(settings.partial), settings.shuffle
    return MultipleChoice(**told, choices=choices, shuffle=shuffle, partial=partial)


def _true_false(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    if settings.answer is None:
        message = "Nothing says whether the statement is true: answer: true or answer: false"
        sheet.wrong(codes.NO_RIGHT_ANSWER, message, path)
        return None
    return TrueFalse(
        **shared(settings, path, sheet),
        answer=settings.answer,
        true_feedback=sheet.blocks(settings.if_true, (*path, "if_true")),
        false_feedback=sheet.blocks(settings.if_false, (*path, "if_false")),
    )


KINDS: dict[str, Kind] = {
    "short-text": Kind(short_text, frozenset({"accept", "case", "typos", "matches"})),
    "numeric": Kind(numeric, frozenset({"value", "tolerance", "range", "unit"})),
    "matching": Kind(matching, frozenset({"pairs", "extra", "partial"})),
    "categorise": Kind(categorise, frozenset({"categories", "partial"})),
    "ordering": Kind(ordering, frozenset({"order", "partial"})),
    "fill-gaps": Kind(fill_gaps, frozenset({"gaps", "case", "typos", "partial"})),
    "drop-down": Kind(drop_down, frozenset({"lists", "shuffle", "partial"})),
    "drag-words": Kind(drag_words, frozenset({"words", "extra", "partial"})),
    "hotspot": Kind(hotspot, frozenset({"picture", "alt", "areas", "outline", "partial"})),
    "likert": Kind(likert, frozenset({"statements", "scale"})),
    "essay": Kind(essay, frozenset({"essay", "partial"})),
    "single": Kind(_single, frozenset({"answers", "shuffle"})),
    "multiple": Kind(_multiple, frozenset({"answers", "shuffle", "partial"})),
    "true-false": Kind(_true_false, frozenset({"answer", "if_true", "if_false"})),
}


def _choices(settings: QuestionSettings, path: Path, sheet: Sheet) -> tuple[Choice, ...]:
    answers, place = settings.answers or (), (*path, "answers")
    if len(answers) <= 1:
        message = "The question has only one answer" if answers else "The question has no answers"
        sheet.wrong(codes.FEW_ANSWERS, message, place)
    elif not any(answer.correct for answer in answers):
        sheet.wrong(codes.NO_RIGHT_ANSWER, "No answer is marked as right", place)
    if len(answers) > MAX_ANSWERS:
        message = f"The question has {len(answers)} answers"
        sheet.wrong(codes.MANY_ANSWERS, message, (*place, MAX_ANSWERS))
    _check_answers(answers, place, sheet)
    return tuple(_choice(answer, (*place, index), sheet) for index, answer in enumerate(answers))


def _choice(answer: AnswerSettings, path: Path, sheet: Sheet) -> Choice:
    text = path
    for key in ("text", "right", "wrong"):
        text = (*path, key) if (*path, key) in sheet.document.values else text
    content = sheet.blocks(answer.text, text)
    if not content:
        sheet.wrong(codes.EMPTY_TEXT, "The answer has no text", path)
    return Choice(
        id=answer.id or made_id(answer.text),
        content=content,
        correct=answer.correct,
        feedback=sheet.blocks(answer.feedback, (*path, "feedback")),
        at=sheet.pos(path),
    )


def _check_answers(answers: tuple[AnswerSettings, ...], path: Path, sheet: Sheet) -> None:
    texts: set[str] = set()
    ids: set[str] = set()
    for index, answer in enumerate(answers):
        text = " ".join(answer.text.split())
        identifier = answer.id or made_id(answer.text)
        if text in texts:
            message = f"The answer {answer.text!r} stands twice"
            sheet.wrong(codes.SAME_ANSWER, message, (*path, index))
        elif identifier in ids:
            message = f"The id {identifier!r} stands twice"
            sheet.wrong(codes.SAME_ID, message, (*path, index, "id"))
        texts.add(text)
        ids.add(identifier)
