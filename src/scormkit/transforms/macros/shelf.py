"""The pages of a course as a wiki knows them: by name, with the files on them, before any is shaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.transforms.links.keys import loose_key, name_key, wiki_key
from scormkit.transforms.links.wiki import HOME, name_at, page_at, spellings, split_alias
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from scormkit.model.course import Page
    from scormkit.transforms.links.wiki import Parts


class Entry(Struct, frozen=True):
    """A source: ``name`` is that of its wiki page, empty if it came from none.

    ``files`` are all those of its module by :func:`~scormkit.transforms.links.keys.file_key`,
    ``attached`` the names of those that stand on the page itself.
    """

    path: str
    module: str
    read: Callable[[], Page]
    name: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    attached: tuple[str, ...] = ()

    @property
    def parts(self) -> Parts:
        """The spaces and the page of its name."""
        return page_at(split_alias(self.name)[1]) if self.name else ()

    @property
    def branch(self) -> Parts:
        """The same without the word for the home of a space: what is below it begins so."""
        return branch_of(self.parts)


def branch_of(parts: Parts) -> Parts:
    """Leave out the word for the home of a space."""
    return parts[:-1] if parts[-1:] == (HOME,) else parts


class Shelf:
    """All sources of a course, in its order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._paths = {entry.path: entry for entry in self.entries}
        self._names: dict[str, Entry] = {}
        for make in (wiki_key, loose_key):
            for entry in self.entries:
                for parts in spellings(entry.parts) if entry.name else ():
                    self._names.setdefault(make(parts), entry)

    def at(self, path: str) -> Entry | None:
        """Give the source of this path."""
        return self._paths.get(path)

    def find(self, kind: str, name: str, here: Parts) -> Entry | None:
        """Give the source of a wiki page as a reference on the page ``here`` names it."""
        parts = name_at(kind, split_alias(name)[1], here)
        keys = (wiki_key(parts), loose_key(parts))
        return next((self._names[key] for key in keys if key in self._names), None)

    def below(self, branch: Parts) -> tuple[Entry, ...]:
        """Give the sources whose names go on from ``branch``."""
        named = (entry for entry in self.entries if entry.name)
        start = tuple(map(name_key, branch))
        return tuple(
            entry
            for entry in named
            if tuple(map(name_key, entry.branch[: len(start)])) == start
            and len(entry.branch) > len(start)
        )
