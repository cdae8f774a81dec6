"""The passages of a page in Markdown: what the parser finds to be text, at its place in the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.readers.markdown.parser import parser_for
from scormkit.readers.markdown.reading import FRONT, FRONT_TITLE
from scormkit.readers.passages.html import html_passages
from scormkit.readers.passages.markdown_marks import running_passages
from scormkit.readers.passages.pieces import plain_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from scormkit.readers.passages.pieces import Passage

_KINDS = {
    "heading_open": "heading", "th_open": "cell", "td_open": "cell", "list_item_open": "item",
    "dt_open": "term", "dd_open": "item", "blockquote_open": "quote", "directive_open": "box",
}  # fmt: skip
_DIRECTIVE = re.compile(r":{3,}[ \t]*[\w-]*")
_ADDRESS = re.compile(r"[ \t]*(?:<[^<>]+>|\S+)")


def passages(text: str) -> tuple[Passage, ...]:
    """Give the passages of a page in their order."""
    return tuple(_Page(text).passages())


def checks(text: str) -> tuple[tuple[int, int], ...]:
    """Give the ranges of the checks: the lines between their marks."""
    if ":::" not in text:
        return ()
    starts = [0, *(m.end() for m in re.finditer("\n", text)), len(text)]
    tokens = (token for token in parser_for(text).parse(text, {}) if token.type == "check")
    lines = (token.map for token in tokens if token.map)
    return tuple((starts[first + 1], starts[last]) for first, last in lines)


class _Page:
    """One text, and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = text.replace("\0", "\ufffd")  # as the parser does
        self.starts = [0, *(m.end() for m in re.finditer("\n", text)), len(text) + 1]
        self.done = 0

    def passages(self) -> Iterator[Passage]:
        text, front = self.text, FRONT.match(self.text)
        if front is not None:
            if title := FRONT_TITLE.search(front[0]):
                yield from plain_passages(self.text, *title.span(1), "heading")
            text = "\n" * front[0].count("\n") + text[front.end() :]
        kinds = ["text"]
        for token in parser_for(text).parse(text, {}):
            if token.type in {"directive_open", "directive"}:
                yield from self._directive(token)
            if token.nesting:
                _nest(kinds, token)
            elif token.type == "html_block" and token.map:
                yield from self._html(token.map[0], token.map[1])
            elif token.type == "inline" and token.map and token.content.strip():
                yield from self._running(token, kinds[-1])

    def _directive(self, token: Token) -> Iterator[Passage]:
        line = (token.map or [0])[0]
        start, end = self.starts[line], self.starts[line + 1] - 1
        mark = _DIRECTIVE.match(self.text, self.text.index(":::", start, end))
        assert mark is not None
        start = mark.end()
        if token.meta["name"] in {"video", "audio"} and (
            address := _ADDRESS.match(self.text, start, end)
        ):
            start = address.end()
        yield from running_passages(self.text, start, end, "title")
        self.done = end

    def _html(self, first: int, last: int) -> Iterator[Passage]:
        end = min(self.starts[last], len(self.text))
        yield from html_passages(self.text, self.starts[first], end)
        self.done = end

    def _running(self, token: Token, kind: str) -> Iterator[Passage]:
        """Find where the parser's text stands: its lines lack only what stands before them."""
        assert token.map is not None
        lines = token.content.strip().split("\n")
        first = token.map[0]
        if kind == "cell":
            start, end = self._cell(lines[0], first)
        else:
            start = self._last(lines[0], first)
            end = self._last(lines[-1], first + len(lines) - 1) + len(lines[-1].strip())
        yield from running_passages(self.text, start, end, kind)
        self.done = end

    def _last(self, words: str, line: int) -> int:
        """Find words at the end of a line: what opens a list, a quote or a note may look like them."""
        return self.shown.rindex(words.strip(), self.starts[line], self.starts[line + 1] - 1)

    def _cell(self, words: str, line: int) -> tuple[int, int]:
        """Find the words of a cell behind the cell before; a bar in them is written with a backslash."""
        cell = re.compile(re.escape(words).replace(r"\|", r"\\?\|"))
        start = max(self.starts[line], self.done)
        found = cell.search(self.shown, start, self.starts[line + 1] - 1)
        assert found is not None
        return found.span()


def _nest(kinds: list[str], token: Token) -> None:
    if token.nesting > 0:
        kinds.append(_KINDS.get(token.type, kinds[-1]))
    else:
        kinds.pop()
