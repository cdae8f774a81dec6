"""Running text as XWiki 2.1 writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from scormkit.model.inlines import (
    Anchor,
    Break,
    Code,
    Format,
    FormatKind,
    Formula,
    Gap,
    Image,
    Inline,
    InlineHtml,
    InlineMacro,
    Link,
    Note,
    Span,
    Text,
)
from scormkit.model.walk import text_of
from scormkit.writers.pages.codes import KEPT_CALL
from scormkit.writers.pages.running import joined, pieces_of
from scormkit.writers.pages.xwiki.escapes import Place, Token, join
from scormkit.writers.pages.xwiki.literals import call, holds, literal
from scormkit.writers.pages.xwiki.references import (
    ANCHORED,
    NAMED,
    QUERIED,
    image_target,
    link,
    link_target,
    parameters,
    styled,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from scormkit.model.inlines import Attributes, Pos
    from scormkit.writers.pages.losses import Losses
    from scormkit.writers.pages.running import Piece

_MARKS: dict[FormatKind, str] = {
    "strong": "**",
    "em": "//",
    "del": "--",
    "ins": "__",
    "sup": "^^",
    "sub": ",,",
    "mono": "##",
}
_LINES = re.compile(r"[\r\n]+")
_URL = r"(?:[A-Za-z0-9\-._~!$&'()*+;=:@/?]|%[0-9A-Fa-f]{2})*+"
_BARE = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*+://{_URL}(?:#{_URL})?|mailto:(?!~)(?=.){_URL}")
_BARE_FILE = re.compile(r"(?:attach|image):(?!~)(?:~[^\r\n]|[^\s~]|[^\S \t\r\n])+")
_PARTS = {"anchor": ANCHORED, "queryString": QUERIED}
"""Parameters that belong to a reference → the kinds of references that have them."""
_LABEL = Place(after="")


class Running:
    """Writes the running text of one page."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses

    def write(self, inlines: Iterable[Inline], place: Place) -> str:
        """Write running text as it stands at a place."""
        return join(self.tokens(inlines), place)

    def tokens(self, inlines: Iterable[Inline]) -> list[Token]:
        """Give the parts of running text: characters and marks."""
        found: list[Token] = []
        on: tuple[FormatKind, ...] = ()
        span: Attributes = ()
        for piece in self._pieces(inlines):
            found += _turn(on, span, piece)
            on, span = piece.formats, piece.attrs
            found += self._leaf(piece.leaf)
            if (on or span) and found[-1].kind == "break":
                found[-1] = Token("break", "", "\\\\")
        if on and found[-1].kind not in {"url", "file"}:  # these would swallow the marks
            found += [Token("mark", _MARKS[kind]) for kind in reversed(on)]
        return found

    def _pieces(self, inlines: Iterable[Inline]) -> list[Piece]:
        """Give the pieces, with formats and attributes that the wiki knows."""
        found = []
        for piece in pieces_of(inlines):
            formats, attrs = piece.formats, self.named(piece.attrs, "Running text", piece.leaf.at)
            if "mark" in formats:
                self.losses.nearest("marker pen", "a class has its place", piece.leaf.at)
                formats = tuple(kind for kind in formats if kind != "mark")
                attrs = joined(attrs, (("class", "mark"),))
            found.append(piece._replace(formats=formats, attrs=attrs))
        return found

    def named(
        self, attrs: Attributes, what: str, at: Pos, taken: Collection[str] = ()
    ) -> Attributes:
        """Give the attributes whose names can be written and are not ``taken`` by something else."""
        allowed = [name for name, _ in attrs if NAMED.match(name) and name not in taken]
        return self.losses.kept(attrs, allowed, what, at)

    def _leaf(self, leaf: Inline) -> list[Token]:  # noqa: C901, PLR0911, PLR0912  one for each kind
        match leaf:
            case Text(text):
                return [Token("text", _LINES.sub(" ", text))]
            case Break(soft=soft):
                return [Token("text", " ") if soft else Token("break", "")]
            case Code(text):
                return self._code(text, leaf.at)
            case Note(_, words):
                return [Token("mark", call("footnote", "", self.write(words, _LABEL)))]
            case Formula(tex, _, display, at):
                if display:
                    self.losses.nearest(
                        "formula of its own line within a line", "it stands in it", at
                    )
                return self.raw("formula", "", tex, at)
            case Link():
                return self._link(leaf)
            case Image():
                return self._image(leaf)
            case Anchor(name):
                return [Token("mark", call("id", parameters((("name", name),)), None))]
            case InlineMacro(name, params, content, at):
                return self.raw(name, parameters(params), content, at)
            case InlineHtml(html, at):
                return self.raw("html", "", html, at)
            case Format(children=children) | Span(children):
                return self.tokens(children)
            case Gap(source):
                return [Token("text", f"[{source}]")]
            case _:
                assert_never(leaf)

    def raw(self, name: str, params: str, content: str | None, at: Pos) -> list[Token]:
        """Write a call, or its text if no call can hold its content."""
        if content is None or holds(name, content):
            return [Token("mark", call(name, params, content))]
        self.losses.note(KEPT_CALL, f"{{{{{name}}}}} holds a mark that would close it", at)
        return [Token("text", _LINES.sub(" ", content))]

    def _code(self, text: str, at: Pos) -> list[Token]:
        between = literal(text)
        if between is not None:
            return [Token("mark", between)]
        if "\n" in text or not holds("code", text):
            self.losses.nearest("literal text with these braces", "it is plain text", at)
            return [Token("text", _LINES.sub(" ", text))]
        return [Token("mark", call("code", "", text))]

    def _link(self, node: Link) -> list[Token]:
        target, more = link_target(node.target)
        kind = node.target.kind
        # what the wiki would take for a part of the reference
        taken = {name for name, kinds in _PARTS.items() if kind in kinds} | {n for n, _ in more}
        attrs = self.named(node.attrs, "A link", node.at, taken) + more
        lost = [name for name, _ in more if name not in _PARTS or kind not in _PARTS[name]]
        for name in lost:
            told = "a parameter of the link has its place"
            self.losses.nearest(f"{name} of such a reference", told, node.at)
        shown = text_of(node.children)
        label = self.write(node.children, _LABEL) if node.children else None
        if node.bare and not attrs:
            file = _BARE_FILE.fullmatch(target) and not target.startswith("image:")
            if (file or _BARE.fullmatch(target)) and shown in {"", target}:
                return [Token("file" if file else "url", target, link(None, target, ()))]
        return [Token("mark", link(label, target, attrs))]

    def _image(self, node: Image) -> list[Token]:
        target = self.image(node)
        bare = f"image:{image_target(node.target)[0]}"
        if node.bare and not node.attrs and node.alt is None and _BARE_FILE.fullmatch(bare):
            return [Token("file", bare, target)]
        return [Token("mark", target)]

    def image(self, node: Image, label: str | None = None) -> str:
        """Write an image, with a caption if there is one."""
        target, more = image_target(node.target)
        attrs = self.named(node.attrs, "A picture", node.at, {"alt", "queryString"})
        alt = () if node.alt is None else (("alt", node.alt),)
        return link(label, f"image:{target}", attrs + alt + more)


def _turn(on: tuple[FormatKind, ...], span: Attributes, piece: Piece) -> list[Token]:
    """Switch formats and parameters from those of one piece to those of the next."""
    same = 0
    while same < min(len(on), len(piece.formats)) and on[same] == piece.formats[same]:
        same += 1
    marks = [_MARKS[kind] for kind in (*reversed(on[same:]), *piece.formats[same:])]
    if span != piece.attrs:
        marks.insert(len(marks) if piece.attrs else 0, styled(piece.attrs))
    return [Token("mark", mark) for mark in marks]
