"""The published standards a package can follow; a standard is one folder and one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scormkit.standards import scorm12, web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.archive.tree import FileTree
    from scormkit.diagnostics import Report
    from scormkit.model.course import Course
    from scormkit.render.site import Site
    from scormkit.validate.files import Files


@dataclass(frozen=True, slots=True)
class Standard:
    """What the product can do with one standard.

    ``pack`` makes a package of a rendered course; ``find`` gives the path of the standard's own
    file in a package, or nothing; ``check`` runs the rules on the package around that file, the
    last argument saying that the file came alone.
    """

    name: str
    title: str
    pack: Callable[[Course, Site], FileTree]
    find: Callable[[Files], str]
    check: Callable[[Files, Report, str, bool], None]


STANDARDS: Final = {
    "scorm12": Standard("scorm12", "SCORM 1.2", scorm12.pack, scorm12.find, scorm12.check),
    "web": Standard("web", "web page", web.pack, web.find, web.check),
}


def detect(files: Files) -> Iterator[tuple[Standard, str]]:
    """Give the standards a package follows, each with the path of its own file."""
    for standard in STANDARDS.values():
        if path := standard.find(files):
            yield standard, path
