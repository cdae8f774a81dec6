"""Markup inside running text in XWiki syntax, found where it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.readers.passages.pieces import Cutter
from scormkit.readers.xwiki.grammar.patterns import LINK, LINK_FLAT, PARAMETERS, URL_REST
from scormkit.readers.xwiki.grammar.pieces import read_call, read_verbatim

if TYPE_CHECKING:
    from scormkit.readers.passages.pieces import Passage, Role

WITH_TEXT = frozenset(
    "info note tip warning error success box panel quote footnote task layout layout-section layout-cell "
    "section column columns row grid cell col container gallery figure figurecaption accordion tabs "
    "tab-group steps cards tab expand details spoiler step card content context async cache excerpt "
    "status button".split()
)
"""Macros whose content is text of the page."""
TITLED = frozenset(
    "video media audio wikivideo youtube vimeo rutube embed iframe widget office pdfviewer view-file "
    "viewfile".split()
)
"""Macros whose parameters alone hold words that people read."""

_MARK = re.compile(
    r"(?P<escape>~[^\w\s])|(?P<format>\*\*|//|--|__|\^\^|,,|##)|(?P<line>[ \t]*\n(?:>+[ \t]*|[ \t]*))"
    r"|(?P<break>\\\\)|(?P<link>\[\[)|(?P<verbatim>\{\{\{)|(?P<macro>\{\{)"
    r"|(?P<style>\(%)"
    rf"|(?P<address>(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]*{URL_REST.pattern}"
    r"|\b(?:mailto|attach|image):(?!\s)[^\s|]*[^\s|.,;:!?])"
)
_ROLES: dict[str, Role] = {"**": "strong", "//": "em", "__": "ins"}
_LABEL_END = re.compile(r"~[\s\S]|\[\[(?:~[\s\S]|[^~\]])*?\]\]|>>+")


def running_passages(text: str, start: int, end: int, kind: str) -> tuple[Passage, ...]:
    """Cut running text."""
    cutter = Cutter(text, quote='~"')
    _Running(cutter, start, end).cut()
    return cutter.passages(kind, bar="~|")


class _Running:
    """One running text; ``piece`` is all that calls and literal text in it can reach."""

    def __init__(self, cutter: Cutter, start: int, end: int) -> None:
        self.cutter = cutter
        self.text = cutter.text
        self.base, self.end = start, end
        self.piece = self.text[start:end]

    def cut(self) -> None:
        """Cut it, mark by mark."""
        start = self.base
        while found := _MARK.search(self.text, start, self.end):
            self.cutter.words(start, found.start())
            start = self._take(found)
        self.cutter.words(start, self.end)

    def _take(self, found: re.Match[str]) -> int:
        """Take one mark, and what it spans; give where it ends."""
        cutter, (low, high), end = self.cutter, found.span(), self.end
        match found.lastgroup:
            case "escape":
                cutter.mark(low, high, "character", found[0][1:])
            case "format":
                if not cutter.close(low, high, found[0]):
                    cutter.open(low, high, found[0], _ROLES.get(found[0], "markup"))
            case "line" | "break":
                cutter.mark(low, high, "break", " ")
            case "link":
                return self._take_link(low, end)
            case "verbatim":
                verbatim = read_verbatim(self.piece, low - self.base)
                cutter.mark(low, self.base + verbatim.end, "code", verbatim.text)
                return self.base + verbatim.end
            case "macro":
                return self._take_macro(low)
            case "style":
                style = PARAMETERS.match(self.text, low, end)
                if style is None:
                    cutter.words(low, high)
                    return high
                cutter.mark(low, style.end())
                return style.end()
            case _:
                cutter.mark(low, high, "image" if found[0].startswith("image:") else "link")
        return high

    def _take_link(self, start: int, end: int) -> int:
        """Take a link or a picture; the label of either is running text."""
        found = LINK.match(self.text, start, end) or LINK_FLAT.match(self.text, start, end)
        if found is None:
            self.cutter.words(start, start + 2)
            return start + 2
        marks = _LABEL_END.finditer(self.text, start + 2, found.end() - 2)
        label = next((mark.end() - 2 for mark in marks if mark[0][0] == ">"), -1)
        is_image = self.text.startswith("image:", max(label, start) + 2)
        role: Role = "image" if is_image else "link"
        if label < 0:
            self.cutter.mark(start, found.end(), role)
            return found.end()
        name = f"[[{start}"
        self.cutter.open(start, start + 2, name, role)
        _Running(self.cutter, start + 2, label).cut()
        self.cutter.close(label, found.end(), name)
        return found.end()

    def _take_macro(self, start: int) -> int:
        call = read_call(self.piece, start - self.base)
        if call is None:
            self.cutter.words(start, start + 2)
            return start + 2
        inside, end = self.base + call.inside, self.base + call.end
        if call.name.lower() in WITH_TEXT and call.content and call.closed:
            name, stop = f"{{{{{start}", inside + len(call.content)
            self.cutter.open(start, inside, name)
            _Running(self.cutter, inside, stop).cut()
            self.cutter.close(stop, end, name)
        else:
            self.cutter.mark(start, end)
        return end
