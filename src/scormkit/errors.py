"""What cannot go on.

::

    ScormkitError
    ├── ManifestError   the author's settings cannot be used
    └── PackageError    a package cannot be opened or written

Everything that can go on is a :class:`scormkit.diagnostics.Diagnostic` instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.diagnostics import Diagnostic


class ScormkitError(Exception):
    """Base of all errors; carries the diagnostics that explain it."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = diagnostics


class ManifestError(ScormkitError):
    """The author's settings cannot be used."""


class PackageError(ScormkitError):
    """A package cannot be opened or written."""
