"""The wiki's page ``?viewer=code`` as a browser saved it → the source it shows.

The source stands in a table with a row for every line: at its end the line's number and the line; author
and version go before them in rows where these change. Skins differ, so the numbers tell the table, not
its classes.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from scormkit.readers.listing import TITLE, Listing
from scormkit.values import Struct, field

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_EDGES = re.compile(r"\A[ \t]*\r?\n\s*|\s*\n[ \t]*\Z")
_SKIPPED = ("script", "style")


def is_html(text: str) -> bool:
    """Whether a file is a page saved by a browser."""
    return bool(_HTML.match(text))


def read_viewer(text: str) -> Listing | None:
    """Take the source out of a saved page; ``None`` if the page shows none."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    best: list[_Row] = max(parser.tables, key=len, default=[])
    if not best:
        return None
    title = " ".join((parser.words.get("h1") or parser.words.get("title", "")).split())
    return Listing(
        TITLE.sub("", title),
        "",
        "\n".join(row.content for row in best) + "\n",
        tuple(row.number for row in best),
        tuple(row.place for row in best),
    )


class _Row(Struct, frozen=True):
    number: int
    content: str
    place: int


class _Table(Struct):
    """A table being read; ``cells`` are those of the row at hand."""

    rows: list[_Row] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    place: int = 0

    def end_row(self) -> None:
        """Keep the row if it is a numbered line: each has a greater number than the one before."""
        texts = ["".join(cell) for cell in self.cells]
        self.cells = []
        if len(texts) < 2 or not (number := texts[-2].strip()).isdecimal():  # noqa: PLR2004
            return
        if int(number) > (self.rows[-1].number if self.rows else 0):
            content = _EDGES.sub("", texts[-1])
            content = "" if content == "\N{NO-BREAK SPACE}" else content
            self.rows.append(_Row(int(number), content, self.place))


class _Parser(HTMLParser):
    """Gathers numbered rows by table, and the words of the page's title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[_Row]] = []
        self.words: dict[str, str] = {}
        self._open: list[_Table] = []
        self._heading = ""
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a title."""
        del attrs
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in {"h1", "title"} and tag not in self.words:
            self._heading, self.words[tag] = tag, ""
        elif tag == "table":
            self._open.append(_Table())
        elif self._open and tag == "tr":
            self._open[-1].end_row()
            self._open[-1].place = self.getpos()[0]
        elif self._open and tag in {"td", "th"}:
            self._open[-1].cells.append([])
            self._open[-1].place = self.getpos()[0]
        elif self._open and tag == "br" and self._open[-1].cells:
            self._open[-1].cells[-1].append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End it again; rows and cells may be left open."""
        if tag in _SKIPPED:
            self._skipped = max(self._skipped - 1, 0)
        elif tag == self._heading:
            self._heading = ""
        elif self._open and tag == "tr":
            self._open[-1].end_row()
        elif self._open and tag == "table":
            table = self._open.pop()
            table.end_row()
            self.tables.append(table.rows)

    def handle_data(self, data: str) -> None:
        """Take words to where they stand."""
        if self._skipped:
            return
        if self._heading:
            self.words[self._heading] += data
        elif self._open and self._open[-1].cells:
            self._open[-1].cells[-1].append(data)
