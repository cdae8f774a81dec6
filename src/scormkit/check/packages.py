"""Checks packages by any tool, whatever standard they follow."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scormkit.archive import open_package
from scormkit.check.questions import check_files, check_text
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
            check_inside(package, report, expected, alone=package.bare)
    except PackageError as error:
        report.extend(error.diagnostics)


def check_inside(files: Files, report: Report, expected: str = "", *, alone: bool = False) -> None:
    """Check what is in a package; ``alone``: it is a standard's own file without its package."""
    files = Remembering(files, SIZE_LIMIT)
    if not expected and check_files(files, report, alone=alone):
        return
    found = list(detect(files))
    others = tuple(dict.fromkeys(_others(files, found)))
    if alone and not found and not others:
        # Whatever the file is called: somebody wants to know why it is no good manifest.
        path = next(iter(files))
        found = [(standard, path) for standard, _ in detect(Renamed(files, path, NAME))]
    titles = tuple(standard.title for standard, _ in found)
    wanted = STANDARDS[expected].title if expected else ""
    detected = detection.Detected(files.at(""), titles, others, wanted)
    if run(detection.RULES, detected, report):
        for standard, path in found:
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
