"""What an author can say in ``test.yaml``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from scormkit.project.settings import Percent, Settings

Words = Annotated[str, Field(min_length=1, max_length=20_000)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=80)]


def _as_text(value: Any) -> Any:  # noqa: ANN401  YAML holds anything
    """An answer ``12`` or ``true`` is text like any other."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


Answer = Annotated[Words, BeforeValidator(_as_text)]


class FeedbackSettings(Settings):
    """What the learner is told after the question, by result."""

    correct: str = ""
    partial: str = ""
    incorrect: str = ""


class AnswerSettings(Settings):
    """One answer; ``correct: true`` marks a right one."""

    text: Answer = Field(description="Markdown.")
    correct: bool = False
    feedback: str = ""
    id: Id | None = None


class QuestionSettings(Settings):
    """One question; the type is seen from the answers if it is not given."""

    text: Words = Field(description="What is asked, in Markdown.")
    type: Literal["single", "multiple", "true-false"] | None = None
    id: Id | None = Field(None, description="Never change it once learners have begun.")
    points: float = Field(1, ge=0, le=1000, allow_inf_nan=False)
    answers: tuple[AnswerSettings, ...] | None = None
    answer: bool | None = Field(None, description="Of a true-false question.")
    partial: bool = Field(default=False, description="Points for a part of several answers.")
    shuffle: bool = True
    feedback: FeedbackSettings | str = ""
    if_true: str = Field("", description="Feedback for choosing true (true-false).")
    if_false: str = Field("", description="Feedback for choosing false (true-false).")
    hint: str = ""
    tags: tuple[str, ...] = ()


class TestSettings(Settings):
    """A self-check test: ``modules/<name>/test.yaml``."""

    __test__ = False  # no test of pytest's
    title: Words
    pass_: Percent = Field(80, alias="pass", description="Percent of the points, e.g. 80 %.")
    attempts: int = Field(0, ge=0, le=60, description="0: without limit.")
    draw: int = Field(0, ge=0, description="How many questions are drawn; 0: all.")
    shuffle: bool = True
    feedback: Literal["immediate", "deferred", "none"] = "immediate"
    review: Literal["none", "answers", "results", "key"] = "key"
    intro: str = Field("", description="Markdown, shown before the test.")
    print_key: bool = Field(default=False, description="Print the key on a last page.")
    id: Id | None = None
    questions: tuple[QuestionSettings, ...]
