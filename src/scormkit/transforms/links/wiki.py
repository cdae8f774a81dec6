r"""Names of wiki pages, ``Space.Sub\.space.Page``, and the addresses at which a wiki shows them.

A page is known by its *parts*: its spaces and its own name, ``WebHome`` for the home of a space.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias
from urllib.parse import SplitResult, quote, unquote, urlsplit

Parts: TypeAlias = tuple[str, ...]
HOME = "WebHome"
MAIN = "xwiki"
_PIECE = re.compile(r"\\([\s\S]?)|([\s\S])")
_MARKS = re.compile(r"[\\.:]")
_ALIAS = re.compile(r"([a-z][a-z0-9_-]*):(?=.)", re.DOTALL)
_BASES = (
    re.compile(r"/bin(?:/\w*)?/*$"),
    re.compile(r"/wiki/(?P<alias>[^/]+)(?:/\w*)?/*$"),
)
_ACTION = r"/(?:bin|wiki/(?P<alias>[^/]+))/(?P<action>view|download)(?:/(?P<path>.*))?$"
_SHOWN = re.compile(_ACTION, re.DOTALL)
_SHOWN_SOMEWHERE = re.compile(r"(?:/[^/]+)?" + _ACTION, re.DOTALL)
_PORTS = {"http": ":80", "https": ":443"}


class Shown(NamedTuple):
    """What an address of a wiki shows: a page, or with ``file`` a file of it."""

    parts: Parts
    file: str = ""


def cut(text: str, mark: str) -> Parts:
    r"""Cut at every ``mark`` without a backslash before it, and take the backslashes out."""
    if "\\" not in text:
        return tuple(text.split(mark))
    found = [""]
    for piece in _PIECE.finditer(text):
        if piece[2] == mark:
            found.append("")
        else:
            found[-1] += piece[1] if piece[2] is None else piece[2]
    return tuple(found)


def cut_last(text: str, mark: str) -> tuple[str, str]:
    r"""Cut ``Space.Page@file.pdf`` into the page as written and the file's name without backslashes."""
    ends = [m.start() for m in _PIECE.finditer(text) if m[2] == mark]
    end = ends[-1] if ends else -1
    return text[: max(end, 0)], "".join(cut(text[end + 1 :], mark))


def split_alias(name: str) -> tuple[str, str]:
    """Take the wiki off a name: ``wiki:Space.Page``; it is empty if none is named."""
    found = _ALIAS.match(name)
    return (found[1], name[found.end() :]) if found else ("", name)


def name_at(kind: str, name: str, here: Parts = ()) -> Parts:
    """Give the parts of a name as references of a kind are understood on the page ``here``."""
    read = {"space": space_at, "page": nested_at, "pageAttach": nested_at}.get(kind, page_at)
    return read(name, here)


def written(parts: Parts) -> str:
    """Write a page's name in full, so that it is read as these parts on any page."""
    return ".".join(_MARKS.sub(r"\\\g<0>", part) for part in parts)


def page_at(name: str, here: Parts = ()) -> Parts:
    """Give the parts of a name like ``Space.Page`` as it is understood on the page ``here``.

    A name without a space, or one that begins with a dot, stands in the space of that page.
    """
    parts = cut(name, ".")
    if len(parts) > 1 and not parts[-1]:
        parts = (*parts[:-1], HOME)
    inside = len(parts) == 1 or not parts[0]
    return (*(here[:-1] if inside else ()), *filter(None, parts))


def space_at(name: str, here: Parts = ()) -> Parts:
    """Give the home of the space called ``Space.Sub``; one that begins with a dot is in this space."""
    parts = cut(name, ".")
    return (*(() if parts[0] else here[:-1]), *filter(None, parts), HOME)


def nested_at(name: str, here: Parts = ()) -> Parts:
    """Give the page called ``Page/Sub``, where ``.`` is the page ``here`` and ``..`` the one above it."""
    own = here[:-1] if here[-1:] == (HOME,) else here
    found: Parts = ()
    for number, part in enumerate(cut(name, "/")):
        if part in {".", ".."}:
            found = own if number == 0 else found
            found = found[:-1] if part == ".." else found
        elif part:
            found = (*found, part)
    return (*found, HOME)


def spellings(parts: Parts) -> tuple[Parts, ...]:
    """Give a page's parts with ``WebHome`` and without: who links to a page often leaves it out."""
    other = parts[:-1] if parts[-1:] == (HOME,) else (*parts, HOME)
    return (parts, other) if other else (parts,)


def address(base: str, parts: Parts, file: str = "", alias: str = "") -> str:
    """Make the address of a page, or of a file on it, percent-encoded; the same for each way to name it."""
    root, own = _root(base)
    wiki = alias or own
    start = f"/wiki/{quote(wiki, safe='')}" if wiki != MAIN else "/bin"
    full = parts if len(parts) > 1 else (*parts, HOME)
    home = full[-1] == HOME
    if file:
        return f"{root}{start}/download/{_path(full)}/{_path((file,))}"
    return f"{root}{start}/view/{_path(full[:-1] if home else full)}{'/' if home else ''}"


def read_address(url: str, base: str) -> Shown | None:
    """Say what the wiki at ``base`` shows at an address, that has a host or only a path.

    ``None`` for what is no page and no file, or belongs to another wiki.
    """
    root, own = _root(base)
    try:
        given, asked = urlsplit(root), urlsplit(url)
    except ValueError:
        return None
    path = asked.path
    if asked.netloc and not (base and _host(asked) == _host(given)):
        return None
    inside = path.removeprefix(given.path) if path.startswith(given.path) else ""
    found = (_SHOWN if base else _SHOWN_SOMEWHERE).match(inside)
    if found is None or unquote(found["alias"] or MAIN) != own:
        return None
    names = tuple(unquote(part) for part in (found["path"] or "").split("/") if part)
    if found["action"] == "download":
        return Shown(names[:-1], names[-1]) if len(names) > 2 else None  # noqa: PLR2004  space, page, file
    if len(names) < 2 or path.endswith("/"):  # noqa: PLR2004  a space alone
        names = (*(names or ("Main",)), HOME)
    return Shown(names)


def alias_of(base: str) -> str:
    """Name the wiki at an address: ``https://host/wiki/ALIAS``, else the main one."""
    return _root(base)[1]


@lru_cache
def _root(base: str) -> tuple[str, str]:
    """Give the address that all others of the wiki begin with, and the wiki's alias."""
    plain = base.rstrip("/")
    try:
        path = urlsplit(plain).path
    except ValueError:
        return plain, MAIN
    for pattern in _BASES:
        if found := pattern.search(path):
            alias = found.groupdict().get("alias") or MAIN
            return plain[: len(plain) - len(found[0])], unquote(alias)
    return plain, MAIN


def _host(url: SplitResult) -> str:
    return url.netloc.rpartition("@")[2].casefold().removesuffix(_PORTS.get(url.scheme, ""))


def _path(parts: Parts) -> str:
    return "/".join(quote(part, safe="", errors="replace") for part in parts)
