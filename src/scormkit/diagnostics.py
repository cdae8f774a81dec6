"""How any part says that something is wrong.

A part never prints and never logs: it adds to the :class:`Report` it is handed.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from scormkit.values import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Severity(enum.StrEnum):
    """How much a finding weighs; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Location(Struct, frozen=True, order=True):
    """A place: a path as the author knows it; line and column count from 1, 0 is unknown."""

    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path or "<input>"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


NOWHERE = Location()


class Code(Struct, frozen=True):
    """One kind of finding, declared once; `explain` and the catalogue are made from it.

    ``id`` is three letters of the home folder and a number that is never used again;
    ``title`` says what is checked; ``help`` why it matters and how to put it right.
    """

    id: str
    severity: Severity
    title: str
    help: str
    clause: str = ""


class Diagnostic(Struct, frozen=True):
    """One finding: what is wrong here (with the value) and what to do about it."""

    code: str
    severity: Severity
    message: str
    at: Location = NOWHERE
    hint: str = ""
    clause: str = ""


class Report(Struct):
    """Collects findings, without doubles; reads back sorted by place.

    ``regrade`` maps a code to another severity, or to ``None`` for off.
    """

    regrade: Mapping[str, Severity | None] = field(default_factory=dict)
    _found: dict[Diagnostic, None] = field(default_factory=dict)

    def add(self, code: Code, message: str, at: Location = NOWHERE, hint: str = "") -> None:
        """Record a finding of the declared kind ``code``."""
        self.extend(
            [Diagnostic(code.id, code.severity, message, at, hint or code.help, code.clause)]
        )

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record findings made elsewhere, regraded as this report says."""
        for diagnostic in diagnostics:
            severity = self.regrade.get(diagnostic.code, diagnostic.severity)
            if severity is None:
                continue
            found = (
                diagnostic
                if severity is diagnostic.severity
                else replace(diagnostic, severity=severity)
            )
            self._found[found] = None

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(
            sorted(self._found, key=lambda d: (d.at, _WEIGHT[d.severity], d.code, d.message))
        )

    def __len__(self) -> int:
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops a build."""
        return any(d.severity is Severity.ERROR for d in self._found)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(d.severity is severity for d in self._found)
