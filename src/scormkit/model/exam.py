"""A test whose texts are HTML already: what formats of questions take that know no course.

Every ``html`` is well-formed XHTML, elements without contents closed by a tag of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from scormkit.model.inlines import NOWHERE, Pos
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scormkit.model.areas import Shape
    from scormkit.model.quiz import Test, WordGap

_BLANK = "_____"
ChoiceKind: TypeAlias = Literal["single", "multiple", "true-false"]


class Option(Struct, frozen=True):
    """What there is to choose, match or order; ``text`` is ``html`` without its markup."""

    id: str
    html: str
    text: str
    correct: bool = False
    feedback: str = ""


class Chosen(Struct, frozen=True):
    """An answer of options; those of true-false are the true one and the false one.

    ``partial`` gives a share of the points for a part, here as below.
    """

    kind: ChoiceKind
    options: tuple[Option, ...]
    partial: bool = False
    shuffle: bool = True


class Written(Struct, frozen=True):
    """An answer of a few words; the fields are those of :class:`scormkit.model.quiz.ShortText`."""

    accepted: tuple[str, ...]
    case: bool = False
    typos: int = 0
    matches: str = ""


class Measured(Struct, frozen=True):
    """An answer that is a number, right from ``low`` to ``high``."""

    low: float
    high: float
    unit: str = ""

    @property
    def middle(self) -> str:
        """The number to show as the right one, in digits with a point."""
        return f"{(self.low + self.high) / 2:.12g}"

    @property
    def tolerance(self) -> str:
        """How far from the middle a number may be."""
        return f"{(self.high - self.low) / 2:.12g}"


class Matched(Struct, frozen=True):
    """An answer of pairs: each item with its target's id; categories stand in an order of their own."""

    items: tuple[tuple[Option, str], ...]
    targets: tuple[Option, ...]
    categories: bool = False
    partial: bool = True


class Ordered(Struct, frozen=True):
    """An answer of items in an order; they stand here in the right one."""

    items: tuple[Option, ...]
    partial: bool = False


class Spotted(Struct, frozen=True):
    """An answer of places in a picture, the first area counting where some lie over each other.

    ``picture`` is its address, ``size`` its width and height in pixels, nothing if it does not tell;
    an area is known by the ``text`` of its option.
    """

    picture: str
    alt: str
    size: tuple[int, int] | None
    areas: tuple[tuple[Option, Shape], ...]
    outline: bool = False
    partial: bool = False


class Rated(Struct, frozen=True):
    """An answer of a place on a scale for each statement; none is right."""

    statements: tuple[Option, ...]
    scale: tuple[Option, ...]


class Composed(Struct, frozen=True):
    """An answer of a text; the fields are those of :class:`scormkit.model.quiz.Essay`."""

    least: int
    most: int
    keywords: tuple[str, ...] = ()


class Gapped(Struct, frozen=True):
    """An answer of words written in the gaps between ``pieces`` of HTML.

    The other fields are those of :class:`scormkit.model.quiz.GapText`.
    """

    pieces: tuple[str, ...]
    accepted: tuple[tuple[str, ...], ...]
    case: bool = False
    typos: int = 0
    partial: bool = True


class Filled(Struct, frozen=True):
    """An answer of words put in the gaps between ``pieces`` of HTML.

    The other fields are those of :class:`scormkit.model.quiz.GapWords`.
    """

    pieces: tuple[str, ...]
    gaps: tuple[WordGap, ...]
    words: tuple[Option, ...]
    bank: bool = False
    shuffle: bool = True
    partial: bool = True

    def offered(self, gap: WordGap) -> tuple[Option, ...]:
        """Give the words that may stand in a gap, the right one known as correct."""
        by_id = {word.id: word for word in self.words}
        return tuple(replace(by_id[name], correct=name == gap.right) for name in gap.offered)


Answer: TypeAlias = (
    Chosen | Written | Measured | Matched | Ordered | Spotted | Rated | Composed | Gapped | Filled
)


class Told(Struct, frozen=True):
    """What is told after a question, by result, as HTML; empty where nothing was written."""

    correct: str = ""
    partial: str = ""
    incorrect: str = ""

    @property
    def always(self) -> str:
        """What is told whatever the result is, or nothing."""
        return self.correct if self.correct == self.partial == self.incorrect else ""

    @property
    def by_result(self) -> bool:
        """Whether not every result is told the same."""
        return not self.correct == self.partial == self.incorrect


class Item(Struct, frozen=True):
    """A question; ``title`` is the beginning of its prompt as plain text.

    ``answer`` says how it is answered and what is right, ``points`` is the most it earns; ``files``
    are the addresses of the files in :attr:`Exam.files` that its texts use.
    """

    id: str
    title: str
    prompt: str
    answer: Answer
    points: float = 1
    told: Told = Told()
    hint: str = ""
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    at: Pos = NOWHERE


def woven(pieces: Iterable[str], gaps: Iterable[str]) -> str:
    """Put what stands in the gaps between the pieces of a text."""
    first, *rest = pieces
    return first + "".join(gap + piece for gap, piece in zip(gaps, rest, strict=True))


def with_blank(item: Item) -> Item:
    """Give a text with one gap as a question with a blank in its prompt.

    So formats that know no gaps can ask it: for a word, or for one of several.
    """
    answer: Answer
    match item.answer:
        case Gapped(pieces=(before, after), accepted=(texts,), case=case, typos=typos):
            answer = Written(texts, case, typos)
        case Filled(pieces=(before, after), gaps=(gap,), shuffle=shuffle) as filled:
            answer = Chosen("single", filled.offered(gap), shuffle=shuffle)
        case _:
            return item
    return replace(item, prompt=f"{item.prompt}{before}{_BLANK}{after}", answer=answer)


class Exam(Struct, frozen=True):
    """A test; ``files`` maps the addresses that texts use to files on disk.

    ``lost`` are the settings that the formats here are not told.

    The other fields are those of :class:`scormkit.model.quiz.Test`.
    """

    id: str
    title: str
    language: str
    items: tuple[Item, ...]
    intro: str = ""
    pass_percent: float = 80
    attempts: int = 0
    draw: int = 0
    shuffle: bool = True
    feedback: Literal["immediate", "deferred", "none"] = "immediate"
    files: Mapping[str, Path] | None = None
    lost: tuple[str, ...] = ()
    source: str = ""
    at: Pos = NOWHERE


def lost_of(test: Test) -> tuple[str, ...]:
    """Name the settings of a test that no format of questions here is told."""
    timed = test.seconds or any(question.seconds for question in test.questions)
    told = {
        "the sections and what is drawn from each": bool(test.sections),
        "the time limits": bool(timed),
        "the order without a way back": test.order == "forward",
        "that every question must be answered": not test.skip,
        "which attempt counts": test.counted != "best",
        "that only wrong answers are asked again": test.retry == "wrong",
        "the objectives of questions": any(question.objective for question in test.questions),
    }
    return tuple(name for name, holds in told.items() if holds)
