"""Checks a package that was never zipped as one by any tool is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.check.packages import check_inside
from scormkit.check.trees import TreeFiles

if TYPE_CHECKING:
    from scormkit.archive import FileTree
    from scormkit.diagnostics import Report


def check_tree(tree: FileTree, name: str, report: Report, expected: str) -> None:
    """Tell its standard, which should be the expected one, and run the rules."""
    check_inside(TreeFiles(tree, name), report, expected)
