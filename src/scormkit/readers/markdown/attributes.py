"""Attributes in curly brackets: ``{#id .class name=value other="two words"}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.inlines import Attributes

_ITEM = r"""(?:\#[\w.:-]+|\.[\w-]+|[A-Za-z][\w:-]*=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))"""
_SET = rf"\{{[ \t]*{_ITEM}(?:\s+{_ITEM})*[ \t]*\}}"
SET = re.compile(_SET)
AT_END = re.compile(rf"[ \t]*({_SET})[ \t]*$")
_ITEMS = re.compile(_ITEM)


def read_attributes(text: str) -> Attributes:
    """Read a set in its brackets; classes are joined, of a name given twice the last one counts."""
    found: dict[str, str] = {}
    for item in _ITEMS.findall(text):
        if item[0] == "#":
            found["id"] = item[1:]
        elif item[0] == ".":
            found["class"] = f"{found.get('class', '')} {item[1:]}".strip()
        else:
            name, _, value = item.partition("=")
            found[name.lower()] = value[1:-1] if value[0] in "\"'" else value
    return tuple(found.items())


def split_attributes(text: str) -> tuple[str, Attributes]:
    """Split off a set at the end of a line."""
    found = AT_END.search(text) if text.rstrip().endswith("}") else None
    return (text[: found.start()], read_attributes(found[1])) if found else (text, ())


def join_attributes(first: Attributes, more: Attributes) -> Attributes:
    """Give both; classes are joined, otherwise ``more`` counts."""
    joined = dict(first)
    for name, value in more:
        joined[name] = f"{joined[name]} {value}" if name == "class" and name in joined else value
    return tuple(joined.items())
