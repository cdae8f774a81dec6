"""What an import needs of a wiki, be it an export in a file or one that answers over the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scormkit.values import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report


class Attachment(Struct, frozen=True):
    """A file on a page; ``size`` in bytes as the wiki says, -1 if it does not."""

    name: str
    size: int = -1
    revision: str = ""


class WikiPage(Struct, frozen=True):
    r"""What is known of a page before its text is asked for.

    ``name`` is complete, its spaces and ``WebHome`` too, dots in them escaped: ``Course.Module
    1\.2.WebHome``. ``language`` is that of a translation, empty for the page's own, and ``default_language``
    the page's own if the wiki knows it. ``syntax`` is ``xwiki/2.0`` or ``xwiki/2.1``; what was written in
    another is given as 2.1 can hold it. ``order`` is its place among its siblings as the wiki gives it, 0
    if it gives none. ``place`` tells people where it was found: an entry of an archive, an address.
    """

    name: str
    title: str = ""
    syntax: str = "xwiki/2.1"
    revision: str = ""
    language: str = ""
    default_language: str = ""
    order: int = 0
    place: str = ""
    attachments: tuple[Attachment, ...] = ()


class Wiki(Protocol):
    """A source of pages; nothing of it is kept in memory but what :meth:`pages` gives."""

    @property
    def address(self) -> str:
        """The wiki's address, ``https://wiki.example.org``; empty if it is not known."""

    def pages(self, report: Report) -> tuple[WikiPage, ...]:
        """List the pages worth importing, in the wiki's order; what is left out is told."""

    def text(self, page: WikiPage, report: Report) -> str | None:
        """Give the source of a page; ``None`` if it cannot be had, and the report says why."""

    def save(self, page: WikiPage, attachment: Attachment, file: Path, report: Report) -> bool:
        """Stream an attachment into ``file``, going on with what is there from a broken transfer.

        Whether ``file`` now holds it whole, its size and hash as the wiki says; if not, the report says
        why.
        """
