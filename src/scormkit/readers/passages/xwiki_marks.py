"""Markup inside running text in XWiki syntax, found where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.readers.passages.pieces import Cutter
from scormkit.readers.xwiki.grammar.patterns import LINK, LINK_FLAT, PARAMETERS
from scormkit.readers.xwiki.grammar.pieces import read_call, read_verbatim

if TYPE_CHECKING:
    from scormkit.readers.passages.pieces import Passage, Role

WITH_TEXT = frozenset(
    "info warning error success box quote footnote layout layout-section layout-cell section column "
    "columns container panel expand details gallery".split()
)
"""Macros whose content is text of the page."""

_MARK = re.compile(
    r"(?P<escape>~[^\r\n])|(?P<format>\*\*|//|--|__|\^\^|,,|##)|(?P<line>[ \t]*\n(?:>+[ \t]*|[ \t]*))"
    r"|(?P<break>\\\\)|(?P<link>\[\[)|(?P<verbatim>\{\{\{)|(?P<macro>\{\{)"
    r"|(?P<style>\(%)"
    r"|(?P<address>\b[A-Za-z][A-Za-z0-9+.-]*://[^\s<>|\])]*[^\s<>|\]).,;:!?]"
    r"|\b(?:mailto|attach|image):(?!\s)[^\s|]*[^\s|.,;:!?])"
)
_ROLES: dict[str, Role] = {"**": "strong", "//": "em", "__": "ins"}
_LABEL_END = re.compile(r"~[\s\S]|\[\[(?:~[\s\S]|[^~\]])*?\]\]|>>+")


def running_passages(text: str, start: int, end: int, kind: str) -> tuple[Passage, ...]:
    """Cut running text."""
    cutter = Cutter(text, quote='~"')
    _cut(cutter, start, end)
    return cutter.passages(kind, bar="~|")


def _cut(cutter: Cutter, start: int, end: int) -> None:
    done = start
    while found := _MARK.search(cutter.text, done, end):
        cutter.words(done, found.start())
        done = _take(cutter, found, end)
    cutter.words(done, end)


def _take(cutter: Cutter, found: re.Match[str], end: int) -> int:
    """Take one mark, and what it spans; give where it ends."""
    low, high = found.span()
    match found.lastgroup:
        case "escape":
            cutter.mark(low, high, "character", found[0][1:])
        case "format":
            if not cutter.close(low, high, found[0]):
                cutter.open(low, high, found[0], _ROLES.get(found[0], "markup"))
        case "line" | "break":
            cutter.mark(low, high, "break", " ")
        case "link":
            return _take_link(cutter, low, end)
        case "verbatim":
            verbatim = read_verbatim(cutter.text[:end], low)
            cutter.mark(low, verbatim.end, "code", verbatim.text)
            return verbatim.end
        case "macro":
            return _take_macro(cutter, low, end)
        case "style":
            if style := PARAMETERS.match(cutter.text, low, end):
                high = style.end()
                cutter.mark(low, high)
            else:
                cutter.words(low, high)
        case _:
            cutter.mark(low, high, "image" if found[0].startswith("image:") else "link")
    return high


def _take_link(cutter: Cutter, start: int, end: int) -> int:
    """Take a link or a picture; the label of either is running text."""
    text = cutter.text
    found = LINK.match(text, start, end) or LINK_FLAT.match(text, start, end)
    if found is None:
        cutter.words(start, start + 2)
        return start + 2
    marks = _LABEL_END.finditer(text, start + 2, found.end() - 2)
    label = next((mark.end() - 2 for mark in marks if mark[0][0] == ">"), -1)
    role: Role = "image" if text.startswith("image:", max(label, start) + 2) else "link"
    if label < 0:
        cutter.mark(start, found.end(), role)
        return found.end()
    name = f"[[{start}"
    cutter.open(start, start + 2, name, role)
    _cut(cutter, start + 2, label)
    cutter.close(label, found.end(), name)
    return found.end()


def _take_macro(cutter: Cutter, start: int, end: int) -> int:
    text = cutter.text[:end]
    call = read_call(text, start)
    if call is None:
        cutter.words(start, start + 2)
        return start + 2
    if call.name.lower() in WITH_TEXT and call.content:
        name, inside = f"{{{{{start}", call.inside + len(call.content)
        cutter.open(start, call.inside, name)
        _cut(cutter, call.inside, inside)
        cutter.close(inside, call.end, name)
    else:
        cutter.mark(start, call.end)
    return call.end
