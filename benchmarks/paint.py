"""First contentful paint of the demonstration course on a slow processor, against an almost empty page.

Chromium is slowed down four times, as an old phone or a crowded virtual desktop is. The course is read
from the disk, as the empty page is: what a network adds hangs on weight, which `weight.py` measures.
"""

from __future__ import annotations

import os
import shutil
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

from playwright.sync_api import sync_playwright

from scormkit.build import build_course
from timing import Row, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
SLOWER = 4
TIMES = 9
EMPTY = "<!doctype html><html lang=en><title>Empty</title><p>.</p>"
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries()) {
    if (name === "first-contentful-paint") done(startTime);
  }
}).observe({ type: "paint", buffered: true }))"""


def main() -> None:
    """Open both in turn, each in a browser of its own memory; one more round before that warms up."""
    path = os.environ.get("SCORMKIT_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        empty = Path(folder, "empty.html")
        empty.write_text(EMPTY, encoding="utf-8")
        course = unpack_course(Path(folder))
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        pairs = [(paint(browser, course), paint(browser, empty)) for _ in range(TIMES + 1)][1:]
        browser.close()
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(one / two for one, two in pairs)
    detail = f"{ours:.0f} ms against {theirs:.0f} ms"
    table(
        f"First contentful paint, processor slowed down {SLOWER} times (ratio)",
        [Row("the demonstration course / an empty page", ratio, 8, detail)],
    )


def unpack_course(folder: Path) -> Path:
    """Build the demonstration course, apart from the checkout; give its document."""
    for name in ("manifests", "modules"):
        shutil.copytree(ROOT / name, folder / name)
    built = build_course(folder / "manifests" / "intro-course.yaml", standards=("web",))
    with ZipFile(built.packages[0].path) as package:
        package.extractall(folder / "course")
    return folder / "course" / "index.html"


def paint(browser: Browser, document: Path) -> float:
    """Open a document that this browser has never seen; give the milliseconds until something shows."""
    context = browser.new_context()
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(document.as_uri())
    seen = float(page.evaluate(PAINTED))
    context.close()
    return seen


if __name__ == "__main__":
    main()
