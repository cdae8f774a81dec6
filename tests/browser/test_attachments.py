"""Files of wiki pages, whatever they are called, open for a learner: these bytes, under this name."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from attachments import FIRST, LAID, NAMES, OTHER, PICTURES, SECOND, content, write_attachments
from browser.test_web_frame import served
from scormkit.build import build_course

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Page

    from browser.harness import Lms
    from browser.shelf import Shelf

SHOWN = "() => [...document.images].filter((image) => image.complete && image.naturalWidth).length"
AT_ONCE = 8  # Chromium by itself refuses the eleventh file in a row
LATE = "() => document.querySelectorAll('img').forEach((image) => { image.loading = 'eager'; })"
OFFERED = {
    "one-first": [(FIRST, name) for name in NAMES],
    "one-second": [(SECOND, "same.txt")],
    "two-other": [(OTHER, "same.txt"), (SECOND, "same.txt"), (FIRST, NAMES[0])],
    "two-own": [("", LAID)],
}


def _package(standard: str, root: Path) -> Path:
    built = build_course(write_attachments(root), standards=(standard,))
    assert list(built.diagnostics) == []
    return built.packages[0].path


@pytest.mark.parametrize(
    "standard",
    [
        pytest.param("web", id="static"),
        pytest.param("scorm12", id="preview", marks=pytest.mark.soak),
    ],
)
def test_every_file_opens(
    standard: str, shelf: Shelf, chromium: Browser, lms: Callable[..., Lms], tmp_path: Path
) -> None:
    package = shelf.get(f"attachments-{standard}", partial(_package, standard))
    if standard == "scorm12":
        running = lms(package)
        _look(running.page, lambda: running.course)
        return
    with ZipFile(package) as archive:
        archive.extractall(tmp_path)
    with served(tmp_path) as origin:
        page = chromium.new_page()
        page.goto(f"{origin}/index.html")
        _look(page, lambda: page.main_frame)
        page.close()


def _look(page: Page, course: Callable[[], Frame]) -> None:
    course().locator("html.sk-on").wait_for()
    offered = [(name, place) for name, files in OFFERED.items() for place in enumerate(files)]
    for number, (name, (nth, (owner, own))) in enumerate(offered):
        if number % AT_ONCE == AT_ONCE - 1:
            page.reload()
            course().locator("html.sk-on").wait_for()
        course().locator(f'.sk-rail a[data-go="{name}"]').click()
        links = course().locator(f'.sk-page[data-page="{name}"] a[download]')
        assert links.count() == len(OFFERED[name])
        with page.expect_download() as waited:
            links.nth(nth).click()
        download = waited.value
        assert download.path().read_bytes() == content(owner, own)
        assert links.nth(nth).get_attribute("download") == own
        assert download.suggested_filename == _saved(own)
    course().evaluate(LATE)
    course().wait_for_function(f"{SHOWN} == {len(PICTURES) + 1}".replace("() => ", "", 1))
    assert course().evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def _saved(name: str) -> str:
    """Say how Chromium offers a name: what a file system refuses becomes a line."""
    return re.sub(r'["<>|?*:\\/]', "_", name)
