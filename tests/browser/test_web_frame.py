"""The web course in a frame of a wiki's page, which is of another origin than the course.

The page holds the very lines that ``embed.html`` hands out. Pictures are for people to look at.
"""

from __future__ import annotations

import json
import re
import threading
from contextlib import ExitStack, contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from browser.axe import violations
from browser.courses import make_course, right_choices
from browser.harness import DESKTOP, PHONE
from scormkit import archive, player
from scormkit.render.course import render_site
from scormkit.render.themes import Theme
from scormkit.standards import STANDARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, Route

WIKI = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Wiki</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 0; font: 16px/1.5 serif; background: #fff; color: #222 }}
header {{ padding: 16px 32px; background: #dde }} .page {{ max-width: {width}; margin: auto; padding: 16px }}</style>
<header>Wiki · spaces · pages</header><div class="page"><h1>A page of the wiki</h1>
<p>Text of the page above the course.</p>
<script>told = []; addEventListener("message", (e) => told.push({{ origin: e.origin, ...e.data }}));</script>
{lines}
<p id="below">Text of the page below the course.</p></div></html>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give the origin of a web server that shows a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Wiki:
    """A page of a wiki with the course in it, in a learner's browser."""

    def __init__(self, context: BrowserContext, folder: Path, origin: str, content: str) -> None:
        self.context, self.folder, self.origin, self.content = context, folder, origin, content
        self.page: Page = context.new_page()

    def open(self, parent: str = "", *, script: bool = True, width: str = "70rem") -> None:
        """Show the page; ``parent`` is the origin it tells the course, its own by default."""
        page = (self.folder.parent / "course" / "embed.html").read_text("utf-8")
        found = re.search(r'data-href="([^"]*)" data-snippet="([^"]*)"', page)
        assert found
        lines = unescape(found[2]).replace("{address}", f"{self.content}/{found[1]}")
        lines = lines.replace("{parent}", parent or self.origin)
        if not script:
            lines = lines.partition("<script>")[0]
        html = WIKI.format(lines=lines, width=width)
        (self.folder / "page.html").write_text(html, "utf-8")
        self.page.goto(f"{self.origin}/page.html")
        self.course.locator("html.sk-on").wait_for()

    @property
    def course(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    def told(self, kind: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate("told")
        return [message for message in found if message["type"] == f"scormkit:{kind}"]

    def fits(self) -> None:
        """Wait until the frame is exactly as tall as the course, and has no scroll bar."""
        self.page.wait_for_timeout(300)
        for _ in range(40):
            inner = self.course.locator("html").evaluate(
                "e => [Math.ceil(e.getBoundingClientRect().height), innerHeight, e.clientWidth - innerWidth]"
            )
            if inner[0] == inner[1]:
                assert inner[2] == 0
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(inner)

    def in_sight(self, selector: str) -> bool:
        """Whether the top of something in the course is inside the browser's window."""
        box = self.course.locator(selector).bounding_box()
        size = self.page.viewport_size
        return bool(box and size) and 0 <= box["y"] <= size["height"] - 40  # type: ignore[index]  # both are there

    def go(self, page: str) -> None:
        """Open a page of the course from its contents."""
        menu = self.course.locator(".sk-top button")
        if menu.is_visible():
            menu.click()
        self.course.locator(f'.sk-rail a[data-go="{page}"]').click()
        self.course.locator(f'.sk-page[data-page="{page}"]').wait_for()


@pytest.fixture
def wiki(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Wiki]]:
    with ExitStack() as stack:

        def make(size: tuple[int, int] = DESKTOP, **options: Any) -> Wiki:
            course = make_course(test={"shuffle": False})
            tree = STANDARDS["web"].pack(
                course, render_site(course, Theme(), extras=player.extras())
            )
            content = archive.unpack(tree, tmp_path / "course")
            (tmp_path / "wiki").mkdir()
            origins = [stack.enter_context(served(f)) for f in (tmp_path / "wiki", content)]
            viewport = {"width": size[0], "height": size[1]}
            context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **options)  # type: ignore[arg-type]  # a size
            stack.callback(context.close)
            context.set_default_timeout(10_000)
            return Wiki(context, tmp_path / "wiki", *origins)

        yield make


@pytest.mark.parametrize(("size", "name"), [(DESKTOP, "desktop"), (PHONE, "phone")])
def test_the_frame_is_as_tall_as_the_course(
    wiki: Callable[..., Wiki], shots: Path, size: tuple[int, int], name: str
) -> None:
    """It grows with a long page, shrinks with a short one, and never scrolls by itself."""
    page = wiki(size)
    page.open()
    page.fits()
    page.page.screenshot(path=shots / f"frame-{name}-reading.png", full_page=True)
    long = page.told("height")[-1]["height"]
    page.course.locator(".sk-on-button").click()
    page.course.locator('.sk-page[data-page="doing"]').wait_for()
    page.fits()
    short = page.told("height")[-1]["height"]
    assert short < long - 300
    page.page.screenshot(path=shots / f"frame-{name}-doing.png", full_page=True)
    page.go("checking")
    page.fits()
    page.course.locator(".sk-actions .sk-do-main").click()
    page.fits()
    page.page.screenshot(path=shots / f"frame-{name}-test.png", full_page=True)
    page.go("reading")
    page.fits()
    assert page.told("height")[-1]["height"] == long
    assert {message["origin"] for message in page.told("height")} == {page.content}
    assert len(page.told("height")) < 40
    assert violations(page.page.frames[1]) == []


def test_a_frame_that_nobody_makes_taller_scrolls(wiki: Callable[..., Wiki], shots: Path) -> None:
    page = wiki()
    page.open(script=False)
    page.page.wait_for_timeout(1_300)
    shown, tall, hidden = page.course.locator("html").evaluate(
        "e => [innerHeight, e.scrollHeight, getComputedStyle(e).overflowY]"
    )
    assert (shown, hidden) == (700, "visible")
    assert tall > 900
    bar = page.course.locator(".sk-bar").evaluate("bar => bar.getBoundingClientRect().bottom")
    assert bar <= 700
    page.page.screenshot(path=shots / "frame-fixed.png", full_page=True)


def test_results_arrive_as_the_learner_goes(wiki: Callable[..., Wiki]) -> None:
    page = wiki()
    page.open()
    page.page.wait_for_function("told.some((m) => m.type === 'scormkit:result')")
    first = page.told("result")[0]
    assert first == {
        "origin": page.content, "type": "scormkit:result", "course": "small", "version": "1.0",
        "status": "incomplete", "completed": False, "success": "unknown", "score": None,
        "progress": first["progress"],
    }  # fmt: skip
    page.go("doing")
    page.course.locator("input[data-task]").check()
    page.course.locator("input[data-watch]").check()
    page.go("watching")
    page.go("checking")
    course = page.course
    course.locator(".sk-actions .sk-do-main").click()
    for _ in range(5):
        question = course.locator(".sk-question:visible")
        for choice in right_choices(question.get_attribute("data-question") or ""):
            question.locator(f'input[value="{choice}"]').check()
        course.locator(".sk-actions .sk-do-main").click()
        course.locator(".sk-actions .sk-do-main").click()
    course.locator(".sk-result:visible").wait_for()
    last = page.told("result")[-1]
    assert (last["status"], last["completed"], last["success"]) == ("passed", True, "passed")
    assert (last["score"], last["progress"]) == (100, 1)
    shares = [message["progress"] for message in page.told("result")]
    assert shares == sorted(shares)
    # The browser kept it: a new visit says so at once.
    page.page.reload()
    page.page.wait_for_function("told.some((m) => m.type === 'scormkit:result')")
    assert page.told("result")[0]["status"] == "passed"


def test_only_the_page_that_is_named_is_told(wiki: Callable[..., Wiki]) -> None:
    page = wiki()
    page.open(parent="http://other.example")
    page.go("doing")
    page.page.wait_for_timeout(500)
    assert page.page.evaluate("told") == []
    assert not page.course.locator("html.sk-framed").count()


def test_the_page_around_may_ask_and_nobody_else(wiki: Callable[..., Wiki]) -> None:
    page = wiki()
    page.open()
    page.fits()
    asking = (
        "document.querySelector('iframe').contentWindow.postMessage({type: 'scormkit:ask'}, '*')"
    )
    page.page.evaluate(f"told.length = 0; {asking}")
    page.page.wait_for_function("told.length >= 2")
    assert [m["type"] for m in page.page.evaluate("told")] == ["scormkit:height", "scormkit:result"]
    # A frame beside it, of another origin, asks too and is heard by nobody.
    stranger = "<script>parent.frames[0].postMessage({type: 'scormkit:ask'}, '*')</script>"
    page.page.evaluate(
        "html => { told.length = 0; const f = document.createElement('iframe'); f.srcdoc = html;"
        " f.sandbox = 'allow-scripts'; document.body.append(f); }",
        stranger,
    )
    page.page.wait_for_timeout(500)
    assert page.page.evaluate("told") == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_learner_sees_what_changes(
    wiki: Callable[..., Wiki], shots: Path, size: tuple[int, int]
) -> None:
    """From the end of a long page the next one is shown from its start; dialogs are in sight."""
    page = wiki(size)
    page.open(width="50rem")
    page.fits()
    page.go("doing")
    page.fits()
    page.go("reading")
    page.fits()
    page.page.wait_for_timeout(200)
    assert page.in_sight(".sk-page:visible h1")
    page.course.locator(".sk-bar").scroll_into_view_if_needed()
    assert not page.in_sight(".sk-page:visible h1")
    moved = len(page.told("place"))  # a mere click into the text moves nothing
    page.course.locator(".sk-page:visible > p").last.click()
    page.page.wait_for_timeout(200)
    assert len(page.told("place")) == moved
    page.course.locator(".sk-on-button").click()
    page.course.locator('.sk-page[data-page="doing"]').wait_for()
    page.page.wait_for_timeout(500)
    assert page.in_sight(".sk-page:visible h1")
    for name in ("watching", "checking"):
        page.course.locator(".sk-on-button").click()
        page.course.locator(f'.sk-page[data-page="{name}"]').wait_for()
    page.fits()
    page.course.locator(".sk-on-button").click()
    page.course.locator("dialog[open]").wait_for()
    page.page.wait_for_timeout(200)
    assert page.in_sight("dialog[open] h2")
    assert page.in_sight("dialog[open] .sk-do-plain")
    page.page.screenshot(path=shots / f"frame-{size[0]}-dialog.png")
    page.course.locator("dialog[open] .sk-do-plain").click()
    page.course.locator(".sk-closed").wait_for()
    page.fits()
    page.page.wait_for_timeout(300)
    assert page.in_sight(".sk-closed h1")


def test_what_is_asked_far_up_the_page_is_in_sight(wiki: Callable[..., Wiki], shots: Path) -> None:
    """The contents of a narrow frame open where the learner is, not at the middle of the frame."""
    page = wiki((900, 600))
    page.open(width="50rem")
    page.fits()
    page.page.evaluate("scrollTo(0, 100)")
    page.course.locator(".sk-top button").click()
    page.course.locator("dialog[open]").wait_for()
    page.page.wait_for_timeout(200)
    box = page.course.locator("dialog[open]").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 601
    page.page.screenshot(path=shots / "frame-contents.png")


def test_a_browser_that_stores_nothing_says_so_and_tells_results(
    wiki: Callable[..., Wiki], shots: Path
) -> None:
    """Other sites' frames may get no storage: the page around hears of results all the same."""
    page = wiki()
    page.context.add_init_script(
        "if (parent !== window) Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page.open()
    banner = page.course.locator(".sk-banner")
    banner.get_by_text("lets this course store nothing").wait_for()
    page.fits()
    page.page.screenshot(path=shots / "frame-no-store.png")
    page.go("doing")
    page.course.locator("input[data-task]").check()
    page.page.wait_for_function("told.filter((m) => m.type === 'scormkit:result').length >= 3")
    shares = [message["progress"] for message in page.told("result")]
    assert shares == sorted(set(shares))
    page.go("checking")
    page.course.get_by_role("button", name="Finish").click()
    warning = page.course.locator("dialog[open]")
    warning.get_by_text("it begins anew when it is closed").wait_for()
    assert "is kept" not in warning.inner_text()


def test_the_page_that_hands_out_the_lines_shows_them_at_work(
    wiki: Callable[..., Wiki], shots: Path
) -> None:
    page = wiki()
    page.page.goto(f"{page.content}/embed.html")
    shown = page.page.locator("pre[data-href]")
    assert f'<iframe src="{page.content}/index.html?parent=https://wiki.example.org"' in (
        shown.inner_text()
    )
    page.page.locator("#parent").fill("https://wiki.example.com/bin/view/Main")
    assert '?parent=https://wiki.example.com"' in shown.inner_text()
    page.course.locator("html.sk-on").wait_for()
    page.fits()
    assert violations(page.page) == []
    page.page.screenshot(path=shots / "frame-embed.png", full_page=True)


def test_a_record_store_in_the_address_is_told(wiki: Callable[..., Wiki]) -> None:
    """Outside of an LMS, too, results can arrive: the launch address names the store."""
    place = wiki()
    told: list[tuple[str, str | None]] = []
    kept: dict[str, str] = {}

    def answer(route: Route) -> None:
        request = route.request
        headers = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Headers": "*, Authorization",
            "Access-Control-Allow-Methods": "*",
        }
        if "/statements" in request.url and request.method == "POST":
            sent = json.loads(request.post_data or "[]")
            told.extend(
                (one["verb"]["id"].rsplit("/")[-1], request.headers.get("authorization"))
                for one in sent
            )
            route.fulfill(status=200, headers=headers, json=[one["id"] for one in sent])
        elif request.method == "PUT":
            kept["state"] = request.post_data or ""
            route.fulfill(status=204, headers=headers)
        elif request.method == "GET" and "state" in kept:
            route.fulfill(status=200, headers=headers, body=kept["state"])
        else:
            route.fulfill(status=200 if request.method == "OPTIONS" else 404, headers=headers)

    place.context.route("https://lrs.test/**", answer)
    actor = {"account": {"homePage": "https://wiki.test", "name": "anna"}}
    launch = {"endpoint": "https://lrs.test/xapi", "auth": "Basic YTpi", "actor": json.dumps(actor)}
    place.page.goto(f"{place.content}/index.html?{urlencode(launch)}")
    place.page.locator("html.sk-on").wait_for()
    shown = place.page.locator(".sk-page:not([hidden])")
    first = shown.get_attribute("data-page")
    place.page.locator(".sk-bar button").last.click()
    second = shown.get_attribute("data-page")
    assert second != first
    for _ in range(50):
        if [verb for verb, _ in told].count("experienced") == 2 and "state" in kept:
            break
        place.page.wait_for_timeout(100)
    assert {auth for _, auth in told} == {"Basic YTpi"}
    assert told[0][0] == "initialized"
    assert [verb for verb, _ in told].count("experienced") == 2
    assert "state" in kept
    assert "endpoint" not in place.page.url
    place.page.reload()
    place.page.locator("html.sk-on").wait_for()
    assert shown.get_attribute("data-page") == second
