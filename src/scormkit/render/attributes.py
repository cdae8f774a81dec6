"""The last door for attributes: what is not harmless in HTML is not written."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.inlines import Attributes

ALLOWED = frozenset(
    [
        "abbr",
        "align",
        "alt",
        "border",
        "cellpadding",
        "cellspacing",
        "class",
        "colspan",
        "dir",
        "headers",
        "height",
        "hreflang",
        "id",
        "lang",
        "name",
        "rel",
        "rowspan",
        "scope",
        "span",
        "start",
        "style",
        "summary",
        "target",
        "title",
        "type",
        "valign",
        "width",
    ]
)
_DATA = re.compile(r"data-[a-z0-9_.\-]+")
_STYLE_HARM = re.compile(
    r"url\s*\(|expression|script:|behaviou?r|-moz-binding|@|\\|<|/\*", re.IGNORECASE
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]+")
_RUNNING_SCHEMES = frozenset(["javascript", "vbscript", "livescript", "data", "blob", "filesystem"])
_SAFE_SCHEMES = frozenset(["http", "https", "ftp", "ftps", "mailto", "tel", "news", "irc", "file"])


@lru_cache(maxsize=2048)
def render_attributes(attrs: Attributes) -> str:
    """Write attributes, each with a space before it, leaving out what could do harm."""
    return "".join(
        f' {name}="{escape(value)}"'
        for name, value in ((name.lower(), value) for name, value in attrs)
        if is_safe(name, value)
    )


def is_safe(name: str, value: str) -> bool:
    """Whether an author's attribute may stand in the learner's page."""
    if name == "style":
        return _STYLE_HARM.search(value) is None
    return name in ALLOWED or _DATA.fullmatch(name) is not None


def is_safe_url(url: str, *, image: bool = False) -> bool:
    """Whether an address is relative or of a scheme that runs nothing."""
    bare = _IGNORED.sub("", url).lower()  # browsers skip these when they look for a scheme
    found = _SCHEME.match(bare)
    if found is None:
        return True
    scheme = found[1]
    if image and scheme == "data":
        return bare.startswith("data:image/")
    if scheme in _SAFE_SCHEMES:
        return True
    return bare.startswith("//", found.end()) and scheme not in _RUNNING_SCHEMES


def render_own(attrs: Attributes) -> str:
    """Write attributes that the program itself made."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attrs)
