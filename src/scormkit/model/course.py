"""What a course is: modules of pages, each with at most one test.

``Course`` holds content and the rules a learner is held to; where it came from and which packages
are made of it is the manifest's business (:mod:`scormkit.project`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.blocks import Block
    from scormkit.model.quiz import Test

Navigation: TypeAlias = Literal["free", "linear", "prerequisites", "test-gate", "pretest"]
"""``free``: any order. ``linear``: page after page. ``prerequisites``: a module opens when the one
before it is completed. ``test-gate``: a test opens when all else before it is done. ``pretest``: what
the first module's test shows a learner to know needs not be read."""


class Source(Struct, frozen=True):
    """A text as the author wrote it. ``path`` is relative to the project, with slashes."""

    path: str
    text: str
    syntax: Literal["xwiki/2.0", "xwiki/2.1", "markdown"]


class SourceFile(Struct, frozen=True):
    """A picture, a PDF, a medium: the author's own name, its place and size in bytes."""

    name: str
    path: Path
    size: int


class Page(Struct, frozen=True):
    """A page in reading order. ``id`` is unique in the course and stable.

    ``anchor`` is the id of the heading that became its title.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    source: str = ""
    module: str = ""
    anchor: str = ""


class Module(Struct, frozen=True):
    """A module; its folder's name is its ``id``. ``files`` are keyed by the author's names."""

    id: str
    title: str
    pages: tuple[Page, ...]
    test: Test | None = None
    files: dict[str, SourceFile] = field(default_factory=dict)
    summary: str = ""
    minutes: int = 0
    objectives: tuple[str, ...] = ()


class Completion(Struct, frozen=True):
    """When a course counts as done: every part that is asked for must hold.

    ``videos`` is the share of videos to be watched, in percent, 0 for none; ``test`` asks for every
    test to be passed at its own pass mark, with ``final`` for the final test alone.
    """

    pages: bool = True
    tasks: bool = False
    videos: float = 0
    test: bool = True
    final: bool = False


class FinalTest(Struct, frozen=True):
    """The last ``module``, whose test is of the whole course.

    ``waits``: it can be begun when all before it is done.
    """

    module: str
    waits: bool = True


class Certificate(Struct, frozen=True):
    """What learners can print once the course is completed; empty texts are the language's own."""

    title: str = ""
    text: str = ""
    signature: str = ""
    score: bool = False


class VideoRules(Struct, frozen=True):
    """``watched`` percent of a video must be played.

    ``scripts``: players of other sites may be asked what is played; ``own_word``: learners may tick
    off a video that is measured.
    """

    watched: float = 90
    scripts: bool = False
    own_word: bool = True


class Course(Struct, frozen=True):
    """A course, ready to be rendered.

    ``iri`` names it for the world, the same in every build; ``attempts`` says how often an LMS
    lets a learner begin a SCO anew, 0 is without limit; after ``idle`` minutes without a sign of the
    learner no time counts, 0 counts all.
    """

    id: str
    version: str
    title: str
    language: str
    modules: tuple[Module, ...]
    completion: Completion = Completion()
    videos: VideoRules = VideoRules()
    navigation: Navigation = "free"
    on_fail: Literal["incomplete", "failed"] = "incomplete"
    summary: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    rights: str = ""
    iri: str = ""
    attempts: int = 0
    idle: int = 0
    final: FinalTest | None = None
    certificate: Certificate | None = None

    @property
    def minutes(self) -> int:
        """How long all modules take together; 0 is unknown."""
        return sum(module.minutes for module in self.modules)
