"""Spares text without any markup the way through all the rules for it: most texts have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_MARKUP = re.compile(r"[\n\\`~*_\[\]<&$]")
"""What a rule for running text can begin with; ``!`` means something only before ``[``."""


def parse_inlines(state: StateCore) -> None:
    """Take the place of the core rule ``inline``, with the same outcome."""
    parse = state.md.inline.parse
    for token in state.tokens:
        if token.type == "inline":
            content = token.content
            token.children = []
            if _MARKUP.search(content):
                parse(content, state.md, state.env, token.children)
            elif content:
                token.children.append(Token("text", "", 0, content=content))
