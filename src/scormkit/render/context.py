"""What rendering blocks asks of the place it renders for: a course's page, or a bare fragment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.blocks import (
        Callout,
        Check,
        Download,
        Figure,
        Frame,
        Navigation,
        Parts,
        TestPlace,
        Video,
    )
    from scormkit.model.inlines import Attributes, Image, Link, Reference


class Components(Protocol):
    """Markup of what only a course has. Strings handed in are rendered HTML; so are results."""

    def callout(self, block: Callout, title: str, body: str) -> str:
        """Render a set-off box."""

    def parts(self, block: Parts, parts: Sequence[tuple[str, str]]) -> str:
        """Render parts; each is a head, empty where it has none, and a body."""

    def note(self, label: str, words: str) -> str:
        """Render a term with what explains it, or, without a label, a footnote."""

    def video(self, block: Video) -> str:
        """Render a video."""

    def frame(self, block: Frame) -> str:
        """Render another site's page shown in place."""

    def figure(self, block: Figure, image: str, caption: str) -> str:
        """Render a picture (already linked, if it is) with its caption."""

    def download(self, block: Download, title: str) -> str:
        """Render a file offered for download; ``title`` is empty where the author gave none."""

    def test_place(self, block: TestPlace) -> str:
        """Render the module's test, or nothing."""

    def check(self, block: Check) -> str:
        """Render a question in the flow of the page."""

    def navigation(self, block: Navigation, label: str) -> str:
        """Render a button that leads on."""

    def placeholder(self, name: str, source: str, *, inline: bool) -> str:
        """Render a visible stand-in for what could not be converted; both arguments are plain.

        Without a ``source`` it is a program, which is nothing for learners.
        """


class BlockContext(Protocol):
    """Where references lead and how deep the headings start."""

    @property
    def heading_shift(self) -> int:
        """How many levels headings go down; level 6 is the last."""

    @property
    def components(self) -> Components:
        """The markup of course-level blocks."""

    def anchor(self, identifier: str) -> str:
        """Make an id of the page one of the document."""

    def link(self, link: Link) -> Attributes:
        """Give the attributes of an ``<a>``: ``href`` and what belongs to it (``rel`` …)."""

    def label(self, target: Reference) -> str:
        """Give the plain text of a link without text of its own."""

    def image(self, image: Image) -> Attributes:
        """Give the attributes of an ``<img>``: ``src``, ``alt`` and what belongs to them."""
