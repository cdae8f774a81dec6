"""Tags inside a line that the model has a word for."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from scormkit.model.inlines import (
    Anchor,
    Attributes,
    Code,
    Format,
    FormatKind,
    Image,
    Inline,
    Link,
    Pos,
    Span,
    Text,
)
from scormkit.readers.markdown.links import read_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

OPEN = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)(?=[\s/>])")
CLOSE = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)\s*>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_PICTURE = re.compile(r"\s*<img(?=\s)[^<>]*>\s*\Z", re.IGNORECASE)
_FORMATS: Mapping[str, FormatKind] = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "ins", "ins": "ins",
    "s": "del", "del": "del", "strike": "del", "sub": "sub", "sup": "sup", "mark": "mark",
    "tt": "mono",
}  # fmt: skip


def tag_attributes(tag: str) -> Attributes:
    """Read the attributes of an opening tag."""
    inner = re.sub(r"^<[^\s>/]+|/?>\s*$", "", tag.strip())
    return tuple(
        (name.lower(), unescape(double or single or plain))
        for name, double, single, plain in _ATTRIBUTE.findall(inner)
    )


def picture(html: str, at: Pos) -> Image | None:
    """Read an ``<img>`` that stands alone, so that its file is found and packed."""
    if not _PICTURE.match(html):
        return None
    attrs = dict(tag_attributes(html))
    source, alt = attrs.pop("src", ""), attrs.pop("alt", None)
    return Image(read_reference(source), alt, tuple(attrs.items()), at) if source else None


def paired(opening: str, inside: tuple[Inline, ...], at: Pos) -> Inline | None:
    """Read a pair of tags with what stands between; ``None`` for what only HTML can say."""
    found = OPEN.match(opening)
    name = found[1].lower() if found else ""
    attrs = tag_attributes(opening)
    if name in _FORMATS:
        return Format(_FORMATS[name], inside, attrs, at)
    if name == "span":
        return Span(inside, attrs, at)
    if name in {"code", "kbd"} and all(isinstance(node, Text) for node in inside):
        return Code("".join(n.text for n in inside if isinstance(n, Text)), attrs, at)
    if name == "a":
        given = dict(attrs)
        if href := given.pop("href", ""):
            return Link(read_reference(href), inside, tuple(given.items()), at)
        if not inside and (place := given.get("id") or given.get("name")):
            return Anchor(place, at)
    return None
