"""What an address in Markdown points to."""

from __future__ import annotations

import re
from urllib.parse import unquote

from scormkit.model.inlines import Reference

_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):(.*)", re.IGNORECASE | re.DOTALL)
_PAGE = re.compile(r"\.(?:md|markdown|xwiki)$", re.IGNORECASE)
_FILE = re.compile(r"^(?:\./)?files/|\.[A-Za-z][A-Za-z0-9]{0,4}$")
_PAGES = frozenset(["doc", "module", "page", "course"])


def read_address(address: str) -> Reference:
    """Tell files, pages of the course, places on the page and other sites apart."""
    if address.startswith("//"):
        return Reference("url", f"https:{address}")
    if address.startswith("#"):
        return Reference("here", "", anchor=unquote(address[1:]))
    found = _SCHEME.fullmatch(address)
    if found:
        return _with_scheme(found[1].lower(), found[2], address)
    path, _, anchor = address.partition("#")
    path, anchor = unquote(path), unquote(anchor)
    if path.startswith("/"):
        return Reference("path", path, anchor)
    if _FILE.search(path) and not _PAGE.search(path):
        return Reference("attach", path, anchor)
    return Reference("untyped", path, anchor)


def _with_scheme(scheme: str, rest: str, address: str) -> Reference:
    if scheme == "mailto":
        target, _, query = rest.partition("?")
        return Reference("mailto", unquote(target), query=query)
    if scheme in _PAGES:
        target, _, anchor = rest.partition("#")
        return Reference("doc", unquote(target), unquote(anchor))
    if scheme in {"attach", "file"}:
        return Reference("attach", unquote(rest))
    if scheme == "data":
        return Reference("data", address)
    return Reference("url", address)


def read_picture(address: str) -> Reference:
    """Like :func:`read_address`; whatever is no address of another site is a file."""
    found = read_address(address)
    if found.kind in {"untyped", "path"}:
        return Reference("attach", found.target)
    return found
