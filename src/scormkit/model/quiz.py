"""A test and its questions.

Every kind of question shares :class:`QuestionBase`; a kind adds what is its own. Matching on the
closed union :data:`Question` makes the type checker list every place that must learn a new kind.
All parts that a learner's record refers to (tests, questions, choices) carry stable ids.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

from scormkit.model.blocks import Block
from scormkit.model.inlines import NOWHERE, Pos

if TYPE_CHECKING:
    from collections.abc import Callable

Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the learner is told after a question, by result; empty where nothing was written."""

    correct: Blocks = ()
    partial: Blocks = ()
    incorrect: Blocks = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    id: str
    content: Blocks
    correct: bool
    feedback: Blocks = ()
    at: Pos = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionBase:
    """What all kinds share: ``prompt`` is what is asked, ``points`` the most it earns.

    ``objective`` names what the answer shows to be learnt; ``seconds`` 0 is without limit.
    """

    id: str
    prompt: Blocks
    points: float = 1
    feedback: Feedback = Feedback()
    hint: Blocks = ()
    tags: tuple[str, ...] = ()
    objective: str = ""
    seconds: int = 0
    at: Pos = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChoice(QuestionBase):
    """Exactly one of the choices is right."""

    choices: tuple[Choice, ...]
    shuffle: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(QuestionBase):
    """Any number of the choices is right; ``partial`` gives a share of the points for a part."""

    choices: tuple[Choice, ...]
    shuffle: bool = True
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalse(QuestionBase):
    """A statement that is true or false; its two choices have the ids ``true`` and ``false``."""

    answer: bool
    true_feedback: Blocks = ()
    false_feedback: Blocks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortText(QuestionBase):
    """A word or a few to write; ``accepted`` are all that is right, the first is the one to show.

    ``case``: upper and lower case must agree; ``typos``: so many slips of typing are forgiven.
    """

    accepted: tuple[str, ...]
    case: bool = False
    typos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(QuestionBase):
    """A number to write, right from ``low`` to ``high``; ``unit`` may be written after it."""

    low: float
    high: float
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(QuestionBase):
    """Items that have one target each, or (``categories``) share a few that stand in order.

    ``items`` pairs an item with its target's id; ``partial`` gives a share of the points for each
    item that is right.
    """

    items: tuple[tuple[Choice, str], ...]
    targets: tuple[Choice, ...]
    categories: bool = False
    partial: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(QuestionBase):
    """Items to put in the order in which they stand here."""

    items: tuple[Choice, ...]
    partial: bool = False


Question: TypeAlias = (
    SingleChoice | MultipleChoice | TrueFalse | ShortText | Numeric | Matching | Ordering
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a test with a bank of its own; ``questions`` are ids, ``draw`` 0 takes them all."""

    id: str
    title: str
    questions: tuple[str, ...]
    intro: Blocks = ()
    draw: int = 0
    shuffle: bool = True
    at: Pos = NOWHERE


@dataclass(frozen=True, slots=True)
class Test:
    """A self-check test.

    ``questions`` are those of all ``sections``, if there are any. ``pass_percent`` 0..100 of the
    points of the drawn questions; ``pass_points`` holds instead where draws bring different totals.
    ``attempts`` 0 is without limit, ``counted`` says whose result holds; ``draw`` 0 takes all
    questions; in ``forward`` order there is no way back; without ``skip`` every question must be
    answered; ``retry`` asks all anew or the wrong ones. ``seconds`` 0 is without limit;
    ``more_time`` lets learners take more. ``feedback`` says when the learner is told; ``review``
    what the result page shows: the learner's answers alone, with right and wrong, or with the key.
    """

    __test__ = False  # no test of pytest's
    id: str
    title: str
    questions: tuple[Question, ...]
    pass_percent: float = 80
    pass_points: float | None = None
    attempts: int = 0
    counted: Literal["best", "last", "first"] = "best"
    retry: Literal["all", "wrong"] = "all"
    sections: tuple[Section, ...] = ()
    draw: int = 0
    shuffle: bool = True
    order: Literal["free", "forward"] = "free"
    skip: bool = True
    seconds: int = 0
    more_time: bool = True
    feedback: Literal["immediate", "deferred", "none"] = "immediate"
    review: Literal["none", "answers", "results", "key"] = "key"
    intro: Blocks = ()
    print_key: bool = False
    source: str = ""
    at: Pos = NOWHERE


def with_texts(test: Test, edit: Callable[[Blocks], Blocks]) -> Test:
    """Give the test with every text of it edited: introductions first, then questions."""
    return replace(
        test,
        intro=edit(test.intro),
        sections=tuple(replace(part, intro=edit(part.intro)) for part in test.sections),
        questions=tuple(_with_texts(question, edit) for question in test.questions),
    )


def banks_of(test: Test) -> tuple[tuple[tuple[Question, ...], int], ...]:
    """Give what questions are drawn from, section by section, and how many are drawn."""
    if not test.sections:
        return ((test.questions, test.draw or len(test.questions)),)
    by_id = {question.id: question for question in test.questions}
    banks = (tuple(by_id[name] for name in part.questions) for part in test.sections)
    return tuple(
        (bank, part.draw or len(bank)) for bank, part in zip(banks, test.sections, strict=True)
    )


def totals_of(test: Test) -> tuple[float, float]:
    """Give the least and the most points that an attempt can be about, by what is drawn."""
    drawn = [(sorted(q.points for q in bank), draw) for bank, draw in banks_of(test)]
    least = sum(sum(points[:draw]) for points, draw in drawn)
    return least, sum(sum(points[-draw:]) for points, draw in drawn)


def asked_in(test: Test) -> int:
    """Say how many questions an attempt asks."""
    return sum(min(draw, len(bank)) for bank, draw in banks_of(test))


def texts_of(test: Test) -> Blocks:
    """Give all texts of a test, one after the other."""
    found: list[Block] = []

    def note(blocks: Blocks) -> Blocks:
        found.extend(blocks)
        return blocks

    with_texts(test, note)
    return tuple(found)


def _choice_with_texts(choice: Choice, edit: Callable[[Blocks], Blocks]) -> Choice:
    content, feedback = edit(choice.content), edit(choice.feedback)
    if content is choice.content and feedback is choice.feedback:
        return choice
    return replace(choice, content=content, feedback=feedback)


def _with_texts(question: Question, edit: Callable[[Blocks], Blocks]) -> Question:
    told = question.feedback
    prompt, hint = edit(question.prompt), edit(question.hint)
    feedback = Feedback(edit(told.correct), edit(told.partial), edit(told.incorrect))
    match question:
        case SingleChoice() | MultipleChoice():
            choices = tuple(_choice_with_texts(choice, edit) for choice in question.choices)
            return replace(question, prompt=prompt, hint=hint, feedback=feedback, choices=choices)
        case TrueFalse():
            return replace(
                question,
                prompt=prompt,
                hint=hint,
                feedback=feedback,
                true_feedback=edit(question.true_feedback),
                false_feedback=edit(question.false_feedback),
            )
        case ShortText() | Numeric():
            return replace(question, prompt=prompt, hint=hint, feedback=feedback)
        case Matching():
            pairs = tuple((_choice_with_texts(item, edit), to) for item, to in question.items)
            targets = tuple(_choice_with_texts(target, edit) for target in question.targets)
            asked = replace(question, prompt=prompt, hint=hint, feedback=feedback)
            return replace(asked, items=pairs, targets=targets)
        case Ordering():
            items = tuple(_choice_with_texts(item, edit) for item in question.items)
            return replace(question, prompt=prompt, hint=hint, feedback=feedback, items=items)
        case _:
            assert_never(question)
