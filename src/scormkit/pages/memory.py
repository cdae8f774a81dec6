"""Results remembered from build to build, or made ahead of the time they are asked for."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from scormkit import stamps
from scormkit.archive import Cache, digest_bytes
from scormkit.diagnostics import Report
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.diagnostics import Diagnostic

T = TypeVar("T")
Name: TypeAlias = tuple[str, str]
Result: TypeAlias = "tuple[Any, tuple[Diagnostic, ...]]"
Note: TypeAlias = tuple[Name, bytes]
"""What was made under a name, as the cache holds it."""


class Memory(Struct):
    """Calls a function, or takes what it gave for the same key, findings and all.

    ``made`` counts the calls by kind. ``ahead``: results are made now and kept to be asked for
    again; only then are their findings reported.
    """

    cache: Cache
    report: Report
    made: dict[str, int] = field(default_factory=dict)
    ahead: bool = False
    _ready: dict[Name, Result] = field(default_factory=dict)

    def recall(self, kind: str, key: str, make: Callable[[Report], T]) -> T:
        """Give what ``make`` gives, and report what it finds or found then."""
        name = (kind, key)
        known = self._ready.pop(name, None) or self._known(name) or self._make(name, make)
        if self.ahead:
            self._ready[name] = known
        else:
            self.report.extend(known[1])
        result: T = known[0]
        return result

    def knows(self, kind: str, key: str) -> bool:
        """Whether an earlier build made this."""
        return self.cache.get(kind, key) is not None

    def take(self, note: Note) -> None:
        """Keep what another process made."""
        name, blob = note
        self._ready[name] = pickle.loads(blob)  # noqa: S301  our own child's
        self._keep(name, blob)

    def _known(self, name: Name) -> Result | None:
        blob = self.cache.get(*name)
        if blob is None:
            return None
        result: Result = pickle.loads(blob)  # noqa: S301  our own cache, checksummed
        return result

    def _make(self, name: Name, make: Callable[[Report], T]) -> Result:
        own = Report()
        result = (make(own), tuple(own))
        self._keep(name, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        return result

    def _keep(self, name: Name, blob: bytes) -> None:
        self.cache.put(*name, blob)
        self.made[name[0]] = self.made.get(name[0], 0) + 1


class Notes(Memory):
    """The memory of a worker: it leaves the cache alone and notes what it makes."""

    notes: list[Note] = field(default_factory=list)

    @classmethod
    def apart(cls) -> Self:
        """Make one for a worker."""
        return cls(Cache(), Report(), ahead=True)

    def _keep(self, name: Name, blob: bytes) -> None:
        self.notes.append((name, blob))

    def taken(self) -> list[Note]:
        """Give what was made since this was last asked."""
        notes, self.notes = self.notes, []
        self._ready.clear()
        return notes


def key_of(*parts: Any) -> str:  # noqa: ANN401  whatever a result hangs on, by its text
    """Give a digest of all that a result hangs on."""
    return digest_bytes("\0".join([stamps.code(), *map(str, parts)]).encode())
