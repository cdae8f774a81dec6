"""A course is imported from a live wiki by its address, and once more after somebody worked there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from starlette.responses import Response

from ingest.wiki.rest.asked import settings
from ingest.wiki.rest.server import Doc
from scormkit.cli import cli
from scormkit.ingest.wiki import rest

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from ingest.wiki.rest.server import Site

COURSE: dict[tuple[str, ...], Doc] = {
    ("Курс", "WebHome"): Doc("О курсе", "Курс"),
    ("Курс", "Один", "WebHome"): Doc("Слова [[attach:a b.pdf]]", "Один", files={"a b.pdf": b"a"}),
    ("Курс", "Один", "Два"): Doc("Ещё", "Два", translations={"en": "More"}),
}
START = "/xwiki/bin/view/Курс/"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command waits between requests; the tests need not."""
    monkeypatch.setattr(rest, "Settings", lambda children, *_: settings(children=children))


def run(site: Site, into: Path, *more: str) -> tuple[int, dict[str, object]]:
    words = ["import", site.address + START, "--into", str(into), "--json", *more]
    done = CliRunner().invoke(cli, words, standalone_mode=False)
    assert done.exception is None, done.exception
    document: dict[str, object] = json.loads(done.stdout).get("imported", {})
    return int(done.return_value), document


def test_a_course_and_again(site: Site, tmp_path: Path) -> None:
    site.docs = dict(COURSE)
    failed, told = run(site, tmp_path / "modules", "--children")
    assert failed == 0
    assert (tmp_path / "modules" / "02-odin" / "files" / "a b.pdf").read_bytes() == b"a"
    assert (tmp_path / "modules" / "02-odin-en" / "dva.xwiki").read_text() == "More"
    assert told["wiki"] == f"{site.address}/xwiki"
    assert told["came"] == told["shown"]
    site.docs["Курс", "Один", "Два"] = Doc("Иначе", "Два", version="2.1")
    site.asked.clear()
    failed, told = run(site, tmp_path / "modules", "--children")
    assert (tmp_path / "modules" / "02-odin" / "dva.xwiki").read_text("utf-8") == "Иначе"
    assert site.paths("attachments/") == []


def test_one_page(site: Site, tmp_path: Path) -> None:
    site.docs = dict(COURSE)
    failed, _ = run(site, tmp_path / "modules" / "01-kurs")
    assert failed == 0
    assert (tmp_path / "modules" / "01-kurs" / "01-kurs.xwiki").is_file()


def test_a_page_that_cannot_be_had_is_brought_by_the_next_run(site: Site, tmp_path: Path) -> None:
    site.docs = dict(COURSE)

    def refuse(request: Request) -> Response | None:
        return Response("no", 403) if "attachments/" in request.url.path else None

    site.faults = [refuse]
    failed, told = run(site, tmp_path / "modules", "--children")
    assert (failed, told["whole"]) == (1, False)
    site.faults = []
    failed, told = run(site, tmp_path / "modules", "--children")
    assert (failed, told["whole"]) == (0, True)
    assert not (tmp_path / "modules" / ".arriving").exists()
