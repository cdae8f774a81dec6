"""A package before it is zipped: paths and contents, held in memory or standing on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from scormkit.values import Struct

if TYPE_CHECKING:
    from pathlib import Path


class DiskFile(Struct, frozen=True):
    """A file on disk that is never read whole: its size in bytes and its XXH3-128 as hex."""

    path: Path
    size: int
    digest: str


Content: TypeAlias = bytes | DiskFile


class FileTree(Mapping[str, Content]):
    """An immutable mapping of a package path (slashes, no leading one) to its content."""

    __slots__ = ("_files",)

    def __init__(self, files: Mapping[str, Content] | None = None) -> None:
        self._files: dict[str, Content] = dict(sorted((files or {}).items()))

    def __getitem__(self, path: str) -> Content:
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def plus(self, files: Mapping[str, Content]) -> FileTree:
        """Give this tree with more files; a path that stands twice is a programming error."""
        both = self._files.keys() & files.keys()
        if both:
            raise ValueError(f"paths stand twice: {sorted(both)}")
        return FileTree({**self._files, **files})

    def size(self, path: str) -> int:
        """Size in bytes of one file."""
        content = self._files[path]
        return len(content) if isinstance(content, bytes) else content.size
