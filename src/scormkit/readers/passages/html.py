"""Passages of raw HTML, which both syntaxes may hold: text between tags of blocks, and attributes."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from scormkit.readers.passages.pieces import Cutter

if TYPE_CHECKING:
    from scormkit.readers.passages.pieces import Passage, Role

_TAG = r"""<!--[\s\S]*?-->|<(/?)([A-Za-z][\w-]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>"""
TAG = re.compile(_TAG)
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_PIECE = re.compile(
    r"(?P<silent><(?P<name>script|style|pre|code)\b[\s\S]*?</(?P=name)\s*>)"
    rf"|(?P<tag>{_TAG})|(?P<entity>{ENTITY.pattern})|(?P<line>[ \t]*\n\s*)",
    re.IGNORECASE,
)
_RUNNING = frozenset(
    "a abbr b bdi bdo cite del dfn em font i img ins kbd label mark q s small span strike strong sub "
    "sup tt u var wbr br".split()
)
_TEXT = re.compile(r"<[^<>]*>")
_VOID = frozenset(("img", "br", "wbr"))
_ROLES: dict[str, Role] = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "ins", "ins": "ins",
    "a": "link", "img": "image", "br": "break",
}  # fmt: skip


def html_passages(text: str, start: int, end: int) -> tuple[Passage, ...]:
    """Cut raw HTML at the tags of its blocks."""
    found: list[Passage] = []
    cutter, done = Cutter(text), start
    for match in _PIECE.finditer(text, start, end):
        cutter.words(done, match.start())
        done = match.end()
        tag = TAG.match(match[0]) if match["tag"] else None
        name = (tag[2] or "").lower() if tag else ""
        if (match["name"] or "").lower() == "code":
            cutter.mark(*match.span(), "code", _TEXT.sub("", match[0]))
        elif match["entity"]:
            cutter.mark(*match.span(), "character", unescape(match[0]))
        elif match["line"]:
            cutter.mark(*match.span(), "break", " ")
        elif name in _RUNNING:
            cut_tag(cutter, match.start(), match.end(), match[0])
        else:
            found += cutter.passages("text")
            cutter = Cutter(text)
            if name:
                cutter.mark(*match.span())
                found += cutter.inner
                cutter = Cutter(text)
    cutter.words(done, end)
    return (*found, *cutter.passages("text"))


def cut_tag(cutter: Cutter, start: int, end: int, tag: str) -> None:
    """Cut out a tag inside running text."""
    found = TAG.fullmatch(tag)
    name = (found[2] or "").lower() if found else ""
    role = _ROLES.get(name, "markup")
    if found is None or not name or name in _VOID or tag.endswith("/>"):
        cutter.mark(start, end, role, " " if role == "break" else "")
    elif not found[1]:
        cutter.open(start, end, f"<{name}", role)
    elif not cutter.close(start, end, f"<{name}"):
        cutter.mark(start, end)
