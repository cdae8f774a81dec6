"""The parser of Markdown, without the rules that cannot match anything in a text.

Every rule of markdown-it looks at every line; most texts hold nothing for most of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from scormkit.readers.markdown.directives import MAX_LEVEL, directive, too_deep
from scormkit.readers.markdown.plain import parse_inlines

_NEEDS: Final = {
    "table": re.compile(r"\|"),
    "code": re.compile(r"\t|    "),
    "directive": re.compile(r":::"),
    "fence": re.compile(r"```|~~~"),
    "blockquote": re.compile(r">"),
    "hr": re.compile(r"([-*_])[ \t]*\1[ \t]*\1"),
    "footnote_def": re.compile(r"\[\^"),
    "reference": re.compile(r"\]:"),
    "html_block": re.compile(r"<"),
    "heading": re.compile(r"#"),
    "lheading": re.compile(r"^[ \t>]*(?:-+|=+)[ \t]*$", re.MULTILINE),
    "deflist": re.compile(r"^[ \t>]*[:~][ \t]", re.MULTILINE),
}
"""What a text must hold somewhere for a rule for blocks to match."""


def parser_for(text: str) -> MarkdownIt:
    """Give a parser that makes of a text what the whole parser makes of it."""
    return parser(tuple(rule for rule, needed in _NEEDS.items() if not needed.search(text)))


@lru_cache(maxsize=100)
def parser(without: tuple[str, ...] = ()) -> MarkdownIt:
    """Give the parser for pages, without some rules for blocks."""
    made = MarkdownIt("commonmark", {"maxNesting": MAX_LEVEL + 10})
    made.enable(["table", "strikethrough"])
    made.use(deflist_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    made.core.ruler.at("inline", parse_inlines)
    made.block.ruler.before("table", "too_deep", too_deep)
    made.block.ruler.before(
        "fence",
        "directive",
        directive,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    made.block.ruler.disable(without)
    return made
