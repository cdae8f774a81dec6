"""Collects the running text of one block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.inlines import (
    Break,
    Code,
    Format,
    FormatKind,
    Image,
    Inline,
    Link,
    Note,
    Span,
    Text,
)
from scormkit.readers.terms import explained

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.inlines import Attributes
    from scormkit.readers.xwiki.grammar.places import Places

_Style = FormatKind | tuple[tuple[str, str], ...]
"""A format, or the parameters of a span."""


class InlineBuilder:
    """Collects text with its formats.

    Formats are toggles: each piece of text has those that are on, in the order they came on, with
    the span innermost. Elements are opened only when something is put into them.
    """

    __slots__ = ("_change", "_closed", "_formats", "_marks", "_open", "_places", "_span", "_start",
                 "_text")  # fmt: skip

    def __init__(self, places: Places) -> None:
        self._places = places
        self._formats: list[FormatKind] = []
        self._span: Attributes = ()
        self._marks: dict[_Style, int] = {}  # offsets of marks whose element is not yet open
        self._closed = True  # whether the open elements are not yet those asked for
        self._change = 0  # offset of the first mark since they were
        self._open: list[tuple[_Style, list[Inline], int]] = [("strong", [], 0)]
        self._text: list[str] = []
        self._start = 0

    def text(self, text: str, offset: int) -> None:
        """Add characters that stand at ``offset``."""
        if self._closed:
            self._sync()
        if not self._text:
            self._start = offset
        self._text.append(text)

    def add(self, inline: Inline, offset: int) -> None:  # noqa: ARG002  for those who trace it
        """Add anything but text, that stands at ``offset``."""
        if self._closed:
            self._sync()
        if self._text:
            self._flush()
        self._open[-1][1].append(inline)

    def line_break(self, offset: int) -> None:
        """Add a line break."""
        self.add(Break(self._places.at(offset)), offset)

    def toggle(self, kind: FormatKind, offset: int) -> None:
        """Switch a format on or off by the mark at ``offset``."""
        if kind in self._formats:
            self._formats.remove(kind)
        else:
            self._formats.append(kind)
            self._marks[kind] = offset
        if not self._closed:
            self._change, self._closed = offset, True

    def style(self, attrs: Attributes, offset: int) -> None:
        """Give what follows the parameters at ``offset``; none of them resets."""
        self._span = attrs
        self._marks[attrs] = offset
        if not self._closed:
            self._change, self._closed = offset, True

    def trim(self) -> None:
        """Drop white space at the end, before a mark that owns it."""
        if self._text:
            kept = "".join(self._text).rstrip(" \t")
            self._text = [kept] if kept else []

    def reset(self) -> None:
        """Switch all formats off, as the end of a line of a quote does."""
        self._formats.clear()
        self._span = ()
        self._closed = True

    def take(self) -> tuple[Inline, ...]:
        """Close everything, give what was collected and start anew."""
        if self._closed or len(self._open) > 1:
            self.reset()
            self._sync()
        elif self._text:
            self._flush()
        found = self._open[0][1]
        children = tuple(found)
        found.clear()
        return children

    def _flush(self) -> None:
        self._open[-1][1].append(Text("".join(self._text), self._places.at(self._start)))
        self._text = []

    def _sync(self) -> None:
        if self._text:
            self._flush()
        wanted: list[_Style] = [*self._formats]
        if self._span:
            wanted.append(self._span)
        same = 0
        while (
            same < min(len(wanted), len(self._open) - 1) and wanted[same] == self._open[same + 1][0]
        ):
            same += 1
        while len(self._open) > same + 1:
            self._close()
        for style in wanted[same:]:
            self._open.append((style, [], self._marks.get(style, self._change)))
        self._marks.clear()
        self._closed = False

    def _close(self) -> None:
        style, children, offset = self._open.pop()
        if not children:
            return
        at = self._places.at(offset)
        node = (
            Format(style, tuple(children), (), at)
            if isinstance(style, str)
            else explained(Span(tuple(children), style, at))
        )
        self._open[-1][1].append(node)


def plain_text(inlines: Iterable[Inline]) -> str:
    """Give the characters a reader sees, without pictures and macros."""
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text | Code):
            parts.append(inline.text)
        elif isinstance(inline, Format | Span | Note):
            parts.append(plain_text(inline.children))
        elif isinstance(inline, Link):
            parts.append(plain_text(inline.children) or inline.target.target)
        elif not isinstance(inline, Image):
            parts.append(" ")
    return "".join(parts)
