"""Turns the macros that are known into blocks; a step of its own after the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import (
    Block,
    Callout,
    CalloutKind,
    Check,
    Group,
    HtmlBlock,
    Macro,
    Paragraph,
    Part,
    Parts,
    Plain,
    Quote,
    Verbatim,
)
from scormkit.model.inlines import (
    Anchor,
    Code,
    Format,
    Inline,
    InlineHtml,
    InlineMacro,
    Note,
    Text,
)
from scormkit.readers.formulas import read_formula
from scormkit.readers.xwiki import codes
from scormkit.readers.xwiki.grammar.blocks import MAX_DEPTH
from scormkit.readers.xwiki.grammar.links import inline_content, make_image, split_link
from scormkit.readers.xwiki.grammar.parser import Parser
from scormkit.readers.xwiki.grammar.pieces import read_call
from scormkit.readers.xwiki.grammar.places import FilePlaces, FixedPlaces, PiecePlaces
from scormkit.readers.xwiki.mapping import Mapper, Piece
from scormkit.readers.xwiki.mixed import has_blocks, hide_tags, show_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scormkit.model.inlines import Attributes, Pos
    from scormkit.model.quiz import Test
    from scormkit.readers.xwiki.grammar.blocks import Notify
    from scormkit.readers.xwiki.grammar.inlines import Anchors
    from scormkit.readers.xwiki.grammar.places import Places

    Question = Callable[[str, int], Test | None]

_BOXES: dict[str, CalloutKind] = {
    "info": "note",
    "warning": "warning",
    "error": "mistake",
    "success": "success",
    "box": "box",
}
_LAYOUT = frozenset(
    [
        "layout",
        "layout-section",
        "layout-cell",
        "section",
        "column",
        "columns",
        "container",
        "panel",
        "gallery",
    ]
)
_PARTS = {
    "accordion": "accordion",
    "tabs": "tabs",
    "tab-group": "tabs",
    "steps": "steps",
    "cards": "cards",
}
"""Macros around parts → the class of the group that a transform cuts."""
_PART = frozenset(["tab", "expand", "details", "spoiler", "step", "card"])
_NAMES = ("title", "label", "summary", "name")
"""Parameters in which extensions of the wiki name a part."""
_PROGRAMS = frozenset(["velocity", "groovy", "python", "script", "php", "ruby", "javascript"])
_DROPPED = frozenset(("comment", "toc", "putfootnotes"))


class Expander(Mapper):
    """Expands the macros of one page, and those in what they give."""

    def __init__(
        self,
        text: str,
        places: FilePlaces,
        notify: Notify,
        anchors: Anchors,
        question: Question,
        *,
        old: bool,
    ) -> None:
        self._text = text
        self._places = places
        self._notify = notify
        self._anchors = anchors
        self._question = question
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
                return (Text("“"), *children, Text("”"))
            case (Verbatim(text, attrs, at=at),) if "\n" not in text:
                return (Code(text, attrs, at),)
            case (HtmlBlock(html, at),) if not has_blocks(html):
                return (InlineHtml(html, at),)
            case blocks:
                return blocks

    def _expand(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...] | None:
        """Give what a call stands for; ``None`` if it is not known and must stay visible."""
        name = macro.name.lower()
        if name in _DROPPED:
            self._note_dropped(name, macro.at)
            return ()
        expansion = _EXPANSIONS.get(name)
        if expansion is not None:
            return expansion(self, macro, depth)
        if name in _BOXES:
            return self._box(macro, depth)
        if name in _PART:
            return self._fold(macro, depth)
        if name in _LAYOUT or name in _PARTS:
            return self._layout(macro, depth)
        self._note_unknown(macro)
        return None

    def _note_unknown(self, macro: Macro | InlineMacro) -> None:
        """Say that a call could not be converted."""
        call = f"{{{{{macro.name}}}}}"
        if macro.name.lower() in _PROGRAMS:
            self._notify(codes.PROGRAM, f"The program in {call} cannot be run here", macro.at)
        else:
            self._notify(codes.UNKNOWN_MACRO, f"The macro {call} is not known", macro.at)

    def _note_dropped(self, name: str, at: Pos) -> None:
        if name == "toc":
            self._notify(codes.CONTENTS, "The table of contents {{toc/}} is left out", at)
        elif name == "putfootnotes":
            self._notify(codes.FOOTNOTE_PLACE, "The list of footnotes is left out", at)

    def parse(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
        """Read the content of a call as a page of its own."""
        return self._parse(macro.content or "", self._inside(macro), macro.at, depth)

    def _parse(self, text: str, places: Places, at: Pos, depth: int) -> tuple[Block, ...]:
        if depth >= MAX_DEPTH:
            message = f"This macro is nested more than {MAX_DEPTH} levels deep"
            self._notify(codes.TOO_DEEP, message, at)
            return (Verbatim(text, at=at),)
        parser = Parser(text, places, self._notify, self._anchors, old=self._old, depth=depth)
        return parser.parse()

    def _inside(self, macro: Macro | InlineMacro) -> Places:
        """Where the content of a call stands in the file."""
        call = read_call(self._text, self._places.offset(macro.at))
        if call is None or call.content != macro.content:
            return FixedPlaces(macro.at)
        return PiecePlaces(self._places, call.inside)

    def _words(self, text: str, at: Pos, depth: int) -> tuple[Inline, ...]:
        return inline_content(self._parse(text, FixedPlaces(at), at, depth)) if text else ()

    def _box(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
        blocks = self.parse(macro, depth)
        picture = _param(macro, "image")
        if picture:
            parts = split_link(f"image:{picture}")
            image = make_image(parts, macro.at, old=self._old)
            blocks = (Paragraph((image,), (), macro.at), *blocks)
        css = _param(macro, "cssClass")
        attrs: Attributes = (("class", css),) if css else ()
        title = self._words(_param(macro, "title"), macro.at, depth)
        kind = _BOXES[macro.name.lower()]
        return (Callout(kind, blocks, title, "", attrs, macro.at),)

    def _layout(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
        title = self._words(_param(macro, "title"), macro.at, depth)
        head = (Paragraph((Format("strong", title),), (), macro.at),) if title else ()
        name = macro.name.lower()
        attrs = (("class", _PARTS.get(name, f"macro-{macro.name}")),)
        return (Group((*head, *self.parse(macro, depth)), attrs, macro.at),)

    def _fold(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
        """Give a part of its own; a macro around several takes them together."""
        title = next(filter(None, (_param(macro, name) for name in _NAMES)), "")
        words = self._words(title, macro.at, depth)
        head = Plain(words, macro.at) if words else None
        part = Part(head, self.parse(macro, depth), macro.at)
        return (Parts("accordion", (part,), (), macro.at),)

    def html(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
        """Give raw HTML, or wiki text between tags."""
        content = macro.content or ""
        if _param(macro, "wiki").lower() != "true":
            return (HtmlBlock(content, self._inside(macro).at(0)),)
        hidden, tags = hide_tags(content)
        blocks = self._parse(hidden, self._inside(macro), macro.at, depth)
        shown, dropped = show_tags(blocks, tags)
        if dropped:
            message = f"HTML tags around wiki text are left out: {' '.join(dropped[:5])}"
            self._notify(codes.MIXED_HTML, message, macro.at)
        return shown

    def check(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
        """Give a question in the flow of the page."""
        del depth
        test = self._question(macro.content or "", self._inside(macro).at(0).line)
        return (Check(test, macro.at, macro.content or ""),) if test else ()

    def formula(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
        """Give a formula: in a line of its own if the call stands by itself."""
        del depth
        alone = isinstance(macro, Macro)
        made = read_formula(macro.content or "", macro.at, self._notify, display=alone)
        return (Paragraph((made,), (), macro.at) if alone else Plain((made,), macro.at),)

    def raw(self, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...] | None:
        """Give raw HTML; other raw syntaxes are not known."""
        del depth
        if "html" in _param(macro, "syntax").lower():
            return (HtmlBlock(macro.content or "", self._inside(macro).at(0)),)
        self._note_unknown(macro)
        return None


def _param(macro: Macro | InlineMacro, name: str) -> str:
    return next((v for k, v in macro.params if k.lower() == name.lower()), "")


def _code(expander: Expander, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
    del expander, depth
    return (Verbatim(macro.content or "", (), _param(macro, "language"), macro.at),)


def _quote(expander: Expander, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
    return (Quote(expander.parse(macro, depth), (), macro.at),)


def _anchor(expander: Expander, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
    del expander, depth
    return (Plain((Anchor(_param(macro, "name"), macro.at),), macro.at),)


def _footnote(expander: Expander, macro: Macro | InlineMacro, depth: int) -> tuple[Block, ...]:
    words = inline_content(expander.parse(macro, depth))
    return (Plain((Note((), words, macro.at),), macro.at),)


_EXPANSIONS: dict[str, Callable[[Expander, Macro | InlineMacro, int], tuple[Block, ...] | None]] = {
    "html": Expander.html,
    "raw": Expander.raw,
    "code": _code,
    "quote": _quote,
    "id": _anchor,
    "footnote": _footnote,
    "formula": Expander.formula,
    "check": Expander.check,
}
