"""`scormkit --help` and `--version` against `python -c "import click"`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from timing import Row, pairs, run, table

SCORMKIT = str(Path(sys.executable).parent / "scormkit")


def main() -> None:
    """Measure 15 pairs of each."""
    peer = partial(run, [sys.executable, "-c", "import click"])
    rows = []
    for option in ("--help", "--version"):
        ours, theirs, ratio = pairs(partial(run, [SCORMKIT, option]), peer, 15)
        detail = f"{ours * 1000:.0f} ms against {theirs * 1000:.0f} ms"
        rows.append(Row(f"scormkit {option} / import click", ratio, 1.5, detail))
    table("Start-up (ratio of wall clock)", rows)


if __name__ == "__main__":
    main()
