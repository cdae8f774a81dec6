"""Links and pictures in raw HTML lead where those of a page's own markup would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote

from scormkit.model.addresses import change_addresses
from scormkit.model.blocks import HtmlBlock
from scormkit.model.inlines import InlineHtml, Pos, Reference
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable

Html = TypeVar("Html", bound=HtmlBlock | InlineHtml)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = ("http:", "https:")


def with_targets(node: Html, find: Callable[[str, Reference, Pos], Reference]) -> Html:
    """Note for every address where it leads; ``find`` takes the tag, the reference and its place."""
    found: dict[str, Reference] = {}

    def look(tag: str, address: str, offset: int) -> None:
        reference = _reference(address)
        if reference is not None and address not in found:
            found[address] = find(tag, reference, _place(node, offset))

    change_addresses(node.html, look)
    return replace(node, targets=tuple(found.items())) if found else node


def _reference(address: str) -> Reference | None:
    """Read an address; ``None`` for those that no course changes, as mail's."""
    if address.startswith("//"):
        return Reference("url", f"https:{address}")
    if found := _SCHEME.match(address):
        return Reference("url", address) if found[0].lower() in _WEB else None
    if address.startswith("/"):
        return Reference("path", address)
    path, _, anchor = address.partition("#")
    path, _, query = path.partition("?")
    if not path:
        return Reference("here", "", unquote(anchor)) if anchor else None
    return Reference("path", unquote(path), unquote(anchor), query)


def _place(node: HtmlBlock | InlineHtml, offset: int) -> Pos:
    before = node.html[:offset]
    if "\n" in before:
        return Pos(node.at.line + before.count("\n"), offset - before.rindex("\n"))
    known = node.at.column or isinstance(node, HtmlBlock)
    return Pos(node.at.line, (node.at.column or 1) + offset if known else 0)
