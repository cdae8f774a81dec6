"""A test and its questions.

Every kind of question shares :class:`QuestionBase`; a kind adds what is its own. Matching on the
closed union :data:`Question` makes the type checker list every place that must learn a new kind.
All parts that a learner's record refers to (tests, questions, choices) carry stable ids.
"""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, assert_never, cast

from scormkit.model.areas import Shape  # noqa: TC001  the JSON of pages is made from its fields
from scormkit.model.blocks import Block
from scormkit.model.inlines import NOWHERE, Pos
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Blocks: TypeAlias = tuple[Block, ...]
TextEdit: TypeAlias = "Callable[[Blocks], Blocks]"
_SPARE = 40  # letters


class Feedback(Struct, frozen=True):
    """What the learner is told after a question, by result; empty where nothing was written."""

    correct: Blocks = ()
    partial: Blocks = ()
    incorrect: Blocks = ()


class Choice(Struct, frozen=True):
    """One answer to choose."""

    id: str
    content: Blocks
    correct: bool
    feedback: Blocks = ()
    at: Pos = NOWHERE


class QuestionBase(Struct, frozen=True, kw_only=True):
    """What all kinds share: ``prompt`` is what is asked, ``points`` the most it earns.

    A question without points is not scored: no answer is right or wrong, and no result counts it.
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


class SingleChoice(QuestionBase, frozen=True, kw_only=True):
    """Exactly one of the choices is right."""

    choices: tuple[Choice, ...]
    shuffle: bool = True


class MultipleChoice(QuestionBase, frozen=True, kw_only=True):
    """Any number of the choices is right; ``partial`` gives a share of the points for a part."""

    choices: tuple[Choice, ...]
    shuffle: bool = True
    partial: bool = False


class TrueFalse(QuestionBase, frozen=True, kw_only=True):
    """A statement that is true or false; its two choices have the ids ``true`` and ``false``."""

    answer: bool
    true_feedback: Blocks = ()
    false_feedback: Blocks = ()


class ShortText(QuestionBase, frozen=True, kw_only=True):
    """A word or a few to write; ``accepted`` are all that is right, the first is the one to show.

    ``case``: upper and lower case must agree; ``typos``: so many slips of typing are forgiven;
    ``matches`` is a regular expression: a whole answer that it matches is right too.
    """

    accepted: tuple[str, ...]
    case: bool = False
    typos: int = 0
    matches: str = ""

    @property
    def letters(self) -> int:
        """How many letters a learner can write: who is wrong may write more than is right."""
        return max(map(len, self.accepted)) + _SPARE


class Numeric(QuestionBase, frozen=True, kw_only=True):
    """A number to write, right from ``low`` to ``high``; ``unit`` may be written after it."""

    low: float
    high: float
    unit: str = ""


class Matching(QuestionBase, frozen=True, kw_only=True):
    """Items that have one target each, or (``categories``) share a few that stand in order.

    ``items`` pairs an item with its target's id; ``partial`` gives a share of the points for each
    item that is right.
    """

    items: tuple[tuple[Choice, str], ...]
    targets: tuple[Choice, ...]
    categories: bool = False
    partial: bool = True


class Ordering(QuestionBase, frozen=True, kw_only=True):
    """Items to put in the order in which they stand here."""

    items: tuple[Choice, ...]
    partial: bool = False


class GapText(QuestionBase, frozen=True, kw_only=True):
    """A text with gaps to write in.

    ``accepted`` has, for each gap of ``passage``, all that is right, the first to be shown;
    ``case``, ``typos`` and ``partial`` are those of short texts and of matching.
    """

    passage: Blocks
    accepted: tuple[tuple[str, ...], ...]
    case: bool = False
    typos: int = 0
    partial: bool = True


class WordGap(Struct, frozen=True):
    """A gap that a word fills: the ids of the right one and of those that are offered."""

    id: str
    right: str
    offered: tuple[str, ...]


class GapWords(QuestionBase, frozen=True, kw_only=True):
    """A text whose gaps are filled with words: from a list in each gap, or (``bank``) all from one.

    ``gaps`` are those of ``passage`` in their order; a word may fill several.
    """

    passage: Blocks
    gaps: tuple[WordGap, ...]
    words: tuple[Choice, ...]
    bank: bool = False
    shuffle: bool = True
    partial: bool = True


class Hotspot(QuestionBase, frozen=True, kw_only=True):
    """Places to find in a picture; where areas lie over each other, the first one counts.

    ``picture`` holds the picture, and words instead if it has no file; an area's choice is its
    name, empty where the author gave none; ``outline`` shows where the areas are.
    """

    picture: Blocks
    areas: tuple[tuple[Choice, Shape], ...]
    outline: bool = False
    partial: bool = False


class Likert(QuestionBase, frozen=True, kw_only=True):
    """Statements, each to be given a place on one scale; never scored."""

    statements: tuple[Choice, ...]
    scale: tuple[Choice, ...]
    points: float = 0


class Essay(QuestionBase, frozen=True, kw_only=True):
    """A text to write, from ``least`` to ``most`` letters.

    Scored only by ``keywords``: with ``needed`` of them it is right; ``partial`` gives a share of
    the points for fewer.
    """

    least: int = 0
    most: int = 500
    keywords: tuple[str, ...] = ()
    needed: int = 0
    partial: bool = False
    points: float = 0


Question: TypeAlias = (
    SingleChoice
    | MultipleChoice
    | TrueFalse
    | ShortText
    | Numeric
    | Matching
    | Ordering
    | GapText
    | GapWords
    | Hotspot
    | Likert
    | Essay
)


class Section(Struct, frozen=True):
    """A part of a test with a bank of its own; ``questions`` are ids, ``draw`` 0 takes them all."""

    id: str
    title: str
    questions: tuple[str, ...]
    intro: Blocks = ()
    draw: int = 0
    shuffle: bool = True
    at: Pos = NOWHERE


class Test(Struct, frozen=True):
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


def with_texts(test: Test, edit: TextEdit) -> Test:
    """Give the test with every text of it edited: introductions first, then questions.

    What no edit touches is the same object afterwards.
    """
    return _changed(
        test,
        intro=edit(test.intro),
        sections=_each(test.sections, lambda part: _changed(part, intro=edit(part.intro))),
        questions=_each(test.questions, lambda question: _with_texts(question, edit)),
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


def _changed(node: T, **parts: Any) -> T:  # noqa: ANN401  any field of any node
    """Give the node with these parts, itself if it has them: most texts stay as they are."""
    same = all(getattr(node, name) is part for name, part in parts.items())
    return node if same else cast("T", replace(cast("Any", node), **parts))


def _each(nodes: tuple[T, ...], edit: Callable[[T], T]) -> tuple[T, ...]:
    """Edit each node; the tuple itself if all stay as they are."""
    made = tuple(map(edit, nodes))
    return nodes if all(map(is_, made, nodes)) else made


def _choices(choices: tuple[Choice, ...], edit: TextEdit) -> tuple[Choice, ...]:
    return _each(
        choices, lambda one: _changed(one, content=edit(one.content), feedback=edit(one.feedback))
    )


def _paired(pairs: tuple[tuple[Choice, T], ...], edit: TextEdit) -> tuple[tuple[Choice, T], ...]:
    held = tuple(choice for choice, _ in pairs)
    made = _choices(held, edit)
    if made is held:
        return pairs
    return tuple((choice, other) for choice, (_, other) in zip(made, pairs, strict=True))


def _with_texts(question: Question, edit: TextEdit) -> Question:  # noqa: PLR0911  one for each kind
    told = question.feedback
    prompt, hint = edit(question.prompt), edit(question.hint)
    correct, partial, incorrect = edit(told.correct), edit(told.partial), edit(told.incorrect)
    feedback = _changed(told, correct=correct, partial=partial, incorrect=incorrect)
    asked = _changed(question, prompt=prompt, hint=hint, feedback=feedback)
    match asked:
        case SingleChoice() | MultipleChoice():
            return _changed(asked, choices=_choices(asked.choices, edit))
        case TrueFalse():
            told_true, told_false = edit(asked.true_feedback), edit(asked.false_feedback)
            return _changed(asked, true_feedback=told_true, false_feedback=told_false)
        case ShortText() | Numeric() | Essay():
            return asked
        case Matching():
            items, targets = _paired(asked.items, edit), _choices(asked.targets, edit)
            return _changed(asked, items=items, targets=targets)
        case Ordering():
            return _changed(asked, items=_choices(asked.items, edit))
        case GapText() | GapWords():
            return _changed(asked, passage=edit(asked.passage))
        case Hotspot():
            picture, areas = edit(asked.picture), _paired(asked.areas, edit)
            return _changed(asked, picture=picture, areas=areas)
        case Likert():
            statements, scale = _choices(asked.statements, edit), _choices(asked.scale, edit)
            return _changed(asked, statements=statements, scale=scale)
        case _:
            assert_never(asked)
