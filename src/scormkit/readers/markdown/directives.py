"""Lines that begin with three colons, as a rule for the parser of blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

BOXES = (
    "task", "note", "warning", "mistake", "success", "before-test", "congratulation", "box",
)  # fmt: skip
PARTS = ("accordion", "tabs", "steps", "cards", "columns", "gallery", "details")
"""Boxes whose content falls into parts; the last one is a part by itself."""
CHECK = "check"
"""A box whose content is no Markdown: a question in YAML."""
LINES = ("video", "audio", "test", "next")
"""Names that stand for themselves and are not closed."""

MAX_DEPTH = 12
MAX_LEVEL = 50
_MARK = re.compile(r"[ \t>]*(:{3,})[ \t]*(?:([^\W\d_][\w-]*)[ \t]*(.*))?$")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  the parser's signature
    """Read a box, a line that stands for itself, or a stray closing mark."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(":::", start) or state.is_code_block(start_line):
        return False
    found = _MARK.match(state.src[start : state.eMarks[start_line]])
    depth = state.env.get("depth", 0)
    if found is None or depth >= MAX_DEPTH:
        return False
    if silent:
        return True
    name, rest = (found[2] or "").lower(), (found[3] or "").strip()
    end = _closers(state).get(start_line) if name and name not in LINES else None
    if end is not None and end >= end_line:
        end = None
    if name == CHECK:
        _push_check(state, start_line, end, end_line).meta = {
            "rest": rest,
            "closed": end is not None,
        }
        return True
    if not name or name in LINES or (end is None and name not in BOXES + PARTS):
        token = state.push("directive", "", 0)
        token.map, token.meta = [start_line, start_line + 1], {"name": name, "rest": rest}
        state.line = start_line + 1
        return True
    last = end if end is not None else _next_heading(state, start_line + 1, end_line)
    token = _push_box(state, start_line, last)
    # a list or a quote may end before its box does; what follows is not the box's
    closed = end is not None and state.line >= last
    token.meta = {"name": name, "rest": rest, "closed": closed}
    state.line += closed
    return True


def too_deep(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001  the parser's signature
    """Keep what nests too deep as plain text, where the parser itself would drop it."""
    if silent or state.level < MAX_LEVEL:
        return False
    last = start_line
    while last < end_line and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    token = state.push("too_deep", "", 0)
    token.content = state.getLines(start_line, last, state.blkIndent, keepLastLF=False).strip()
    token.map = [start_line, last]
    state.line = last
    return True


def _push_box(state: StateBlock, first: int, last: int) -> Token:
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("directive_open", "div", 1)
    token.map = [first, last]
    state.line = first + 1
    state.env["depth"] = state.env.get("depth", 0) + 1
    state.md.block.tokenize(state, first + 1, last)
    state.env["depth"] -= 1
    state.push("directive_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    return token


def _push_check(state: StateBlock, first: int, end: int | None, end_line: int) -> Token:
    last = end if end is not None else _next_heading(state, first + 1, end_line)
    token = state.push("check", "", 0)
    token.map = [first, last]
    token.content = state.getLines(first + 1, last, state.sCount[first], keepLastLF=False)
    state.line = last + (end is not None)
    return token


def _next_heading(state: StateBlock, line: int, end: int) -> int:
    while line < end and state.src[state.bMarks[line] + state.tShift[line] :][:1] != "#":
        line += 1
    return line


def _closers(state: StateBlock) -> dict[int, int]:
    """Pair every opening line of the text with its closing line, once a text.

    A closing mark closes the innermost box opened with as many colons, else the innermost one.
    """
    known: dict[int, int] | None = state.env.get("closers")
    if known is not None:
        return known
    pairs: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    fence = ""
    for number, line in enumerate(state.src.split("\n")):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and (found := _MARK.match(line)):
            if found[2] and found[2].lower() not in LINES:
                opened.append((number, len(found[1])))
            elif not found[2] and opened:
                same = [i for i, (_, colons) in enumerate(opened) if colons == len(found[1])]
                del opened[(same[-1] if same else len(opened) - 1) + 1 :]
                pairs[opened.pop()[0]] = number
    state.env["closers"] = pairs
    return pairs
