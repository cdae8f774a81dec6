"""What the server, the watcher of sources and the pages share."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from scormkit.preview.contents import Offer, open_contents, read_offer, read_whole
from scormkit.preview.lrs.lms import Lms
from scormkit.values import as_dict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scormkit.preview.contents import Contents, Item
    from scormkit.preview.lrs.launches import Launch


class Previewed:
    """The package in its present version and the records of those who learn with it.

    Records are keyed by learner and item, live as long as the preview and outlast new versions of
    the package, as they do when an administrator replaces one. ``packages`` are those that can be
    chosen, by the name of their standard.
    """

    def __init__(self) -> None:
        self.contents: Contents | None = None
        self.title = ""
        self.language = "en"
        self.offer = Offer("web", "", ())
        self.packages: dict[str, Path] = {}
        self.chosen = ""
        self.version = 0
        self.problems: tuple[str, ...] = ()
        self.records: dict[tuple[str, str], Any] = {}
        self.lms = Lms()
        self.fault = "none"
        self.calls: list[dict[str, Any]] = []
        self.launch_numbers: dict[str, int] = {}
        self.ended = False
        self._digest = ""

    def offer_packages(self, packages: Mapping[str, Path]) -> None:
        """Serve the chosen one of these, else the first."""
        self.packages = dict(packages)
        if self.chosen not in self.packages:
            self.chosen = next(iter(self.packages), "")
        self.show(self.packages[self.chosen])

    def choose(self, standard: str) -> bool:
        """Serve the package of another standard, to learners nothing is known of."""
        if standard not in self.packages:
            return False
        self.chosen = standard
        self.records.clear()
        self.lms = Lms()
        self.show(self.packages[standard])
        return True

    def show(self, package: Path) -> None:
        """Serve this package from now on; pages reload if it differs from the one before."""
        digest = _digest(package)
        if digest and digest == self._digest and not self.problems:
            return
        contents = open_contents(package)
        offer = read_offer(contents)
        # What was served before is closed when the last answer out of it has gone.
        self.contents, self.offer, self._digest = contents, offer, digest
        self.title = offer.title or package.stem
        self.language = read_language(contents, offer.items) or self.language
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
            "standard": self.offer.play,
            "package": self.chosen,
            "standards": list(self.packages),
            "title": self.title,
            "language": self.language,
            "items": [as_dict(i) for i in self.offer.items],
            "problems": self.problems,
        }

    def since(self, launch: Launch) -> float:
        """Seconds that a session has lasted."""
        return (datetime.now(UTC) - launch.begun).total_seconds()

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
