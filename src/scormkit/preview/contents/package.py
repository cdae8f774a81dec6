"""The package that is previewed: its files, read in pieces."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Protocol
from xml.etree import ElementTree as ET

from scormkit.diagnostics import Diagnostic, Location
from scormkit.errors import PackageError
from scormkit.preview.codes import NO_PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PIECE = 1 << 18


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
        raise no_package(path.name, str(error)) from error


def read_whole(contents: Contents, path: str) -> bytes | None:
    """One small file; ``None`` if it is not there."""
    size = contents.size(path)
    return None if size is None else b"".join(contents.pieces(path, 0, size))


def read_xml(contents: Contents, path: str) -> ET.Element | None:
    """Read one small XML file; ``None`` if it is not there, broken ones raise."""
    text = read_whole(contents, path)
    if text is None:
        return None
    try:
        return ET.fromstring(text)  # noqa: S314  expat bounds the expansion of entities by itself
    except ET.ParseError as error:
        raise no_package(path, str(error)) from error


def no_package(name: str, reason: str) -> PackageError:
    """Say what stands in the way of showing a package."""
    return PackageError(
        Diagnostic(
            NO_PACKAGE.id,
            NO_PACKAGE.severity,
            f"{name} cannot be read: {reason}",
            Location(name),
            NO_PACKAGE.help,
        )
    )
