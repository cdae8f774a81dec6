"""The parser of Markdown, without the rules that cannot match anything in a text.

Every rule of markdown-it looks at every line; most texts hold nothing for most of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from scormkit.readers.markdown.directives import MAX_LEVEL, directive, too_deep
from scormkit.readers.markdown.gaps import gap
from scormkit.readers.markdown.plain import parse_inlines

_SIGNS: Final = {
    "table": ("|",),
    "code": ("\t", "    "),
    "directive": (":::",),
    "fence": ("```", "~~~"),
    "blockquote": (">",),
    "footnote_def": ("[^",),
    "reference": ("]:",),
    "math_block": ("$$",),
    "html_block": ("<",),
    "heading": ("#",),
}
"""What a text must hold somewhere for a rule for blocks to match: one of these."""
_LINES: Final = {
    "hr": re.compile(r"(?:-[ \t]*-[ \t]*-|\*[ \t]*\*[ \t]*\*|_[ \t]*_[ \t]*_)[ \t]*[\r\n]"),
    "lheading": re.compile(r"[\r\n][ \t>]*(?:-+|=+)[ \t]*[\r\n]"),
    "deflist": re.compile(r"[\r\n][ \t>]*[:~][ \t]"),
}
"""The same for rules that begin or end with a line."""


def parser_for(text: str) -> MarkdownIt:
    """Give a parser that makes of a text what the whole parser makes of it."""
    without = [rule for rule, signs in _SIGNS.items() if not any(sign in text for sign in signs)]
    lines = f"\n{text}\n"
    without += [rule for rule, line in _LINES.items() if not line.search(lines)]
    return parser(tuple(without))


@lru_cache(maxsize=100)
def parser(without: tuple[str, ...] = ()) -> MarkdownIt:
    """Give the parser for pages, without some rules for blocks."""
    made = MarkdownIt("commonmark", {"maxNesting": MAX_LEVEL + 10})
    made.enable(["table", "strikethrough"])
    made.use(deflist_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    # "5 $ and 6 $" and "$HOME" are no formulas
    made.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
    )
    made.core.ruler.at("inline", parse_inlines)
    made.inline.ruler.after("link", "gap", gap)
    made.block.ruler.before("table", "too_deep", too_deep)
    made.block.ruler.before(
        "fence",
        "directive",
        directive,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    made.block.ruler.disable(without)
    return made
