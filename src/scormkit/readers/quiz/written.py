"""Questions whose answer is written: short texts, numbers, essays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import Essay, Numeric, ShortText
from scormkit.readers.patterns import PatternError, check_pattern
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.settings import EssaySettings
from scormkit.readers.quiz.shared import shared, unscored

if TYPE_CHECKING:
    from scormkit.model.quiz import Question
    from scormkit.project.yaml_text import Path
    from scormkit.readers.quiz.settings import QuestionSettings
    from scormkit.readers.quiz.sheet import Sheet

MAX_LETTERS = 200


def short_text(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read a question that is answered with a word or a few."""
    accepted = tuple(" ".join(text.split()) for text in settings.accept or ())
    if not accepted:
        message = "Nothing says what is right: accept: [Moscow]"
        if settings.matches:
            message = "matches: needs an example of what is right, to be shown: accept: [2024]"
        sheet.wrong(codes.NO_RIGHT_ANSWER, message, path)
        return None
    for index, text in enumerate(accepted):
        place = (*path, "accept", index)
        if not text:
            sheet.wrong(codes.EMPTY_TEXT, "The answer has no text", place)
        elif len(text) > MAX_LETTERS:
            message = f"The answer has {len(text)} letters; a short text has at most {MAX_LETTERS}"
            sheet.wrong(codes.LONG_ANSWER, message, place)
        elif text in accepted[:index]:
            sheet.wrong(codes.SAME_ANSWER, f"The answer {text!r} stands twice", place)
        elif settings.typos * 2 >= len(text):
            message = f"With {settings.typos} slips forgiven, almost any word passes for {text!r}"
            sheet.wrong(codes.LOOSE, message, (*path, "typos"))
    question = ShortText(
        **shared(settings, path, sheet),
        accepted=accepted,
        case=settings.case,
        typos=settings.typos,
        matches=settings.matches or "",
    )
    try:
        check_pattern(question.matches, question.letters)
    except PatternError as error:
        message = f"The expression {question.matches!r}: {error}"
        sheet.wrong(codes.PATTERN, message, (*path, "matches"))
    return question


def numeric(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read a question that is answered with a number."""
    if (settings.value is None) == (settings.range is None):
        both = settings.value is not None
        message = "Have one of value: and range:" if both else "Nothing says which number is right"
        sheet.wrong(codes.NO_RIGHT_ANSWER, f"{message}: value: 36.6", path)
        return None
    if settings.range is not None:
        low, high = settings.range
    else:
        value = settings.value or 0.0
        low, high = _even(value - settings.tolerance), _even(value + settings.tolerance)
    if low > high:
        message = f"The range begins with {low:g} and ends with {high:g}: no number is right"
        sheet.wrong(codes.NO_RIGHT_ANSWER, message, (*path, "range"))
    return Numeric(**shared(settings, path, sheet), low=low, high=high, unit=settings.unit.strip())


def essay(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read a question that is answered with a text, which keywords may score."""
    told, place = settings.essay or EssaySettings(), (*path, "essay")
    keywords = tuple(" ".join(word.split()) for word in told.keywords)
    needed = len(keywords) if told.needed is None else told.needed
    if told.at_least > told.at_most:
        message = f"At least {told.at_least} letters, at most {told.at_most}: no text is both"
        sheet.wrong(codes.LENGTH, message, (*place, "at_least"))
    for index, word in enumerate(keywords):
        if word in keywords[:index]:
            message = f"The keyword {word!r} stands twice"
            sheet.wrong(codes.SAME_ANSWER, message, (*place, "keywords", index))
    if needed > len(keywords):
        message = f"{needed} keywords are needed, but there are {len(keywords)}"
        sheet.wrong(codes.NO_RIGHT_ANSWER, message, (*place, "needed"))
    if not keywords and settings.partial:
        message = "No keyword says what a part of the points is for"
        sheet.wrong(codes.NOT_SCORED, message, (*path, "partial"))
    if keywords and not settings.points:
        sheet.wrong(codes.NO_POINTS, "The question earns 0 points", (*path, "points"))
    return Essay(
        **(shared if keywords else unscored)(settings, path, sheet),
        least=told.at_least,
        most=told.at_most,
        keywords=keywords,
        needed=needed,
        partial=bool(settings.partial),
    )


def _even(value: float) -> float:
    """Take off what binary fractions add: 0.1 + 0.2 is 0.3 to people."""
    return float(f"{value:.12g}")
