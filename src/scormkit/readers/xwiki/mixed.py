"""HTML with wiki text in it: tags are hidden from the grammar and put back afterwards."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from scormkit.model.blocks import Block, HtmlBlock
from scormkit.model.inlines import InlineHtml, Text
from scormkit.readers.xwiki.mapping import Mapper, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAG = re.compile(
    r"<!--|</?([a-z][a-z0-9]*)(?:\s(?:\"[^\"<]*\"|'[^'<]*'|[^\"'<>])*+)?/?>", re.IGNORECASE
)
_WITH_CONTENT = frozenset(
    ("iframe", "script", "style", "video", "audio", "object", "svg", "textarea", "select")
)
_WHOLE = re.compile(r"<(?:iframe|script|style|video|audio|object|img|br|hr|!--)", re.IGNORECASE)
_BLOCK = re.compile(
    r"<(?:address|article|aside|audio|blockquote|center|details|div|dl|embed|figure|footer|form"
    r"|h[1-6]|header|hr|iframe|main|nav|object|ol|p|pre|script|section|style|table|ul|video)\b",
    re.IGNORECASE,
)
# Two private-use characters stand for a tag, as many as the tag is long, so that places agree.
_FIRST, _NEXT = "\ue000", "\ue001"
_HIDDEN = re.compile(f"{_FIRST}{_NEXT}*")


def has_blocks(html: str) -> bool:
    """Whether HTML holds what cannot stand inside a paragraph."""
    return _BLOCK.search(html) is not None


def hide_tags(html: str) -> tuple[str, list[str]]:
    """Put stand-ins of the same length for the tags; give the text and the tags in order."""
    clean = html.replace(_FIRST, " ").replace(_NEXT, " ")
    parts: list[str] = []
    tags: list[str] = []
    ends = _Ends(clean)
    done = 0
    while tag := _TAG.search(clean, done):
        end = ends.after(tag)
        parts += (clean[done : tag.start()], _FIRST, _NEXT * (end - tag.start() - 1))
        tags.append(clean[tag.start() : end])
        done = end
    parts.append(clean[done:])
    return "".join(parts), tags


class _Ends:
    """Where elements end whose content is no wiki text."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._missing: set[str] = set()  # so that a text of open tags takes linear time

    def after(self, tag: re.Match[str]) -> int:
        """Give the end of the element a tag opens, or of the tag alone."""
        name = (tag[1] or "").lower()
        closing = f"</{name}" if name else "-->"
        whole = not name or (name in _WITH_CONTENT and tag[0][1] != "/")
        if not whole or closing in self._missing:
            return tag.end()
        found = re.compile(closing, re.IGNORECASE).search(self._html, tag.end())
        if found is None:
            self._missing.add(closing)
            return tag.end()
        end = self._html.find(">", found.end() - 1)
        return end + 1 if end >= 0 else len(self._html)


def show_tags(blocks: tuple[Block, ...], tags: list[str]) -> tuple[tuple[Block, ...], list[str]]:
    """Put complete elements back; give the blocks and the tags that had to be dropped."""
    shower = _Shower(tags)
    return shower.blocks(blocks, 0), shower.dropped


class _Shower(Mapper):
    leaves = Mapper.leaves - {Text}

    def __init__(self, tags: list[str]) -> None:
        self._left = deque(tags)
        self.dropped: list[str] = []

    def text(self, text: Text) -> Sequence[Piece]:
        """Put elements back where their stand-ins are."""
        if _FIRST not in text.text:
            return (text,)
        pieces: list[Piece] = []
        done = 0
        for hidden in _HIDDEN.finditer(text.text):
            if before := text.text[done : hidden.start()]:
                pieces.append(Text(before, text.at))
            done = hidden.end()
            tag = self._left.popleft() if self._left else ""
            if not _WHOLE.match(tag):
                self.dropped.append(tag)
            elif has_blocks(tag):
                pieces.append(HtmlBlock(tag, text.at))
            else:
                pieces.append(InlineHtml(tag, text.at))
        if rest := text.text[done:]:
            pieces.append(Text(rest, text.at))
        return pieces
