"""Knows a source of many pages by its name: an address, or an export in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.diagnostics import Report
    from scormkit.ingest.wiki.pages import Wiki


def is_address(source: str) -> bool:
    """Whether a source is asked for over the network."""
    return source.lower().startswith(("http://", "https://"))


def holds_many(source: str) -> bool:
    """Whether a source may hold several pages with their attachments."""
    path = Path(source)
    if is_address(source) or not path.is_file():
        return is_address(source)
    with path.open("rb") as file:
        return path.suffix.lower() == ".xar" or file.read(4) == b"PK\3\4"


def open_wiki(
    source: str, *, children: bool, user: str, ask: Callable[[str], str] | None, report: Report
) -> Wiki | None:
    """Open a source; ``None`` if that cannot be done, and the report says why.

    ``children``, ``user`` and ``ask`` are for a wiki that answers over the network, see
    :class:`scormkit.ingest.wiki.rest.Settings`.
    """
    if is_address(source):
        from scormkit.ingest.wiki.rest import Settings, open_live  # noqa: PLC0415  needs the network

        return open_live(source, Settings(children, user, ask), report)
    from scormkit.ingest.wiki.xar import open_export  # noqa: PLC0415

    return open_export(Path(source), report)
