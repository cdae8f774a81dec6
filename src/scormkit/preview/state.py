"""What the server, the watcher of sources and the pages share."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from scormkit.preview.contents import open_contents, read_items, read_whole

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.preview.contents import Contents, Item


class Previewed:
    """The package in its present version and the records of those who learn with it.

    Records are keyed by learner and item, live as long as the preview and outlast new versions of
    the package, as they do when an administrator replaces one.
    """

    def __init__(self) -> None:
        self.contents: Contents | None = None
        self.title = ""
        self.language = "en"
        self.items: tuple[Item, ...] = ()
        self.version = 0
        self.problems: tuple[str, ...] = ()
        self.records: dict[tuple[str, str], Any] = {}
        self.ended = False
        self._digest = ""

    def show(self, package: Path) -> None:
        """Serve this package from now on; pages reload if it differs from the one before."""
        digest = _digest(package)
        if digest and digest == self._digest and not self.problems:
            return
        contents = open_contents(package)
        title, items = read_items(contents)
        # What was served before is closed when the last answer out of it has gone.
        self.contents, self.items, self._digest = contents, items, digest
        self.title = title or package.stem
        self.language = read_language(contents, items) or self.language
        self.problems = ()
        self.version += 1

    def fail(self, problems: tuple[str, ...]) -> None:
        """Keep what was served and tell what stands in the way of something newer."""
        self.problems = problems
        self.version += 1

    def boot(self) -> dict[str, Any]:
        """Tell what a page of the LMS has to know."""
        return {
            "version": self.version,
            "title": self.title,
            "language": self.language,
            "items": [dataclasses.asdict(i) for i in self.items],
            "problems": self.problems,
        }

    def close(self) -> None:
        """Let go of the package."""
        if self.contents:
            self.contents.close()
            self.contents = None


def read_language(contents: Contents, items: tuple[Item, ...]) -> str:
    """Find the language that the first launched document declares; empty if none."""
    if not items:
        return ""
    html = read_whole(contents, unquote(re.split(r"[?#]", items[0].href)[0])) or b""
    found = re.search(rb"<html[^>]*\slang=[\"']?([A-Za-z-]+)", html[:4096])
    return found[1].decode() if found else ""


def _digest(package: Path) -> str:
    """Make a fingerprint of a zip's bytes; a folder has none and is always taken for new."""
    if package.is_dir():
        return ""
    with package.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
