"""Takes the pictures of the page "From XWiki to a course" anew: `make pictures`.

The page is walked as its test walks it; where it shows a picture, one is taken of what is there then.
"""

from __future__ import annotations

import os
import shutil
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

from conftest import SWITCHES
from guide import LANGUAGES
from guide_walk import WIKI_CHANGES, Author
from guide_wiki import WIKI, read

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, ViewportSize

COLUMNS = 92
DESKTOP: ViewportSize = {"width": 1200, "height": 760}
PHONE: ViewportSize = {"width": 390, "height": 844}
REPORT = 900
_WINDOW = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 16px; background: #fff; width: max-content }}
pre {{ margin: 0; padding: 14px 18px; border: 1px solid #c9ced4; border-radius: 8px;
  font: 13px/1.35 "DejaVu Sans Mono", monospace; color: #1b1f23 }}
</style><pre>{code}</pre>"""


def main() -> None:
    """Walk the page in each language."""
    os.environ |= {"COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    path = os.environ.get("SCORMKIT_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        for language in LANGUAGES:
            with TemporaryDirectory() as folder:
                walk(browser, Path(folder), language)
        browser.close()


def walk(browser: Browser, root: Path, language: str) -> None:
    """Take the pictures where they belong."""
    folder = WIKI / language
    folder.mkdir(exist_ok=True)
    lesson = read(language)["edit"]["file"]
    title = read(language)["page"][1]["title"]
    author = Author(root, language, lambda address: preview(browser, address, title, folder))
    for step, _, output in author.walk():
        lines = list(Text.from_ansi(output).split("\n"))
        if "--report" in step.text:
            became = between(lines, f"{lesson}\n", "modules/")
            shown = [*became[:-2], Text("\n…\n"), *between(lines, " in → out", "modules/")]
            terminal(browser, step.text, shown, folder / "terminal.png")
            report(browser, root / "report.html", folder / "report.png")
        elif "--dry-run" in step.text and step.section == WIKI_CHANGES:
            shown = between(lines, "02-", "modules/")
            terminal(browser, step.text, shown, folder / "again.png")
        author.take_over()


def between(lines: list[Text], start: str, end: str) -> list[Text]:
    """Give the lines from the one that begins with ``start`` to the one before that with ``end``."""
    plain = [f"{line.plain}\n" for line in lines]
    first = next(i for i, line in enumerate(plain) if line.startswith(start))
    last = next(i for i, line in enumerate(plain) if i > first and line.startswith(end))
    return lines[first:last]


def terminal(browser: Browser, command: str, lines: list[Text], file: Path) -> None:
    """Show a command and what it answered, as a terminal on light ground does."""
    while lines and not lines[-1].plain.strip():
        lines.pop()
    console = Console(record=True, width=COLUMNS, file=StringIO(), highlight=False)
    console.print(Text(f"$ {command}\n…", "bold"), soft_wrap=True)
    for line in lines:
        console.print(line, soft_wrap=True)
    html = console.export_html(
        theme=DEFAULT_TERMINAL_THEME, inline_styles=True, code_format=_WINDOW
    )
    page = browser.new_page(viewport={"width": 1000, "height": 400})
    page.set_content(html)
    page.locator("body").screenshot(path=file)
    page.close()


def report(browser: Browser, source: Path, file: Path) -> None:
    """Show the report down to the end of the page that has most to tell."""
    page = browser.new_page(
        viewport={"width": REPORT, "height": 600}, device_scale_factor=0.9, color_scheme="light"
    )
    page.goto(source.as_uri())
    lesson = page.locator("details").nth(1)
    lesson.evaluate("details => { details.open = true }")
    box = lesson.bounding_box()
    assert box is not None
    clip: FloatRect = {"x": 0, "y": 0, "width": REPORT, "height": box["y"] + box["height"] + 2}
    page.screenshot(path=file, full_page=True, clip=clip)
    page.close()


def preview(browser: Browser, address: str, title: str, folder: Path) -> None:
    """Show the lesson in the preview, as wide as a desk and as a phone."""
    page = browser.new_page(viewport=DESKTOP, color_scheme="light", reduced_motion="reduce")
    page.goto(address)
    page.wait_for_function("window.previewLms && window.previewLms.session")
    course = page.frame_locator("#stage iframe")
    course.locator(".sk-bar .sk-do-main").click()
    course.get_by_role("heading", name=title, exact=True).wait_for()
    page.locator("#toggle").click()  # the log of calls, which tells an author nothing
    page.mouse.move(0, 0)
    page.screenshot(path=folder / "preview.png", animations="disabled")
    page.set_viewport_size(PHONE)
    page.screenshot(path=folder / "phone.png", animations="disabled")
    page.close()


if __name__ == "__main__":
    main()
