"""What an author can say in ``test.yaml``; each kind of question adds its own few keys."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from scormkit.project.settings import Percent, Settings
from scormkit.readers.quiz.marks import PassMark, Seconds  # noqa: TC001  pydantic reads them

Words = Annotated[str, Field(min_length=1, max_length=20_000)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$", max_length=80)]
Kind = Literal[
    "single",
    "multiple",
    "true-false",
    "short-text",
    "numeric",
    "matching",
    "categorise",
    "ordering",
    "fill-gaps",
    "drop-down",
    "drag-words",
    "hotspot",
    "likert",
    "essay",
]
_YES = {"да", "верно", "правда", "yes", "true", "right"}
_NO = {"нет", "неверно", "неправда", "no", "false", "wrong"}


def _truth(value: Any) -> Any:  # noqa: ANN401  YAML holds anything; pydantic judges what comes out
    """``Да`` and ``no`` are answers to people; YAML 1.2 takes them for text."""
    word = value.strip().lower() if isinstance(value, str) else ""
    return True if word in _YES else False if word in _NO else value


def _answer(value: Any) -> Any:  # noqa: ANN401
    """Take ``right: text``, ``wrong: text`` and a bare text as the answers that they are."""
    if isinstance(value, bool):
        return {"text": "true" if value else "false"}
    if isinstance(value, str | int | float):
        return {"text": str(value)}
    short = value.keys() & {"right", "wrong"} if isinstance(value, dict) else ()
    if not short:
        return value
    if len(value.keys() & {"right", "wrong", "text", "correct"}) > 1:
        raise ValueError("have one of right:, wrong: and text:")
    (key,) = short
    rest = {name: told for name, told in value.items() if name != key}
    return {"text": value[key], "correct": key == "right", **rest}


def _by_result(value: Any) -> Any:  # noqa: ANN401
    """Take a bare text as what is told whatever the result is."""
    if isinstance(value, str):
        return {"correct": value, "partial": value, "incorrect": value}
    return value


class FeedbackSettings(Settings):
    """What the learner is told after the question, by result; a bare text is told in any case."""

    correct: str = Field("", description="Told when the answer is right (Markdown).")
    partial: str = Field("", description="Told when a part of the answer is right (Markdown).")
    incorrect: str = Field("", description="Told when the answer is wrong (Markdown).")


class AnswerSettings(Settings):
    """One answer: ``right: text``, ``wrong: text``, or ``text:`` with ``correct: true``."""

    text: Words = Field(description="What stands beside the box to tick (Markdown).")
    correct: bool = Field(default=False, description="Whether this answer is right.")
    feedback: str = Field("", description="Told to whoever chose this answer (Markdown).")
    id: Id | None = Field(None, description="Never change it once learners have begun.")


_ANSWER_TEXT = {"type": ["string", "number", "boolean"], "description": "An answer (Markdown)."}
_ANSWER_MORE = {
    "feedback": {"type": "string", "description": "Told to whoever chose this answer (Markdown)."},
    "id": {"type": "string", "pattern": r"^[A-Za-z0-9_.-]+$"},
}
_ANSWER_FORMS = [
    {"type": ["string", "number", "boolean"], "description": "A wrong answer (Markdown)."},
    *(
        {
            "type": "object",
            "properties": {name: _ANSWER_TEXT, **_ANSWER_MORE, **more},
            "required": [name],
            "additionalProperties": False,
        }
        for name, more in (
            ("right", {}),
            ("wrong", {}),
            ("text", {"correct": {"type": "boolean", "description": "Whether it is right."}}),
        )
    ),
]
Answer = Annotated[
    AnswerSettings, BeforeValidator(_answer), WithJsonSchema({"anyOf": _ANSWER_FORMS})
]


class PairSettings(Settings):
    """Two things that belong together."""

    item: Words = Field(description="What is to be matched (Markdown).")
    match: Words = Field(description="What belongs to it (plain text, as it stands in a list).")


class CategorySettings(Settings):
    """A category and what belongs to it."""

    name: Words = Field(description="The name of the category (plain text).")
    items: tuple[Words, ...] = Field(min_length=1, description="What belongs to it (Markdown).")


Box = tuple[Percent, Percent, Percent, Percent]


class AreaSettings(Settings):
    """An area of a picture, in percent of its width and height."""

    id: Id | None = Field(None, description="Never change it once learners have begun.")
    name: str = Field(
        "", max_length=200, description="Read to who does not see the picture (plain text)."
    )
    rect: Box | None = Field(None, description="[x, y, width, height], from the top left.")
    ellipse: Box | None = Field(None, description="Round, in the box [x, y, width, height].")
    polygon: tuple[tuple[Percent, Percent], ...] | None = Field(
        None, max_length=60, description="Corners, [x, y] each."
    )
    correct: bool = Field(default=False, description="Whether this is a place to find.")


class EssaySettings(Settings):
    """How long an essay may be, and what it is scored by, if at all."""

    at_least: int = Field(0, ge=0, le=4000, description="So many letters at least.")
    at_most: int = Field(500, ge=1, le=4000, description="So many letters at most.")
    keywords: tuple[Words, ...] = Field(
        (), description="Words or beginnings of words that are looked for; without any, no score."
    )
    needed: int | None = Field(
        None, ge=1, description="So many of the keywords are right; all, if it is not given."
    )


class QuestionSettings(Settings):
    """One question; the type is seen from the answers if it is not given."""

    text: Words = Field(description="What is asked (Markdown).")
    type: Kind | None = Field(None, description="Seen from the answers if it is not given.")
    id: Id | None = Field(None, description="Never change it once learners have begun.")
    points: float = Field(1, ge=0, le=1000, allow_inf_nan=False, description="The most it earns.")
    answers: tuple[Answer, ...] | None = Field(
        None,
        description="To choose from: right: …, wrong: …, or text: … with correct: true.",
        examples=[[{"right": "Moscow"}, {"wrong": "Omsk", "feedback": "Look at the map."}]],
    )
    answer: Annotated[bool, BeforeValidator(_truth)] | None = Field(
        None, description="Whether the statement of a true-false question is true."
    )
    accept: tuple[Words, ...] | None = Field(
        None, description="Short text: all that is right; the first is shown as the right answer."
    )
    case: bool = Field(
        default=False, description="Short text and gaps: upper and lower case must agree."
    )
    typos: int = Field(
        0, ge=0, le=3, description="Short text and gaps: so many slips of typing are forgiven."
    )
    matches: str | None = Field(
        None, description="Short text: a regular expression; what it matches whole is right too."
    )
    value: Number | None = Field(None, description="Number: the right one.")
    tolerance: float = Field(
        0, ge=0, allow_inf_nan=False, description="Number: how far off it may be."
    )
    range: tuple[Number, Number] | None = Field(None, description="Number: from … to.")
    unit: str = Field("", max_length=20, description="Number: what it is counted in, e.g. °C.")
    pairs: tuple[PairSettings, ...] | None = Field(
        None, description="Matching: what belongs together."
    )
    extra: tuple[Words, ...] = Field(
        (), description="Matching: targets that nothing belongs to; words: those that fit nowhere."
    )
    categories: tuple[CategorySettings, ...] | None = Field(
        None, description="Categorise: each with what belongs to it."
    )
    order: tuple[Words, ...] | None = Field(
        None, description="Ordering: in the right order (Markdown)."
    )
    gaps: Words | None = Field(
        None,
        description="A text with gaps to write in; in brackets what is right (Markdown).",
        examples=["The capital of France is [Paris], of the Netherlands [Amsterdam|The Hague]."],
    )
    lists: Words | None = Field(
        None,
        description="A text with lists to choose from in its gaps; = marks what is right (Markdown).",
        examples=["A course [=is|are|be] text."],
    )
    words: Words | None = Field(
        None,
        description="A text to drag words into; in brackets the right ones (Markdown).",
        examples=["The [sky] is [blue]."],
    )
    picture: Words | None = Field(None, description="Hotspot: the picture's file.")
    alt: str = Field("", description="Hotspot: what the picture shows (plain text).")
    areas: tuple[AreaSettings, ...] | None = Field(
        None, description="Hotspot: places in the picture; the first one counts where two meet."
    )
    outline: bool = Field(default=False, description="Hotspot: show where the areas are.")
    statements: tuple[Words, ...] | None = Field(
        None, description="Scale: each gets a place on it (Markdown); not scored."
    )
    scale: tuple[Words, ...] | None = Field(
        None, description="Scale: its places from one end to the other (plain text)."
    )
    essay: EssaySettings | None = Field(
        None, description="A longer text; scored only by keywords, if there are any."
    )
    partial: bool | None = Field(
        None,
        description="Points for a part that is right; matching, categories and gaps give them anyway.",
    )
    shuffle: bool = Field(default=True, description="Show the answers in a new order each time.")
    feedback: Annotated[
        FeedbackSettings,
        BeforeValidator(_by_result),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "string"},
                    {
                        "type": "object",
                        "properties": {
                            name: {"type": "string", "description": field.description or ""}
                            for name, field in FeedbackSettings.model_fields.items()
                        },
                        "additionalProperties": False,
                    },
                ],
                "description": "Told after the question, in any case or by result (Markdown).",
            }
        ),
    ] = FeedbackSettings()
    if_true: str = Field("", description="Told to whoever chose true (true-false, Markdown).")
    if_false: str = Field("", description="Told to whoever chose false (true-false, Markdown).")
    hint: str = Field("", description="Shown when the learner asks for it (Markdown).")
    tags: tuple[str, ...] = Field((), description="Words to find the question by.")
    objective: str = Field(
        "", max_length=200, description="What it shows to be learnt; results are summed up by it."
    )
    time: Seconds = Field(
        0, description="How long it may take, e.g. 30 s; asks for order: forward."
    )


class SectionSettings(Settings):
    """A part of a test with a title and a bank of its own."""

    title: Words = Field(description="Stands above its questions and in the results.")
    intro: str = Field("", description="Shown above each of its questions (Markdown).")
    draw: int = Field(0, ge=0, description="How many of its questions are drawn; 0: all.")
    shuffle: bool | None = Field(
        None, description="Ask in a new order each time; else as the test."
    )
    id: Id | None = Field(None, description="Never change it once learners have begun.")
    questions: tuple[QuestionSettings, ...] = Field(description="In the author's order.")


class TestSettings(Settings):
    """A self-check test: ``modules/<name>/test.yaml``."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["questions"]}, {"required": ["sections"]}]}
    )
    __test__ = False  # no test of pytest's
    title: Words = Field(description="Stands above the test.")
    pass_: PassMark = Field(
        80,
        alias="pass",
        validate_default=True,
        description="What is needed: 80 % of the points, or 12 points.",
    )
    attempts: int = Field(0, ge=0, le=60, description="How often one may try; 0: without limit.")
    counted: Literal["best", "last", "first"] = Field(
        "best", description="The attempt whose result counts; what was passed stays passed."
    )
    retry: Literal["all", "wrong"] = Field(
        "all", description="What a further attempt asks: all anew, or what was not right."
    )
    draw: int = Field(0, ge=0, description="How many questions are drawn; 0: all.")
    shuffle: bool = Field(default=True, description="Ask in a new order each time.")
    order: Literal["free", "forward"] = Field(
        "free", description="forward: a question that was left is not shown again."
    )
    skip: bool = Field(default=True, description="Whether a question may be left unanswered.")
    time: Seconds = Field(0, description="How long an attempt may take, e.g. 20 min.")
    more_time: bool = Field(
        default=True, description="Whether learners may take more time, or all they need."
    )
    feedback: Literal["immediate", "deferred", "none"] = Field(
        "immediate", description="After each answer, after the test, or never."
    )
    review: Literal["none", "answers", "results", "key"] = Field(
        "key", description="What the result page shows: answers, right and wrong, or the key too."
    )
    intro: str = Field("", description="Shown before the test (Markdown).")
    print_key: bool = Field(default=False, description="Print the key on a last page.")
    id: Id | None = Field(None, description="Never change it once learners have begun.")
    questions: tuple[QuestionSettings, ...] | None = Field(
        None, description="In the author's order."
    )
    sections: tuple[SectionSettings, ...] = Field(
        (), description="Instead of questions: parts, each with a bank of its own."
    )
