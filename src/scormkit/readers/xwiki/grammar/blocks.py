"""The line-sensitive half of the grammar: what marks at the start of a line open and close."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from scormkit.model.blocks import Group, Rule
from scormkit.model.inlines import Pos
from scormkit.readers.xwiki import codes
from scormkit.readers.xwiki.grammar.document import Captions, Document, Open
from scormkit.readers.xwiki.grammar.patterns import (
    BLOCK_MARK,
    CELL_MARK,
    GROUP_AFTER,
    GROUP_OPEN_END,
    LINE_END,
    PARAMETERS,
    end_of_line,
    skip_spaces,
)
from scormkit.readers.xwiki.grammar.pieces import read_parameters

if TYPE_CHECKING:
    from scormkit.diagnostics import Code as DiagnosticCode
    from scormkit.model.anchors import Anchors
    from scormkit.model.inlines import Attributes
    from scormkit.readers.xwiki.grammar.places import Places

MAX_DEPTH = 40
"""How deep groups, lists, quotes and macros may stand in each other, all together."""

MARK_FIRST = frozenset(" \t=*1:;->|!(")
"""What the mark of a block at the start of a line may begin with."""

Notify = Callable[["DiagnosticCode", str, Pos], None]


class Mark(NamedTuple):
    """A mark at the start of a line, the parameters before it on the line, and its end."""

    kind: str
    text: str
    attrs: Attributes
    start: int
    end: int


class BlockReader:
    """The state of reading one text, and the blocks in it.

    ``old`` is syntax 2.0, ``depth`` how deep the text itself stands in others.
    """

    def __init__(
        self,
        text: str,
        places: Places,
        notify: Notify,
        anchors: Anchors,
        *,
        old: bool,
        depth: int = 0,
    ) -> None:
        self._text = text
        self._end = len(text)
        self._places = places
        self._notify = notify
        self._anchors = anchors
        self._captions = Captions()
        self._old = old
        self._pos = 0
        self._line_start = True
        self._stack: list[Document] = []
        self._doc = self._document(depth, (), places.at(0))
        self._no_parameters_from = self._end  # no "%)" closes what opens from here on
        self._no_link_from = self._end
        self._no_call_from = self._end
        self.has_macros = False
        self._broken_at = -1  # offset of a line end that needs no break of its own

    def _document(self, depth: int, attrs: Attributes, at: Pos) -> Document:
        """Begin the page or the inside of a group."""
        return Document(self._places, depth, attrs, at)

    def _close(self) -> None:
        self._doc.close(self._anchors, self._captions)

    def _mark_at(self, pos: int) -> Mark | None:
        """Find the block mark that stands at the start of a line."""
        if self._text[pos] == "(":
            return self._parameter_mark(pos)
        mark = BLOCK_MARK.match(self._text, pos)
        if mark is None:
            return None
        kind = mark.lastgroup or ""
        return Mark(kind, mark[kind], (), pos, mark.end())

    def _parameter_mark(self, pos: int) -> Mark | None:
        """Parameters alone on a line are for the next block; before a cell mark for the row."""
        found = self._parameters_at(pos)
        if found is None:
            return None
        attrs, end = found
        after = skip_spaces(self._text, end)
        if line := LINE_END.match(self._text, after):
            if self._text.startswith("(((", line.end()):
                return None
            return Mark("parameters", "", attrs, pos, line.end())
        if cell := CELL_MARK.match(self._text, after):
            return Mark("row", cell[0], attrs, pos, cell.end())
        return None

    def _parameters_at(self, pos: int) -> tuple[Attributes, int] | None:
        if not self._text.startswith("(%", pos) or pos >= self._no_parameters_from:
            return None
        found = PARAMETERS.match(self._text, pos)
        if found:
            return read_parameters(found[1]), found.end()
        self._no_parameters_from = pos
        return None

    def _begin(self, mark: Mark) -> None:
        """Begin the block that a mark opens, closing what it interrupts."""
        self._pos = mark.end
        self._line_start = False
        match mark.kind:
            case "heading":
                self._close()
                self._doc.begin(Open.HEADING, mark.start)
                self._doc.level = min(len(mark.text), 6)
            case "item":
                self._begin_item(mark)
            case "row":
                self._begin_row(mark)
            case "quote":
                self._begin_quote(mark)
            case "rule":
                self._close()
                doc = self._doc
                doc.flush_blank(mark.start)
                doc.blocks.append(Rule(doc.pending or (), self._places.at(mark.start)))
                doc.pending = None
                self._skip_line_end()
            case _:
                self._begin_parameters(mark)

    def _begin_parameters(self, mark: Mark) -> None:
        doc = self._doc
        if doc.open is Open.LIST and mark.end < self._end:
            item = self._mark_at(mark.end)
            if item is not None and item.kind == "item":
                doc.pending = mark.attrs
                self._begin(item)
                return
        self._close()
        doc.pending = mark.attrs
        self._line_start = True

    def _begin_item(self, mark: Mark) -> None:
        doc = self._doc
        if doc.open is Open.LIST:
            doc.flush()
            attrs, doc.pending = doc.pending or (), None
        else:
            self._close()
            doc.begin(Open.LIST, mark.start)
            attrs = doc.block_attrs
        doc.start = mark.end
        at = self._places.at(mark.start)
        if not doc.lists.open_item(mark.text, attrs, at, max(MAX_DEPTH - doc.depth, 1)):
            self._too_deep("list item", at)
        line = end_of_line(self._text, self._pos)
        if line > self._pos and end_of_line(self._text, line) == line:
            # the wiki keeps the line end of an item that begins with one
            doc.inlines.line_break(self._pos)
            self._broken_at = self._pos

    def _begin_row(self, mark: Mark) -> None:
        doc = self._doc
        if doc.open is Open.TABLE:
            doc.flush()
        else:
            self._close()
            doc.begin(Open.TABLE, mark.start)
        doc.table.open_row(mark.attrs, self._places.at(mark.start))
        self._begin_cell(mark.text, mark.end - len(mark.text))

    def _begin_cell(self, mark: str, start: int) -> None:
        self._pos = start + len(mark)
        found = self._parameters_at(self._pos)
        attrs: Attributes = ()
        if found:
            attrs, self._pos = found
        self._doc.table.open_cell(attrs, self._places.at(start), header=mark[-1] == "=")
        self._doc.start = self._pos

    def _begin_quote(self, mark: Mark) -> None:
        doc, at = self._doc, self._places.at(mark.start)
        limit = max(MAX_DEPTH - doc.depth, 1)
        depth = min(len(mark.text), limit)
        if len(mark.text) > limit:
            self._too_deep("quote", at)
        if doc.open is not Open.QUOTE:
            self._close()
            doc.begin(Open.QUOTE, mark.start)
            doc.quote.turn(depth, at)
            doc.start = mark.end
            return
        before = doc.quote.depth
        if depth == before:
            doc.inlines.reset()
            doc.inlines.line_break(mark.start)
            return
        doc.flush_quote()
        doc.quote.turn(depth, at)
        doc.start = mark.end
        if depth < before:
            doc.start = mark.start
            doc.inlines.line_break(mark.start)

    def _too_deep(self, what: str, at: Pos) -> None:
        self._notify(codes.TOO_DEEP, f"This {what} is nested more than {MAX_DEPTH} levels deep", at)

    def _skip_line_end(self) -> None:
        """Skip the line end right after a block that closes itself: it belongs to it."""
        line = end_of_line(self._text, self._pos)
        self._line_start = line > self._pos
        self._pos = line

    # Groups

    def _styled_group_at(self, pos: int) -> tuple[Attributes, int] | None:
        """Find the parameters of a group and where that begins, if there is one."""
        found = self._parameters_at(pos)
        opening = GROUP_AFTER.match(self._text, found[1]) if found else None
        return (found[0], opening.end()) if found and opening else None

    def _open_styled_group(self, pos: int) -> bool:
        """Open a group with parameters before it, if there is one."""
        found = self._styled_group_at(pos)
        return found is not None and self._open_group(found[0], pos, found[1])

    def _open_group(self, attrs: Attributes, start: int, end: int) -> bool:
        doc, at = self._doc, self._places.at(start)
        depth = doc.depth + 1 + (doc.lists.depth if doc.open is Open.LIST else 0)
        if depth >= MAX_DEPTH:
            self._too_deep("group", at)
            return False
        doc.inlines.trim()
        if doc.open is Open.LIST or doc.open is Open.TABLE:
            doc.flush()
        else:
            self._close()
            doc.flush_blank(start)
        self._stack.append(doc)
        self._doc = self._document(depth, attrs, at)
        opening = GROUP_OPEN_END.match(self._text, end)
        self._pos = opening.end() if opening else end
        self._line_start = True
        return True

    def _close_group(self, end: int) -> None:
        inner = self._doc
        inner.inlines.trim()
        self._close()
        inner.finish_parameters(end)
        inner.flush_blank(end)
        self._doc = self._stack.pop()
        self._doc.container.append(Group(tuple(inner.blocks), inner.attrs, inner.at))
        self._doc.pending = None
        self._pos = skip_spaces(self._text, end)
        if self._doc.open is Open.NOTHING:
            self._skip_line_end()
        else:
            self._doc.start = self._broken_at = self._pos
