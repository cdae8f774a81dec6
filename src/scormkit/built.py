"""What came of a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scormkit.diagnostics import Diagnostic


class Contact(Struct, frozen=True):
    """A host that learners' browsers are sent to: for what, and how many of it there are.

    ``why`` counts by ``video`` and ``frame`` (once the learner asks for it), ``script`` (with such a
    video), ``picture`` and ``medium``.
    """

    host: str
    why: Mapping[str, int]


class Package(Struct, frozen=True):
    """A package that was made: bytes, pages, questions, characters of the worst-case state.

    ``seconds`` is how long it took beyond what all packages of the build share; the first one
    compresses what the others take over. ``contacts`` are the hosts that learners' browsers are sent
    to. ``folder`` is where it stands unpacked too, if it does.
    """

    path: Path
    standard: str
    size: int
    pages: int
    questions: int
    state: int
    limit: int | None
    contacts: tuple[Contact, ...]
    seconds: float
    folder: Path | None = None


class Built(Struct, frozen=True):
    """What came of a build; no packages if there was an error.

    ``inputs`` are the files and folders it hangs on; ``work`` counts what had to be made anew;
    ``seconds`` is how long reading and rendering took, once for all packages.
    """

    packages: tuple[Package, ...]
    diagnostics: tuple[Diagnostic, ...]
    failed: bool
    inputs: tuple[Path, ...] = ()
    work: dict[str, int] = field(default_factory=dict)
    seconds: float = 0
