"""Addresses in raw HTML lead where the page's own links do, or are told of with their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.diagnostics import Report
from scormkit.model.addresses import change_addresses
from scormkit.model.blocks import HtmlBlock
from scormkit.model.course import Page
from scormkit.model.inlines import InlineHtml, Pos
from scormkit.model.walk import nodes_of
from scormkit.readers import xwiki
from scormkit.transforms import resolve
from transforms.wiki_course import WIKI, WikiCourse

COURSE = WikiCourse()


def led(text: str) -> tuple[dict[str, str], Report]:
    """Give the addresses in the HTML of a page of module ``one``, and where they lead."""
    report = Report()
    path = "modules/one/01-home.xwiki"
    page = Page("one-home", "One", xwiki.read(text, "xwiki/2.1", path, Report()), path, "one")
    page = resolve(page, COURSE.directory, report)
    html = [n for n in nodes_of(page.blocks) if isinstance(n, HtmlBlock | InlineHtml)]
    found = {
        address: target.target + (f"#{target.anchor}" if target.anchor else "")
        for node in html
        for address, target in node.targets
    }
    return found, report


@pytest.mark.parametrize(
    ("html", "address", "target"),
    [
        ('<a href="/bin/view/Course/Two/">x</a>', "/bin/view/Course/Two/", "two-start"),
        (f"<A class=a HREF={WIKI}/bin/view/Course/Two>x", f"{WIKI}/bin/view/Course/Two", "two-start"),
        ("<a href='#HPart-1'>x</a>", "#HPart-1", "one-home#HPart-1"),
        ("<a\nhref = '?a&amp;b#HPart'>x</a>", "?a&b#HPart", "one-home#HPart"),
        ('<a href="//example.org/x">x</a>', "//example.org/x", "https://example.org/x"),
        ('<a title="a > b" href="Terms">x</a>', "Terms", "one-terms"),
        ('<img src="/bin/download/Course/One/WebHome/a.png"/>', "/bin/download/Course/One/WebHome/a.png", "a.png"),
        ('<img alt="" src="a.png">', "a.png", "a.png"),
        ('<video><source src="files/plan.pdf"></video>', "files/plan.pdf", "plan.pdf"),
    ],
)  # fmt: skip
def test_addresses(html: str, address: str, target: str) -> None:
    found, report = led(f"{{{{html}}}}<p>{html}</p>{{{{/html}}}}")
    assert found == {address: target}
    assert list(report) == []
    inline, _ = led(f"words {{{{html}}}}{html}{{{{/html}}}}")
    assert inline == {address: target}


def test_others_stay_as_they_are() -> None:
    html = '<a href="mailto:a@b">x</a><a href="">x</a><a data-href="/y">'
    found, report = led(f"{{{{html}}}}{html}{{{{/html}}}}")
    assert found == {}
    assert list(report) == []


def test_what_is_missing_is_told_where_it_stands() -> None:
    _, report = led(
        'words\n\n{{html}}\n<p>a</p>\n<p><img src="no.png"><a href="no">x</a></p>\n{{/html}}'
    )
    assert [(d.code, d.at.line, d.at.column) for d in report] == [
        ("CRS-005", 5, 9),
        ("CRS-008", 5, 25),
    ]
    _, report = led('{{html}}<img src="https://example.org/a.png">{{/html}}')
    assert [(d.code, Pos(d.at.line, d.at.column)) for d in report] == [("CRS-006", Pos(1, 14))]


@given(st.text("<a img href=\"src='>/&;\n", max_size=60))
def test_html_without_changes_is_the_same(html: str) -> None:
    assert change_addresses(html, lambda *_: None) == html
