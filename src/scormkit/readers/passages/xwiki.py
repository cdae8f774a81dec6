"""The passages of a page in XWiki syntax: the grammar itself says where running text begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.anchors import Anchors
from scormkit.model.blocks import Macro
from scormkit.model.inlines import InlineMacro
from scormkit.model.walk import walk
from scormkit.readers.passages.html import html_passages
from scormkit.readers.passages.pieces import attribute_passages
from scormkit.readers.passages.xwiki_marks import TITLED, WITH_TEXT, running_passages
from scormkit.readers.xwiki.grammar.document import Document, Open
from scormkit.readers.xwiki.grammar.inlines import InlineBuilder
from scormkit.readers.xwiki.grammar.parser import Parser
from scormkit.readers.xwiki.grammar.pieces import read_call
from scormkit.readers.xwiki.grammar.places import FilePlaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.diagnostics import Code
    from scormkit.model.inlines import Attributes, FormatKind, Inline, Pos
    from scormkit.readers.passages.pieces import Passage
    from scormkit.readers.xwiki.grammar.pieces import Call

_KINDS = {
    Open.NOTHING: "text", Open.PARAGRAPH: "text", Open.HEADING: "heading", Open.LIST: "item",
    Open.QUOTE: "quote", Open.TABLE: "cell",
}  # fmt: skip
_MAX_DEPTH = 40


def passages(text: str, syntax: str) -> tuple[Passage, ...]:
    """Give the passages of a page in their order."""
    found = _inside(text, 0, len(text), old=syntax == "xwiki/2.0", depth=0)
    return tuple(sorted(found, key=lambda passage: passage.start))


def checks(text: str, syntax: str) -> tuple[tuple[int, int], ...]:
    """Give the ranges of the checks: what their calls hold."""
    if "{{check" not in text:
        return ()
    calls = _calls(text, 0, len(text), old=syntax == "xwiki/2.0", depth=0)
    asked = (call for call in calls if call.name.lower() == "check")
    ends = ((call.inside, call.inside + len(call.content or "")) for call in asked)
    return tuple((start, end + text.startswith("\n", end)) for start, end in ends)


def _calls(text: str, start: int, end: int, *, old: bool, depth: int) -> Iterator[Call]:
    """Give the calls of macros on a page, and of those in what holds wiki text."""
    tracer = _Tracer(text[start:end], old=old)
    for macro in walk(tracer.parse()) if depth < _MAX_DEPTH else ():
        if isinstance(macro, Macro | InlineMacro):
            call = read_call(text[:end], start + tracer.places.offset(macro.at))
            if call is None:
                continue
            yield call
            if call.name.lower() in WITH_TEXT:
                stop = call.inside + len(call.content or "")
                yield from _calls(text, call.inside, stop, old=old, depth=depth + 1)


def _inside(text: str, start: int, end: int, *, old: bool, depth: int) -> Iterator[Passage]:
    """Give the passages of a page, or of the content of a macro in it."""
    tracer = _Tracer(text[start:end], old=old)
    blocks = tracer.parse()
    for kind, low, high in tracer.found:
        yield from running_passages(text, start + low, start + high, kind)
    if not tracer.has_macros or depth >= _MAX_DEPTH:
        return
    for macro in walk(blocks):
        if isinstance(macro, Macro):
            at = start + tracer.places.offset(macro.at)
            yield from _macro(text, at, end, old=old, depth=depth + 1)


def _macro(text: str, start: int, end: int, *, old: bool, depth: int) -> Iterator[Passage]:
    call = read_call(text[:end], start)
    if call is None:
        return
    name, inside = call.name.lower(), call.inside
    stop = inside + len(call.content or "")
    if name in WITH_TEXT:
        yield from attribute_passages(text, start, inside, '~"')
        yield from _inside(text, inside, stop, old=old, depth=depth)
    elif name in TITLED:
        yield from attribute_passages(text, start, inside, '~"')
        if "<iframe" in text[inside:stop].lower():
            yield from html_passages(text, inside, stop)
    elif name in {"html", "raw"}:
        yield from html_passages(text, inside, stop)


class _Tracer(Parser):
    """The parser, writing down from where to where each running text goes."""

    def __init__(self, text: str, *, old: bool) -> None:
        self.places = FilePlaces(text)
        self.found: list[tuple[str, int, int]] = []
        self._cut = len(text)
        super().__init__(text, self.places, _silent, Anchors(), old=old)

    def _document(self, depth: int, attrs: Attributes, at: Pos) -> Document:
        doc = super()._document(depth, attrs, at)
        doc.inlines = _TracedInlines(self.places, lambda: doc.open, self._text, self._note)
        return doc

    def _note(self, kind: Open, start: int) -> None:
        self.found.append((_KINDS[kind], start, self._cut))

    def _read_mark(self, mark: str, start: int) -> None:
        self._cut = start
        super()._read_mark(mark, start)
        self._cut = self._end


class _TracedInlines(InlineBuilder):
    """Collects as ever; says where the text began when it is taken."""

    def __init__(
        self,
        places: FilePlaces,
        kind: Callable[[], Open],
        text: str,
        note: Callable[[Open, int], None],
    ) -> None:
        super().__init__(places)
        self._kind = kind
        self._source = text
        self._note = note
        self._began: tuple[Open, int] | None = None

    def _begin(self, offset: int) -> None:
        if self._began is None:
            escaped = offset > 0 and self._source[offset - 1] == "~"
            self._began = (self._kind(), offset - escaped)

    def text(self, text: str, offset: int) -> None:
        self._begin(offset)
        super().text(text, offset)

    def add(self, inline: Inline, offset: int) -> None:
        self._begin(offset)
        super().add(inline, offset)

    def toggle(self, kind: FormatKind, offset: int) -> None:
        self._begin(offset)
        super().toggle(kind, offset)

    def style(self, attrs: Attributes, offset: int) -> None:
        self._begin(offset)
        super().style(attrs, offset)

    def take(self) -> tuple[Inline, ...]:
        began, self._began = self._began, None
        if began is not None:
            self._note(*began)
        return super().take()


def _silent(code: Code, message: str, at: Pos) -> None:
    """Leave findings to the reader proper."""
