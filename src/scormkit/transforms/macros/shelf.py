"""The pages of a course as a wiki knows them: by name, with the files on them, before any is shaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping  # noqa: TC003  dataclass fields are read at run time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scormkit.model.course import Page  # noqa: TC001
from scormkit.transforms.links.directory import wiki_key
from scormkit.transforms.links.wiki import absolute, split_name

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Entry:
    """A source: ``name`` is that of its wiki page, empty if it came from none.

    ``files`` are all those of its module by :func:`~scormkit.transforms.links.directory.file_key`,
    ``attached`` the names of those that stand on the page itself.
    """

    path: str
    module: str
    read: Callable[[], Page]
    name: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    attached: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The spaces and the page of its name."""
        return split_name(self.name) if self.name else ()


class Shelf:
    """All sources of a course, in its order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._paths = {entry.path: entry for entry in self.entries}
        self._names: dict[str, Entry] = {}
        for entry in self.entries:
            if entry.parts:
                self._names.setdefault(wiki_key(entry.parts), entry)

    def at(self, path: str) -> Entry | None:
        """Give the source of this path."""
        return self._paths.get(path)

    def find(self, name: str, within: str) -> Entry | None:
        """Give the source of a wiki page as a page called ``within`` would name it."""
        for complete in (name, absolute(name, within)):
            found = self._names.get(wiki_key(split_name(complete)))
            if found:
                return found
        return None

    def below(self, parts: tuple[str, ...]) -> tuple[Entry, ...]:
        """Give the sources whose names go on from ``parts``."""
        start = wiki_key(parts) + "/" if parts else wiki_key(())
        return tuple(
            entry
            for entry in self._names.values()
            if (key := wiki_key(entry.parts)).startswith(start) and key != start
        )
