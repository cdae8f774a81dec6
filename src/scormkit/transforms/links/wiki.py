r"""Names of wiki pages: ``Space.Sub\.space.Page`` ↔ the address at which the wiki shows it."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

_PARTS = re.compile(r"(?:[^.\\]|\\.?)+")
_WIKI = re.compile(r"^[a-z][a-z0-9]*:(?=.)")
HOME = "WebHome"


def split_name(name: str) -> tuple[str, ...]:
    """Cut a dotted name into spaces and page, escapes taken out, a final ``WebHome`` left out."""
    parts = [re.sub(r"\\(.)", r"\1", part) for part in _PARTS.findall(_WIKI.sub("", name))]
    return tuple(parts[:-1] if len(parts) > 1 and parts[-1] == HOME else parts)


def absolute(name: str, within: str) -> str:
    """Complete a name without a space by the space of the page it stands on."""
    if not within or re.search(r"(?<!\\)\.", name):
        return name
    space, _, _ = within.rpartition(".")
    return f"{space}.{name}" if space else name


def address(base: str, name: str, action: str = "view", file: str = "") -> str:
    """Make the address of a page, or of a file on it, percent-encoded."""
    home = name.endswith(f".{HOME}") or "." not in name
    path = "/".join(quote(part, safe="") for part in split_name(name))
    if action == "download" and home:
        path += f"/{HOME}"
    root = re.sub(r"/bin(?:/\w+)?/?$", "", base.rstrip("/"))
    tail = f"/{quote(file, safe='')}" if file else ("/" if home else "")
    return f"{root}/bin/{action}/{path}{tail}"


def name_at(base: str, url: str) -> tuple[str, ...]:
    """Give the spaces and page shown at ``url``; empty for what is no page of the wiki at ``base``."""
    root = urlsplit(re.sub(r"/bin(?:/\w+)?/?$", "", base.rstrip("/")))
    try:
        parts = urlsplit(url)
    except ValueError:
        return ()
    start = f"{root.path}/bin/view/"
    if not base or parts.netloc != root.netloc or not parts.path.startswith(start):
        return ()
    names = [unquote(part) for part in parts.path.removeprefix(start).split("/") if part]
    return tuple(names[:-1] if len(names) > 1 and names[-1] == HOME else names)


def split_attachment(target: str) -> tuple[str, str]:
    r"""Cut ``Space.Page@file.pdf`` into the page and the file's name."""
    page, mark, file = target.rpartition("@")
    if mark and not page.endswith("\\"):
        return page, re.sub(r"\\([@.\\:])", r"\1", file)
    return "", re.sub(r"\\([@.\\:])", r"\1", target)
