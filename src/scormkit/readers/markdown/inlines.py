"""The parser's inline tokens → inlines of the model, in one pass over a stack of what is open."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

from scormkit.diagnostics import Location
from scormkit.model.inlines import (
    NOWHERE,
    Attributes,
    Break,
    Code,
    Format,
    FormatKind,
    Formula,
    Gap,
    Image,
    Inline,
    InlineHtml,
    Link,
    Note,
    Pos,
    Span,
    Text,
)
from scormkit.readers.formulas import read_formula
from scormkit.readers.markdown import codes
from scormkit.readers.markdown.attributes import SET, join_attributes, read_attributes
from scormkit.readers.markdown.html import CLOSE, OPEN, paired, picture
from scormkit.readers.markdown.links import BARE, bare_address, read_reference
from scormkit.readers.terms import explained
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from scormkit.diagnostics import Report

Notes: TypeAlias = "dict[str, tuple[Inline, ...]]"
_FORMATS: dict[str, FormatKind] = {"em_open": "em", "strong_open": "strong", "s_open": "del"}
_NO_LINK = re.compile(r"\[[^\[\]]{1,200}\]\([^()]{1,500}(?:\([^()]{0,200}\)[^()]{0,200})?\)")
_AMOUNT = re.compile(r"\d[^\\]*[^\W\d_]{2}[^\\]*\Z", re.DOTALL)
"""Words after a number, between dollars: ``$5 in May, 6$`` is no formula."""
_TAKES_ATTRIBUTES = (Link, Image, Code, Format, Span)


class Inlines:
    """Reads the running text of one source; ``offset`` lines stand before it in its file.

    Columns are looked for in ``whole``, the file, where it is not the text as it stands.
    ``notes`` are the texts of footnotes by label; ``used`` collects the labels that were met.
    """

    def __init__(self, text: str, path: str, report: Report, offset: int, whole: str = "") -> None:
        self._source, self._before = (whole, 0) if whole else (text, offset)
        self.path = path
        self.report = report
        self.offset = offset
        self.notes: Notes = {}
        self.used: set[str] = set()
        self.at = NOWHERE
        self._lines: list[str] | None = None

    def read(self, tokens: Sequence[Token], line: int) -> tuple[Inline, ...]:
        """Read the tokens of a paragraph that begins in ``line`` (from 0) of the text."""
        self.at = Pos(line + 1 + self.offset)
        found: list[Any] = []
        opened: list[tuple[Token, list[Any], Pos]] = []
        for token in tokens:
            kind = token.type
            if kind == "text":
                if content := token.content:
                    if "{" in content or "://" in content or "](" in content:
                        linked = any(t.type == "link_open" for t, _, _ in opened)
                        self._special(content, found, linked=linked)
                    else:
                        found.append(Text(content, self.at))
            elif token.nesting == 1:
                opened.append((token, found, self.at))
                found = []
            elif token.nesting == -1:
                found = _close_html(opened, found)
                opening, outer, at = opened.pop()
                outer.append(self._closed(opening, tuple(found), at))
                found = outer
            elif kind == "html_inline":
                found = self._html(token, opened, found)
            else:
                self._leaf(token, found)
        return tuple(_close_html(opened, found))

    def note(self, code: Any, message: str, line: int = 0, column: int = 0, hint: str = "") -> None:  # noqa: ANN401
        """Report a finding in a line of the file (by default where reading is)."""
        self.report.add(code, message, Location(self.path, line or self.at.line, column), hint)

    def formula(self, tex: str, at: Pos, *, display: bool) -> Formula:
        """Read a formula, in the text or between paragraphs."""

        def notify(code: Any, message: str, at: Pos) -> None:  # noqa: ANN401
            self.note(code, message, *at)

        return read_formula(tex, at, notify, display=display)

    def place(self, needle: str) -> Pos:
        """Give the current line with the column of ``needle``, if it is found there."""
        if self._lines is None:
            self._lines = self._source.split("\n")
        number = self.at.line - 1 - self._before
        line = self._lines[number] if 0 <= number < len(self._lines) else ""
        return Pos(self.at.line, line.find(needle) + 1)

    def _leaf(self, token: Token, found: list[Any]) -> None:
        match token.type:
            case "softbreak" | "hardbreak":
                found.append(Break(self.at, soft=token.type == "softbreak"))
                self.at = Pos(self.at.line + 1)
            case "code_inline":
                found.append(Code(token.content, at=self.at))
            case "image":
                source = str(token.attrs.get("src", ""))
                words = "".join(child.content for child in token.children or ())
                attrs = _titled(token)
                place = self.place(unquote(source))
                found.append(Image(read_reference(source), words or None, attrs, place))
            case "gap":
                found.append(Gap(token.content, self.at))
                self.at = Pos(self.at.line + token.content.count("\n"))
            case "footnote_ref":
                label = str(token.meta["label"])
                if not self.notes.get(label):  # a note that refers to a later one
                    found.append(Text(f"[^{label}]", self.at))
                    return
                self.used.add(label)
                found.append(Note((), self.notes[label], self.at))
            case "math_inline" | "math_inline_double":
                double, tex = "double" in token.type, token.content
                if not double and _AMOUNT.match(tex):
                    found.append(Text(f"${tex}$", self.at))
                else:
                    found.append(self.formula(tex, self.at, display=double))
            case _:
                found.append(Text(token.content, self.at))

    def _closed(self, token: Token, children: tuple[Inline, ...], at: Pos) -> Inline:
        kind = _FORMATS.get(token.type)
        if kind is not None:
            return Format(kind, children, at=at)
        href = str(token.attrs.get("href", ""))
        here, self.at = self.at, at
        place = self.place(unquote(href))
        self.at = here
        bare = token.info == "auto"
        return Link(read_reference(href), children, _titled(token), place, bare=bare)

    def _special(self, content: str, found: list[Any], *, linked: bool) -> None:
        """Read text in which attributes or bare addresses may stand."""
        last = found[-1] if found else None
        if content[0] == "{" and isinstance(last, _TAKES_ATTRIBUTES) and (m := SET.match(content)):
            attrs = read_attributes(m[0])
            content = content[m.end() :]
            if isinstance(last, Image) and "alt" in dict(attrs):
                found[-1] = last = replace(last, alt=dict(attrs)["alt"])
                attrs = tuple(pair for pair in attrs if pair[0] != "alt")
            made = replace(last, attrs=join_attributes(last.attrs, attrs))
            found[-1] = explained(made) if isinstance(made, Code | Format | Span) else made
            if isinstance(made, Link | Image) and "term" in dict(made.attrs):
                self.note(codes.UNKNOWN_ATTRIBUTE, "A link or a picture has no 'term'")
        if not_linked := _NO_LINK.search(content):
            message = f"{not_linked[0]!r} is no link"
            self.note(codes.NO_LINK, message, column=self.place(not_linked[0]).column)
        end = 0
        for match in () if linked else BARE.finditer(content):
            address = bare_address(match[0])
            if match.start() > end:
                found.append(Text(content[end : match.start()], self.at))
            shown = (Text(address, self.at),)
            found.append(Link(read_reference(address), shown, at=self.place(address), bare=True))
            end = match.start() + len(address)
        if end < len(content):
            found.append(Text(content[end:], self.at))

    def _html(self, token: Token, opened: list[Any], found: list[Any]) -> list[Any]:
        """Read a tag: what the model knows becomes that, the rest stays HTML, a pair in one piece."""
        html = token.content
        self.at = Pos(self.at.line + html.count("\n"))
        if html[:3].lower() == "<br":
            found.append(Break(self.at))
        elif image := picture(html, self.at):
            found.append(image)
        elif OPEN.match(html) and not html.endswith("/>"):
            opened.append((token, found, self.at))
            return []
        elif (closing := CLOSE.match(html)) and opened and opened[-1][0].type == "html_inline":
            opening, outer, at = opened[-1]
            name = OPEN.match(opening.content)
            if name is not None and name[1].lower() == closing[1].lower():
                opened.pop()
                outer += _pair(opening.content, html, found, at)
                return list(outer)
            found.append(InlineHtml(html, self.at))
        else:
            found.append(InlineHtml(html, self.at))
        return found


def _close_html(opened: list[Any], found: list[Any]) -> list[Any]:
    """Leave tags that are never closed before what stands behind them."""
    while opened and opened[-1][0].type == "html_inline":
        token, outer, at = opened.pop()
        outer.append(InlineHtml(token.content, at))
        outer.extend(found)
        found = outer
    return found


def _pair(opening: str, closing: str, inside: list[Any], at: Pos) -> list[Any]:
    made = paired(opening, tuple(inside), at)
    if made is not None:
        return [made]
    if all(isinstance(node, Text | Break | InlineHtml) for node in inside):
        raw = "".join(_RAW[type(node)](node) for node in inside)
        return [InlineHtml(f"{opening}{raw}{closing}", at)]
    return [InlineHtml(opening, at), *inside, InlineHtml(closing, at)]


_RAW: dict[type, Callable[[Any], str]] = {
    Text: lambda node: escape(node.text, quote=False),
    Break: lambda _: "\n",
    InlineHtml: lambda node: str(node.html),
}


def _titled(token: Token) -> Attributes:
    title = token.attrs.get("title")
    return (("title", str(title)),) if title else ()
