"""Tokens → blocks. A stack instead of recursion; one maker for each kind of element."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scormkit.model.blocks import (
    Block,
    Callout,
    Cell,
    DefinitionItem,
    DefinitionList,
    Download,
    Figure,
    Group,
    Heading,
    HtmlBlock,
    ListBlock,
    ListItem,
    Paragraph,
    Plain,
    Quote,
    Row,
    Rule,
    Table,
    Verbatim,
)
from scormkit.model.inlines import Break, Image, Inline, Link, Pos, Text
from scormkit.model.names import slug
from scormkit.model.walk import text_of
from scormkit.readers.markdown.inlines import InlineConverter, attributes
from scormkit.readers.markdown.places import make_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from scormkit.model.inlines import Attributes


class _Open:
    """An element that is not closed yet; ``held`` are nodes of whatever kind it takes."""

    __slots__ = ("at", "held", "title", "token", "words")

    def __init__(self, token: Token | None, at: Pos) -> None:
        self.token, self.at = token, at
        self.held: list[Any] = []
        self.words: tuple[Inline, ...] = ()
        self.title: tuple[Inline, ...] = ()

    @property
    def attrs(self) -> Attributes:
        return attributes(self.token) if self.token is not None and self.token.attrs else ()


class Converter:
    """Converts the tokens of one text whose first line has the number ``line``."""

    def __init__(self, notify: Callable[..., None], line: int) -> None:
        self._notify = notify
        self._line = line
        self._taken: set[str] = set()
        self._notes: dict[int, tuple[Inline, ...]] = {}
        self._inlines = InlineConverter(notify, self._notes)

    def convert(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Convert all of them, footnotes first, since they stand where they are called."""
        end = next(
            (i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens)
        )
        start = 0
        for place in range(end, len(tokens)):
            if tokens[place].type == "footnote_open":
                start = place
            elif tokens[place].type == "footnote_close":
                blocks = self._blocks(tokens[start + 1 : place])
                self._notes[tokens[start].meta["id"]] = _words(blocks)
        return self._blocks(tokens[:end])

    def _blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        stack = [_Open(None, Pos(self._line))]
        for token in tokens:
            line = self._line + token.map[0] if token.map else stack[-1].at.line
            if token.type == "inline":
                stack[-1].words = self._inlines.convert(token, line)
            elif token.nesting == 1:
                stack.append(_Open(token, Pos(line)))
            elif token.nesting == -1:
                done = stack.pop()
                self._close(done, stack[-1])
            else:
                leaf = self._leaf(token, Pos(line))
                if leaf is not None:
                    stack[-1].held.append(leaf)
        return tuple(stack[0].held)

    def _close(self, done: _Open, outer: _Open) -> None:
        assert done.token is not None  # only the root has none, and it is never closed
        kind = done.token.type
        if kind == "title_open":
            outer.title = done.words
        elif kind == "heading_open":
            outer.held.append(self._heading(done))
        else:
            maker = _MAKERS.get(kind)
            if maker is None:
                outer.held.extend(done.held)  # a thead, a tbody
            else:
                outer.held.append(maker(done))

    def _leaf(self, token: Token, at: Pos) -> Block | None:
        match token.type:
            case "hr":
                return Rule(attributes(token), at)
            case "fence":
                language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
                return Verbatim(token.content.removesuffix("\n"), attributes(token), language, at)
            case "code_block":
                return Verbatim(token.content.removesuffix("\n"), attributes(token), at=at)
            case "html_block":
                return HtmlBlock(token.content.rstrip("\n"), at)
            case "directive":
                return make_place(token.meta["head"], at, self._notify)
            case "deep":
                return Paragraph((Text(token.content, at),), at=at)
            case _:
                return None

    def _heading(self, done: _Open) -> Heading:
        assert done.token is not None
        given = dict(done.attrs)
        own = given.pop("id", "") or slug(text_of(done.words)) or "section"
        free, number = own, 1
        while free in self._taken:
            free, number = f"{own}-{number}", number + 1
        self._taken.add(free)
        level = int(done.token.tag[1:])
        return Heading(level, done.words, tuple(given.items()), free, done.at)


def _paragraph(done: _Open) -> Block:
    if done.token is not None and done.token.hidden:  # the text of a tight list
        return Plain(done.words, done.at)
    if not done.attrs and len(done.words) == 1:
        match done.words[0]:
            case Link(target=target, children=children) if target.kind == "attach" and children:
                return Download(target, children, done.at)
            case Image(attrs=attrs) as image if dict(attrs).get("title"):
                kept = tuple(pair for pair in attrs if pair[0] != "title")
                caption = (Text(dict(attrs)["title"], done.at),)
                return Figure(replace(image, attrs=kept), caption, at=done.at)
            case _:
                pass
    return Paragraph(done.words, done.attrs, done.at)


def _list(done: _Open) -> ListBlock:
    given = dict(done.attrs)
    start = given.pop("start", "1")
    ordered = done.token is not None and done.token.tag == "ol"
    return ListBlock(ordered, tuple(done.held), tuple(given.items()), int(start), done.at)


def _cell(done: _Open) -> Cell:
    given = dict(done.attrs)
    aligned = given.pop("style", "").removeprefix("text-align:")
    attrs = (("class", f"sk-{aligned}"),) if aligned else ()
    blocks = (Plain(done.words, done.at),) if done.words else ()
    header = done.token is not None and done.token.tag == "th"
    return Cell(blocks, header, "col" if header else "", (*given.items(), *attrs), done.at)


def _definition(done: _Open) -> DefinitionItem:
    term = done.token is not None and done.token.type == "dt_open"
    blocks = (Plain(done.words, done.at),) if done.words else tuple(done.held)
    return DefinitionItem(term, blocks, done.at)


def _box(done: _Open) -> Block:
    assert done.token is not None
    head, blocks = done.token.meta["head"], tuple(done.held)
    attrs = {**dict(done.attrs), **head.attrs}
    given = tuple((k, v) for k, v in attrs.items() if not k.lower().startswith("on"))
    if not head.is_box:
        title = (Paragraph(done.title, at=done.at),) if done.title else ()
        return Group((*title, *blocks), given, done.at)
    identifier = attrs.get("id", "") if head.name == "task" else ""
    kept = tuple(pair for pair in given if pair[0] != "id" or not identifier)
    return Callout(head.name, blocks, done.title, identifier, kept, done.at)


_MAKERS: dict[str, Callable[[_Open], Any]] = {
    "paragraph_open": _paragraph,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "list_item_open": lambda done: ListItem(tuple(done.held), done.attrs, done.at),
    "blockquote_open": lambda done: Quote(tuple(done.held), done.attrs, done.at),
    "table_open": lambda done: Table(tuple(done.held), done.attrs, done.at),
    "tr_open": lambda done: Row(tuple(done.held), done.attrs, done.at),
    "th_open": _cell,
    "td_open": _cell,
    "dl_open": lambda done: DefinitionList(tuple(done.held), done.attrs, done.at),
    "dt_open": _definition,
    "dd_open": _definition,
    "directive_open": _box,
}


def _words(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    """Give the running text of a footnote's blocks."""
    words: list[Inline] = []
    for block in blocks:
        if words:
            words.append(Break(block.at))
        if isinstance(block, Paragraph | Plain):
            words.extend(block.children)
        else:
            words.append(Text(text_of((block,)).strip(), block.at))
    return tuple(words)
