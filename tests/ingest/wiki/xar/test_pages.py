"""Pages of an export: names, order, languages, titles, and what is no lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.wiki.exports import HEAD, codes, listing, obj, old_page, opened, page
from scormkit import readers
from scormkit.diagnostics import Location, Report
from scormkit.ingest.wiki.sieve import join, read_pins, split
from scormkit.model.blocks import Verbatim
from scormkit.model.walk import walk

if TYPE_CHECKING:
    from pathlib import Path


def names(pages: tuple[object, ...]) -> list[str]:
    return [page.name for page in pages]  # type: ignore[attr-defined]


@pytest.fixture
def xar(tmp_path: Path) -> Path:
    return tmp_path / "course.xar"


def test_pages_come_as_listed_each_before_those_below_it(xar: Path) -> None:
    files: dict[str, str | bytes] = {
        "package.xml": listing("C.Two.WebHome", "C.One.Deep", "C.WebHome", "C.One.WebHome"),
        "C/One/Deep.xml": page("C.One.Deep"),
        "C/One/WebHome.xml": page("C.One.WebHome"),
        "C/Two/WebHome.xml": page("C.Two.WebHome"),
        "C/WebHome.xml": page("C.WebHome", "= Курс =\n\nТекст & <b>"),
    }
    wiki, pages, report = opened(xar, files)
    assert names(pages) == ["C.WebHome", "C.Two.WebHome", "C.One.WebHome", "C.One.Deep"]
    assert codes(report) == []
    assert wiki.text(pages[0], report) == "= Курс =\n\nТекст & <b>"
    assert pages[0].place == f"{xar}/C/WebHome.xml"
    assert (pages[0].revision, pages[0].default_language, pages[0].order) == ("2.1", "ru", 0)


@pytest.mark.parametrize("pins", [("Two/", "B a", "gone/"), ("Two/|B%20a|gone/",)])
def test_pinned_pages_come_first(xar: Path, pins: tuple[str, ...]) -> None:
    preferences = page(
        "C.WebPreferences", "Text.", obj("XWiki.PinnedChildPagesClass", *pins), hidden="true"
    )
    _, pages, report = opened(
        xar,
        {
            "package.xml": listing(
                "C.A", "C.B a", "C.Two.WebHome", "C.WebHome", "C.WebPreferences"
            ),
            "C/A.xml": page("C.A"),
            "C/B a.xml": page("C.B a"),
            "C/Two/WebHome.xml": page("C.Two.WebHome"),
            "C/WebHome.xml": page("C.WebHome"),
            "C/WebPreferences.xml": preferences,
        },
    )
    assert [(p.name, p.order) for p in pages] == [
        ("C.WebHome", 0), ("C.Two.WebHome", 1), ("C.B a", 2), ("C.A", 3),
    ]  # fmt: skip
    assert codes(report) == ["WIK-002"]


def test_names_keep_their_dots() -> None:
    for name in (r"A.B 1\.2.WebHome", r"A\\.B", "A"):
        assert join(split(name)) == name
    assert split(r"A.B 1\.2.WebHome") == ("A", "B 1.2", "WebHome")
    assert read_pins(["b/|c|", "", "d/"]) == ("b", "c", "d")


def test_a_page_with_escaped_dots(xar: Path) -> None:
    more = {"web": r"C.Mod 1\.2", "name": "WebHome"}
    files: dict[str, str | bytes] = {
        "package.xml": listing(r"C.Mod 1\.2.WebHome"),
        "x.xml": page(r"C.Mod 1\.2.WebHome", title="", **more),
    }
    _, (only,), report = opened(xar, files)
    assert (only.name, only.title) == (r"C.Mod 1\.2.WebHome", "Mod 1.2")
    assert codes(report) == []


def test_translations_are_pages_of_their_own(xar: Path) -> None:
    wiki, pages, report = opened(
        xar,
        {
            "package.xml": listing("C.A", "C.A|fr"),
            "C/A.xml": page("C.A"),
            "C/A.fr.xml": page("C.A", "Texte.", language="fr", translation="1", title="Leçon"),
        },
    )
    assert [(p.name, p.language, p.title) for p in pages] == [
        ("C.A", "", "A"),
        ("C.A", "fr", "Leçon"),
    ]
    assert [wiki.text(p, report) for p in pages] == ["Text.", "Texte."]
    assert codes(report) == []


@pytest.mark.parametrize("listed", ["C.A", "C.A|ru"])
def test_the_language_of_the_page_itself_is_no_translation(xar: Path, listed: str) -> None:
    files: dict[str, str | bytes] = {
        "package.xml": listing(listed),
        "C/A.xml": page("C.A", language="ru"),
    }
    _, (only,), report = opened(xar, files)
    assert (only.language, only.default_language) == ("", "ru")
    assert codes(report) == []


def test_old_exports(xar: Path) -> None:
    files: dict[str, str | bytes] = {
        "package.xml": listing("Main.Caf\xe9"),
        "a.xml": old_page("Main", "Caf\xe9", "= T\xeate =").encode("latin-1"),
    }
    wiki, (only,), report = opened(xar, files)
    assert (only.name, only.title, only.syntax) == ("Main.Café", "Tête", "xwiki/2.0")
    assert wiki.text(only, report) == "= Tête ="
    assert codes(report) == []


@pytest.mark.parametrize(
    ("title", "content", "becomes"),
    [
        ("$services.localization.render('x')", "= Пчёлы =\n\nA", "Пчёлы"),
        ("#if($a)x#end", "No heading", "A"),
        ("$!doc.title", "**x**\n\n== Second ==", "Second"),
    ],
)
def test_a_computed_title_gives_way(xar: Path, title: str, content: str, becomes: str) -> None:
    files: dict[str, str | bytes] = {
        "package.xml": listing("C.A"),
        "C/A.xml": page("C.A", content, title=title),
    }
    _, (only,), report = opened(xar, files)
    assert only.title == becomes
    assert codes(report) == ["WIK-003"]


@pytest.mark.parametrize("title", ["Costs 5$", "C# and #hashtag", "№ 1 #1"])
def test_other_titles_stay(xar: Path, title: str) -> None:
    files: dict[str, str | bytes] = {
        "package.xml": listing("C.A"),
        "C/A.xml": page("C.A", title=title),
    }
    _, (only,), report = opened(xar, files)
    assert only.title == title
    assert codes(report) == []


CLASS = "<class><name>C.BookClass</name><t><name>t</name><classType>String</classType></t></class>"


@pytest.mark.parametrize(
    ("name", "more", "fields", "code"),
    [
        ("C.WebPreferences", "", {}, "WIK-002"),
        ("C.BookClass", CLASS, {}, "WIK-002"),
        ("C.BookTemplate", obj("C.BookClass"), {}, "WIK-002"),
        ("C.Any", obj("XWiki.StyleSheetExtension"), {}, "WIK-002"),
        ("C.BookSheet", "", {"content": "{{velocity}}x{{/velocity}}"}, "WIK-002"),
        ("C.Any", "", {"hidden": "true"}, "WIK-001"),
    ],
)
def test_what_serves_the_wiki_is_left_out(
    xar: Path, name: str, more: str, fields: dict[str, str], code: str
) -> None:
    files: dict[str, str | bytes] = {
        "package.xml": listing(name, "C.Lesson"),
        "x.xml": page(name, "Text.", more, **fields),
        "y.xml": page("C.Lesson"),
    }
    _, pages, report = opened(xar, files)
    assert names(pages) == ["C.Lesson"]
    assert [(d.code, d.at) for d in report] == [(code, Location(f"{xar}/x.xml"))]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("C.MasterClass", ""),
        ("C.Cheat Sheet", ""),
        ("C.Template", obj("XWiki.TagClass")),
        ("C.Any", "<class><name>C.Any</name><customClass/></class>" + obj("XWiki.XWikiComments")),
    ],
)
def test_lessons_with_such_names_stay(xar: Path, name: str, more: str) -> None:
    files: dict[str, str | bytes] = {
        "package.xml": listing(name),
        "x.xml": page(name, "Text.", more),
    }
    _, pages, report = opened(xar, files)
    assert names(pages) == [name]
    assert codes(report) == []


@pytest.mark.parametrize("syntax", ["xwiki/1.0", "markdown/1.2", "plain/1.0"])
def test_another_syntax_is_kept_as_text(xar: Path, syntax: str) -> None:
    content = "1 Title\n\n**a** {{{x}}} \\ ~ #if"
    files: dict[str, str | bytes] = {
        "package.xml": listing("C.A"),
        "C/A.xml": page("C.A", content, syntaxId=syntax),
    }
    wiki, (only,), report = opened(xar, files)
    assert codes(report) == ["WIK-004"]
    text = wiki.text(only, report)
    assert text is not None
    blocks = readers.xwiki.read(text, only.syntax, "", Report())
    (block,) = [node for node in walk(blocks) if isinstance(node, Verbatim)]
    assert block.text == content


def test_an_export_without_a_list(xar: Path) -> None:
    _, pages, report = opened(xar, {"b.xml": page("C.B"), "a.xml": page("C.A")})
    assert names(pages) == ["C.B", "C.A"]
    assert codes(report) == ["XAR-003"]


def test_the_list_and_the_files_differ(xar: Path) -> None:
    files: dict[str, str | bytes] = {
        "package.xml": listing("C.Gone", "C.A", "C.A|de"),
        "a.xml": page("C.A"),
        "b.xml": page("C.B"),
        "c.xml": page("C.A", "again"),
        "d.xml": page("C.D", web="C.Elsewhere"),
        "e.txt": "x",
        "f.xml": f"{HEAD}<other/>",
    }
    wiki, pages, report = opened(xar, files)
    assert names(pages) == ["C.A", "C.B", "C.D"]
    assert wiki.text(pages[0], report) == "Text."
    assert sorted((d.code, d.at.path.removeprefix(f"{xar}/")) for d in report) == [
        ("XAR-004", "package.xml"),
        ("XAR-004", "package.xml"),
        ("XAR-005", "b.xml"),
        ("XAR-005", "d.xml"),
        ("XAR-006", "d.xml"),
        ("XAR-007", "c.xml"),
        ("XAR-009", "e.txt"),
        ("XAR-009", "f.xml"),
    ]
