"""A live wiki gives its pages, texts and attachments, from whatever address a person copies."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from starlette.responses import JSONResponse

from ingest.wiki.exports import codes
from ingest.wiki.rest.asked import opened, pages_of
from ingest.wiki.rest.server import Doc
from scormkit.ingest.wiki.rest.address import read_address

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.wiki.rest.server import Site

COURSE: dict[tuple[str, ...], Doc] = {
    ("Курс", "WebHome"): Doc("= Курс =", "Курс"),
    ("Курс", "Модуль 1.2", "WebHome"): Doc("Один", "Модуль 1.2", version="3.4"),
    ("Курс", "Модуль 1.2", "Page & more"): Doc("Два"),
    ("Курс", "WebPreferences"): Doc(hidden=True, pins="Second/|Last"),
    ("Курс", "Last"): Doc(),
    ("Курс", "Second", "WebHome"): Doc("x", "Second", translations={"en": "In English", "ru": ""}),
    ("Курс2", "WebHome"): Doc(),
}


@pytest.mark.parametrize(
    "path",
    [
        "/xwiki/bin/view/%D0%9A%D1%83%D1%80%D1%81/",
        "/xwiki/bin/view/%D0%9A%D1%83%D1%80%D1%81",
        "/xwiki/bin/view/Курс/WebHome?viewer=code#x",
        "/xwiki/bin/edit/Курс/?editor=wiki",
        "/xwiki/bin/download/Курс/WebHome/a.pdf",
        "/xwiki/bin/Курс/",
        "/xwiki/wiki/xwiki/view/Курс/",
        "/xwiki/rest/wikis/xwiki/spaces/Курс/pages/WebHome",
        "/xwiki/rest/wikis/xwiki/spaces/Курс",
        "/bin/view/Курс/",
        "/view/Курс/",
    ],
)
def test_any_address_of_a_page(site: Site, path: str) -> None:
    site.docs = dict(COURSE)
    wiki, pages, report = pages_of(site, path)
    assert [page.name for page in pages] == ["Курс.WebHome"]
    assert wiki.text(pages[0], report) == "= Курс ="
    assert wiki.address == f"{site.address}/xwiki"
    assert codes(report) == []


@pytest.mark.parametrize("context", ["", "/xwiki", "/portal/wiki7"])
def test_the_root_is_found_by_asking(site: Site, context: str) -> None:
    site.docs, site.context = dict(COURSE), context
    wiki, pages, _ = pages_of(site, f"{context}/bin/view/Курс/Last")
    assert [page.name for page in pages] == ["Курс.Last"]
    assert wiki.address == site.address + context


def test_a_space_without_its_slash(site: Site) -> None:
    site.docs = dict(COURSE)
    _, pages, report = pages_of(site, "/xwiki/bin/view/Курс/Модуль+1.2")
    assert [page.name for page in pages] == [r"Курс.Модуль 1\.2.WebHome"]
    assert codes(report) == []


@pytest.mark.parametrize("cap", [1, 2, 1000])
def test_children_come_as_a_tree(site: Site, cap: int) -> None:
    site.docs, site.cap = dict(COURSE), cap
    wiki, pages, report = pages_of(site, "/xwiki/bin/view/Курс/", children=True)
    assert [(p.name, p.language, p.order) for p in pages] == [
        ("Курс.WebHome", "", 0),
        ("Курс.Second.WebHome", "", 1),
        ("Курс.Second.WebHome", "en", 1),
        ("Курс.Last", "", 2),
        (r"Курс.Модуль 1\.2.WebHome", "", 3),
        (r"Курс.Модуль 1\.2.Page & more", "", 0),
    ]
    assert [p.title for p in pages] == [
        "Курс", "Second", "Second en", "Last", "Модуль 1.2", "Page & more",
    ]  # fmt: skip
    assert [wiki.text(p, report) for p in pages[1:3]] == ["x", "In English"]
    assert (pages[4].revision, pages[4].default_language) == ("3.4", "ru")
    assert pages[3].place == f"{site.address}/xwiki/bin/view/%D0%9A%D1%83%D1%80%D1%81/Last"
    assert codes(report) == ["WIK-002"]


def test_what_serves_the_wiki_is_left_out(site: Site) -> None:
    site.docs = {
        ("C", "WebHome"): Doc(hidden=True),
        ("C", "Hidden"): Doc(hidden=True),
        ("C", "Class"): Doc(more={"clazz": {"properties": [{"name": "x"}]}}),
        ("C", "Panel"): Doc(
            more={"objects": {"objectSummaries": [{"className": "Panels.PanelClass"}]}}
        ),
        ("C", "Old"): Doc(content="1 A", syntax="xwiki/1.0"),
    }
    wiki, pages, report = pages_of(site, "/xwiki/bin/view/C/", children=True)
    assert [page.name for page in pages] == ["C.WebHome", "C.Old"]
    assert wiki.text(pages[1], report) == "{{{1 A}}}"
    assert sorted(codes(report)) == ["WIK-001", "WIK-002", "WIK-002", "WIK-004"]


@pytest.mark.parametrize(
    ("raw", "shown", "becomes", "told"),
    [
        ("$services.x", "Bees &amp; bears", "Bees & bears", []),
        ("$services.x", "$services.x", "Heading", ["WIK-003"]),
        ("R&amp;D", "R&amp;amp;D", "R&amp;D", []),
        ("", "A", "A", []),
    ],
)
def test_the_wiki_computes_its_titles(
    site: Site, raw: str, shown: str, becomes: str, told: list[str]
) -> None:
    site.docs = {("C", "A"): Doc("= Heading =", shown, more={"rawTitle": raw})}
    _, (page,), report = pages_of(site, "/xwiki/bin/view/C/A")
    assert page.title == becomes
    assert codes(report) == told


def test_an_attachment_attached_anew_has_another_revision(site: Site) -> None:
    site.docs = {("C", "A"): Doc(files={"a": b"x"})}
    revisions = set()
    for date in (1774958852000, 1774961817000):
        item = {"id": "xwiki:C.A@a", "name": "a", "size": 1, "version": "1.1", "date": date}
        items = {"attachments": [item]}
        site.faults = [
            lambda r, items=items: (
                JSONResponse(items if "start=0" in str(r.url) else {"attachments": []})  # type: ignore[misc]
                if r.url.path.endswith("/attachments")
                else None
            )
        ]
        _, (page,), _ = pages_of(site, "/xwiki/bin/view/C/A")
        revisions |= {each.revision for each in page.attachments}
    assert len(revisions) == 2


def test_attachments(site: Site, tmp_path: Path) -> None:
    files = {f"файл {n}.bin": hashlib.sha512(bytes([n])).digest() * (n * 400) for n in range(7)}
    site.docs = {("C", "A"): Doc(files=files)}
    site.cap = 3
    wiki, (page,), report = pages_of(site, "/xwiki/bin/view/C/A")
    assert [(a.name, a.size) for a in page.attachments] == [(n, len(d)) for n, d in files.items()]
    for each in page.attachments:
        target = tmp_path / each.name
        assert wiki.save(page, each, target, report)
        assert target.read_bytes() == files[each.name]
        assert sorted(tmp_path.glob("*.resume")) == []
    assert codes(report) == []


def test_a_name_that_is_a_path(site: Site) -> None:
    site.docs = {("C", "A"): Doc(files={"../x": b"", "y": b""})}
    _, (page,), report = pages_of(site, "/xwiki/bin/view/C/A")
    assert [each.name for each in page.attachments] == ["y"]
    assert codes(report) == ["WIK-005"]


@pytest.mark.parametrize(
    "address",
    [
        "localhost/xwiki/bin/view/A", "ftp://h/bin/view/A", "https:///bin/view/A",
        "https://h:x/bin/view/A", "https://h/about/us", "https://[/bin/view/A", "", "https://",
    ],
)  # fmt: skip
def test_no_address_of_a_wiki(address: str) -> None:
    assert read_address(address) is None


def test_a_page_that_is_not_there(site: Site) -> None:
    site.docs = dict(COURSE)
    wiki, report = opened(site, "/xwiki/bin/view/No/Such")
    assert wiki is None
    (found,) = report
    assert found.code == "WIK-026"
    assert found.at.path == f"{site.address}/xwiki/rest/wikis/xwiki/spaces/No/pages/Such"


def test_no_wiki(site: Site) -> None:
    site.context = "/elsewhere"
    wiki, report = opened(site, "/xwiki/bin/view/No/Such")
    assert (wiki, codes(report)) == (None, ["WIK-021"])
