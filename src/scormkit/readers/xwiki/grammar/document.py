"""A page, a label or the inside of a group while it is read, and how its blocks are finished."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from scormkit.model.anchors import Anchors, wiki_id
from scormkit.model.blocks import Block, EmptyLines, Figure, Heading, Paragraph, Plain
from scormkit.model.inlines import Image, Inline, Link, Text
from scormkit.readers.xwiki.grammar.builders import ListBuilder, QuoteBuilder, TableBuilder
from scormkit.readers.xwiki.grammar.inlines import InlineBuilder, plain_text
from scormkit.readers.xwiki.grammar.patterns import CELL_TEXT, HEADING_TEXT, TEXT
from scormkit.values import replace

if TYPE_CHECKING:
    import re

    from scormkit.model.inlines import Attributes, Pos
    from scormkit.readers.xwiki.grammar.places import Places

_LABEL = "data-xwiki-image-label"


class Open(Enum):
    """What kind of block takes the text at this place, and how its text and marks are told apart."""

    NOTHING = auto(), TEXT
    PARAGRAPH = auto(), TEXT
    HEADING = auto(), HEADING_TEXT
    LIST = auto(), TEXT
    QUOTE = auto(), TEXT
    TABLE = auto(), CELL_TEXT

    def __init__(self, number: int, pattern: re.Pattern[str]) -> None:
        del number
        self.pattern = pattern


class Captions:
    """Captions of images; one shows only if its image turns out to be a whole paragraph."""

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Image, tuple[Block, ...]]] = {}

    def keep(self, image: Image, blocks: tuple[Block, ...]) -> None:
        """Remember the caption of an image."""
        self._kept[id(image)] = (image, blocks)

    def figure(self, children: tuple[Inline, ...], attrs: Attributes, at: Pos) -> Figure | None:
        """Make a figure of a paragraph that holds a captioned image and nothing else."""
        if len(children) != 1:
            return None
        image, link = children[0], None
        if isinstance(image, Link) and len(image.children) == 1:
            link, image = replace(image, children=()), image.children[0]
        if not isinstance(image, Image):
            return None
        _, caption = self._kept.pop(id(image), (image, ()))
        label = next((value for name, value in image.attrs if name == _LABEL), "")
        if not caption and label:
            caption = (Paragraph((Text(label, image.at),), (), image.at),)
            image = replace(image, attrs=tuple(p for p in image.attrs if p[0] != _LABEL))
        if not caption:
            return None
        first = caption[0]
        if isinstance(first, Paragraph | Plain):
            return Figure(image, first.children, attrs, at, caption[1:], link)
        return Figure(image, (), attrs, at, caption, link)


class Document:
    """Blocks that are done and the block that is open."""

    __slots__ = ("at", "attrs", "blank", "block_attrs", "blocks", "depth", "inlines", "level",
                 "lists", "open", "pending", "places", "quote", "start", "table")  # fmt: skip

    def __init__(self, places: Places, depth: int, attrs: Attributes, at: Pos) -> None:
        self.places = places
        self.attrs = attrs
        self.at = at
        self.depth = depth
        self.blocks: list[Block] = []
        self.open = Open.NOTHING
        self.inlines = InlineBuilder(places)
        self.start = 0  # offset of the block that is open, or of its latest text
        self.level = 0
        self.block_attrs: Attributes = ()
        self.pending: Attributes | None = None  # parameters that wait for the next block
        self.blank = 0
        self.lists = ListBuilder()
        self.table = TableBuilder((), at)
        self.quote = QuoteBuilder((), at)

    @property
    def container(self) -> list[Block]:
        """Where a group that opens here goes."""
        if self.open is Open.LIST:
            return self.lists.item
        if self.open is Open.TABLE:
            return self.table.cell
        return self.blocks

    def begin(self, kind: Open, start: int) -> None:
        """Open a block; it takes the parameters that wait."""
        self.flush_blank(start)
        self.block_attrs, self.pending = self.pending or (), None
        self.open, self.start = kind, start
        if kind is Open.LIST:
            self.lists = ListBuilder()
        elif kind is Open.TABLE:
            self.table = TableBuilder(self.block_attrs, self.places.at(start))
        elif kind is Open.QUOTE:
            self.quote = QuoteBuilder(self.block_attrs, self.places.at(start))

    def flush_blank(self, offset: int) -> None:
        """Note the blank lines before a block; one is no more than its separation."""
        if self.blank > 1:
            self.blocks.append(EmptyLines(self.blank - 1, self.places.at(offset)))
        self.blank = 0

    def finish_parameters(self, offset: int) -> None:
        """Parameters that no block took make an empty paragraph."""
        if self.pending is not None:
            self.flush_blank(offset)
            self.blocks.append(Paragraph((), self.pending, self.places.at(offset)))
            self.pending = None

    def flush(self) -> None:
        """Put the text read so far into the item or the cell that is open."""
        children = self.inlines.take()
        if children:
            self.container.append(Plain(children, self.places.at(self.start)))

    def close(self, anchors: Anchors, captions: Captions) -> None:
        """Finish the block that is open."""
        kind, self.open = self.open, Open.NOTHING
        match kind:
            case Open.NOTHING:
                return
            case Open.PARAGRAPH:
                self._close_paragraph(captions)
            case Open.HEADING:
                children, at = self.inlines.take(), self.places.at(self.start)
                given = next((value for name, value in self.block_attrs if name == "id"), "")
                anchor = given or anchors.take(wiki_id(plain_text(children)))
                attrs = tuple(pair for pair in self.block_attrs if pair[0] != "id")
                self.blocks.append(Heading(self.level, children, attrs, anchor, at))
            case Open.LIST:
                self.open = kind
                self.flush()
                self.open = Open.NOTHING
                self.blocks += self.lists.close()
            case Open.TABLE:
                self.open = kind
                self.flush()
                self.open = Open.NOTHING
                self.blocks.append(self.table.close())
            case Open.QUOTE:
                self.flush_quote()
                self.blocks.append(self.quote.close())

    def flush_quote(self) -> None:
        """Put the text read so far into the innermost quote."""
        children = self.inlines.take()
        if children:
            self.quote.paragraph(children, self.places.at(self.start))

    def _close_paragraph(self, captions: Captions) -> None:
        children, at = self.inlines.take(), self.places.at(self.start)
        figure = captions.figure(children, self.block_attrs, at)
        if figure is not None:
            self.blocks.append(figure)
        elif children or self.block_attrs:
            self.blocks.append(Paragraph(children, self.block_attrs, at))
