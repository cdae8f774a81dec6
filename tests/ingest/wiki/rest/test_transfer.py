"""Attachments arrive whole or not at all, however often the way to them breaks."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ingest.wiki.exports import codes
from ingest.wiki.rest.asked import pages_of, patience
from ingest.wiki.rest.server import Broken, Doc, ranged
from scormkit.diagnostics import Report

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from ingest.wiki.rest.server import Fault, Site
    from scormkit.ingest.wiki.pages import Wiki, WikiPage

DATA = random.Random(5).randbytes(400_000)
PATH = "/xwiki/bin/view/C/A"


def breaking(data: bytes, stops: list[int], *, etag: bool = True) -> Fault:
    """Break off after so many bytes, one number a request; serve whole when there are no more."""

    def fault(request: Request) -> Response | None:
        if not request.url.path.endswith("/file.bin"):
            return None
        return ranged(request, data, etag=etag, stop=stops.pop(0) if stops else None)

    return fault


def on_file(answer: Response) -> Fault:
    return lambda request: answer if request.url.path.endswith("/file.bin") else None


def opened(site: Site, **more: Any) -> tuple[Wiki, WikiPage, Report]:
    site.docs = {("C", "A"): Doc(files={"file.bin": DATA})}
    wiki, (page,), report = pages_of(site, PATH, patience=patience(**more))
    return wiki, page, report


@pytest.mark.parametrize("etag", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_it_goes_on_where_it_broke_off(site: Site, tmp_path: Path, seed: int, etag: bool) -> None:  # noqa: FBT001
    chance = random.Random(seed)
    wiki, page, report = opened(site)
    stops = [chance.randrange(120_000) for _ in range(4)]
    site.faults = [breaking(DATA, stops, etag=etag)]
    target = tmp_path / "file"
    assert wiki.save(page, page.attachments[0], target, report)
    assert target.read_bytes() == DATA
    assert list(tmp_path.iterdir()) == [target]
    ranges = [h.get("range") for h in site.headers if h["accept"] == "*/*"]
    assert ranges[0] is None
    assert sum(each is not None for each in ranges) >= 2
    assert codes(report) == []


@pytest.mark.parametrize("seed", range(4))
def test_the_next_run_goes_on(site: Site, tmp_path: Path, seed: int) -> None:
    """Every run breaks at a random byte; the last ends with the same bytes, and nothing comes twice."""
    chance = random.Random(seed)
    target = tmp_path / "file"
    sent = 0
    for _ in range(20):
        wiki, page, report = opened(site, attempts=1)
        stop = chance.randrange(30_000, 200_000)
        site.faults = [breaking(DATA, [stop])]
        have = target.stat().st_size if target.exists() else 0
        sent += min(stop, len(DATA) - have)
        if wiki.save(page, page.attachments[0], target, report):
            break
        assert codes(report) == ["WIK-032"]
        assert target.read_bytes() == DATA[: target.stat().st_size]
    assert target.read_bytes() == DATA
    assert list(tmp_path.iterdir()) == [target]
    assert sent == len(DATA)


@pytest.mark.parametrize("etag", [True, False])
def test_a_file_that_changed_meanwhile_is_begun_again(
    site: Site, tmp_path: Path, etag: bool  # noqa: FBT001
) -> None:  # fmt: skip
    wiki, page, report = opened(site, attempts=1)
    site.faults = [breaking(DATA, [50_000], etag=etag)]
    target = tmp_path / "file"
    assert not wiki.save(page, page.attachments[0], target, report)
    other = DATA[::-1]
    site.faults = []
    site.docs = {("C", "A"): Doc(files={"file.bin": other})}
    if not etag:  # without one, the wiki's own number of the version tells
        from scormkit.values import replace

        page = replace(page, attachments=(replace(page.attachments[0], revision="1.2"),))
    report = Report()
    assert wiki.save(page, page.attachments[0], target, report)
    assert target.read_bytes() == other


def test_a_run_that_ends_between_two_steps(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes of an older answer never stand beside the mark of a newer one."""
    wiki, page, report = opened(site, attempts=1)
    site.faults = [breaking(DATA, [50_000])]
    target = tmp_path / "file"
    assert not wiki.save(page, page.attachments[0], target, report)
    site.faults = []
    site.docs = {("C", "A"): Doc(files={"file.bin": DATA[::-1]})}
    plain = type(target).open

    def refuse(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if path == target and "b" in mode:
            raise PermissionError(13, "Permission denied")
        return plain(path, mode, *more, **named)

    with monkeypatch.context() as changed:
        changed.setattr(type(target), "open", refuse)
        assert not wiki.save(page, page.attachments[0], target, report)
    assert wiki.save(page, page.attachments[0], target, report)
    assert target.read_bytes() == DATA[::-1]


def test_what_lay_there_before_is_not_gone_on_from(site: Site, tmp_path: Path) -> None:
    wiki, page, report = opened(site)
    target = tmp_path / "file"
    target.write_bytes(b"something else")
    assert wiki.save(page, page.attachments[0], target, report)
    assert target.read_bytes() == DATA


def test_a_server_that_knows_no_ranges(site: Site, tmp_path: Path) -> None:
    wiki, page, report = opened(site)
    answers = [Broken(DATA, 90_000), Broken(DATA, 300_000), Broken(DATA)]
    site.faults = [lambda r: answers.pop(0) if r.url.path.endswith("/file.bin") else None]
    assert wiki.save(page, page.attachments[0], tmp_path / "file", report)
    assert (tmp_path / "file").read_bytes() == DATA


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Broken(DATA[:-1]), "399999 bytes came"),
        (Broken(DATA + b"x"), "more than the 400000"),
        (Broken(DATA, 100), "the connection broke"),
        (Broken(DATA, 100, promised=99), "attempts failed"),
        (Broken(DATA[9:], status=206, headers={"Content-Range": "bytes 9-399999/400000"}), "another part"),
        (Broken(DATA, status=206, headers={"Content-Range": "nonsense"}), "another part"),
        (Response(b"", 416), "another file"),
        (Response(b"", 503), "answers 503"),
        (HTMLResponse("<h1>Log in</h1>"), "web page"),
        (HTMLResponse("", 401), "answers 401"),
        (HTMLResponse("", 403), "answers 403"),
        (HTMLResponse("", 404), "answers 404"),
        (RedirectResponse("/xwiki/bin/login/XWiki/XWikiLogin"), "login page"),
    ],
    ids=range(13),
)  # fmt: skip
def test_what_does_not_arrive_is_told(
    site: Site, tmp_path: Path, answer: Response, words: str
) -> None:
    wiki, page, report = opened(site, attempts=3)
    site.faults = [on_file(answer)]
    assert not wiki.save(page, page.attachments[0], tmp_path / "file", report)
    (found,) = report
    assert found.code == "WIK-032"
    assert found.at.path.endswith("/pages/A/attachments/file.bin")
    assert words in found.message
    assert found.message.startswith("file.bin: ")
    site.faults = []
    report = Report()
    assert wiki.save(page, page.attachments[0], tmp_path / "file", report)
    assert (tmp_path / "file").read_bytes() == DATA


def test_a_file_in_drips(site: Site, tmp_path: Path) -> None:
    wiki, page, report = opened(site, window=0.05, attempts=2)
    site.faults = [on_file(Broken(DATA, drip=0.005))]
    assert not wiki.save(page, page.attachments[0], tmp_path / "file", report)
    (found,) = report
    assert "slowly" in found.message


def test_a_page_as_a_file_is_no_login_page(site: Site, tmp_path: Path) -> None:
    site.docs = {("C", "A"): Doc(files={"page.html": b"<p>"})}
    site.faults = [lambda r: HTMLResponse("<p>") if r.url.path.endswith(".html") else None]
    wiki, (page,), report = pages_of(site, PATH)
    assert wiki.save(page, page.attachments[0], tmp_path / "file", report)


def test_a_file_that_cannot_be_written(site: Site, tmp_path: Path) -> None:
    wiki, page, report = opened(site)
    assert not wiki.save(page, page.attachments[0], tmp_path / "no" / "file", report)
    assert codes(report) == ["WIK-032"]
