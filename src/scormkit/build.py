"""The table of contents of the product: from a manifest to packages.

sources → readers → model → transforms → render → ``standard.pack`` → validate → zip. The disk stands
at the two ends; packages appear under their names only when everything has gone well.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit import archive, check, pages, project, stamps
from scormkit.catalogue import BUILD_STATE
from scormkit.diagnostics import Diagnostic, Report
from scormkit.errors import PackageError
from scormkit.model.course import Completion, Course, Module
from scormkit.model.names import slug
from scormkit.standards import STANDARDS, Standard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.archive import Cache, FileTree
    from scormkit.project import Manifest
    from scormkit.render.site import Site

Progress = "Callable[[str, int, int], None]"


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: ``standards`` instead of the manifest's, ``dist`` instead of the project's."""

    standards: tuple[str, ...] = ()
    dist: Path | None = None


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was made: its size in bytes, what is in it, its worst-case state."""

    path: Path
    standard: str
    size: int
    pages: int
    questions: int
    state: int
    limit: int


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build; no packages if there was an error."""

    packages: tuple[Package, ...]
    diagnostics: tuple[Diagnostic, ...]
    failed: bool
