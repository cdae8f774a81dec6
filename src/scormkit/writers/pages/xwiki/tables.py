"""Tables as XWiki 2.1 writes them: a row a line, blocks of a cell in a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Cell, Plain, Row
from scormkit.values import replace
from scormkit.writers.pages.xwiki.lists import INERT, write_held
from scormkit.writers.pages.xwiki.references import styled

if TYPE_CHECKING:
    from scormkit.model.blocks import Table
    from scormkit.writers.pages.xwiki.blocks import Pages
    from scormkit.writers.pages.xwiki.escapes import Place


def write_table(pages: Pages, block: Table, place: Place) -> str:
    """Write a table."""
    rows = [_row(pages, row, place) for row in block.rows]
    return pages.before(block.attrs, "A table", block.at) + "\n".join(rows)


def _row(pages: Pages, row: Row, place: Place) -> str:
    attrs = pages.running.named(row.attrs, "A row", row.at)
    cells = row.cells or (Cell(()),)
    texts = [_cell(pages, cell, replace(place, after="|")) for cell in cells[:-1]]
    texts.append(_cell(pages, cells[-1], replace(place, after="\n")))
    return (styled(attrs) if attrs else "") + "".join(texts)


def _cell(pages: Pages, cell: Cell, place: Place) -> str:
    attrs = pages.running.named(cell.attrs, "A cell", cell.at)
    blocks = tuple(b for b in cell.blocks if not isinstance(b, Plain) or b.children)
    text = write_held(pages, blocks, replace(place, stops="|", starts_line=False))
    # of two sets of parameters the first is the cell's
    between = styled(attrs) if attrs else INERT if text.startswith("(%") else ""
    return ("|=" if cell.header else "|") + between + text
