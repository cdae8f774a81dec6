"""How the tests ask a wiki: at once, with waits noted instead of waited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Report
from scormkit.ingest.wiki.rest import Patience, Settings, open_live

if TYPE_CHECKING:
    from ingest.wiki.rest.server import Site
    from scormkit.ingest.wiki.pages import Wiki, WikiPage


def patience(waits: list[float] | None = None, **more: Any) -> Patience:
    noted = [] if waits is None else waits
    return Patience(
        pause=0, read=5, sleep=lambda wait: noted.append(wait) if wait else None, **more
    )


def settings(**more: Any) -> Settings:
    return Settings(**{"patience": patience()} | more)


def opened(site: Site, path: str, **more: Any) -> tuple[Wiki | None, Report]:
    report = Report()
    return open_live(site.address + path, settings(**more), report), report


def pages_of(site: Site, path: str, **more: Any) -> tuple[Wiki, tuple[WikiPage, ...], Report]:
    wiki, report = opened(site, path, **more)
    assert wiki is not None, [found.message for found in report]
    return wiki, wiki.pages(report), report
