"""The published standards a package can follow; a standard is one folder and one name here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.standards import aicc, cc, cmi5, scorm12, scorm2004, web, xapi
from scormkit.standards.standard import Standard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.validate.files import Files

__all__ = ["SCRIPTS", "STANDARDS", "Standard", "detect"]

_ALL: Final = (
    *scorm12.STANDARDS,
    *scorm2004.STANDARDS,
    *cmi5.STANDARDS,
    *xapi.STANDARDS,
    *aicc.STANDARDS,
    *web.STANDARDS,
    *cc.STANDARDS,
)
STANDARDS: Final[dict[str, Standard]] = {standard.name: standard for standard in _ALL}

SCRIPTS: Final = tuple(sorted({standard.script for standard in _ALL} - {""}))
"""The players' bundles, each once: several editions of a standard share one."""


def detect(files: Files) -> Iterator[tuple[Standard, str]]:
    """Give the standards a package follows, each with the path of its own file."""
    for standard in STANDARDS.values():
        if standard.find and (path := standard.find(files)):
            yield standard, path
