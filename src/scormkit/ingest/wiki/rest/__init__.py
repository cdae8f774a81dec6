"""A wiki that answers over the network, by XWiki's REST interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.wiki.rest.address import read_address
from scormkit.ingest.wiki.rest.asking import Client, RefusalError
from scormkit.ingest.wiki.rest.codes import ADDRESS, CERTIFICATE, INSECURE
from scormkit.ingest.wiki.rest.finding import find
from scormkit.ingest.wiki.rest.live import Live
from scormkit.ingest.wiki.rest.login import find_login
from scormkit.ingest.wiki.rest.settings import Patience, Settings

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.ingest.wiki.pages import Wiki

__all__ = ["Patience", "Settings", "open_live"]


def open_live(url: str, settings: Settings, report: Report) -> Wiki | None:
    """Find the wiki and the page of an address; ``None`` if that fails, and the report says why."""
    shown = url.rpartition("@")[2]  # nothing of a password in it
    if "@" in url.split("://", 1)[-1].split("/", 1)[0]:
        report.add(INSECURE, "The address holds a name or a password", Location(shown))
        return None
    place = read_address(url)
    if place is None:
        report.add(ADDRESS, f"{shown} is no address of a wiki's page", Location(shown))
        return None
    login = find_login(place.origin, settings, report)
    if login is None:
        return None
    try:
        client = Client(login, settings.patience)
        return Live(client, find(client, place), settings)
    except RefusalError as error:
        report.add(error.code, error.message, Location(error.url))
    except (OSError, ValueError) as error:
        message = f"SSL_CERT_FILE or the proxy cannot be used: {type(error).__name__}"
        report.add(CERTIFICATE, message, Location(place.origin))
    return None
