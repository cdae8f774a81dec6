"""The published standards a package can follow; a standard is one folder and one name here.

A folder is imported when one of its standards is asked for: most builds want one or two.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

from scormkit.standards.standard import Standard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.validate.files import Files

__all__ = ["STANDARDS", "Standard", "detect"]

_FOLDERS: Final = {
    "scorm12": "scorm12",
    "scorm2004-2": "scorm2004",
    "scorm2004-3": "scorm2004",
    "scorm2004-4": "scorm2004",
    "cmi5": "cmi5",
    "xapi": "xapi",
    "aicc": "aicc",
    "web": "web",
    "cc": "cc",
    "cc13": "cc",
}


class _Standards(Mapping[str, Standard]):
    """Standards by their names, each imported when it is first looked at."""

    def __getitem__(self, name: str) -> Standard:
        slice_ = import_module(f"{__name__}.{_FOLDERS[name]}")
        standard: Standard = {each.name: each for each in slice_.STANDARDS}[name]
        return standard

    def __iter__(self) -> Iterator[str]:
        return iter(_FOLDERS)

    def __len__(self) -> int:
        return len(_FOLDERS)


STANDARDS: Final = _Standards()


def detect(files: Files) -> Iterator[tuple[Standard, str]]:
    """Give the standards a package follows, each with the path of its own file."""
    for standard in STANDARDS.values():
        if path := standard.find(files):
            yield standard, path
