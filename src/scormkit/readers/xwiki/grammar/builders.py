"""Builds lists, tables and quotes while their lines are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from scormkit.model.blocks import (
    Block,
    Cell,
    DefinitionItem,
    DefinitionList,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
)
from scormkit.model.inlines import NOWHERE

if TYPE_CHECKING:
    from scormkit.model.inlines import Attributes, Inline, Pos

_Kind = Literal["*", "1", "d"]


class _OpenItem:
    __slots__ = ("at", "blocks", "term")

    def __init__(self, at: Pos, *, term: bool = False) -> None:
        self.at = at
        self.term = term
        self.blocks: list[Block] = []


class _OpenList:
    __slots__ = ("at", "attrs", "items", "kind")

    def __init__(self, kind: _Kind, attrs: Attributes, at: Pos) -> None:
        self.kind = kind
        self.attrs = attrs
        self.at = at
        self.items: list[_OpenItem] = []

    def close(self) -> Block:
        """Give the finished list."""
        if self.kind == "d":
            terms = tuple(DefinitionItem(i.term, tuple(i.blocks), i.at) for i in self.items)
            return DefinitionList(terms, self.attrs, self.at)
        items = tuple(ListItem(tuple(i.blocks), (), i.at) for i in self.items)
        return ListBlock(self.kind == "1", items, self.attrs, 1, self.at)


class ListBuilder:
    """The lists open at a place of a page, the outermost first."""

    __slots__ = ("_done", "_levels")

    def __init__(self) -> None:
        self._done: list[Block] = []
        self._levels: list[_OpenList] = []

    @property
    def depth(self) -> int:
        """How many lists are open in each other."""
        return len(self._levels)

    @property
    def item(self) -> list[Block]:
        """The blocks of the item that is open."""
        return self._levels[-1].items[-1].blocks

    def open_item(self, mark: str, attrs: Attributes, at: Pos, limit: int) -> bool:
        """Open an item at the depth its mark says; whether that depth was within ``limit``.

        ``attrs`` go to the outermost list that has to be opened; with none to open they are lost.
        """
        ancestors = mark[:-1].replace(".", "").replace(";", "") if mark[-1] != "." else mark[:-2]
        last = mark[-1] if mark[-1] != "." else mark[-2]
        path = [*ancestors[: limit - 1], last]
        same = self._common(path, at)
        while len(self._levels) > same:
            self._close_level()
        for symbol in path[same:]:
            level = _OpenList(_kind(symbol), attrs, at)
            self._levels.append(level)
            if len(self._levels) < len(path):
                level.items.append(_OpenItem(at))
            attrs = ()
        self._levels[-1].items.append(_OpenItem(at, term=last == ";"))
        return len(ancestors) < limit

    def close(self) -> list[Block]:
        """Close all lists and give those that stood side by side."""
        while self._levels:
            self._close_level()
        return self._done

    def _common(self, path: list[str], at: Pos) -> int:
        """Count the open lists that the new item at ``at`` goes on with."""
        same = 0
        for symbol, level in zip(path, self._levels, strict=False):
            if _kind(symbol) != level.kind:
                break
            same += 1
        if 0 < same < len(path) and self._levels[same - 1].items[-1].term:
            # a term holds no list: its nested descriptions hang on a description of their own
            while len(self._levels) > same:
                self._close_level()
            self._levels[same - 1].items.append(_OpenItem(at))
        return same

    def _close_level(self) -> None:
        block = self._levels.pop().close()
        (self.item if self._levels else self._done).append(block)


def _kind(symbol: str) -> _Kind:
    return "d" if symbol in ":;" else "1" if symbol == "1" else "*"


class TableBuilder:
    """A table that is being read; there is always an open row with an open cell."""

    __slots__ = ("_at", "_attrs", "_cell", "_cell_at", "_cell_attrs", "_cells", "_header",
                 "_row_at", "_row_attrs", "_rows")  # fmt: skip

    def __init__(self, attrs: Attributes, at: Pos) -> None:
        self._attrs = attrs
        self._at = at
        self._rows: list[Row] = []
        self._cells: list[Cell] = []
        self._row_attrs: Attributes = ()
        self._row_at = at
        self._cell: list[Block] = []
        self._cell_attrs: Attributes = ()
        self._cell_at = NOWHERE
        self._header = False

    @property
    def cell(self) -> list[Block]:
        """The blocks of the cell that is open."""
        return self._cell

    def open_row(self, attrs: Attributes, at: Pos) -> None:
        """Close the row before, if any, and begin one; a cell must follow."""
        self._close_row()
        self._row_attrs, self._row_at = attrs, at

    def open_cell(self, attrs: Attributes, at: Pos, *, header: bool) -> None:
        """Close the cell before, if any, and begin one."""
        self._close_cell()
        self._cell, self._cell_attrs, self._cell_at, self._header = [], attrs, at, header

    def close(self) -> Table:
        """Give the finished table."""
        self._close_row()
        return Table(tuple(self._rows), self._attrs, self._at)

    def _close_row(self) -> None:
        if self._cell_at is NOWHERE:
            return
        self._close_cell()
        self._rows.append(Row(tuple(self._cells), self._row_attrs, self._row_at))
        self._cells = []
        self._cell_at = NOWHERE

    def _close_cell(self) -> None:
        if self._cell_at is NOWHERE:
            return
        scope: Literal["", "col", "row"] = ""
        if self._header:
            scope = "col" if not self._rows or self._cells else "row"
        blocks = tuple(self._cell)
        self._cells.append(Cell(blocks, self._header, scope, self._cell_attrs, self._cell_at))


class QuoteBuilder:
    """Quotes within quotes, the outermost first; deeper lines nest, lesser ones close."""

    __slots__ = ("_at", "_attrs", "_levels")

    def __init__(self, attrs: Attributes, at: Pos) -> None:
        self._attrs = attrs
        self._at = at
        self._levels: list[tuple[Pos, list[Block]]] = []

    @property
    def depth(self) -> int:
        """How many quotes are open in each other."""
        return len(self._levels)

    def paragraph(self, children: tuple[Inline, ...], at: Pos) -> None:
        """Add a paragraph to the innermost quote."""
        self._levels[-1][1].append(Paragraph(children, (), at))

    def turn(self, depth: int, at: Pos) -> None:
        """Open or close quotes until ``depth`` of them are open; ``at`` is where the line starts."""
        while len(self._levels) < depth:
            self._levels.append((at, []))
        while len(self._levels) > max(depth, 1):
            began, inner = self._levels.pop()
            self._levels[-1][1].append(Quote(tuple(inner), (), began))

    def close(self) -> Quote:
        """Give the outermost quote."""
        self.turn(1, self._at)
        return Quote(tuple(self._levels[0][1]), self._attrs, self._at)
