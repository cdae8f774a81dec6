"""Measures commands side by side: processor time, wall time and peak memory of whole processes.

Times of one run swing with the machine; the median of ratios taken pair by pair does not.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds of processor and of the clock, MiB at its peak."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: what it is, what was seen, what is allowed at most if anything is, and how so."""

    what: str
    seen: float
    bar: float | None
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figure is within its bar."""
        return self.bar is None or self.seen <= self.bar


def run(command: Sequence[str | os.PathLike[str]], stdin: bytes | None = None) -> Run:
    """Run a command to its end; what it says is shown only if it fails, and ends the benchmark."""
    with TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [os.fspath(word) for word in command],
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=said,
            stderr=said,
            env=_environment(),
        )
        if process.stdin is not None:
            process.stdin.write(stdin or b"")
            process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            print(said.read().decode("utf-8", "replace"))
            sys.exit(f"{command} ended with {process.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / unit)


def _environment() -> dict[str, str]:
    """Let modules be kept compiled, as they are after an installation, wherever they come from."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": _compiled().name}


@cache
def _compiled() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="scormkit-compiled-")


def rounds(steps: Mapping[str, Callable[[], Run]], times: int) -> dict[str, list[Run]]:
    """Run all steps in turn, ``times`` times over; one more round before that only warms up.

    Each round begins with another step: what runs after what must not decide.
    """
    seen: dict[str, list[Run]] = {name: [] for name in steps}
    order = list(steps)
    for number in range(times + 1):
        order = [*order[1:], order[0]]
        for name in order:
            result = steps[name]()
            if number:
                seen[name].append(result)
    return seen


def pairs(
    ours: Callable[[], Run], theirs: Callable[[], Run], times: int
) -> tuple[float, float, float]:
    """Run two steps in turn; give the median wall time of each and of their ratios."""
    seen = rounds({"ours": ours, "theirs": theirs}, times)
    walls = [[result.wall for result in results] for results in seen.values()]
    ratio = statistics.median(one / two for one, two in zip(*walls, strict=True))
    return statistics.median(walls[0]), statistics.median(walls[1]), ratio


def cpu_ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    """Give the median of the ratios of processor time, round by round."""
    return statistics.median(one.cpu / two.cpu for one, two in zip(ours, theirs, strict=True))


def medians(results: Sequence[Run]) -> str:
    """Say in words what a step took."""
    cpu = statistics.median(result.cpu for result in results)
    wall = statistics.median(result.wall for result in results)
    return f"{cpu:.2f} s cpu, {wall:.2f} s wall"


def table(title: str, rows: Sequence[Row]) -> None:
    """Print each figure beside its bar; a bar that is missed ends the script with 1."""
    width = max(len(row.what) for row in rows)
    print(f"\n{title}")
    for row in rows:
        verdict = "holds" if row.holds else "MISSED"
        limit = "" if row.bar is None else f"≤ {row.bar:<6g} {verdict}"
        print(f"  {row.what:<{width}}  {row.seen:7.2f} {limit:<15}  {row.detail}")
    if not all(row.holds for row in rows):
        sys.exit(1)
