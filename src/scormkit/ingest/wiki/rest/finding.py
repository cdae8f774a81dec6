"""Where the wiki may be asked, and which of its pages an address means: told by asking."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scormkit.ingest.wiki.rest import codes
from scormkit.ingest.wiki.rest.address import Place, page_path
from scormkit.ingest.wiki.rest.answers import Page, Root, Wikis
from scormkit.ingest.wiki.rest.asking import Client, RefusalError
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIKIS = 50  # wikis of a farm that are asked for a page


class Found(Struct, frozen=True):
    """The page asked for; ``root`` is where REST answers, ``address`` where people read."""

    address: str
    root: str
    wiki: str
    names: tuple[str, ...]


def find(client: Client, place: Place) -> Found:
    """Find the page; raises :class:`RefusalError`."""
    root = _root(client, place)
    address = root.removesuffix("/rest")
    host = urlsplit(place.origin).hostname
    first: Found | None = None
    refusal: RefusalError | None = None
    for wiki in _wikis(client, root, place.wiki):
        for names in place.names:
            url = root + page_path(wiki, names)
            try:
                page = client.ask(url, Page)
            except RefusalError as error:
                refusal = refusal or error
                if error.code is not codes.GONE:
                    raise
                continue
            found = Found(address, root, wiki, names)
            first = first or found
            if urlsplit(page.address).hostname in {host, None, ""}:
                return found
    if first is not None:
        return first
    assert refusal is not None
    raise refusal


def _root(client: Client, place: Place) -> str:
    refusal: RefusalError | None = None
    for root in place.roots:
        try:
            client.ask(root, Root)
        except RefusalError as error:
            if error.code not in {codes.GONE, codes.ANSWER, codes.FORBIDDEN}:
                raise
            refusal = refusal or error
        else:
            return root
    message = f"No REST interface answers at {', '.join(place.roots)}"
    raise RefusalError(codes.NO_WIKI, message, place.origin) from refusal


def _wikis(client: Client, root: str, named: str) -> Iterator[str]:
    """Give the wiki named by the address first, then others, that may have a host of their own."""
    yield named
    try:
        listed = client.ask(f"{root}/wikis", Wikis)
    except RefusalError:
        return
    yield from [each.id for each in listed.items[:_WIKIS] if each.id != named]
