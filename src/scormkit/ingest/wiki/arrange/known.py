"""What earlier imports into a folder gave names to, and pages that go by another name in the wiki since."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scormkit.archive import digest_bytes
from scormkit.diagnostics import Report
from scormkit.project import ORIGIN, load_origin
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scormkit.ingest.wiki.pages import Wiki, WikiPage
    from scormkit.project import Origin

Key = tuple[str, str]
"""A page's name and, of a translation, its language."""


class Known(Struct):
    """Modules by folder with what they remember; ``moved`` leads from a page's name to its former one."""

    origins: Mapping[Path, Origin]
    moved: Mapping[str, str] = field(default_factory=dict)
    _pages: dict[Key, tuple[Path, str]] = field(default_factory=dict)
    _files: dict[tuple[Path, str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for folder, origin in self.origins.items():
            for name, taken in origin.pages.items():
                self._pages.setdefault((taken.page, taken.language), (folder, name))
            for name, taken in origin.files.items():
                self._files[folder, taken.page, taken.name] = name

    def former(self, name: str) -> str:
        """Give the name under which a page was imported."""
        return self.moved.get(name, name)

    def place(self, page: WikiPage) -> tuple[Path, str] | None:
        """Give the folder and the file's name of a page that was imported before."""
        return self._pages.get((self.former(page.name), language_of(page)))

    def file(self, folder: Path, page: WikiPage, name: str) -> str | None:
        """Give the name in files/ of an attachment that was imported before."""
        return self._files.get((folder, self.former(page.name), name))


def language_of(page: WikiPage) -> str:
    """Give the language of a translation; empty for a page in its own."""
    return "" if page.language == page.default_language else page.language


def load_known(into: Path, report: Report) -> dict[Path, Origin]:
    """Load what is remembered in ``into``, in the modules in it and, of translations, beside it."""
    folders = [into]
    if into.is_dir():
        folders += sorted(path for path in into.iterdir() if path.is_dir())
    if into.parent.is_dir():
        folders += sorted(into.parent.glob(f"{into.name}-*"))
    return {
        folder: load_origin(folder, report) for folder in folders if (folder / ORIGIN).is_file()
    }


def find_moved(
    wiki: Wiki, pages: tuple[WikiPage, ...], origins: Iterable[Origin]
) -> dict[str, str]:
    """Find pages with a new name by their text, if some of the former names are gone.

    Only a text that one page had is proof enough; it is asked for once more when it is imported, and
    what is wrong with it is told then.
    """
    known = [taken for origin in origins for taken in origin.pages.values() if not taken.language]
    names, here = {taken.page for taken in known}, {page.name for page in pages}
    alike = Counter(taken.digest for taken in known)
    gone = {
        taken.digest: taken.page
        for taken in known
        if taken.page not in here and taken.digest and alike[taken.digest] == 1
    }
    moved: dict[str, str] = {}
    for page in pages:
        if not gone or language_of(page) or page.name in names:
            continue
        text = wiki.text(page, Report())
        former = (
            None if text is None else gone.pop(digest_bytes(text.encode("utf-8", "replace")), None)
        )
        if former:
            moved[page.name] = former
    return moved
