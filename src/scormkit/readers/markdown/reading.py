"""Markdown's tokens → blocks of the model, in one pass over a stack of what is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scormkit.model.blocks import (
    Block,
    Cell,
    DefinitionItem,
    DefinitionList,
    Figure,
    Group,
    Heading,
    HtmlBlock,
    ListBlock,
    ListItem,
    Navigation,
    Paragraph,
    Plain,
    Quote,
    Row,
    Rule,
    Table,
    Verbatim,
)
from scormkit.model.inlines import Attributes, Break, Image, Inline, Link, Pos, Text
from scormkit.readers.markdown import codes
from scormkit.readers.markdown.attributes import (
    SET,
    join_attributes,
    read_attributes,
    split_attributes,
)
from scormkit.readers.markdown.boxes import read_box, read_check, read_line_directive
from scormkit.readers.markdown.directives import MAX_LEVEL
from scormkit.readers.markdown.gaps import WITH_GAPS
from scormkit.readers.markdown.html import picture, tag_attributes
from scormkit.readers.markdown.inlines import Inlines
from scormkit.readers.markdown.parser import parser, parser_for
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.token import Token

    from scormkit.diagnostics import Report

FRONT = re.compile(r"\A---[ \t]*\n((?:[A-Za-z_][\w-]*:.*\n|[ \t#-].*\n|\n)+)---[ \t]*(?:\n|\Z)")
FRONT_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_OPEN_DIV = re.compile(r"\s*<(div|section|center)\b[^<>]*>\s*\Z", re.IGNORECASE)
_CLOSE_DIV = re.compile(r"\s*</(div|section|center)\s*>\s*\Z", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_](?:[^\W_]|[ ,.;?!…«»„“”—–'\"()%+-])*")


class _Attributes(Struct, frozen=True):
    """A set of attributes in a paragraph of its own: it belongs to the block that follows."""

    attrs: Attributes
    source: Paragraph


def read(
    text: str, path: str, report: Report, *, line: int = 1, gaps: bool = False, whole: str = ""
) -> tuple[Block, ...]:
    """Read a page, or a text that begins in ``line`` of its file; only one with ``gaps`` has any.

    ``whole`` is what the file holds, if that is more or is written in another way.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reading = _Reading(Inlines(text, path, report, line - 1, whole))
    front = FRONT.match(text)
    before: tuple[Block, ...] = ()
    if front is not None:
        before = reading.front_matter(front[1])
        text = "\n" * front[0].count("\n") + text[front.end() :]
    return before + reading.read(parser_for(text).parse(text, _told(gaps=gaps)))


def read_line(
    text: str, path: str, report: Report, *, line: int = 1, gaps: bool = False, whole: str = ""
) -> tuple[Block, ...]:
    """Read a text of one line as running text: ``1. May`` and ``- 5`` are no lists there."""
    if "\n" in text.strip() or text.lstrip().startswith(":::"):
        return read(text, path, report, line=line, gaps=gaps, whole=whole)
    text = text.strip()
    at = Pos(line)
    if _WORDS.fullmatch(text):
        return (Paragraph((Text(text, at),), at=at),)
    inlines = Inlines(text, path, report, line - 1, whole)
    tokens = parser().parseInline(text, _told(gaps=gaps))
    children = [inlines.read(token.children or (), 0) for token in tokens]
    return tuple(Paragraph(found, at=at) for found in children if found)


def _told(*, gaps: bool) -> dict[str, Any]:
    """Give the environment that the parser's rules look into."""
    return {WITH_GAPS: True} if gaps else {}


class _Reading:
    """One text on its way from tokens to blocks."""

    def __init__(self, inlines: Inlines) -> None:
        self.inlines = inlines

    def at(self, token: Token) -> Pos:
        return Pos(token.map[0] + 1 + self.inlines.offset) if token.map else self.inlines.at

    def front_matter(self, settings: str) -> tuple[Block, ...]:
        title = FRONT_TITLE.search(settings)
        others = [s for s in settings.splitlines() if s.strip() and not s.startswith("title:")]
        if others:
            message = f"The setting {others[0].strip()!r} is left out"
            self.inlines.note(codes.FRONT_MATTER, message, 1 + self.inlines.offset)
        at = Pos(1 + self.inlines.offset)
        return (Heading(1, (Text(title[1], at),), at=at),) if title else ()

    def read(self, tokens: list[Token]) -> tuple[Block, ...]:
        self._read_notes(tokens)
        return self._blocks(tokens)

    def _blocks(self, tokens: Iterable[Token]) -> tuple[Block, ...]:
        items: list[Any] = []
        opened: list[tuple[Token, list[Any]]] = []
        inlines, line = self.inlines, 0
        for token in tokens:
            nesting = token.nesting
            if token.map:
                line = token.map[0]
            if nesting == 1:
                opened.append((token, items))
                items = []
            elif nesting == -1:
                opening, outer = opened.pop()
                made = _MAKERS[opening.type](self, opening, _finished(items))
                items = outer
                for node in made:
                    _append(items, node)
            elif token.type == "inline":
                items += inlines.read(token.children or (), line)
            else:
                for node in _LEAVES[token.type](self, token):
                    _append(items, node)
        return tuple(_divisions(_finished(items)))

    def _read_notes(self, tokens: list[Token]) -> None:
        """Read footnotes first: their text stands where they are referred to."""
        notes = self.inlines.notes
        label = None
        for token in tokens:
            if token.type == "footnote_reference_open":
                label = str(token.meta["label"])
                notes[label] = ()
            elif token.type == "footnote_reference_close":
                label = None
            elif label is not None and token.type == "inline":
                words = self.inlines.read(token.children or (), (token.map or [0])[0])
                notes[label] += (Text(" "), *words) if notes[label] else words

    def paragraph(self, token: Token, items: list[Any]) -> Iterable[Any]:
        children, at = tuple(items), self.at(token)
        if token.hidden:
            return (Plain(children, at),)
        if len(children) == 1:
            alone = children[0]
            if isinstance(alone, Image) and "title" in (attrs := dict(alone.attrs)):
                caption = (Text(attrs.pop("title"), alone.at),)
                return (Figure(replace(alone, attrs=tuple(attrs.items())), caption, at=at),)
            if isinstance(alone, Link) and _is_button(alone):
                return (Navigation(alone.target, alone.children, alone.at),)
        attrs_text = children[0].text if children and isinstance(children[0], Text) else ""
        if attrs_text.startswith("{") and SET.fullmatch(attrs_text.strip()):
            given = read_attributes(attrs_text)
            if len(children) == 1:
                return (_Attributes(given, Paragraph(children, at=at)),)
            if isinstance(children[1], Break):
                return (Paragraph(self._without_buttons(children[2:]), given, at),)
        return (Paragraph(self._without_buttons(children), at=at),)

    def _without_buttons(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not any(isinstance(c, Link) and c.target.kind == "course" for c in children):
            return children
        result: list[Inline] = []
        for child in children:
            if isinstance(child, Link) and child.target.kind == "course":
                message = f"The link to {child.target.target!r} stands inside a sentence"
                self.inlines.note(codes.BUTTON_IN_TEXT, message, *child.at)
                result += child.children
            else:
                result.append(child)
        return tuple(result)

    def heading(self, token: Token, items: list[Any]) -> Iterable[Heading]:
        attrs: Attributes = ()
        if items and isinstance(items[-1], Text):
            text, attrs = split_attributes(items[-1].text)
            if attrs:
                items[-1:] = [replace(items[-1], text=text)] if text else []
        own = dict(attrs).get("id", "")
        rest = tuple(pair for pair in attrs if pair[0] != "id")
        yield Heading(int(token.tag[1]), tuple(items), rest, own, self.at(token))

    def list_block(self, token: Token, items: list[Any]) -> Iterable[ListBlock]:
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1))
        yield ListBlock(ordered, tuple(items), start=start, at=self.at(token))

    def cell(self, token: Token, items: list[Any]) -> Iterable[Cell]:
        header = token.type == "th_open"
        attrs = tuple((name, str(value)) for name, value in token.attrs.items())
        at = self.at(token)
        blocks = (Plain(tuple(items), at),)
        yield Cell(blocks, header, "col" if header else "", attrs, at)

    def definition(self, token: Token, items: list[Any]) -> Iterable[DefinitionItem]:
        term, at = token.type == "dt_open", self.at(token)
        blocks = (Plain(tuple(items), at),) if term else tuple(items)
        yield DefinitionItem(term, blocks, at)

    def footnote(self, token: Token, items: list[Any]) -> Iterable[Block]:
        """Leave a footnote where it stands if nothing refers to it."""
        return () if str(token.meta["label"]) in self.inlines.used else items

    def formula(self, token: Token) -> Iterable[Paragraph]:
        at = self.at(token)
        yield Paragraph((self.inlines.formula(token.content, at, display=True),), at=at)

    def fence(self, token: Token) -> Iterable[Verbatim | Paragraph]:
        if token.info.strip() == "math":
            return self.formula(token)
        text = token.content.removesuffix("\n")
        language, _, attrs = token.info.strip().partition("{")
        given = split_attributes(f"{{{attrs}")[1] if attrs else ()
        language = (language.split() or [""])[0]
        return (Verbatim(text, given, language, self.at(token)),)

    def deep(self, token: Token) -> Iterable[Block]:
        at = self.at(token)
        self.inlines.note(codes.TOO_DEEP, f"More than {MAX_LEVEL} levels begin here", at.line)
        yield Paragraph((Text(token.content, at),), at=at)

    def html(self, token: Token) -> Iterable[Block]:
        image = picture(token.content, self.at(token))
        at = self.at(token)
        yield HtmlBlock(token.content, at) if image is None else Paragraph((image,), at=at)


def _is_button(link: Link) -> bool:
    return link.target.kind == "course" or "button" in dict(link.attrs).get("class", "").split()


def _append(items: list[Any], node: Any) -> None:  # noqa: ANN401  any kind of node
    """Add a node; attributes that stand before it become its own."""
    if items and isinstance(items[-1], _Attributes):
        waiting = items.pop()
        given = waiting.attrs
        if hasattr(node, "attrs"):
            if isinstance(node, Heading) and "id" in dict(given):
                node = replace(node, id=dict(given)["id"])
                given = tuple(pair for pair in given if pair[0] != "id")
            node = replace(node, attrs=join_attributes(given, node.attrs))
        else:
            items.append(waiting.source)
    items.append(node)


def _finished(items: list[Any]) -> list[Any]:
    """Turn attributes that no block follows back into the text they are."""
    if items and isinstance(items[-1], _Attributes):
        items[-1] = items[-1].source
    return items


def _divisions(blocks: list[Any]) -> list[Any]:
    """Make groups of what stands between ``<div …>`` and ``</div>`` on lines of their own."""
    if not any(isinstance(b, HtmlBlock) and _CLOSE_DIV.match(b.html) for b in blocks):
        return blocks
    found: list[Any] = []
    opened: list[tuple[HtmlBlock, list[Any]]] = []
    for block in blocks:
        html = block.html if isinstance(block, HtmlBlock) else ""
        if html and _OPEN_DIV.match(html):
            opened.append((block, found))
            found = []
        elif html and opened and _CLOSE_DIV.match(html):
            opening, outer = opened.pop()
            outer.append(Group(tuple(found), tag_attributes(opening.html), opening.at))
            found = outer
        else:
            found.append(block)
    while opened:
        opening, outer = opened.pop()
        found = [*outer, opening, *found]
    return found


_MAKERS: dict[str, Callable[[_Reading, Token, list[Any]], Iterable[Any]]] = {
    "paragraph_open": _Reading.paragraph,
    "heading_open": _Reading.heading,
    "bullet_list_open": _Reading.list_block,
    "ordered_list_open": _Reading.list_block,
    "list_item_open": lambda r, t, items: (ListItem(tuple(items), at=r.at(t)),),
    "blockquote_open": lambda r, t, items: (Quote(tuple(_divisions(items)), at=r.at(t)),),
    "table_open": lambda r, t, items: (Table(tuple(items), at=r.at(t)),),
    "thead_open": lambda _r, _t, items: items,
    "tbody_open": lambda _r, _t, items: items,
    "tr_open": lambda r, t, items: (Row(tuple(items), at=r.at(t)),),
    "th_open": _Reading.cell,
    "td_open": _Reading.cell,
    "dl_open": lambda r, t, items: (DefinitionList(tuple(items), at=r.at(t)),),
    "dt_open": _Reading.definition,
    "dd_open": _Reading.definition,
    "footnote_reference_open": _Reading.footnote,
    "directive_open": lambda r, t, items: read_box(
        r.inlines, t.meta, tuple(_divisions(items)), r.at(t), parser()
    ),
}
_LEAVES: dict[str, Callable[[_Reading, Token], Iterable[Any]]] = {
    "hr": lambda r, t: (Rule(at=r.at(t)),),
    "math_block": _Reading.formula,
    "fence": _Reading.fence,
    "code_block": _Reading.fence,
    "html_block": _Reading.html,
    "too_deep": _Reading.deep,
    "check": lambda r, t: read_check(r.inlines, t.meta, t.content, r.at(t)),
    "directive": lambda r, t: read_line_directive(r.inlines, t.meta, r.at(t), parser()),
}
