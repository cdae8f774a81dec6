"""Attributes in curly brackets, and in tags."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.inlines import Attributes

_ITEM = r"""(?:\#[\w.:-]+|\.[\w-]+|[A-Za-z][\w:-]*=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}]+))"""
SET = re.compile(rf"\{{[ \t]*{_ITEM}(?:\s+{_ITEM})*[ \t]*\}}")
_ID = re.compile(r"[\w.:-]+")
_CLASSES = re.compile(r"[\w-]+(?: [\w-]+)*")
_NAME = re.compile(r"[a-z][\w:-]*")
_TAG_NAME = re.compile(r"[a-z_:][a-z0-9_:.-]*\Z")
_LINES = re.compile(r"[\r\n]+")


def sayable(attrs: Attributes) -> tuple[str, Attributes]:
    """Write a set in its brackets, or nothing; give what cannot be said with it."""
    items: list[str] = []
    lost: list[tuple[str, str]] = []
    for name, value in attrs:
        text = _LINES.sub(" ", value)
        if name == "id" and _ID.fullmatch(value):
            items.append(f"#{value}")
        elif name == "class" and _CLASSES.fullmatch(value):
            items.append(" ".join(f".{part}" for part in value.split()))
        elif not _NAME.fullmatch(name) or "{" in value or "}" in value or {'"', "'"} <= set(value):
            lost.append((name, value))
        else:
            quote = "'" if '"' in text else '"'
            items.append(f"{name}={quote}{text}{quote}")
    return (f"{{{' '.join(items)}}}" if items else ""), tuple(lost)


def tag(name: str, attrs: Attributes) -> str:
    """Write an opening tag; what is no name of an attribute is left out."""
    told = "".join(
        f' {key.lower()}="{escape(_LINES.sub(" ", value))}"'
        for key, value in attrs
        if _TAG_NAME.match(key.lower())
    )
    return f"<{name}{told}>"
