"""Names of the files in a module's folder, given once and for all."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scormkit.ingest.folder import stem_of
from scormkit.ingest.wiki.arrange.known import language_of
from scormkit.ingest.wiki.arrange.plan import (
    PlannedFile,
    PlannedPage,
    name_key,
    parts_of,
    safe_name,
    title_of,
    told_apart,
)
from scormkit.model.names import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scormkit.ingest.wiki.arrange.known import Known
    from scormkit.ingest.wiki.pages import WikiPage


class Names:
    """Names pages and their files; a translation's page is called as the page is."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._stems: dict[tuple[str, ...], str] = {}

    def of(
        self,
        folder: Path,
        pages: tuple[WikiPage, ...],
        first: str | None,
        all_pages: Mapping[tuple[str, ...], Iterable[WikiPage]],
    ) -> tuple[PlannedPage, ...]:
        """Name all of a module; ``first`` is the stem wished for its first page."""
        origin = self._known.origins.get(folder)
        names = _Taken(origin.pages if origin else ())
        files = _Taken(origin.files if origin else (), whole=True)
        planned = [(page, self._page(page, names, files, first)) for page in pages]
        for _, name in planned:
            files.add(PurePosixPath(name).stem)
        made = []
        for place, (page, name) in enumerate(planned):
            within = "" if place == 0 else f"{PurePosixPath(name).stem}/"
            source = _with_files(page, all_pages.get(parts_of(page.name), ()))
            made.append(
                PlannedPage(page, name, title_of(page), self._files(folder, source, within, files))
            )
        return tuple(made)

    def _page(self, page: WikiPage, names: _Taken, files: _Taken, first: str | None) -> str:
        known, key = self._known.place(page), parts_of(page.name)
        if known:  # its ending tells the syntax, and that can be another one now
            stem = PurePosixPath(known[1]).stem
        else:
            wanted = self._stems.get(key) or first or stem_of(title_of(page)) or slug(key[-1])
            stem = told_apart(
                safe_name(wanted or "page"), lambda free: free in names or free in files
            )
        names.add(stem)
        self._stems.setdefault(key, stem)
        return f"{stem}.xwiki20" if page.syntax == "xwiki/2.0" else f"{stem}.xwiki"

    def _files(
        self, folder: Path, page: WikiPage, within: str, taken: _Taken
    ) -> tuple[PlannedFile, ...]:
        made = []
        for attachment in page.attachments:
            name = self._known.file(folder, page, attachment.name)
            if name is None:
                wanted = safe_name(attachment.name)
                free = told_apart(wanted, lambda free: within + free in taken)
                name = within + free
                taken.add(name)
            made.append(PlannedFile(page, attachment, name))
        return tuple(made)


class _Taken:
    """Names that are given, as file systems compare them; of pages only the stems count."""

    def __init__(self, names: Iterable[str], *, whole: bool = False) -> None:
        self._keys = {name_key(name if whole else PurePosixPath(name).stem) for name in names}

    def __contains__(self, name: str) -> bool:
        return name_key(name) in self._keys

    def add(self, name: str) -> None:
        self._keys.add(name_key(name))


def _with_files(page: WikiPage, others: Iterable[WikiPage]) -> WikiPage:
    """Give the page that holds the attachments: those of a page are its translations' too."""
    if page.attachments or not language_of(page):
        return page
    return next((other for other in others if other.attachments), page)
