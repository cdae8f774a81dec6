"""The grammar: CommonMark with tables, struck-out text, definitions, footnotes, attributes, boxes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.attrs.parse import ParseError
from mdit_py_plugins.attrs.parse import parse as parse_attributes
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from scormkit.model.inlines import Pos
from scormkit.readers.markdown import codes
from scormkit.readers.markdown.directives import directive

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

MAX_DEPTH = 40
_BRACES = re.compile(r"[ \t]*(\{[^{}]*\})[ \t]*$")


def parse(text: str, notify: Callable[..., None], line: int) -> list[Token]:
    """Parse ``text``; problems go to ``notify(code, message, at, hint)``."""
    return _grammar().parse(text, {"notify": notify, "line": line})


@cache
def _grammar() -> MarkdownIt:
    # our own rule stops at MAX_DEPTH and keeps the text, where markdown-it would drop it
    md = MarkdownIt("commonmark", {"maxNesting": MAX_DEPTH + 10})
    md.enable(["table", "strikethrough"])
    deflist_plugin(md)
    footnote_plugin(md)
    attrs_plugin(md, spans=True)
    attrs_block_plugin(md)
    md.block.ruler.before("code", "too_deep", _too_deep)
    ends = ["paragraph", "reference", "blockquote", "list", "table"]
    md.block.ruler.before("fence", "directive", directive, {"alt": ends})
    md.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    return md


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    """Keep what nests too deep as one paragraph of plain text."""
    if silent or state.level < MAX_DEPTH:
        return False
    last = start
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    token = state.push("deep", "", 0)
    token.content = state.getLines(start, last, state.blkIndent, keepLastLF=False).strip()
    token.map = [start, last]
    state.line = last
    message = f"This is nested more than {MAX_DEPTH} levels deep."
    env = state.env
    env["notify"](codes.TOO_DEEP, message, Pos(env["line"] + start))
    return True


def _heading_attributes(state: StateCore) -> None:
    """Take ``{#id .class}`` off the end of headings."""
    for place, token in enumerate(state.tokens):
        if token.type != "heading_open":
            continue
        inline = state.tokens[place + 1]
        found = _BRACES.search(inline.content)
        if found is None:
            continue
        try:
            _, attrs = parse_attributes(found[1])
        except ParseError:
            line = state.env["line"] + (token.map[0] if token.map else 0)
            message = f"The attributes {found[1]} cannot be read."
            state.env["notify"](codes.BAD_ATTRIBUTES, message, Pos(line))
            continue
        token.attrs.update({k: v for k, v in attrs.items() if not k.lower().startswith("on")})
        inline.content = inline.content[: found.start()]
