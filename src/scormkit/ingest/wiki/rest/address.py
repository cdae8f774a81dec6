"""The address that a person copies from a browser → where the wiki may be asked, and for what."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import quote, unquote_plus, urlsplit

from scormkit.ingest.wiki.sieve import HOME
from scormkit.values import Struct

_ACTIONS = frozenset(
    "view get viewrev edit inline create export save download attach history admin".split()
)
_FILES = frozenset({"download", "downloadrev", "viewattachrev"})
_MAIN = "xwiki"
_DEEP = 3  # folders that may stand before the wiki's own


class Place(Struct, frozen=True):
    """A page to look for: under each of ``roots``, and there under each of ``names`` in turn."""

    origin: str
    context: str
    wiki: str
    names: tuple[tuple[str, ...], ...]

    @property
    def roots(self) -> tuple[str, ...]:
        """Where the REST interface may be, likeliest first."""
        paths = dict.fromkeys((self.context, "/xwiki", ""))
        return tuple(f"{self.origin}{path}/rest" for path in paths)


def read_address(address: str) -> Place | None:
    """Take an address apart; ``None`` if it is none of a wiki. It may not hold a password."""
    try:
        url = urlsplit(address.strip())
        host, port = url.hostname, url.port
    except ValueError:
        return None
    if url.scheme not in {"http", "https"} or not host or url.username is not None:
        return None
    shown = f"[{host}]" if ":" in host else host
    origin = f"{url.scheme}://{shown}" + (f":{port}" if port else "")
    parts = [unquote_plus(part) for part in url.path.split("/") if part]
    ended = url.path.endswith("/")
    marks = [n for n, part in enumerate(parts[: _DEEP + 1]) if part in {"bin", "wiki", "rest"}]
    if not marks:
        return _unmarked(origin, parts, ended=ended)
    before, after = parts[: marks[0]], parts[marks[0] + 1 :]
    context = "".join(f"/{quote(part, safe='')}" for part in before)
    if parts[marks[0]] == "rest":
        return _of_rest(origin, context, after)
    wiki = after.pop(0) if parts[marks[0]] == "wiki" and after else _MAIN
    return Place(origin, context, wiki, _names(after, ended=ended))


def is_local(host: str) -> bool:
    """Whether nothing leaves this machine on the way to a host."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def page_path(wiki: str, names: tuple[str, ...]) -> str:
    """Give the path of a page below a REST root: a space in a space stands after it."""
    return f"{space_path(wiki, names[:-1])}/pages/{quote(names[-1], safe='')}"


def space_path(wiki: str, names: tuple[str, ...]) -> str:
    """Give the path of a space below a REST root."""
    spaces = "".join(f"/spaces/{quote(name, safe='')}" for name in names)
    return f"/wikis/{quote(wiki, safe='')}{spaces}"


def _unmarked(origin: str, parts: list[str], *, ended: bool) -> Place | None:
    """Read an address without ``bin``: the wiki's own, or one that its server made shorter."""
    for context in ([], ["xwiki"]):
        rest = parts[len(context) :]
        if parts[: len(context)] == context and (not rest or rest[0] in _ACTIONS):
            return Place(
                origin, "".join(f"/{p}" for p in context), _MAIN, _names(rest, ended=ended)
            )
    return None


def _names(parts: list[str], *, ended: bool) -> tuple[tuple[str, ...], ...]:
    """Name the pages meant: without a slash at the end, the last part may be a page or a space."""
    action = parts[0] if parts and parts[0] in _ACTIONS | _FILES else ""
    names = parts[1:] if action else parts
    if action in _FILES:
        names, ended = names[:-1], False
    if not names:
        return (("Main", HOME),)
    if names[-1] == HOME and len(names) > 1:
        return (tuple(names),)
    home = (*names, HOME)
    return (home,) if ended or len(names) == 1 else (tuple(names), home)


def _of_rest(origin: str, context: str, parts: list[str]) -> Place:
    """Read an address of the REST interface itself, as links in its answers are."""
    wiki, names = _MAIN, []
    for kind, name in zip(parts[::2], parts[1::2], strict=False):
        if kind == "wikis":
            wiki = name
        elif kind in {"spaces", "pages"}:
            names.append(name)
    is_page = "pages" in parts[::2]
    return Place(origin, context, wiki, _names(["view", *names], ended=not is_page))
