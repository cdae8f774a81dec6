"""Raw HTML of authors, cleaned: text, tables and pictures stay, whatever runs goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.render.attributes import ALLOWED, is_safe

if TYPE_CHECKING:
    from collections.abc import Callable

_DEPTH = 400
"""How deep elements may stand in each other; browsers stop at about 500."""
_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_NEVER_DEEP = frozenset(
    "area base br col dd dt embed hr img input li link meta option p source td th tr track wbr".split()
)
"""Elements that hold nothing or end by themselves where the next one begins."""
_TAGS = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "address",
        "article",
        "aside",
        "audio",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "map",
        "area",
        "mark",
        "menu",
        "nav",
        "ol",
        "p",
        "picture",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
    ]
)
_DROPPED_WHOLE = frozenset(
    ["script", "style", "noscript", "template", "iframe", "object", "embed", "applet"]
)
_ANY = ALLOWED | {"datetime", "role"}
_BY_TAG = {
    "a": {"href", "download"},
    "area": {"coords", "href", "shape"},
    "audio": {"controls", "preload", "src"},
    "details": {"open"},
    "font": {"color", "face", "size"},
    "img": {"loading", "src", "srcset", "usemap"},
    "li": {"value"},
    "ol": {"reversed"},
    "source": {"media", "src", "srcset"},
    "table": {"bgcolor"},
    "td": {"bgcolor"},
    "th": {"bgcolor"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": {"controls", "poster", "preload", "src"},
}


def sanitise(html: str) -> str:
    """Clean a piece of raw HTML; unclosed elements are closed, half characters replaced."""
    # nh3 costs 5 ms at start-up, and most pages hold no raw HTML
    import nh3  # noqa: PLC0415

    return nh3.clean(
        _flat(html).encode("utf-8", "replace").decode(),
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED_WHOLE),
        attributes={"*": set(_ANY), **{tag: set(names) for tag, names in _BY_TAG.items()}},
        attribute_filter=_filter,
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes={"http", "https", "mailto", "tel", "ftp", "data"},
        link_rel=None,
    )


def _flat(html: str) -> str:
    """Leave out the tags of elements too deep in others: each takes the parser as long as it is deep."""
    if html.count("<") <= _DEPTH:
        return html
    depth: dict[str, int] = {}
    total = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal total
        name = tag[2].lower()
        if name in _NEVER_DEEP:
            return tag[0]
        step = -1 if tag[1] else 1
        if (step > 0 and total >= _DEPTH) or (step < 0 and not depth.get(name)):
            return ""
        depth[name] = depth.get(name, 0) + step
        total += step
        return tag[0]

    return _OPENING.sub(kept, html)


sanitise_inline: Callable[[str], str] = sanitise


def _filter(tag: str, name: str, value: str) -> str | None:
    """Keep an attribute unless its value could do harm."""
    if name == "style":
        return value if is_safe(name, value) else None
    if value.lstrip().lower().startswith("data:"):
        picture = tag == "img" and value.lstrip().lower().startswith("data:image/")
        return value if picture else None
    return value
