"""The package that is previewed: its files, read in pieces, and the items its manifest offers."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from xml.etree import ElementTree as ET

from scormkit.diagnostics import Diagnostic, Location
from scormkit.errors import PackageError
from scormkit.preview.codes import NO_PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST = "imsmanifest.xml"
PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Item:
    """What an LMS launches; ``scorm`` is false for a resource that gets no API.

    The other fields are what SCORM 1.2 hands from the manifest to ``cmi.student_data`` and
    ``cmi.launch_data``, as texts.
    """

    id: str
    title: str
    href: str
    scorm: bool = True
    mastery_score: str = ""
    max_time_allowed: str = ""
    time_limit_action: str = ""
    launch_data: str = ""


class Contents(Protocol):
    """Files by package path, whole or in part."""

    def size(self, path: str) -> int | None:
        """Size in bytes; ``None`` if there is no such file."""

    def pieces(self, path: str, start: int, stop: int) -> Iterator[bytes]:
        """Give the bytes from ``start`` up to ``stop``."""

    def close(self) -> None:
        """Let go of what is open."""


class ZipContents:
    """A package as it is uploaded."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        self._sizes = {i.filename: i.file_size for i in self._zip.infolist() if not i.is_dir()}

    def size(self, path: str) -> int | None:
        """Size in bytes; ``None`` if there is no such file."""
        return self._sizes.get(path)

    def pieces(self, path: str, start: int, stop: int) -> Iterator[bytes]:
        """Give the bytes from ``start`` up to ``stop``."""
        with self._zip.open(path) as file:
            file.seek(start)
            while start < stop and (piece := file.read(min(PIECE, stop - start))):
                start += len(piece)
                yield piece

    def close(self) -> None:
        """Let go of the archive."""
        self._zip.close()


class FolderContents:
    """An unpacked package. Only what stands in it at the start is served: links lead nowhere."""

    def __init__(self, root: Path) -> None:
        self._files = {
            path.relative_to(root).as_posix(): path
            for path in root.rglob("*")
            if path.is_file() and path.resolve().is_relative_to(root.resolve())
        }

    def size(self, path: str) -> int | None:
        """Size in bytes; ``None`` if there is no such file."""
        file = self._files.get(path)
        return file.stat().st_size if file else None

    def pieces(self, path: str, start: int, stop: int) -> Iterator[bytes]:
        """Give the bytes from ``start`` up to ``stop``."""
        with self._files[path].open("rb") as file:
            file.seek(start)
            while start < stop and (piece := file.read(min(PIECE, stop - start))):
                start += len(piece)
                yield piece

    def close(self) -> None:
        """Nothing stays open."""


def open_contents(path: Path) -> Contents:
    """Open a zip or an unpacked folder; what is neither raises :class:`PackageError`."""
    try:
        return FolderContents(path) if path.is_dir() else ZipContents(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise _no_package(path.name, str(error)) from error


def read_whole(contents: Contents, path: str) -> bytes | None:
    """One small file; ``None`` if it is not there."""
    size = contents.size(path)
    return None if size is None else b"".join(contents.pieces(path, 0, size))


def read_items(contents: Contents) -> tuple[str, tuple[Item, ...]]:
    """Read the course's title and what it launches, in order, from its manifest.

    A package without a manifest is a plain site: its one page is launched without an API.
    """
    text = read_whole(contents, MANIFEST)
    if text is None:
        return "", (Item("index", "", "index.html", scorm=False),)
    try:
        root = ET.fromstring(text)  # noqa: S314  expat bounds the expansion of entities by itself
    except ET.ParseError as error:
        raise _no_package(MANIFEST, str(error)) from error
    resources = {e.get("identifier", ""): e for e in root.iter() if _name(e) == "resource"}
    organizations = [e for e in root.iter() if _name(e) == "organization"]
    chosen = next((e for e in root.iter() if _name(e) == "organizations"), root).get("default")
    course = next((o for o in organizations if o.get("identifier") == chosen), None)
    course = course if course is not None else next(iter(organizations), root)
    items = (_item(e, resources) for e in course.iter() if _name(e) == "item")
    return _text(course, "title"), tuple(i for i in items if i)


def _no_package(name: str, reason: str) -> PackageError:
    return PackageError(
        Diagnostic(
            NO_PACKAGE.id,
            NO_PACKAGE.severity,
            f"{name} cannot be read: {reason}",
            Location(name),
            NO_PACKAGE.help,
        )
    )


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: ET.Element, name: str) -> str:
    return next(((e.text or "").strip() for e in element if _name(e) == name), "")


def _item(element: ET.Element, resources: dict[str, ET.Element]) -> Item | None:
    """Read a leaf of the organization; branches have nothing to launch."""
    resource = resources.get(element.get("identifierref", ""))
    if resource is None or not resource.get("href"):
        return None
    kind = next((v for k, v in resource.items() if k.lower().endswith("}scormtype")), "")
    return Item(
        id=element.get("identifier", ""),
        title=_text(element, "title"),
        href=resource.get("href", "") + _query(element.get("parameters", "")),
        scorm=kind.lower() == "sco",
        mastery_score=_text(element, "masteryscore"),
        max_time_allowed=_text(element, "maxtimeallowed"),
        time_limit_action=_text(element, "timelimitaction"),
        launch_data=_text(element, "datafromlms"),
    )


def _query(parameters: str) -> str:
    """How parameters follow the address (IMS CP 1.1.2, 2.4.3)."""
    rest = parameters.lstrip("?&")
    return rest if rest.startswith("#") or not rest else f"?{rest}"
