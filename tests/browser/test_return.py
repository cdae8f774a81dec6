"""The way back to the LMS: shown only where the LMS told a place, and taken after the last words."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode, urlsplit

import pytest

from browser.axe import violations
from browser.courses import make_course
from scormkit import player
from scormkit.archive.tree import DiskFile
from scormkit.render.course import render_site
from scormkit.render.themes import Theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}


class CmiFive:
    """A course and the LMS that launched it, on a port of this machine: requests are real ones."""

    def __init__(self, language: str, *, returns: bool) -> None:
        site = render_site(make_course(language), Theme(), extras=player.extras())
        self.tree = site.tree.plus({site.player_path: site.extras + player.bundle("cmi5")})
        self.start = site.scos[0].href
        self.returns = returns
        self.verbs: list[str] = []
        self.state = b""
        lms = self

        class Handler(BaseHTTPRequestHandler):
            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline()
                if not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, kind, answer = lms.answer(self.command, self.path, body)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"http://127.0.0.1:{self.server.server_port}"
        self.back = f"{self.host}/back"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def launch(self) -> str:
        actor = {"objectType": "Agent", "account": {"homePage": self.host, "name": "anna"}}
        query = {
            "endpoint": f"{self.host}/xapi", "fetch": f"{self.host}/fetch", "actor": json.dumps(actor),
            "registration": "b1a7c9d2-0f3e-4b6a-9c8d-7e6f5a4b3c2d", "activityId": f"{self.host}/au",
        }  # fmt: skip
        return f"{self.host}/content/{self.start}?{urlencode(query)}"

    def answer(self, method: str, address: str, body: bytes) -> tuple[int, str, bytes]:
        path = urlsplit(address).path
        if path.removeprefix("/content/") in self.tree:
            content = self.tree[path.removeprefix("/content/")]
            raw = content.path.read_bytes() if isinstance(content, DiskFile) else content
            return 200, TYPES.get(path.rsplit(".", 1)[-1], "application/octet-stream"), raw
        if path == "/back":
            return 200, "text/html", b"<!doctype html><title>LMS</title>"
        return self.service(method, address, body)

    def service(self, method: str, address: str, body: bytes) -> tuple[int, str, bytes]:
        found: object = None
        if address == "/fetch":
            found = {"auth-token": "dG9rZW4="}
        elif address.startswith("/xapi/statements"):
            told = json.loads(body)
            self.verbs += [one["verb"]["id"].rsplit("/", 1)[1] for one in told]
            found = [one["id"] for one in told]
        elif "LMS.LaunchData" in address:
            place = {"returnURL": self.back} if self.returns else {}
            template = {"extensions": {SESSION: "s"}}
            found = {
                "contextTemplate": template,
                "launchMode": "Normal",
                "moveOn": "Completed",
                **place,
            }
        elif method == "PUT":
            self.state = body
            return 204, "text/plain", b""
        elif "scormkit" in address and self.state:
            return 200, "application/json", self.state
        return (200 if found else 404), "application/json", json.dumps(found).encode()


@contextmanager
def launched(chromium: Browser, lms: CmiFive, width: int) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    with lms:
        page = context.new_page()
        page.goto(lms.launch)
        page.wait_for_selector(".sk-on .sk-bar")
        yield page
        context.close()


@pytest.mark.parametrize(
    ("language", "word", "width"),
    [("en", "Finish and return", 1440), ("ru", "Завершить и вернуться", 390)],
)
def test_the_way_back(chromium: Browser, language: str, word: str, width: int) -> None:
    """By keyboard, with axe content, and only after the session has been ended."""
    lms = CmiFive(language, returns=True)
    with launched(chromium, lms, width) as page:
        if width < 900:
            page.locator(".sk-top button").click()
        button = page.get_by_role("button", name=word)
        assert button.is_visible()
        assert violations(page) == []
        button.focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Leave" if language == "en" else "Выйти").click()
        page.wait_for_url(lms.back)
    assert lms.verbs[0] == "initialized"
    assert lms.verbs[-1] == "terminated"
    assert json.loads(lms.state)["location"] == "reading"


def test_no_place_no_way_back(chromium: Browser) -> None:
    with launched(chromium, CmiFive("en", returns=False), 1440) as page:
        assert page.get_by_role("button", name="Finish and return").count() == 0


@pytest.mark.parametrize("how", ["close", "navigate"])
def test_a_window_that_goes_away_says_goodbye(chromium: Browser, how: str) -> None:
    """P51: the last words outlive the page."""
    lms = CmiFive("en", returns=False)
    with launched(chromium, lms, 1440) as page:
        page.wait_for_function("() => document.querySelector('.sk-saved').textContent")
        if how == "close":
            page.close(run_before_unload=True)
        else:
            page.goto(lms.back)
        for _ in range(100):
            if lms.verbs[-1] == "terminated":
                break
            time.sleep(0.05)
    assert lms.verbs[-1] == "terminated"
    assert lms.verbs.count("terminated") == 1
