"""What every kind of question has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from scormkit.model.quiz import Feedback
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.sheet import made_id

if TYPE_CHECKING:
    from scormkit.model.inlines import Pos
    from scormkit.model.quiz import Blocks
    from scormkit.project.yaml_text import Path
    from scormkit.readers.quiz.settings import FeedbackSettings, QuestionSettings
    from scormkit.readers.quiz.sheet import Sheet


class Shared(TypedDict):
    """The fields of a question that do not hang on its kind."""

    id: str
    prompt: Blocks
    points: float
    feedback: Feedback
    hint: Blocks
    tags: tuple[str, ...]
    objective: str
    seconds: int
    at: Pos


def shared(settings: QuestionSettings, path: Path, sheet: Sheet) -> Shared:
    """Read them."""
    prompt = sheet.blocks(settings.text, (*path, "text"))
    if not prompt:
        sheet.wrong(codes.EMPTY_TEXT, "The question has no text", (*path, "text"))
    return {
        "id": settings.id or made_id(settings.text),
        "prompt": prompt,
        "points": settings.points,
        "feedback": _feedback(settings.feedback, (*path, "feedback"), sheet),
        "hint": sheet.blocks(settings.hint, (*path, "hint")),
        "tags": settings.tags,
        "objective": " ".join(settings.objective.split()),
        "seconds": settings.time,
        "at": sheet.pos(path),
    }


def unscored(settings: QuestionSettings, path: Path, sheet: Sheet) -> Shared:
    """Read them of a question that has no right answer, and say what hangs on a score."""
    told = shared(settings, path, sheet)
    if settings.points and "points" in settings.model_fields_set:
        message = f"No answer is right or wrong here, so nothing earns {settings.points:g} points"
        sheet.wrong(codes.NOT_SCORED, message, (*path, "points"))
    by_result = settings.feedback
    if len({by_result.correct, by_result.partial, by_result.incorrect}) > 1:
        message = "There is no result to hang feedback on; write feedback: and the text"
        sheet.wrong(codes.NOT_SCORED, message, (*path, "feedback"))
    told["points"] = 0
    return told


def _feedback(told: FeedbackSettings, path: Path, sheet: Sheet) -> Feedback:
    texts: dict[str, Any] = {
        result: sheet.blocks(getattr(told, result), (*path, result))
        for result in ("correct", "partial", "incorrect")
    }
    return Feedback(**texts)
