"""The wiki's page that shows a source, saved by a browser, gives the source back."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from scormkit.diagnostics import Report
from scormkit.ingest import Options, import_page
from scormkit.ingest.source import open_source
from scormkit.ingest.viewer import read_viewer

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """\
= Пчёлы & мёд =

|=a|=b
|1|<b>2</b>
  * отступ
{{code}}
<table><tr><td>1</td><td>x</td></tr></table>
{{/code}}
"""


def saved(source: str, *, authors: bool = False) -> str:
    """A page as a skin of the wiki writes it, with a table of other things before the source."""
    rows = []
    for number, line in enumerate(source.splitlines(), 1):
        first = authors and number % 3 == 1
        who = '<td rowspan="3"><a href="/u">Иван</a></td><td rowspan="3">1.1</td>' if first else ""
        anchor = f'<td class="n"><a id="L{number}">{number}</a></td>'
        rows.append(f"<tr>{who}{anchor}<td class='c'>{escape(line)}</td></tr>\n")
    return (
        "<!DOCTYPE html>\n<html><head><title>Code - Wiki</title><script>1 < 2</script></head><body>\n"
        "<h1>Wiki source code of <em>Bees</em></h1>\n<table><tr><th>1</th><td>menu</td></tr></table>\n"
        "<table><thead><tr><th>author</th><th>version</th><th>line-number</th><th>content</th></tr>"
        f"</thead><tbody>\n{''.join(rows)}</tbody></table></body></html>"
    )


@pytest.mark.parametrize("authors", [False, True])
def test_source_comes_back(authors: bool) -> None:  # noqa: FBT001
    listing = read_viewer(saved(SOURCE, authors=authors))
    assert listing is not None
    assert listing.text == SOURCE
    assert listing.title == "Bees"
    assert listing.numbers == tuple(range(1, 9))


def test_lines_lead_to_the_saved_file(tmp_path: Path) -> None:
    page = saved(SOURCE)
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    opened = open_source(tmp_path / "page.html", Report())
    assert opened is not None
    assert "Пчёлы" in page.splitlines()[opened.file_line(1) - 1]
    assert opened.listing


def test_import(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(saved(SOURCE), encoding="utf-8")
    report = Report()
    result = import_page(tmp_path / "page.html", tmp_path / "m", Options(), report)
    assert result is not None
    assert (result.title, list(report)) == ("Пчёлы & мёд", [])


def test_a_lost_line_is_told(tmp_path: Path) -> None:
    page = saved(SOURCE)
    cut = "".join(line for line in page.splitlines(keepends=True) if 'id="L2"' not in line)
    (tmp_path / "page.html").write_text(cut, encoding="utf-8")
    report = Report()
    assert open_source(tmp_path / "page.html", report) is not None
    assert [found.code for found in report] == ["IMP-005"]


@pytest.mark.parametrize(
    "page", ["<!doctype html><p>text</p>", "<html><table><tr><td>1</table>", "<HTML><table>"]
)
def test_a_page_without_source(tmp_path: Path, page: str) -> None:
    (tmp_path / "page.html").write_text(page)
    report = Report()
    assert import_page(tmp_path / "page.html", tmp_path / "m", Options(), report) is None
    assert [found.code for found in report] == ["IMP-008"]
    assert not (tmp_path / "m").exists()
