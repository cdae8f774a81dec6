"""Tables as Markdown writes them: a head, and a line for each row."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from scormkit.model.blocks import Cell, Plain, Row
from scormkit.model.inlines import Format
from scormkit.writers.pages.markdown.escapes import Place
from scormkit.writers.pages.markdown.flat import running_of

if TYPE_CHECKING:
    from scormkit.model.blocks import Table
    from scormkit.model.inlines import Attributes
    from scormkit.writers.pages.markdown.blocks import Pages

_CELL = Place(one_line=True, cell=True)
_ALIGN = re.compile(r"text-align:(left|right|center)")
_RULES = {"left": ":---", "right": "---:", "center": ":---:", "": "---"}


def write_table(pages: Pages, block: Table) -> list[str]:
    """Write a table; one without a head gets an empty one, for there is none without."""
    if not block.rows:
        return []
    head, *rows = block.rows
    if not all(cell.header for cell in head.cells):
        pages.losses.nearest("table without a head", "its head is empty", block.at)
        head, rows = Row(tuple(Cell((), header=True) for _ in head.cells)), [*block.rows]
    width = max(len(row.cells) for row in block.rows)
    aligned = [
        _align(cell.attrs) for cell in (rows[0] if rows and not head.at.line else head).cells
    ]
    rules = [_RULES[kind] for kind, _ in zip_longest(aligned, range(width), fillvalue="")]
    lines = [_row(pages, head, width, aligned, head=True)]
    lines.append(f"|{'|'.join(str(rule) for rule in rules)}|")
    return lines + [_row(pages, row, width, aligned, head=False) for row in rows]


def _align(attrs: Attributes) -> str:
    found = _ALIGN.fullmatch(dict(attrs).get("style", ""))
    return found[1] if found else ""


def _row(pages: Pages, row: Row, width: int, aligned: list[str], *, head: bool) -> str:
    pages.losses.attributes(row.attrs, "A row", row.at)
    cells = [
        _cell(pages, cell, aligned[n] if n < len(aligned) else "", head=head)
        for n, cell in enumerate(row.cells)
    ]
    texts = cells + [""] * (width - len(cells))
    return "|" + "".join(f" {text} |" if text else " |" for text in texts)


def _cell(pages: Pages, cell: Cell, align: str, *, head: bool) -> str:
    lost = tuple(p for p in cell.attrs if p[0] != "style" or _align((p,)) != align or not align)
    pages.losses.attributes(lost, "A cell", cell.at)
    words = running_of(cell.blocks)
    if not all(isinstance(block, Plain) for block in cell.blocks):
        pages.losses.nearest("cell with blocks", "its text stands in one line", cell.at)
    if cell.header and not head:
        pages.losses.nearest("head of a row", "it is bold", cell.at)
        words = (Format("strong", words),)
    return pages.running.write(words, _CELL).strip()
