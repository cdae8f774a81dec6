"""Questions whose answer is written: short texts and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import Numeric, ShortText
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.shared import shared

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
        sheet.wrong(codes.NO_RIGHT_ANSWER, "Nothing says what is right: accept: [Moscow]", path)
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
    return ShortText(
        **shared(settings, path, sheet),
        accepted=accepted,
        case=settings.case,
        typos=settings.typos,
    )


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


def _even(value: float) -> float:
    """Take off what binary fractions add: 0.1 + 0.2 is 0.3 to people."""
    return float(f"{value:.12g}")
