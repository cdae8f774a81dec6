"""What an address in Markdown points to."""

from __future__ import annotations

import re
from urllib.parse import unquote

from scormkit.model.inlines import Reference

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WIKI = {"doc": "doc", "attach": "attach", "page": "page", "space": "space"}
BUTTONS = frozenset({"next", "start"})
BARE = re.compile(r"https?://[^\s<>\"«»„“”]+")
_TAIL = ".,;:!?'*_…"


def read_reference(address: str) -> Reference:
    """Read an address as it is written; addresses within the course lose their percent signs."""
    found = _SCHEME.match(address)
    scheme = found[1].lower() if found else ""
    rest = address[len(scheme) + 1 :] if scheme else address
    if scheme == "mailto":
        target, _, query = rest.partition("?")
        return Reference("mailto", unquote(target), query=query)
    if scheme == "data":
        return Reference("data", rest)
    if scheme in BUTTONS:
        place, _, anchor = unquote(rest).partition("#")
        return Reference("course", place or scheme, anchor)
    if scheme not in _WIKI and (scheme or address.startswith("//")):
        return Reference("url", address)
    target, _, anchor = rest.partition("#")
    target, anchor = unquote(target), unquote(anchor)
    if scheme == "attach" or (not scheme and target.startswith(("files/", "./files/"))):
        return Reference("attach", target.removeprefix("./").removeprefix("files/"), anchor)
    if not scheme and not target:
        return Reference("here", "", anchor)
    kind = scheme if scheme == "doc" or scheme == "page" or scheme == "space" else "path"
    return Reference(kind, target, anchor)


def is_button(address: str) -> bool:
    """Whether an address leads on rather than to something (``next:``, ``start:``)."""
    return address.partition(":")[0] in BUTTONS and ":" in address


def bare_address(text: str) -> str:
    """Take off what belongs to the sentence around an address in running text."""
    address = text.rstrip(_TAIL)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_TAIL)
    return address
