"""Checks packages: those of any tool, and our own before they are zipped."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.archive import open_package
from scormkit.check.questions import check_files, check_text
from scormkit.diagnostics import Location
from scormkit.errors import PackageError
from scormkit.standards import STANDARDS, detect
from scormkit.standards.ims.edition import NAME, other_edition
from scormkit.validate.document import SIZE_LIMIT
from scormkit.validate.engine import run
from scormkit.validate.files import Remembering, Renamed
from scormkit.validate.rules import detection, secrets
from scormkit.validate.rules.zip_stages import check_container

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from scormkit.archive import FileTree
    from scormkit.diagnostics import Report
    from scormkit.standards import Standard
    from scormkit.validate.files import Files


def check_package(path: Path, report: Report, expected: str = "") -> None:
    """Check a zip, an unpacked folder, a standard's own file alone, or a file of questions.

    ``expected`` is the name of the standard that the package should follow.
    """
    if check_text(path, report):
        return
    package = open_package(path, report)
    if package is None or not check_container(package, report):
        return
    try:
        with _no_collections():
            _check_inside(package, report, expected, alone=package.bare)
    except PackageError as error:
        report.extend(error.diagnostics)


def check_tree(tree: FileTree, name: str, report: Report, standard: str) -> None:
    """Check a package before it is zipped; ``name`` is what it will be called."""
    _check_inside(_TreeFiles(tree, name), report, standard, alone=False)


def _check_inside(files: Files, report: Report, expected: str, *, alone: bool) -> None:
    files = Remembering(files, SIZE_LIMIT)
    if not expected and check_files(files, report, alone=alone):
        return
    found = list(detect(files))
    others = tuple(dict.fromkeys(_others(files, found)))
    if alone and not found and not others:
        # Whatever the file is called: somebody wants to know why it is no good manifest.
        path = next(iter(files))
        found = [(standard, path) for standard, _ in detect(Renamed(files, path, NAME))]
    if not found and not others and expected and STANDARDS[expected].find is None:
        return  # a standard without a file of its own has nothing to be told or checked by
    titles = tuple(standard.title for standard, _ in found)
    wanted = STANDARDS[expected].title if expected else ""
    detected = detection.Detected(files.at(""), titles, others, wanted)
    if run(detection.RULES, detected, report):
        for standard, path in found:
            if standard.check:
                standard.check(files, report, path, alone=alone)
        run(secrets.RULES, files, report)


@contextmanager
def _no_collections() -> Iterator[None]:
    """Look for no cycles meanwhile: a large manifest has none, and looking costs a sixth."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _others(files: Files, found: Sequence[tuple[Standard, str]]) -> Iterator[str]:
    """Name the standards a package can be told by that are not among those found in it."""
    titles = [standard.title for standard, _ in found]
    editions = set()
    for path in files:
        name = path.rpartition("/")[2].lower()
        if name == NAME and files.size(path) <= SIZE_LIMIT:
            editions.add(other_edition(files.read(path)))
    yield from sorted(e for e in editions if e and not any(e in title for title in titles))


@dataclass(frozen=True, slots=True)
class _TreeFiles:
    """A tree in memory as the rules see a package."""

    tree: FileTree
    name: str

    def __iter__(self) -> Iterator[str]:
        return iter(self.tree)

    def __contains__(self, path: object) -> bool:
        return path in self.tree

    def size(self, path: str) -> int:
        return self.tree.size(path)

    def read(self, path: str) -> bytes:
        content = self.tree[path]
        return content if isinstance(content, bytes) else content.path.read_bytes()

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        return Location(f"{self.name}/{path}" if path else self.name, line, column)
