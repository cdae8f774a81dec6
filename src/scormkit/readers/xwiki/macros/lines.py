"""Macros that give a few words, a place, a button, or something small in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import (
    Callout,
    Check,
    HtmlBlock,
    Macro,
    Navigation,
    Paragraph,
    Plain,
    Verbatim,
)
from scormkit.model.inlines import Anchor, Format, Image, Note, Reference, Text
from scormkit.readers.formulas import read_formula
from scormkit.readers.xwiki import codes
from scormkit.readers.xwiki.grammar.links import inline_content
from scormkit.readers.xwiki.macros.calls import param

if TYPE_CHECKING:
    from scormkit.diagnostics import Code
    from scormkit.model.blocks import Block
    from scormkit.model.inlines import Inline
    from scormkit.readers.xwiki.macros.calls import Call, Expansion, Reading


def nothing(code: Code | None = None, message: str = "") -> Expansion:
    """Make an expansion that gives nothing, and perhaps says so."""

    def expand(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
        del depth
        if code:
            page.note(code, message, call.at)
        return ()

    return expand


def kept(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Leave a call that only the whole course can answer as a block of its own."""
    del page, depth
    if isinstance(call, Macro):
        return None
    return (Macro(call.name, call.params, call.content, call.at),)


def code(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give program text as it stands."""
    del page, depth
    return (Verbatim(call.content or "", (), param(call, "language"), call.at),)


def anchor(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give a place to link to."""
    del page, depth
    return (Plain((Anchor(param(call, "name"), call.at),), call.at),)


def footnote(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give a footnote."""
    return (Plain((Note((), inline_content(page.parse(call, depth)), call.at),), call.at),)


def html(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give raw HTML, or wiki text between tags."""
    if param(call, "wiki").lower() == "true":
        return page.mixed(call, depth)
    return (HtmlBlock(call.content or "", page.place(call)),)


def raw(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Give raw HTML; other raw syntaxes are not known."""
    if "html" in param(call, "syntax").lower():
        return (HtmlBlock(call.content or "", page.place(call)),)
    return unknown(page, call, depth)


def unknown(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Say that a call could not be converted; it stays visible."""
    del depth
    page.note(codes.UNKNOWN_MACRO, f"The macro {{{{{call.name}}}}} is not known", call.at)
    return None


def program(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Say which program cannot be run; the message keeps it for whoever writes its result."""
    del depth
    source = " ".join((call.content or "").split())
    told = f": {source[:300]}{'…' * (len(source) > 300)}" if source else ""  # noqa: PLR2004
    message = f"The program in {{{{{call.name}}}}} cannot be run here{told}"
    page.note(codes.PROGRAM, message, call.at)
    return None


def check(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give a question in the flow of the page."""
    del depth
    test = page.question(call.content or "", page.place(call).line)
    return (Check(test, call.at, call.content or ""),) if test else ()


def formula(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give a formula: in a line of its own if the call stands by itself."""
    del depth
    alone = isinstance(call, Macro)
    made = read_formula(call.content or "", call.at, page.note, display=alone)
    return (Paragraph((made,), (), call.at) if alone else Plain((made,), call.at),)


def icon(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give an icon as a link to the wiki's own icons gives it."""
    del page, depth
    image = Image(Reference("icon", param(call, "name", "icon")), param(call, "alt"), (), call.at)
    return (Plain((image,), call.at),)


def mention(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Give the name by which somebody is mentioned."""
    name = param(call, "reference", "user", "name").rpartition(".")[2]
    return _line(call, Text(f"@{name}", call.at)) if name else unknown(page, call, depth)


def status(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Give a label, marked; its colour says nothing that its word does not."""
    words = page.words(param(call, "title", "label") or (call.content or ""), call.at, depth)
    return _line(call, Format("mark", words, (), call.at)) if words else unknown(page, call, depth)


def date(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Give a date as it is written; today's is known to the wiki alone."""
    words = param(call, "value", "date") or (call.content or "").strip()
    return _line(call, Text(words, call.at)) if words else unknown(page, call, depth)


def button(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Give a button that leads on."""
    target = param(call, "url", "reference", "page", "link", "href", "target")
    if not target:
        page.note(codes.INCOMPLETE, f"{{{{{call.name}}}}} leads nowhere", call.at)
        return None
    label = param(call, "label", "title", "text") or (call.content or "").strip()
    words = page.words(label, call.at, depth) or (Text(target, call.at),)
    return (Navigation(page.reference(target), words, call.at),)


def task(page: Reading, call: Call, depth: int) -> tuple[Block, ...]:
    """Give a task of the wiki as one that the learner ticks off."""
    return (Callout("task", page.parse(call, depth), at=call.at),)


def _line(call: Call, inline: Inline) -> tuple[Block, ...]:
    return (Plain((inline,), call.at),)
