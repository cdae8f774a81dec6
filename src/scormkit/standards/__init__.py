"""The published standards a package can follow; a standard is one folder and one entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from scormkit.standards import scorm12, web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.archive.tree import FileTree
    from scormkit.diagnostics import Report
    from scormkit.model.course import Course
    from scormkit.render.site import Site
    from scormkit.validate.files import Files


class Check(Protocol):
    """Checks the package around a standard's own file."""

    def __call__(self, files: Files, report: Report, manifest: str, *, alone: bool) -> None:
        """Run the rules; ``alone`` says that the file came without its package."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What the product can do with one standard.

    ``pack`` makes a package of a rendered course. ``find`` gives the path of the standard's own
    file in a package, or nothing; ``check`` runs the rules on the package around that file. A
    standard without a file of its own has neither.
    """

    name: str
    title: str
    pack: Callable[[Course, Site], FileTree]
    find: Callable[[Files], str] | None = None
    check: Check | None = None
    manifest: str = ""
    state_limit: int | None = None


STANDARDS: Final[dict[str, Standard]] = {
    "scorm12": Standard(
        "scorm12",
        "SCORM 1.2",
        scorm12.pack,
        scorm12.find,
        scorm12.check,
        manifest=scorm12.NAME,
        state_limit=scorm12.STATE_LIMIT,
    ),
    "web": Standard("web", "web page", web.pack),
}


def detect(files: Files) -> Iterator[tuple[Standard, str]]:
    """Give the standards a package follows, each with the path of its own file."""
    for standard in STANDARDS.values():
        if standard.find and (path := standard.find(files)):
            yield standard, path
