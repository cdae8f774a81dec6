"""Markup inside running text in Markdown, found where it stands.

The parser says what a text means but not where its marks are. What is taken for markup here is kept
as it is written; a mark that is overlooked stays among the words, so nothing is ever lost.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from scormkit.readers.markdown.attributes import SET
from scormkit.readers.passages.html import ENTITY, TAG, cut_tag
from scormkit.readers.passages.pieces import Cutter, plain_passages

if TYPE_CHECKING:
    from scormkit.readers.passages.pieces import Passage, Role

_DESTINATION = r"(?:<[^<>\n]*>|(?:[^\s()<>]|\([^\s()]*\))*)"
_TITLE = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_END = rf"\]\(\s*{_DESTINATION}(?:\s+(?P<{{name}}>{_TITLE}))?\s*\)|\]\[[^\[\]\n]*\]"
_MARK = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?P<ticks>`+)(?!`)[\s\S]*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<hard>(?:\\| {2,})\n[ \t>]*)|(?P<soft>\n[ \t>]*)"
    rf"|(?P<image>!\[(?P<alt>(?:\\.|[^\[\]\\])*)(?:{_END.format(name='caption')}))"
    r"|(?P<note>\[\^[^\s\[\]]+\])"
    rf"|(?P<link>\[)|(?P<end>{_END.format(name='title')}|\])"
    r"|(?P<address><(?:[A-Za-z][A-Za-z0-9+.-]+:|[^\s<>@]+@)[^\s<>]*>|https?://[^\s<>]*[^\s<>.,;:!?)\"'»”])"
    rf"|(?P<tag>{TAG.pattern})|(?P<entity>{ENTITY.pattern})"
    rf"|(?P<set>{SET.pattern})"
    r"|(?P<math>(?<![\w$])\$(?![\s$])(?:\\.|[^$\\])+?(?<![\s])\$(?![\w$]))"
    r"|(?P<run>\*{1,3}|_{1,3}|~~)"
)
_ROLES: dict[str, Role] = {"*": "em", "_": "em", "**": "strong", "__": "strong", "~~": "markup"}


def running_passages(text: str, start: int, end: int, kind: str) -> tuple[Passage, ...]:
    """Cut running text."""
    cutter, done = Cutter(text), start
    for match in _MARK.finditer(text, start, end):
        cutter.words(done, match.start())
        done = match.end()
        _cut(cutter, match, start, end)
    cutter.words(done, end)
    return cutter.passages(kind, bar="\\|")


def _cut(cutter: Cutter, match: re.Match[str], start: int, end: int) -> None:
    """Take one mark for what it is, or leave it among the words."""
    low, high = match.span()
    match _kind(match):
        case "escape":
            cutter.mark(low, high, "character", match[0][1:])
        case "code":
            cutter.mark(low, high, "code", match[0].strip("`").strip())
        case "hard" | "soft":
            cutter.mark(low, high, "break", " ")
        case "image":
            cutter.mark(low, high, "image")
            cutter.inner += running_passages(cutter.text, *match.span("alt"), "alt")
            _cut_title(cutter, match, "caption")
        case "link":
            cutter.open(low, high, "[", "link")
        case "end":
            gap = match[0] == "]"  # of a question; or mere brackets
            if cutter.close(low, high, "[", "markup" if gap else None):
                _cut_title(cutter, match, "title")
            else:
                cutter.words(low, high)
        case "tag":
            cut_tag(cutter, low, high, match[0])
        case "entity":
            cutter.mark(low, high, "character", unescape(match[0]))
        case "run":
            _cut_run(cutter, match, start, end)
        case kind:  # the rest stands for itself
            cutter.mark(low, high, "link" if kind == "address" else "markup")


def _kind(match: re.Match[str]) -> str:
    return next(name for name, found in match.groupdict().items() if found is not None)


def _cut_title(cutter: Cutter, match: re.Match[str], name: str) -> None:
    low, high = match.span(name)
    if low >= 0:
        mark = cutter.text[low]
        cutter.inner += plain_passages(cutter.text, low + 1, high - 1, name, ((mark, f"\\{mark}"),))


def _cut_run(cutter: Cutter, match: re.Match[str], start: int, end: int) -> None:
    """Open or close what a run of signs sets off; signs between spaces are only signs."""
    low, high = match.span()
    run = match[0]
    before = cutter.text[low - 1] if low > start else " "
    after = cutter.text[high] if high < end else " "
    in_word = run[0] == "_" and before.isalnum() and after.isalnum()
    for part in _parts(cutter, run):
        size = len(part)
        if in_word or (before.isspace() and after.isspace()):
            cutter.words(low, low + size)
        elif before.isspace() or not cutter.close(low, low + size, part):
            if after.isspace():
                cutter.words(low, low + size)
            else:
                cutter.open(low, low + size, part, _ROLES[part])
        low += size


def _parts(cutter: Cutter, run: str) -> tuple[str, ...]:
    """Cut three signs into the pair and the single one, in the order in which they are open."""
    if len(run) < 3 or run[0] == "~":  # noqa: PLR2004  three signs are both
        return (run,)
    pair, single = run[:2], run[:1]
    inside = cutter.innermost(pair, single)
    return (single, pair) if inside == single else (pair, single)
