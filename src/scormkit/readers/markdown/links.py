"""What an address in Markdown points to."""

from __future__ import annotations

import re
from urllib.parse import unquote

from scormkit.model.inlines import Reference, ReferenceKind

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WIKI: dict[str, ReferenceKind] = {"doc": "doc", "page": "page", "space": "space", "": "path"}
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
    target, _, anchor = (unquote(part) for part in rest.partition("#"))
    if scheme in BUTTONS:
        return Reference("course", target or scheme, anchor)
    if scheme == "attach" or (not scheme and target.startswith(("files/", "./files/"))):
        return Reference("attach", target.removeprefix("./").removeprefix("files/"), anchor)
    if scheme not in _WIKI or address.startswith("//"):
        return Reference("url", address)
    return Reference(_WIKI[scheme] if target or scheme else "here", target, anchor)


def bare_address(text: str) -> str:
    """Take off what belongs to the sentence around an address in running text."""
    address = text.rstrip(_TAIL)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_TAIL)
    return address
