"""A test whose texts are HTML already: what formats of questions take that know no course.

Every ``html`` is well-formed XHTML, elements without contents closed by a tag of their own.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  dataclass fields are read at run time
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003  dataclass fields are read at run time
from typing import TYPE_CHECKING, Literal, TypeAlias

from scormkit.model.inlines import NOWHERE, Pos

if TYPE_CHECKING:
    from scormkit.model.quiz import Test

ItemKind: TypeAlias = Literal["single", "multiple", "true-false"]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose; ``text`` is ``html`` without its markup."""

    id: str
    html: str
    text: str
    correct: bool
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told after a question, by result, as HTML; empty where nothing was written."""

    correct: str = ""
    partial: str = ""
    incorrect: str = ""

    @property
    def always(self) -> str:
        """What is told whatever the result is, or nothing."""
        return self.correct if self.correct == self.partial == self.incorrect else ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question; ``title`` is the beginning of its prompt as plain text.

    ``points`` is the most it earns, ``partial`` gives a share of it for a part; ``files`` are the
    addresses of the files in :attr:`Exam.files` that its texts use.
    """

    id: str
    kind: ItemKind
    title: str
    prompt: str
    options: tuple[Option, ...]
    points: float = 1
    partial: bool = False
    shuffle: bool = True
    told: Told = Told()
    hint: str = ""
    tags: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    at: Pos = NOWHERE


@dataclass(frozen=True, slots=True)
class Exam:
    """A test; ``files`` maps the addresses that texts use to files on disk.

    ``left_out`` are the places of questions of kinds that the formats here are not told, ``lost``
    the settings that they are not told either.

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
    left_out: tuple[Pos, ...] = ()
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
