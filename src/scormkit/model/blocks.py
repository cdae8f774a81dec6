"""What a page is made of: a closed union of small frozen values.

The first half is what any wiki or Markdown text can say; the second half is what a course
says: callouts, sets of parts, videos, downloads, the test's place, navigation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from scormkit.model.inlines import NOWHERE, Attributes, Image, Inline, Link, Pos, Reference
from scormkit.values import Struct

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from scormkit.model.quiz import Test


class Paragraph(Struct, frozen=True):
    """Running text."""

    children: tuple[Inline, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Plain(Struct, frozen=True):
    """Running text that is no paragraph of its own: the text of a list item or a cell."""

    children: tuple[Inline, ...]
    at: Pos = NOWHERE


class Heading(Struct, frozen=True):
    """A heading of level 1 to 6; ``id`` is its anchor within the page."""

    level: int
    children: tuple[Inline, ...]
    attrs: Attributes = ()
    id: str = ""
    at: Pos = NOWHERE


class ListItem(Struct, frozen=True):
    """An item of a list."""

    blocks: tuple[Block, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class ListBlock(Struct, frozen=True):
    """A bulleted or numbered list; ``start`` is the first number."""

    ordered: bool
    items: tuple[ListItem, ...]
    attrs: Attributes = ()
    start: int = 1
    at: Pos = NOWHERE


class DefinitionItem(Struct, frozen=True):
    """A term or a description of a definition list."""

    term: bool
    blocks: tuple[Block, ...]
    at: Pos = NOWHERE


class DefinitionList(Struct, frozen=True):
    """Terms and descriptions, in the author's order; either may stand alone."""

    items: tuple[DefinitionItem, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Cell(Struct, frozen=True):
    """A cell; ``scope`` is set for header cells only."""

    blocks: tuple[Block, ...]
    header: bool = False
    scope: Literal["", "col", "row"] = ""
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Row(Struct, frozen=True):
    """A row of a table."""

    cells: tuple[Cell, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Table(Struct, frozen=True):
    """A table, rows in order."""

    rows: tuple[Row, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Quote(Struct, frozen=True):
    """Quoted blocks."""

    blocks: tuple[Block, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Rule(Struct, frozen=True):
    """A horizontal line."""

    attrs: Attributes = ()
    at: Pos = NOWHERE


class Verbatim(Struct, frozen=True):
    """Literal text in lines; ``language`` names the program text it holds, if any."""

    text: str
    attrs: Attributes = ()
    language: str = ""
    at: Pos = NOWHERE


class Group(Struct, frozen=True):
    """Blocks held together under attributes of their own."""

    blocks: tuple[Block, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class EmptyLines(Struct, frozen=True):
    """Blank lines that the author left as a spacer."""

    count: int
    at: Pos = NOWHERE


class Macro(Struct, frozen=True):
    """A macro call that the reader did not turn into something better."""

    name: str
    params: Attributes = ()
    content: str | None = None
    at: Pos = NOWHERE


PROGRAMS = frozenset(["velocity", "groovy", "python", "script", "php", "ruby", "javascript"])
"""Names of macros whose content is a program of the wiki's."""


class HtmlBlock(Struct, frozen=True):
    """Raw HTML; sanitised when it is rendered. ``targets`` say where addresses in it lead."""

    html: str
    at: Pos = NOWHERE
    targets: tuple[tuple[str, Reference], ...] = ()


CalloutKind = Literal[
    "task", "note", "warning", "mistake", "success", "before-test", "congratulation", "box"
]


class Callout(Struct, frozen=True):
    """A set-off box.

    A ``task`` has an ``id`` under which the learner confirms it as done; a ``congratulation``
    appears once the module is completed.
    """

    kind: CalloutKind
    blocks: tuple[Block, ...]
    title: tuple[Inline, ...] = ()
    id: str = ""
    attrs: Attributes = ()
    at: Pos = NOWHERE


PartsKind = Literal["accordion", "tabs", "steps", "cards", "columns", "gallery"]


class Part(Struct, frozen=True):
    """One of several parts; ``head`` names it, and is ``None`` where the author gave no name."""

    head: Heading | Plain | None
    blocks: tuple[Block, ...]
    at: Pos = NOWHERE


class Parts(Struct, frozen=True):
    """Parts of equal rank: shown one by one on demand, or in order, or side by side."""

    kind: PartsKind
    parts: tuple[Part, ...]
    attrs: Attributes = ()
    at: Pos = NOWHERE


class Captions(Struct, frozen=True):
    """A WebVTT file; without a ``language`` it is in the course's own."""

    file: Reference
    language: str = ""


class Said(Struct, frozen=True):
    """A paragraph of a transcript; ``voice`` may be empty."""

    voice: str
    text: str


class Video(Struct, frozen=True):
    """A video of an external host (``file`` empty) or a local one.

    ``id`` is stable (made from the host's own id or the file's name); ``embed`` is the address
    for a frame, ``link`` the address for people; ``minutes`` 0 is unknown. ``transcript`` is what the
    captions in the course's language say.
    """

    id: str
    host: str
    link: str
    embed: str = ""
    file: Reference | None = None
    title: str = ""
    minutes: float = 0
    at: Pos = NOWHERE
    captions: tuple[Captions, ...] = ()
    transcript: tuple[Said, ...] = ()


class Frame(Struct, frozen=True):
    """Another site's page shown in place; ``title`` names it for screen readers."""

    url: str
    title: str = ""
    height: int = 0
    at: Pos = NOWHERE


class Figure(Struct, frozen=True):
    """A picture with a caption.

    ``more`` holds what the caption goes on with after its first paragraph; ``link`` is the link,
    without children, that the picture stands in.
    """

    image: Image
    caption: tuple[Inline, ...] = ()
    attrs: Attributes = ()
    at: Pos = NOWHERE
    more: tuple[Block, ...] = ()
    link: Link | None = None


HERO = "hero"
"""The class of a picture that belongs to its page as a whole and stands above the title."""


def is_hero(block: Block) -> TypeIs[Figure]:
    """Whether a block is the picture of its page."""
    return isinstance(block, Figure) and HERO in dict(block.attrs).get("class", "").split()


class Download(Struct, frozen=True):
    """A file offered for download as a row of its own."""

    target: Reference
    title: tuple[Inline, ...] = ()
    at: Pos = NOWHERE


class TestPlace(Struct, frozen=True):
    """Where the module's test stands."""

    __test__ = False  # no test of pytest's
    at: Pos = NOWHERE


class Check(Struct, frozen=True):
    """A question in the flow of the page: a test of one question that counts for nothing.

    ``source`` is the YAML that its author wrote.
    """

    test: Test
    at: Pos = NOWHERE
    source: str = ""


class Navigation(Struct, frozen=True):
    """A button that leads on: to a page or module of the course, or out of it."""

    target: Reference
    children: tuple[Inline, ...]
    at: Pos = NOWHERE


class Placeholder(Struct, frozen=True):
    """A visible stand-in for something that could not be converted.

    A ``hidden`` source is kept for authors and not for learners: that of a program.
    """

    name: str
    source: str
    at: Pos = NOWHERE
    hidden: bool = False


Block: TypeAlias = (
    Paragraph
    | Plain
    | Heading
    | ListBlock
    | DefinitionList
    | Table
    | Quote
    | Rule
    | Verbatim
    | Group
    | EmptyLines
    | Macro
    | HtmlBlock
    | Callout
    | Parts
    | Video
    | Frame
    | Figure
    | Download
    | TestPlace
    | Check
    | Navigation
    | Placeholder
)
