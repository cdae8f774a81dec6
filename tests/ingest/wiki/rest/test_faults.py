"""Whatever the wiki or the network does: a coded finding with an address, and nothing raised."""

from __future__ import annotations

import json
import random
import time
from asyncio import sleep
from email.utils import formatdate
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ingest.wiki.exports import codes
from ingest.wiki.rest.asked import opened, pages_of, patience, settings
from ingest.wiki.rest.server import Broken, Doc
from scormkit.diagnostics import Report
from scormkit.ingest.wiki.rest import open_live
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from ingest.wiki.rest.server import Site

COURSE: dict[tuple[str, ...], Doc] = {
    ("C", "WebHome"): Doc(title="Home"),
    ("C", "A"): Doc(title="A"),
    ("C", "B"): Doc(title="B"),
}
START = "/xwiki/bin/view/C/"


def at(
    word: str, answer: Callable[[], Response], times: int = 1 << 30
) -> Callable[[Request], Response | None]:
    """Answer so where the path ends with a word, as often as is said."""
    left = [times]

    def fault(request: Request) -> Response | None:
        if not request.url.path.endswith(word) or left[0] <= 0:
            return None
        left[0] -= 1
        return answer()

    return fault


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_passes_is_asked_again(site: Site, status: int) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/A", lambda: Response(b"", status), 3)]
    waits: list[float] = []
    _, pages, report = pages_of(site, START, children=True, patience=patience(waits))
    assert [page.title for page in pages] == ["Home", "A", "B"]
    assert codes(report) == []
    assert len(waits) == 3
    assert all(2**n / 2 <= wait <= 2**n for n, wait in enumerate(waits))


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [("7", 7, 7), ("0", 0.5, 1), ("nonsense", 0.5, 1), ("-3", 0.5, 1)],
)
def test_a_wait_that_is_asked_for(site: Site, told: str, least: float, most: float) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/A", lambda: Response(b"", 429, {"Retry-After": told}), 1)]
    waits: list[float] = []
    pages_of(site, START, children=True, patience=patience(waits))
    assert least <= waits[0] <= most


def test_a_wait_until_a_date(site: Site) -> None:
    site.docs = dict(COURSE)
    later = formatdate(time.time() + 40, usegmt=True)
    site.faults = [at("/A", lambda: Response(b"", 503, {"Retry-After": later}), 1)]
    waits: list[float] = []
    pages_of(site, START, children=True, patience=patience(waits))
    assert 35 < waits[0] <= 40


def test_a_wait_that_is_too_long(site: Site) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/A", lambda: Response(b"", 429, {"Retry-After": "9999"}))]
    _, pages, report = pages_of(site, START, children=True)
    assert pages == ()
    assert codes(report) == ["WIK-027"]


def test_there_is_an_end_to_asking(site: Site) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/A", lambda: Response(b"", 503))]
    _, pages, report = pages_of(site, START, children=True)
    assert pages == ()
    (found,) = report
    assert found.code == "WIK-027"
    assert found.at.path.startswith(f"{site.address}/xwiki/rest/wikis/xwiki/spaces/C/pages/A")
    assert len(site.paths("/pages/A?")) == 5


def test_a_wiki_that_is_not_there() -> None:
    report = Report()
    for address in (
        "http://localhost:9/xwiki/bin/view/A",
        "https://no-such-host.invalid/bin/view/A",
    ):
        assert open_live(address, settings(), report) is None
    assert codes(report) == ["WIK-027", "WIK-027"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda: JSONResponse({"spaces": [{"id": "xwiki:X"}]}), "WIK-031"),
        (lambda: JSONResponse({"spaces": "none"}), "WIK-028"),
        (lambda: HTMLResponse("", 403), "WIK-025"),
        (lambda: Response(b"", 500), "WIK-027"),
    ],
    ids=count(),
)
def test_what_ends_an_import(site: Site, answer: Callable[[], Response], code: str) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/spaces", answer)]
    _, pages, report = pages_of(site, START, children=True)
    assert pages == ()
    assert codes(report) == [code]
    assert report.has_errors


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda: HTMLResponse("<form>", 401), "WIK-022"),
        (lambda: RedirectResponse("/xwiki/bin/login/XWiki/XWikiLogin?x"), "WIK-022"),
        (lambda: RedirectResponse("?again"), "WIK-030"),
        (lambda: RedirectResponse("file:///etc/passwd"), "WIK-030"),
        (lambda: HTMLResponse("Forbidden", 403), "WIK-025"),
        (lambda: JSONResponse({}, 404), "WIK-026"),
        (lambda: HTMLResponse("<h1>Please log in</h1>"), "WIK-028"),
        (lambda: Response(b"{", 200, media_type="application/json"), "WIK-028"),
        (lambda: JSONResponse([]), "WIK-028"),
        (lambda: JSONResponse({"id": "xwiki:C.A"}), "WIK-028"),
        (lambda: JSONResponse({"id": "xwiki:C.A", "content": 7}), "WIK-028"),
        (lambda: Response(b"[" * 100_000, 200, media_type="application/json"), "WIK-028"),
        (lambda: Response(b"\xff\xfe{", 200, media_type="application/json"), "WIK-028"),
        (lambda: JSONResponse({}, 418), "WIK-028"),
        (lambda: Response(b"x" * (65 << 20), 200, media_type="application/json"), "WIK-028"),
        (lambda: Response(b"no gzip", 200, {"Content-Encoding": "gzip"}, "application/json"), "WIK-028"),
    ],
    ids=count(),
)  # fmt: skip
def test_a_page_that_cannot_be_had_and_others_go_on(
    site: Site, answer: Callable[[], Response], code: str
) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/A", answer)]
    wiki, pages, report = pages_of(site, START, children=True)
    assert [page.title for page in pages] == ["Home", "B"]
    (found,) = report
    assert found.code == code
    assert "/pages/A" in found.at.path
    site.faults = [at("/B", answer)]
    assert wiki.text(pages[1], report) is None
    assert codes(report)[-1] == code


@pytest.mark.parametrize(
    "answer",
    [
        lambda: Broken(b'{"id": "xwiki:C.A"', headers={"Content-Type": "application/json"}, promised=99),
        lambda: Broken(b"{}" * 5000, 7, headers={"Content-Type": "application/json"}),
    ],
    ids=count(),
)  # fmt: skip
def test_an_answer_that_breaks_off_is_asked_for_again(
    site: Site, answer: Callable[[], Response]
) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/A", answer, 2)]
    _, pages, report = pages_of(site, START, children=True)
    assert [page.title for page in pages] == ["Home", "A", "B"]
    assert codes(report) == []


def test_an_answer_in_drips(site: Site) -> None:
    site.docs = dict(COURSE)
    headers = {"Content-Type": "application/json"}
    site.faults = [at("/A", lambda: Broken(b" " * 10_000, headers=headers, drip=0.01))]
    slow = patience(answer=0.1, attempts=2)
    _, pages, report = pages_of(site, START, children=True, patience=slow)
    assert pages == ()
    (found,) = report
    assert found.code == "WIK-027"
    assert "slowly" in found.message


def test_an_answer_that_does_not_come(site: Site) -> None:
    site.docs = dict(COURSE)
    headers = {"Content-Type": "application/json"}
    site.faults = [at("/A", lambda: Broken(b"  ", headers=headers, drip=2))]
    short = replace(patience(attempts=2), read=0.1)
    _, _, report = pages_of(site, START, children=True, patience=short)
    (found,) = report
    assert "did not answer in time" in found.message


@pytest.mark.parametrize("word", ["/spaces/D/pages", "/pages/E/attachments"])
def test_a_list_that_goes_round(site: Site, word: str) -> None:
    site.docs = dict(COURSE) | {("C", "D", "E"): Doc(title="E")}
    items = [{"id": "xwiki:C.A", "name": "A"}]
    site.faults = [at(word, lambda: JSONResponse({"pageSummaries": items, "attachments": items}))]
    _, pages, report = pages_of(site, START, children=True)
    assert [page.title for page in pages] == ["Home", "A", "B"]
    assert "WIK-031" in codes(report)


def test_a_web_page_is_called_one(site: Site) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/A", lambda: HTMLResponse("<h1>Please log in</h1>"))]
    _, _, report = pages_of(site, START, children=True)
    (found,) = report
    assert found.message == "The answer is text/html instead of JSON"


def test_a_list_without_right_to_see_it(site: Site) -> None:
    site.docs = dict(COURSE) | {("C", "D", "WebHome"): Doc(title="D"), ("C", "D", "E"): Doc()}
    site.faults = [at("/spaces/D/pages", lambda: HTMLResponse("", 403))]
    _, pages, report = pages_of(site, START, children=True)
    assert [page.title for page in pages] == ["Home", "A", "B"]
    assert codes(report) == ["WIK-025"]


def test_a_translation_without_right_to_see_it(site: Site) -> None:
    site.docs = {("C", "A"): Doc(translations={"en": "x", "de": "y"})}
    site.faults = [at("/translations/en", lambda: HTMLResponse("", 403))]
    _, pages, report = pages_of(site, "/xwiki/bin/view/C/A")
    assert [page.language for page in pages] == ["", "de"]
    assert codes(report) == ["WIK-025"]


def test_the_start_page_is_refused(site: Site) -> None:
    site.docs = dict(COURSE)
    site.faults = [at("/WebHome", lambda: HTMLResponse("", 403))]
    wiki, report = opened(site, START)
    assert (wiki, codes(report)) == (None, ["WIK-025"])


def test_a_farm_whose_wikis_have_hosts_of_their_own(site: Site) -> None:
    """The page that says it lives at the address's host is the one that was meant."""
    site.docs = {
        ("C", "A"): Doc("of another wiki", more={"xwikiAbsoluteUrl": "https://main.org/x"})
    }

    def second(request: Request) -> Response | None:
        path = request.url.path
        if path.endswith("/rest/wikis"):
            return JSONResponse({"wikis": [{"id": "xwiki"}, {"id": "train"}]})
        if path.endswith("/wikis/train/spaces/C/pages/A"):
            address = f"{site.address}/bin/view/C/A"
            return JSONResponse({"id": "train:C.A", "content": "ours", "xwikiAbsoluteUrl": address})
        if path.endswith("/attachments"):
            return JSONResponse({"attachments": []})
        return None

    site.faults = [second]
    wiki, (page,), report = pages_of(site, "/xwiki/bin/view/C/A")
    assert wiki.text(page, report) == "ours"


def test_requests_keep_a_pace_and_are_few_at_a_time(site: Site) -> None:
    names: list[tuple[str, ...]] = [
        ("C", "WebHome"),
        *(("C", f"P{number}") for number in range(12)),
    ]
    site.docs = {each: Doc() for each in names}
    now, most, lock = [0], [0], Lock()

    async def slow(_: Request) -> Response:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        await sleep(0.05)
        with lock:
            now[0] -= 1
        return JSONResponse({"id": "xwiki:C.P", "content": "", "syntax": "xwiki/2.1"})

    site.faults = [
        lambda r: slow(r) if "/pages/P" in r.url.path and "att" not in r.url.path else None
    ]
    begun = time.monotonic()
    polite = replace(patience(together=3), pause=0.02, sleep=time.sleep)
    _, pages, report = pages_of(site, START, children=True, patience=polite)
    assert len(pages) == 13
    assert codes(report) == []
    assert 1 < most[0] <= 3
    assert time.monotonic() - begun >= 0.02 * (len(site.asked) - 1)


def test_answers_with_other_characters(site: Site) -> None:
    site.docs = dict(COURSE)
    wiki, pages, _ = pages_of(site, START)
    chance = random.Random(3)
    whole = json.dumps(
        {"id": "xwiki:C.WebHome", "content": "Text.", "version": None, "hidden": "x"}
    )
    for _ in range(60):
        data = bytearray(whole.encode())
        for _ in range(chance.randrange(1, 5)):
            data[chance.randrange(len(data))] = chance.choice(b'{}[]",:\\\x00\xff0')
        broken = Response(bytes(data), media_type="application/json")
        site.faults = [at("/WebHome", lambda broken=broken: broken)]  # type: ignore[misc]
        report = Report()
        assert (wiki.text(pages[0], report) is None) == report.has_errors
