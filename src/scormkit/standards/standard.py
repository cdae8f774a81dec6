"""What the product can do with one published standard; each folder beside this declares its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scormkit.archive.tree import FileTree
    from scormkit.diagnostics import Diagnostic, Location, Report
    from scormkit.model.course import Course
    from scormkit.render.site import Site
    from scormkit.standards.outline import Outline
    from scormkit.validate.files import Files


class Check(Protocol):
    """Checks the package around a standard's own file."""

    def __call__(self, files: Files, report: Report, manifest: str, *, alone: bool) -> None:
        """Run the rules; ``alone`` says that the file came without its package."""


def nothing(course: Course, at: Location) -> Iterable[Diagnostic]:
    """Say that a standard holds all of a course."""
    del course, at
    return ()


class Standard(Struct, frozen=True):
    """What the product can do with one standard.

    ``pack`` makes a package of a rendered course; ``script`` is the name of its player's bundle,
    empty if none is shipped. ``find`` gives the path of the file by which a package is known, or
    nothing; ``check`` runs the rules on the package around that file; ``manifest`` is that file's
    name where the standard sets one. ``state_limit`` is how many
    characters of a learner's state an LMS keeps, ``None`` for any number; ``suffix`` how the
    package's name ends; ``unpacked`` says that the package is of use as a folder too. ``losses``
    names what the standard cannot hold of a course whose settings stand at a place. ``outline``
    tells what a package holds from the path of that file, or nothing if it cannot be read.
    """

    name: str
    title: str
    pack: Callable[[Course, Site], FileTree]
    find: Callable[[Files], str]
    check: Check
    outline: Callable[[Files, str], Outline | None]
    script: str = ""
    manifest: str = ""
    state_limit: int | None = None
    suffix: str = ".zip"
    losses: Callable[[Course, Location], Iterable[Diagnostic]] = nothing
    unpacked: bool = False
