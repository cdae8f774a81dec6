"""Turns the macros that are known into blocks; a step of its own after the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Block, HtmlBlock, Macro, Paragraph, Plain, Quote, Verbatim
from scormkit.model.inlines import Code, Inline, InlineHtml, InlineMacro, Text
from scormkit.readers.xwiki import codes
from scormkit.readers.xwiki.grammar.blocks import MAX_DEPTH
from scormkit.readers.xwiki.grammar.links import (
    LinkParts,
    inline_content,
    make_image,
    read_link_reference,
)
from scormkit.readers.xwiki.grammar.parser import Parser
from scormkit.readers.xwiki.grammar.pieces import read_call
from scormkit.readers.xwiki.grammar.places import FilePlaces, FixedPlaces, PiecePlaces
from scormkit.readers.xwiki.macros.lines import unknown
from scormkit.readers.xwiki.macros.mapped import mapped
from scormkit.readers.xwiki.macros.table import EXPANSIONS
from scormkit.readers.xwiki.mapping import Mapper, Piece
from scormkit.readers.xwiki.mixed import has_blocks, hide_tags, show_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scormkit.diagnostics import Code as FindingCode
    from scormkit.model.anchors import Anchors
    from scormkit.model.inlines import Image, Pos, Reference
    from scormkit.model.quiz import Test
    from scormkit.project.settings.shapes import MacroRule
    from scormkit.readers.xwiki.grammar.blocks import Notify
    from scormkit.readers.xwiki.grammar.places import Places
    from scormkit.readers.xwiki.macros.calls import Call

    Question = Callable[[str, int], Test | None]


class Expander(Mapper):
    """Expands the macros of one page, and those in what they give.

    ``rules`` are what the manifest says about macros by their names; they go before the table.
    """

    def __init__(
        self,
        text: str,
        places: FilePlaces,
        notify: Notify,
        anchors: Anchors,
        question: Question,
        rules: Mapping[str, MacroRule],
        *,
        old: bool,
    ) -> None:
        self._text = text
        self._places = places
        self._notify = notify
        self._anchors = anchors
        self._question = question
        self._rules = {name.lower(): rule for name, rule in rules.items()}
        self._old = old

    def macro(self, macro: Macro, depth: int) -> Sequence[Block]:
        """Give blocks for a block macro; one that is not known stays."""
        found = self._expand(macro, depth + 1)
        return (macro,) if found is None else self.blocks(found, depth + 1)

    def inline_macro(self, macro: InlineMacro, depth: int) -> Sequence[Piece]:
        """Give running text for an inline macro; what cannot be that is lifted out."""
        found = self._expand(macro, depth + 1)
        if found is None:
            return (macro,)
        match self.blocks(found, depth + 1):
            case (Plain(children) | Paragraph(children, ()),):
                return children
            case (Quote((Paragraph(children, ()),)),):
                return (Text("“", macro.at), *children, Text("”", macro.at))
            case (Verbatim(text, attrs, at=at),) if "\n" not in text:
                return (Code(text, attrs, at),)
            case (HtmlBlock(html, at),) if not has_blocks(html):
                return (InlineHtml(html, at),)
            case blocks:
                return blocks

    def _expand(self, call: Call, depth: int) -> tuple[Block, ...] | None:
        """Give what a call stands for; ``None`` if it must stay for a later pass to see."""
        name = call.name.lower()
        rule = self._rules.get(name)
        if rule is None:
            return EXPANSIONS.get(name, unknown)(self, call, depth)
        if rule.becomes == "placeholder":
            return unknown(self, call, depth)
        return mapped(self, call, rule, depth)

    def parse(self, call: Call, depth: int) -> tuple[Block, ...]:
        """Read the content of a call as a page of its own."""
        return self._parse(call.content or "", self._inside(call), call.at, depth)

    def parse_text(self, text: str, at: Pos, depth: int) -> tuple[Block, ...]:
        """Read the text of a parameter as a page of its own."""
        return self._parse(text, FixedPlaces(at), at, depth) if text else ()

    def words(self, text: str, at: Pos, depth: int) -> tuple[Inline, ...]:
        """Read the text of a parameter as running text."""
        return inline_content(self.parse_text(text, at, depth))

    def mixed(self, call: Call, depth: int) -> tuple[Block, ...]:
        """Read HTML with wiki text between its tags."""
        hidden, tags = hide_tags(call.content or "")
        blocks = self._parse(hidden, self._inside(call), call.at, depth)
        shown, dropped = show_tags(blocks, tags)
        if dropped:
            message = f"HTML tags around wiki text are left out: {' '.join(dropped[:5])}"
            self.note(codes.MIXED_HTML, message, call.at)
        return shown

    def place(self, call: Call) -> Pos:
        """Say where the content of a call begins."""
        return self._inside(call).at(0)

    def image(self, name: str, at: Pos, alt: str | None = None) -> Image:
        """Give the picture of a file's name or an address."""
        told = () if alt is None else (("alt", alt),)
        return make_image(LinkParts(None, f"image:{name}", told), at, old=self._old)

    def reference(self, text: str) -> Reference:
        """Read what a link of this text points to."""
        return read_link_reference(text, (), old=self._old)[0]

    def question(self, yaml: str, line: int) -> Test | None:
        """Read a question."""
        return self._question(yaml, line)

    def note(self, code: FindingCode, message: str, at: Pos) -> None:
        """Tell the author something."""
        self._notify(code, message, at)

    def _parse(self, text: str, places: Places, at: Pos, depth: int) -> tuple[Block, ...]:
        if depth >= MAX_DEPTH:
            message = f"This macro is nested more than {MAX_DEPTH} levels deep"
            self.note(codes.TOO_DEEP, message, at)
            return (Verbatim(text, at=at),)
        parser = Parser(text, places, self._notify, self._anchors, old=self._old, depth=depth)
        return parser.parse()

    def _inside(self, call: Call) -> Places:
        """Where the content of a call stands in the file."""
        found = read_call(self._text, self._places.offset(call.at))
        if found is None or found.content != call.content:
            return FixedPlaces(call.at)
        return PiecePlaces(self._places, found.inside)
