"""What rules need of a package, however it is kept: a zip, a folder, a tree in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Location


class Files(Protocol):
    """The files of a package by path: slashes, no leading one."""

    def __iter__(self) -> Iterator[str]:
        """Give the paths."""

    def __contains__(self, path: object) -> bool:
        """Answer whether a path stands in the package, in this very spelling."""

    def size(self, path: str) -> int:
        """Size in bytes of one file."""

    def read(self, path: str) -> bytes:
        """Content of one file, whole; the caller has looked at its size."""

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        """Name a place in a file so that the author of the package finds it."""


class Remembering(Struct, frozen=True):
    """The files of a package, which keeps small XML: detection reads it for each standard anew."""

    files: Files
    limit: int
    _kept: dict[str, bytes] = field(default_factory=dict)

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __contains__(self, path: object) -> bool:
        return path in self.files

    def size(self, path: str) -> int:
        """Size in bytes of one file."""
        return self.files.size(path)

    def read(self, path: str) -> bytes:
        """Content of one file, whole."""
        if not path.lower().endswith(".xml") or self.size(path) > self.limit:
            return self.files.read(path)
        if path not in self._kept:
            self._kept[path] = self.files.read(path)
        return self._kept[path]

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        """Name a place in a file."""
        return self.files.at(path, line, column)


class Renamed(Struct, frozen=True):
    """A file that came alone, as if it were called by the name a standard gives it."""

    files: Files
    path: str
    name: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.name,))

    def __contains__(self, path: object) -> bool:
        return path == self.name

    def size(self, path: str) -> int:
        """Size in bytes of the file."""
        return self.files.size(self._own(path))

    def read(self, path: str) -> bytes:
        """Content of the file, whole."""
        return self.files.read(self._own(path))

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        """Name a place in the file by the name it came with."""
        return self.files.at(self._own(path), line, column)

    def _own(self, path: str) -> str:
        return self.path if path == self.name else path


class Inside(Struct, frozen=True):
    """The files below a folder (with its final slash), as if it were the package."""

    files: Files
    folder: str

    def __iter__(self) -> Iterator[str]:
        return (p.removeprefix(self.folder) for p in self.files if p.startswith(self.folder))

    def __contains__(self, path: object) -> bool:
        return f"{self.folder}{path}" in self.files

    def size(self, path: str) -> int:
        """Size in bytes of one file."""
        return self.files.size(self.folder + path)

    def read(self, path: str) -> bytes:
        """Content of one file, whole."""
        return self.files.read(self.folder + path)

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        """Name a place in a file below the folder."""
        return self.files.at(self.folder + path, line, column)
