"""Checks what somebody has: packages by any tool, our own ones, and sources.

Sources are checked by :mod:`scormkit.check.sources`, which loads readers that packages do not need.
"""

from scormkit.check.packages import check_package, check_tree

__all__ = ["check_package", "check_tree"]
