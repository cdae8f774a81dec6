"""Takes the pictures of the guide's pages on questions anew: `make pictures`, or with some kinds' names.

Each shows what the YAML of its page is built to, as learners find it before they answer.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

from playwright.sync_api import sync_playwright

from conftest import SWITCHES
from guide import LANGUAGES, PICTURES, write_project
from scormkit.build import build_course
from scormkit.readers.quiz.kinds import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

SIZE: ViewportSize = {"width": 720, "height": 900}


def main(wanted: list[str]) -> None:
    """Build the course of each language and photograph the questions in it."""
    path = os.environ.get("SCORMKIT_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        for language in LANGUAGES:
            root = Path(folder, language)
            built = build_course(write_project(root, language), standards=("web",))
            with ZipFile(built.packages[0].path) as package:
                package.extractall(root / "course")
            page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
            page.add_init_script("Math.random = () => 0.3")  # the same order in every picture
            page.goto((root / "course" / "index.html").as_uri())
            photograph(page, PICTURES / language, wanted)
        browser.close()


def photograph(page: Page, folder: Path, wanted: list[str]) -> None:
    """Start the test and walk it question by question."""
    folder.mkdir(parents=True, exist_ok=True)
    page.locator(".sk-actions .sk-do-main").click()
    # a picture shows a question, not where the window ends
    page.add_style_tag(
        content=".sk-strip, .sk-number, .sk-top, .sk-bar { display: none !important }"
    )
    for number, kind in enumerate(KINDS):
        page.locator(".sk-q").nth(number).evaluate("dot => dot.click()")
        page.mouse.move(0, 0)
        page.evaluate("() => document.activeElement.blur()")
        if kind in (wanted or KINDS):
            page.locator(".sk-test").screenshot(path=folder / f"{kind}.png", animations="disabled")


if __name__ == "__main__":
    main(sys.argv[1:])
