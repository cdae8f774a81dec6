"""Macros that the manifest maps: blocks made of their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import HERO, Callout, Figure, HtmlBlock
from scormkit.readers.xwiki import codes
from scormkit.readers.xwiki.macros.calls import param
from scormkit.readers.xwiki.macros.media import offered, shown

if TYPE_CHECKING:
    from scormkit.model.blocks import Block
    from scormkit.project.settings.shapes import MacroRule
    from scormkit.readers.xwiki.macros.calls import Call, Reading

_CONTENT = "content"


def mapped(page: Reading, call: Call, rule: MacroRule, depth: int) -> tuple[Block, ...] | None:
    """Give what a rule makes of a call; ``None`` if the call stays for a later pass."""
    match rule.becomes:
        case "unwrap":
            return page.parse(call, depth)
        case "callout":
            words = page.words(_value(call, rule.title), call.at, depth)
            return (Callout(rule.kind, _text(page, call, rule, depth), words, at=call.at),)
        case "html":
            return (HtmlBlock(_value(call, rule.text), page.place(call)),)
        case "hero" | "figure":
            return _figure(page, call, rule, depth)
        case "video" | "frame" | "download":
            return _medium(page, call, rule)
        case _:
            return None


def _medium(page: Reading, call: Call, rule: MacroRule) -> tuple[Block, ...] | None:
    word = rule.file if rule.becomes == "download" else rule.address
    address, title = _needed(page, call, word), _value(call, rule.title)
    if not address:
        return None
    if rule.becomes == "download":
        return offered(address, title, call.at)
    return shown(address, title, call.at, framed=rule.becomes == "frame")


def _figure(page: Reading, call: Call, rule: MacroRule, depth: int) -> tuple[Block, ...] | None:
    name = _needed(page, call, rule.image)
    if not name:
        return None
    image = page.image(name, call.at, _value(call, rule.alt) or None)
    if rule.becomes == "hero":
        return (Figure(image, attrs=(("class", HERO),), at=call.at),)
    return (Figure(image, page.words(_value(call, rule.caption), call.at, depth), at=call.at),)


def _text(page: Reading, call: Call, rule: MacroRule, depth: int) -> tuple[Block, ...]:
    if rule.text == _CONTENT and not param(call, _CONTENT):
        return page.parse(call, depth)
    return page.parse_text(_value(call, rule.text), call.at, depth)


def _value(call: Call, word: str) -> str:
    """Give what a word of a rule stands for: the text after ``=``, or a parameter's."""
    if word.startswith("="):
        return word[1:].strip()
    given = param(call, word.lower())
    return given or ((call.content or "").strip() if word == _CONTENT else "")


def _needed(page: Reading, call: Call, word: str) -> str:
    value = _value(call, word)
    if not value:
        page.note(codes.INCOMPLETE, f"{{{{{call.name}}}}} has no {word!r}", call.at)
    return value
