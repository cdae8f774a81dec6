"""Fixtures for all tests: the material beside the project, golden files, a browser, a local LMS."""

from __future__ import annotations

import gc
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from browser.harness import Lms
from browser.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
SHARED_MEMORY = Path("/dev/shm")


# Where a change is judged, chance must not: the same examples each time. At a desk they vary.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the soak's tests to the soak; begin with the long ones, that no worker ends alone."""
    if "SCORMKIT_SOAK" not in os.environ:
        config.hook.pytest_deselected(items=[i for i in items if i.get_closest_marker("soak")])
        items[:] = [item for item in items if not item.get_closest_marker("soak")]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave thousands of tests alone; looking through them takes long."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The customer's material and the specifications, which stand beside the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the material in {folder}")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a file; ``--update-golden`` writes the file instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: run pytest with --update-golden"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where screenshots go to be looked at; git does not keep them."""
    folder = ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Packages built once for all tests; where they run in several processes, once for all of these."""
    own = tmp_path_factory.getbasetemp()
    return Shelf((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shelf")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests: the one named by SCORMKIT_BROWSER, the machine's, Playwright's."""
    from playwright.sync_api import Error, sync_playwright

    path = os.environ.get("SCORMKIT_BROWSER") or shutil.which("chromium")
    # containers have little shared memory as a rule, files in its place are slower
    little = not SHARED_MEMORY.is_dir() or shutil.disk_usage(SHARED_MEMORY).free < 2**30
    switches = (*SWITCHES, "--disable-dev-shm-usage") if little else SWITCHES
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=list(switches))
        except Error as error:
            pytest.fail(f"the browser tests need Chromium; `make browser` installs it: {error}")
        yield browser
        browser.close()


@pytest.fixture
def lms(chromium: Browser) -> Iterator[Callable[..., Lms]]:
    """Opens packages in the preview: ``lms(path, language=…, dark=…, width=…)``."""
    with ExitStack() as stack:
        yield lambda package, **options: stack.enter_context(Lms(chromium, package, **options))
