"""Pages of a wiki are arranged in modules, and what has a name keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scormkit.diagnostics import Report
from scormkit.ingest.wiki.arrange.plan import safe_name
from scormkit.ingest.wiki.bring import Wishes, bring
from scormkit.project import find_module, load_manifest
from small_wiki import SmallWiki, course, tree

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.ingest.wiki.bring import Brought


def brought(wiki: SmallWiki, into: Path) -> Brought:
    result = bring(wiki, into, Wishes(), Report())
    assert result is not None
    assert result.whole
    return result


def outline(result: Brought) -> list[tuple[str, list[str]]]:
    return [(m.folder.name, [page.name for page in m.pages]) for m in result.plan.modules]


def test_children_of_the_root_are_modules(tmp_path: Path) -> None:
    result = brought(course(), tmp_path / "modules")
    assert outline(result) == [
        ("01-kurs-pchelovoda", ["kurs-pchelovoda.xwiki"]),
        (
            "02-pchyoly",
            ["pchyoly.xwiki", "chast-2.xwiki", "eshchyo.xwiki", "chast-10.xwiki"],
        ),
        ("02-pchyoly-en", ["pchyoly.xwiki"]),
        ("03-uli", ["uli.xwiki"]),
    ]


def test_files_lie_by_page(tmp_path: Path) -> None:
    brought(course(), tmp_path / "modules")
    files = tree(tmp_path / "modules" / "02-pchyoly" / "files")
    assert files == {
        "a.pdf": b"one a",
        "chast-10/a.pdf": b"ten a",
        "chast-2/a.pdf": b"2 a",
        "chast-2/b.png": b"b",
    }
    assert tree(tmp_path / "modules" / "02-pchyoly-en" / "files") == {"a.pdf": b"one a"}


def test_settings_list_the_pages_in_reading_order(tmp_path: Path) -> None:
    brought(course(), tmp_path / "modules")
    assert (tmp_path / "modules" / "02-pchyoly" / "module.yaml").read_text("utf-8") == (
        'title: "Модуль 1. Пчёлы"\nwiki: "Курс.Модуль 1.WebHome"\n'
        "pages:\n  - pchyoly.xwiki\n  - chast-2.xwiki\n  - eshchyo.xwiki\n  - chast-10.xwiki\n"
    )


def test_a_manifest_for_each_language(tmp_path: Path) -> None:
    result = brought(course(), tmp_path / "modules")
    russian, english = (load_manifest(result.courses[each], Report()) for each in ("ru", "en"))
    assert russian is not None
    assert english is not None
    assert russian.modules == ("01-kurs-pchelovoda", "02-pchyoly", "03-uli")
    assert (russian.id, russian.language) == ("kurs-pchelovoda", "ru")
    assert (russian.wiki.address, russian.wiki.home) == ("https://wiki.example.org", "Курс.WebHome")
    assert (english.id, english.modules) == ("kurs-pchelovoda-en", ("02-pchyoly-en",))


def test_order_given_by_the_wiki_goes_before_titles(tmp_path: Path) -> None:
    wiki = SmallWiki()
    for name, order in (("C", 0), ("B", 2), ("A", 0), ("Z", 1)):
        wiki.page(f"Root.{name}", name, title=name, order=order)
    result = brought(wiki, tmp_path / "modules")
    assert [m.title for m in result.plan.modules] == ["Z", "B", "A", "C"]


def test_one_page_is_a_module_of_its_own(tmp_path: Path) -> None:
    wiki = SmallWiki().page("A.WebHome", "= Bees =", title="Module 7. Bees", a_pdf=b"pdf")
    wiki.page("A.WebHome", "= Пчёлы =", title="Пчёлы", language="en")
    brought(wiki, tmp_path / "modules" / "07-bees")
    assert set(tree(tmp_path / "modules")) == {
        "07-bees/01-bees.xwiki",
        "07-bees/files/a.pdf",
        "07-bees/module.yaml",
        "07-bees/origin.json",
        "07-bees-en/01-bees.xwiki",
        "07-bees-en/files/a.pdf",
        "07-bees-en/module.yaml",
        "07-bees-en/origin.json",
    }


def test_a_module_that_gets_more_pages_stays_one(tmp_path: Path) -> None:
    wiki = SmallWiki().page("A.WebHome", "= Bees =", title="Bees")
    brought(wiki, tmp_path / "modules" / "07-bees")
    result = brought(wiki.page("A.More", "more", title="More"), tmp_path / "modules" / "07-bees")
    assert outline(result) == [("07-bees", ["01-bees.xwiki", "more.xwiki"])]


def test_names_stay_when_pages_are_added(tmp_path: Path) -> None:
    before = outline(brought(course(), tmp_path / "modules"))
    wiki = course().page("Курс.А.WebHome", "new", title="Аа", order=1)
    wiki.page("Курс.Модуль 1.Часть 1", "one", title="Часть 2", order=1, a_pdf=b"1")
    after = dict(outline(brought(wiki, tmp_path / "modules")))
    assert list(after) == [
        *("01-kurs-pchelovoda", "04-aa", "02-pchyoly", "02-pchyoly-en", "03-uli"),
    ]
    assert after["02-pchyoly"][1] == "chast-2-2.xwiki"
    assert set(dict(before)["02-pchyoly"]) < set(after["02-pchyoly"])


def test_names_stay_when_a_page_is_renamed_and_when_its_title_changes(tmp_path: Path) -> None:
    brought(course(), tmp_path / "modules")
    wiki = course().without("Курс.Модуль 1.Часть 10")
    wiki.page("Курс.Модуль 1.Итог", "Десять", title="Итог", a_pdf=b"ten a")
    wiki.page("Курс.Модуль 2.WebHome", "= Ульи =", title="Соты", a_pdf=b"two a")
    result = brought(wiki, tmp_path / "modules")
    assert dict(outline(result))["02-pchyoly"][1] == "chast-10.xwiki"
    assert dict(outline(result))["03-uli"] == ["uli.xwiki"]
    assert [c.path for c in result.changes if c.act != "same"] == [
        "02-pchyoly/module.yaml",
        "03-uli/module.yaml",
    ]


def test_a_page_stays_in_its_module_when_the_wiki_moves_it(tmp_path: Path) -> None:
    brought(course(), tmp_path / "modules")
    wiki = course().without("Курс.Модуль 1.Часть 10")
    wiki.page("Курс.Модуль 2.Часть 10", "Десять", title="Часть 10", a_pdf=b"ten a")
    result = brought(wiki, tmp_path / "modules")
    assert "chast-10.xwiki" in dict(outline(result))["02-pchyoly"]
    assert dict(outline(result))["03-uli"] == ["uli.xwiki"]


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    wiki = SmallWiki().page("R.A", "a", title="Same").page("R.A.B", "b", title="Same")
    wiki.page("R.A.C", "c", title="SAME").page("R.Z", "z", title="Z")
    result = brought(wiki, tmp_path / "modules")
    assert outline(result)[0] == ("01-same", ["same.xwiki", "same-2.xwiki", "same-3.xwiki"])


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Памятка №1 (итог).pdf", "Памятка №1 (итог).pdf"),
        ("И\u0306од.svg", "Йод.svg"),
        ("a:b?.png", "a_b_.png"),
        ("../../etc/passwd", "_.._.._etc_passwd"),
        ("con.txt", "_con.txt"),
        (".htaccess", "_.htaccess"),
        ("name. ", "name"),
        ("", "_"),
        ("page.wiki", "page.wiki_"),
        ("я" * 200 + ".pdf", "я" * 98 + ".pdf"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def codes_of(wiki: SmallWiki, into: Path) -> tuple[Brought, list[str]]:
    report = Report()
    result = bring(wiki, into, Wishes(), report)
    assert result is not None
    return result, [found.code for found in report]


def test_a_root_without_a_text_is_no_page(tmp_path: Path) -> None:
    wiki = SmallWiki().page("R.WebHome", " \n", title="Root").page("R.A.WebHome", "a", title="A")
    wiki.page("R.A.B", "b", title="B")
    result, codes = codes_of(wiki, tmp_path / "modules")
    assert outline(result) == [("01-a", ["a.xwiki", "b.xwiki"])]
    assert (result.plan.title, codes) == ("Root", ["IMP-033"])
    # once it has one it becomes a module; one that is emptied later stays where it is
    wiki.page("R.WebHome", "text", title="Root")
    assert outline(codes_of(wiki, tmp_path / "modules")[0])[0] == ("02-root", ["root.xwiki"])
    wiki.page("R.WebHome", "", title="Root")
    assert outline(codes_of(wiki, tmp_path / "modules")[0])[0] == ("02-root", ["root.xwiki"])


def test_a_page_that_stands_twice_is_told(tmp_path: Path) -> None:
    wiki = SmallWiki().page("R.A", "a", title="A")
    wiki.listed.append(wiki.listed[0])
    wiki.page("R.A", "ru", title="A", language="ru")
    result, codes = codes_of(wiki, tmp_path / "modules")
    assert outline(result) == [("modules", ["01-a.xwiki"])]
    assert codes.count("IMP-031") == 1


def test_a_title_that_is_no_name_for_a_file(tmp_path: Path) -> None:
    wiki = SmallWiki().page("R.A.WebHome", "a", title="CON").page("R.A.B", "b", title="漢字")
    wiki.page("R.B", "b", title="Z")
    assert outline(codes_of(wiki, tmp_path / "modules")[0])[0] == (
        "01-con",
        ["_con.xwiki", "b.xwiki"],
    )


def test_a_title_that_the_wiki_computes_is_not_taken(tmp_path: Path) -> None:
    wiki = SmallWiki().page("R.A", "a", title="$services.localization.render('x')")
    wiki.page("R.B", "b", title="Б" * 300)
    modules = codes_of(wiki, tmp_path / "modules")[0].plan.modules
    assert modules[0].title == "A"
    report = Report()
    assert all(find_module(module.folder, report) for module in modules)
    assert list(report) == []


def test_the_report_names_what_a_given_course_lacks(tmp_path: Path) -> None:
    (tmp_path / "manifests").mkdir()
    given = tmp_path / "manifests" / "mine.yaml"
    given.write_text("id: mine\ntitle: Mine\nlanguage: ru\nmodules: [03-uli]\n")
    report = Report()
    bring(course(), tmp_path / "modules", Wishes(manifest=given), report)
    lacking = [found.message.partition(" ")[0] for found in report if found.code == "IMP-026"]
    assert lacking == ["01-kurs-pchelovoda", "02-pchyoly"]
    assert given.read_text().endswith("[03-uli]\n")
    assert sorted(path.name for path in (tmp_path / "manifests").iterdir()) == [
        "kurs-pchelovoda-en.yaml",
        "mine.yaml",
    ]


def test_modules_elsewhere_are_told(tmp_path: Path) -> None:
    _, codes = codes_of(course(), tmp_path / "somewhere")
    assert codes == ["IMP-025"]
    assert not (tmp_path / "manifests").exists()


def test_the_ending_tells_the_syntax(tmp_path: Path) -> None:
    wiki = SmallWiki().page("R.A", "a", title="A", syntax="xwiki/2.0")
    result, _ = codes_of(wiki, tmp_path / "modules" / "a")
    assert outline(result) == [("a", ["01-a.xwiki20"])]
    wiki.page("R.A", "a", title="A")
    result, codes = codes_of(wiki, tmp_path / "modules" / "a")
    assert outline(result) == [("a", ["01-a.xwiki"])]
    assert codes == ["IMP-023"]


def test_files_of_equal_names_are_told_apart(tmp_path: Path) -> None:
    wiki = SmallWiki().page("R.A.WebHome", "a", title="A", a_pdf=b"small", A_pdf=b"large", b=b"b")
    wiki.page("R.A.B", "b", title="B", a_pdf=b"other").page("R.C", "c", title="C")
    result, codes = codes_of(wiki, tmp_path / "modules")
    assert tree(tmp_path / "modules" / "01-a" / "files") == {
        "a.pdf": b"small",
        "A-2.pdf": b"large",
        "b-2": b"b",  # files/b/ holds those of the page b.xwiki
        "b/a.pdf": b"other",
    }
    assert codes == ["IMP-027", "IMP-027"]
    assert all(change.act == "same" for change in codes_of(wiki, tmp_path / "modules")[0].changes)
    assert result.whole
