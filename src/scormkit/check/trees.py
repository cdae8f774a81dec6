"""Checks our own packages before they are zipped, each by the rules of its own standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.validate.document import SIZE_LIMIT
from scormkit.validate.engine import run
from scormkit.validate.files import Remembering
from scormkit.validate.rules import secrets
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.archive import FileTree
    from scormkit.diagnostics import Report
    from scormkit.standards import Standard


def check_tree(tree: FileTree, name: str, report: Report, standard: Standard) -> None:
    """Check a package; ``name`` is what it will be called."""
    files = Remembering(TreeFiles(tree, name), SIZE_LIMIT)
    standard.check(files, report, standard.find(files), alone=False)
    run(secrets.RULES, files, report)


class TreeFiles(Struct, frozen=True):
    """A tree in memory as the rules see a package."""

    tree: FileTree
    name: str

    def __iter__(self) -> Iterator[str]:
        return iter(self.tree)

    def __contains__(self, path: object) -> bool:
        return path in self.tree

    def size(self, path: str) -> int:
        """Give the bytes of a file."""
        return self.tree.size(path)

    def read(self, path: str) -> bytes:
        """Give a file whole."""
        content = self.tree[path]
        return content if isinstance(content, bytes) else content.path.read_bytes()

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        """Give a place in a file of the package."""
        return Location(f"{self.name}/{path}" if path else self.name, line, column)
