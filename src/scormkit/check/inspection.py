"""Looks into a package of any tool: what it is, what it holds, and how much is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.archive import open_package
from scormkit.check.packages import check_package
from scormkit.diagnostics import Diagnostic, Report
from scormkit.standards import STANDARDS, detect
from scormkit.standards.outline import Outline  # noqa: TC001  as above
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scormkit.archive import Package
    from scormkit.validate.files import Files

# A package is told by these files even if no standard claims what stands in them.
_BY_NAME: Final = {
    standard.manifest: standard.outline for standard in STANDARDS.values() if standard.manifest
}


class Inspection(Struct, frozen=True):
    """What was seen of a package.

    ``kind`` is zip, folder or xml, empty if it cannot be opened; ``size`` the bytes of the zip
    itself; ``files`` paths with their sizes in bytes; ``unread`` the standards' own files that
    cannot be read.
    """

    kind: str
    size: int
    files: dict[str, int]
    outlines: tuple[Outline, ...]
    unread: tuple[str, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def unpacked(self) -> int:
        """Bytes of all files together."""
        return sum(self.files.values())

    def largest(self, count: int) -> list[tuple[str, int]]:
        """Give the largest files with their sizes, the largest first."""
        return sorted(self.files.items(), key=lambda file: (-file[1], file[0]))[:count]


def inspect_package(path: Path) -> Inspection:
    """Open a zip, an unpacked folder or a bare file and look; what is wrong is in the findings."""
    report = Report()
    check_package(path, report)
    package = open_package(path, report)
    if package is None:
        return Inspection("", 0, {}, (), (), tuple(report))
    read = {own: outline(package, own) for own, outline in _own_files(package).items()}
    return Inspection(
        package.kind,
        path.stat().st_size if package.kind == "zip" else 0,
        {name: package.size(name) for name in package},
        tuple(outline for outline in read.values() if outline),
        tuple(own for own, outline in read.items() if outline is None),
        tuple(report),
    )


def _own_files(package: Package) -> dict[str, Callable[[Files, str], Outline | None]]:
    """Give the files by which a package is told, each with what reads it."""
    found = {}
    for standard, path in detect(package):
        found[path] = standard.outline
    for path, outline in _nearest(package):
        found.setdefault(path, outline)
    return found


def _nearest(files: Files) -> Iterator[tuple[str, Callable[[Files, str], Outline | None]]]:
    """Of each kind take the file nearest to the root: what lies deeper is content."""
    for name, outline in _BY_NAME.items():
        named = [path for path in files if path.rpartition("/")[2].lower() == name]
        if named:
            yield min(named, key=lambda path: (path.count("/"), path)), outline
