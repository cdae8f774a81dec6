"""Where the files lie that pages show and offer: a page's own, its module's, another module's."""

from __future__ import annotations

import difflib
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.transforms.links.keys import file_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.transforms.links.directory import Directory
    from scormkit.transforms.links.wiki import Parts

_CAPTIONS = re.compile(r"(?:\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*))?\.vtt$", re.IGNORECASE)


class Files:
    """Finds files for one page; ``here`` is its name in the wiki.

    What it gives is a name in the module's ``files/``, or ``/module/name`` in another's.
    """

    def __init__(self, directory: Directory, module: str, here: Parts) -> None:
        self.directory = directory
        self.module = module
        self.names = directory.files.get(module, {})
        self._attached = directory.files_of(here)

    def own(self, *names: str) -> str:
        """Find a file that is called by its name alone: the page's own, else the module's."""
        spelt = [each for name in names for each in _spellings(name)]
        found = next((self._attached[n] for n in spelt if n in self._attached), "")
        return self._seen(found) or next((self.names[n] for n in spelt if n in self.names), "")

    def of_page(self, parts: Parts, name: str) -> str:
        """Find a file of a wiki page: what came with it, else what its module's author put there.

        A page that is not in the course may have left its file to this module.
        """
        spelt = tuple(_spellings(name))
        came = self.directory.files_of(parts)
        if found := next((came[n] for n in spelt if n in came), ""):
            return self._seen(found)
        holder = self.directory.holders.get(self.directory.page_of(parts), self.module)
        held = self.directory.files.get(holder, {})
        laid = (f"/{holder}/{held[n]}" for n in spelt if n in held)
        return self._seen(next((file for file in laid if file not in self.directory.taken), ""))

    def at_path(self, path: str) -> str:
        """Find a file by its path in the project: ``modules/two/files/plan.pdf``."""
        root, _, rest = path.partition("/")
        module, _, name = rest.partition("/files/")
        held = self.directory.files.get(module, {}) if root == "modules" else {}
        key = file_key(name)
        return self._seen(f"/{module}/{held[key]}") if key in held else ""

    def captions(self, video: str) -> Iterator[str]:
        """Find the captions that lie beside a video: ``film.vtt``, ``film.ru.vtt``."""
        start, names = "", self.names
        if video.startswith("/"):
            module, _, video = video[1:].partition("/")
            start, names = f"/{module}/", self.directory.files.get(module, {})
        stem = posixpath.splitext(file_key(video))[0]
        for key, name in sorted(names.items()):
            if _CAPTIONS.sub("", key) == stem and key != stem:
                yield start + name

    def hint(self, name: str, parts: Parts) -> str:
        """Say which file may be meant by a name that none has."""
        came = self.directory.files_of(parts) if parts else self._attached
        for held in self.directory.attached.values():
            if file := held.get(file_key(name)):
                return f"Another page has a file of this name: modules{_in_folder(file)}"
        near = difflib.get_close_matches(file_key(name), {**came, **self.names}, n=1)
        return f"Did you mean {near[0]!r}?" if near else ""

    def _seen(self, file: str) -> str:
        return file.removeprefix(f"/{self.module}/")


def language_of(captions: str) -> str:
    """Read the language from the name of a file of captions: ``film.ru.vtt``; empty if it has none."""
    found = _CAPTIONS.search(captions)
    return (found[1] or "") if found else ""


def _spellings(name: str) -> Iterator[str]:
    yield name
    yield file_key(name)
    yield file_key(unquote(name))


def _in_folder(file: str) -> str:
    module, _, name = file[1:].partition("/")
    return f"/{module}/files/{name}"
