"""What rules need of a package, however it is kept: a zip, a folder, a tree in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

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


@dataclass(frozen=True, slots=True)
class Inside:
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
