"""Lists come in parts, with nothing said of how long they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.ingest.wiki.rest.asking import RefusalError
from scormkit.ingest.wiki.rest.codes import PAGING

if TYPE_CHECKING:
    from scormkit.ingest.wiki.rest.answers import Listed, Listing
    from scormkit.ingest.wiki.rest.asking import Client

_ENDLESS = 100_000


def read_list(client: Client, url: str, kind: type[Listing[Listed]], number: int) -> list[Listed]:
    """Read a list to its end, an empty part: a server may give shorter ones than asked for.

    Raises :class:`RefusalError`, too, if a part brings nothing new: then the list goes round.
    """
    found: dict[str, Listed] = {}
    start = 0
    while True:
        part = client.ask(url, kind, start=start, number=number)
        if not part.items:
            return list(found.values())
        before = len(found)
        found.update({each.id: each for each in part.items if each.id not in found})
        start += len(part.items)
        if len(found) == before or len(found) > _ENDLESS:
            message = f"What comes from {start - len(part.items)} on is nothing new"
            raise RefusalError(PAGING, message, url)
