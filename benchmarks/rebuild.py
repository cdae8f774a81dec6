"""Building again: nothing changed, and one page of 1,000 changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import write_course
from timing import Row, pairs, run, table

SCORMKIT = str(Path(sys.executable).parent / "scormkit")


def built(manifest: Path) -> dict[str, int]:
    """Build and give the figures of the build."""
    command = [SCORMKIT, "build", "--json", str(manifest)]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, int] = json.loads(result.stdout)["work"]
    return figures


def stats(project: Path) -> float:
    """Give the seconds that one stat a file costs."""
    paths = [os.fspath(path) for path in project.rglob("*")]
    start = time.perf_counter()
    for path in paths:
        os.stat(path)  # noqa: PTH116  the bare call is what is measured
    return time.perf_counter() - start


def main() -> None:
    """Measure a build that has nothing to do, then count the work after a small change."""
    with TemporaryDirectory() as folder:
        manifest = write_course(Path(folder), modules=200)
        whole = built(manifest)
        time.sleep(0.1)  # time stamps are coarse; a build does not trust files of the last moment
        built(manifest)
        package = next((Path(folder) / "dist").glob("*.zip"))
        before = package.stat().st_mtime_ns
        version = partial(run, [SCORMKIT, "--version"])
        ours, theirs, _ = pairs(partial(run, [SCORMKIT, "build", str(manifest)]), version, 15)
        net = (ours - stats(Path(folder))) / theirs
        untouched = float(package.stat().st_mtime_ns != before)
        page = Path(folder) / "modules" / "m100" / "03-page-3.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nЕщё один абзац.\n", encoding="utf-8")
        again = built(manifest)
    detail = f"{ours * 1000:.0f} ms against {theirs * 1000:.0f} ms"
    rows = [
        Row("nothing changed, less its stats / --version", net, 1.5, detail),
        Row("nothing changed: packages written", untouched, 0),
        Row("one page changed: pages rendered", again["rendered"], 1, f"of {whole['rendered']}"),
        Row(
            "one page changed: files compressed",
            again["compressed"],
            3,
            f"of {whole['compressed']}",
        ),
    ]
    table("Building again", rows)


if __name__ == "__main__":
    main()
