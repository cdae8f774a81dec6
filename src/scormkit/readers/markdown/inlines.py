"""Tokens inside a paragraph → inlines. Without recursion, so that no text is too deep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.model.inlines import (
    Break,
    Code,
    Format,
    Image,
    Inline,
    InlineHtml,
    Link,
    Pos,
    Span,
    Text,
)
from scormkit.model.walk import text_of
from scormkit.readers.markdown import codes
from scormkit.readers.markdown.references import read_address, read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from scormkit.model.inlines import Attributes, FormatKind

MAX_DEPTH = 30
_OWN = frozenset(["href", "src", "alt"])
_FORMATS: dict[str, FormatKind] = {
    "strong": "strong",
    "em": "em",
    "s": "del",
    "b": "strong",
    "i": "em",
    "u": "ins",
    "ins": "ins",
    "del": "del",
    "strike": "del",
    "sub": "sub",
    "sup": "sup",
    "mark": "mark",
    "tt": "mono",
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)\b([^>]*?)(/?)>")
_VOID = frozenset(["area", "br", "hr", "img", "input", "source", "track", "wbr"])
_SPACED = re.compile(r"\]\(([^()<>\n]*[^()<>\n\s][ \t][^()<>\n]*\.[A-Za-z0-9]{2,5})\)")


class _Open:
    """An element that is not closed yet: a token's, or the tag of raw HTML."""

    __slots__ = ("at", "children", "html", "name", "token")

    def __init__(self, token: Token | None, name: str, at: Pos, html: str = "") -> None:
        self.token, self.name, self.at, self.html = token, name, at, html
        self.children: list[Inline] = []


class InlineConverter:
    """Converts the content of one paragraph after the other."""

    def __init__(
        self, notify: Callable[..., None], notes: Mapping[int, tuple[Inline, ...]]
    ) -> None:
        self._notify = notify
        self._notes = notes

    def convert(self, token: Token, line: int) -> tuple[Inline, ...]:
        """Convert an ``inline`` token that begins in ``line``."""
        children = token.children or []
        if len(children) == 1 and children[0].type == "text" and "](" not in token.content:
            return (Text(children[0].content, Pos(line)),)
        if "](" in token.content:
            self._find_spaced(children, line)
        return self._tokens(children, Pos(line))

    def _tokens(self, tokens: Sequence[Token], at: Pos) -> tuple[Inline, ...]:
        stack = [_Open(None, "", at)]
        for token in tokens:
            kind = token.type
            if kind == "text":
                if token.content:
                    stack[-1].children.append(Text(token.content, at))
            elif kind in {"softbreak", "hardbreak"}:
                stack[-1].children.append(Break(at, soft=kind == "softbreak"))
                at = Pos(at.line + 1)
            elif kind == "html_inline":
                self._html(token.content, stack, at)
                at = Pos(at.line + token.content.count("\n"))
            elif token.nesting == 1:
                stack.append(_Open(token, token.tag, at))
            elif token.nesting == -1:
                self._close(stack)
            else:
                stack[-1].children.extend(self._leaf(token, at))
        while len(stack) > 1:
            _give_up(stack)
        return tuple(stack[0].children)

    def _close(self, stack: list[_Open]) -> None:
        """Close the element that is open in Markdown; tags of HTML inside it stay alone."""
        while stack[-1].token is None and len(stack) > 1:
            _give_up(stack)
        done = stack.pop()
        children = tuple(done.children)
        if len(stack) > MAX_DEPTH:
            if len(stack) == MAX_DEPTH + 1:
                message = f"Formats are nested more than {MAX_DEPTH} levels deep."
                self._notify(codes.TOO_DEEP, message, done.at)
            stack[-1].children.extend(children)
        elif done.token is not None:
            stack[-1].children.append(_element(done.token, children, done.at))

    def _leaf(self, token: Token, at: Pos) -> tuple[Inline, ...]:
        attrs = attributes(token)
        match token.type:
            case "code_inline":
                return (Code(token.content, attrs, at),)
            case "image":
                target = read_picture(str(token.attrs.get("src", "")))
                alt = text_of(self._tokens(token.children or [], at)).strip()
                return (Image(target, alt or None, attrs, at),)
            case "footnote_ref":
                words = self._notes.get(token.meta["id"], (Text(token.meta.get("label", "*")),))
                note = (Text(" [", at), *words, Text("]", at))
                return (Span(note, (("class", "footnote"),), at),)
            case "footnote_anchor":
                return ()
            case _:
                return (Text(token.content, at),) if token.content else ()

    def _html(self, html: str, stack: list[_Open], at: Pos) -> None:
        """Pair tags, so that each can be cleaned as a whole."""
        tag = _TAG.fullmatch(html)
        if tag is None:
            if not html.startswith("<!--"):
                stack[-1].children.append(InlineHtml(html, at))
            return
        name = tag[2].lower()
        if name == "br":
            stack[-1].children.append(Break(at))
        elif tag[1]:
            if stack[-1].token is None and stack[-1].name == name:
                done = stack.pop()
                stack[-1].children.append(_html_element(done, html))
        elif name in _VOID or tag[4] or len(stack) > MAX_DEPTH:
            stack[-1].children.append(InlineHtml(html, at))
        else:
            stack.append(_Open(None, name, at, html))

    def _find_spaced(self, tokens: Sequence[Token], line: int) -> None:
        """Warn of links that Markdown does not see because of a space in the file's name."""
        for token in tokens:
            if token.type in {"softbreak", "hardbreak"}:
                line += 1
            elif token.type == "text" and (found := _SPACED.search(token.content)):
                message = f"The address {found[1]!r} holds a space, so this is no link."
                hint = f"Put it into angle brackets: (<{found[1]}>)."
                self._notify(codes.SPACED_ADDRESS, message, Pos(line), hint)


def attributes(token: Token) -> Attributes:
    """Give a token's attributes, without those that have a place of their own."""
    if not token.attrs:
        return ()
    return tuple((name, str(value)) for name, value in token.attrs.items() if name not in _OWN)


def _element(token: Token, children: tuple[Inline, ...], at: Pos) -> Inline:
    attrs = attributes(token)
    if token.type == "link_open":
        target = read_address(str(token.attrs.get("href", "")))
        return Link(target, children, attrs, at, bare=token.info == "auto")
    kind = _FORMATS.get(token.tag)
    return Format(kind, children, attrs, at) if kind else Span(children, attrs, at)


def _html_element(done: _Open, close: str) -> Inline:
    """Give a pair of tags as what it says, or as raw HTML if there is only text in it."""
    children = tuple(done.children)
    kind = _FORMATS.get(done.name)
    if kind and done.html.lower() == f"<{done.name}>":
        return Format(kind, children, at=done.at)
    if all(isinstance(child, Text) for child in children):
        from html import escape  # noqa: PLC0415  rare

        words = "".join(c.text for c in children if isinstance(c, Text))
        return InlineHtml(f"{done.html}{escape(words, quote=False)}{close}", done.at)
    return Span(children, at=done.at)


def _give_up(stack: list[_Open]) -> None:
    """Keep what stands after an opening tag that is never closed; the tag says nothing."""
    done = stack.pop()
    stack[-1].children.extend(done.children)
