"""Knows by one stat a file that nothing changed since a build, so that nothing need be done.

A record names every file and folder a build read or wrote with its size and time stamp. Folders
are among the inputs, so that a new or vanished file shows. Only the standard library is imported.
"""

from __future__ import annotations

import json
import os
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Stamp: TypeAlias = list[int] | None
# Time stamps of files are coarser than the clock: what changed this close before a build began
# may change again without its stamp showing it.
_COARSE = 20_000_000


@cache
def code() -> str:
    """Tell one state of scormkit's own files from another: eight hex digits.

    What an earlier build left behind is trusted only by the very code that made it, in an edited
    checkout too.
    """
    found: list[str] = []
    for folder, inside, names in os.walk(os.path.dirname(__file__)):  # noqa: PTH120  as above
        inside[:] = sorted(set(inside) - {"__pycache__", "node_modules", "test"})
        for name in sorted(names):
            found.append(f"{name} {_stamp(os.path.join(folder, name))}")  # noqa: PERF401, PTH118
    return f"{zlib.crc32(chr(10).join(found).encode()):08x}"


def _stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)  # noqa: PTH116  a thousand Path objects cost more than the stats
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ino]


def unchanged(record: Path, mark: str) -> dict[str, Any] | None:
    """Give the summary of the recorded build if it was made under this ``mark`` and still holds."""
    try:
        known = json.loads(record.read_bytes())
        if known["mark"] != mark:
            return None
        same = all(_stamp(path) == stamp for path, stamp in known["stamps"].items())
        return dict(known["summary"]) if same else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(
    record: Path, mark: str, paths: Iterable[Path], began_ns: int, summary: dict[str, Any]
) -> None:
    """Record a finished build; nothing is recorded if an input changed while it ran.

    ``paths`` are the inputs and the outputs; ``began_ns`` is the clock when reading began.
    """
    stamps = {str(path): _stamp(str(path)) for path in paths}
    outputs = set(summary.get("outputs", ()))
    for path, stamp in stamps.items():
        if path not in outputs and stamp is not None and stamp[1] > began_ns - _COARSE:
            record.unlink(missing_ok=True)
            return
    text = json.dumps({"mark": mark, "stamps": stamps, "summary": summary})
    record.parent.mkdir(parents=True, exist_ok=True)
    temporary = record.with_name(f".{record.name}.{os.getpid()}.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(record)
