"""A long page becomes pages; numbers and contents that were written by hand are put in order."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Heading, ListBlock, Navigation, Paragraph, TestPlace
from scormkit.model.course import Module, Page, Source
from scormkit.model.inlines import Link, Reference
from scormkit.model.walk import kind_of, text_of
from scormkit.readers import read
from scormkit.transforms import Directory, ShapeSettings, resolve, shape
from scormkit.transforms.outline.words import likeness, number_of


def pages_of(source: str, *, split: str = "", **tidied: bool) -> tuple[tuple[Page, ...], Report]:
    """Shape a page of XWiki text in the module ``m``."""
    report = Report()
    page = read(Source("modules/m/01-p.xwiki", source, "xwiki/2.1"), report)
    page = Page(page.id, page.title, page.blocks, page.source, "m")
    settings = ShapeSettings(split=split, **tidied)  # type: ignore[arg-type]
    return shape(page, settings, report), report


def cut(source: str, level: int = 2) -> list[tuple[str, str]]:
    """Cut a page; give the ids and titles of its parts."""
    pages, _ = pages_of(source, split=f"heading-{level}")
    return [(page.id, page.title) for page in pages]


def codes(report: Report) -> list[str]:
    return [f"{found.code} {found.at.line}" for found in report]


def test_ids_stay_when_a_part_comes_between() -> None:
    before = cut("= T =\n\na\n\n== One ==\n\nb\n\n== Two ==\n\nc")
    after = cut("= T =\n\na\n\n== New ==\n\nx\n\n== One ==\n\nb\n\n== Two ==\n\nc")
    assert before == [("m-p", "T"), ("m-p-one", "One"), ("m-p-two", "Two")]
    assert after == [before[0], ("m-p-new", "New"), *before[1:]]


def test_titles_lose_formats_and_equal_ones_are_told_apart() -> None:
    assert cut("== **A** //b// ==\n\nx\n\n== Same ==\n\ny\n\n== Same ==\n\nz") == [
        ("m-p-a-b", "A b"),
        ("m-p-same", "Same"),
        ("m-p-same-2", "Same"),
    ]


def test_an_id_of_the_author_s_outlives_the_words() -> None:
    assert cut('(% id="first" %)\n== Old words ==\n\na\n\n== B ==\n\nb')[0][0] == "m-p-first"
    assert cut('(% id="first" %)\n== New words ==\n\na\n\n== B ==\n\nb')[0][0] == "m-p-first"


def test_headings_in_boxes_groups_and_tables_do_not_cut() -> None:
    source = '== A ==\n\n(% class="mine" %)\n(((\n== in ==\n)))\n\n{{info}}\n== box ==\n{{/info}}\n\n|(((\n== cell ==\n)))'
    assert [title for _, title in cut(source)] == ["A"]


def test_a_level_above_cuts_too_and_one_below_does_not() -> None:
    source = "= T =\n\na\n\n== A ==\n\n=== a ===\n\n= B =\n\nb"
    assert [title for _, title in cut(source)] == ["T", "A", "B"]
    assert [title for _, title in cut(source, 1)] == ["T", "B"]


def test_a_level_that_does_not_occur_is_told() -> None:
    pages, report = pages_of("= T =\n\n=== a ===\n\nb", split="heading-2")
    assert len(pages) == 1
    (found,) = report
    assert found.code == "CRS-035"
    assert "level 3" in found.message


def test_test_and_buttons_fall_to_their_part() -> None:
    source = (
        "= T =\n\na\n\n== A ==\n\nb\n\n== B ==\n\n"
        '{{html}}<iframe src="https://e.org/res/index.html"></iframe>{{/html}}\n\n'
        '(% class="custom-button" %)\n[[On>>doc:next]]'
    )
    pages, _ = pages_of(source, split="heading-2")
    assert [bool(kind_of(p.blocks, TestPlace)) for p in pages] == [False, False, True]
    assert [bool(kind_of(p.blocks, Navigation)) for p in pages] == [False, False, True]


def links(pages: tuple[Page, ...]) -> tuple[list[Reference], list[str]]:
    """Resolve all pages; give where their links lead, and what was told."""
    report = Report()
    directory = Directory.of([Module("m", "M", pages)])
    done = [resolve(page, directory, report) for page in pages]
    return [link.target for p in done for link in kind_of(p.blocks, Link)], codes(report)


def test_links_find_the_part() -> None:
    source = (
        '= T =\n\n[[a>>||anchor="HB"]] [[a>>||anchor="Hb2"]] [[a>>||anchor="own"]] '
        '[[a>>||anchor="HA-1"]]\n\n== A ==\n\n== B ==\n\n=== b2 ===\n\n(% id="own" %)\n== C ==\n\n'
        "== A ==\n\nend"
    )
    pages, _ = pages_of(source, split="heading-2")
    targets, told = links(pages)
    assert [target.target for target in targets] == ["m-p-b", "m-p-b", "m-p-own", "m-p-a-2"]
    assert told == []


NUMBERED = "= T =\n\na\n\n== {} Alpha ==\n\nb\n\n=== {} Deep ===\n\n== {} Beta ==\n\nc"


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [
        (("1.", "", "2."), ["Alpha", "Deep", "Beta"]),
        (("1.", "1.1.", "2."), ["Alpha", "Deep", "Beta"]),
        (("4.1", "4.1.1", "4.2"), ["Alpha", "Deep", "Beta"]),
        (("1)", "", "2)"), ["Alpha", "Deep", "Beta"]),
        (("I.", "", "II."), ["Alpha", "Deep", "Beta"]),
        (("Глава II.", "", "Глава III."), ["Alpha", "Deep", "Beta"]),
        (("Шаг 3.", "", "Шаг 4."), ["Alpha", "Deep", "Beta"]),
        (("Module 1:", "", "Module 2:"), ["Alpha", "Deep", "Beta"]),
        (("Урок 1 —", "", "Урок 2 —"), ["Alpha", "Deep", "Beta"]),
        (("1.", "", "3."), ["1. Alpha", "Deep", "3. Beta"]),
        (("1.", "", ""), ["1. Alpha", "Deep", "Beta"]),
        (("1.", "", "Шаг 2."), ["1. Alpha", "Deep", "Шаг 2. Beta"]),
        (("2023.", "", "2024."), ["2023. Alpha", "Deep", "2024. Beta"]),
        (("38", "", "39"), ["38 Alpha", "Deep", "39 Beta"]),
    ],
)
def test_numbers_go_only_where_they_count_on(numbers: tuple[str, ...], kept: list[str]) -> None:
    pages, report = pages_of(NUMBERED.format(*numbers))
    words = [" ".join(text_of((h,)).split()) for h in kind_of(pages[0].blocks, Heading)]
    assert words == kept
    assert ("CRS-036 5" in codes(report)) is (kept[0] == "Alpha")


def test_numbers_begin_anew_under_a_new_heading() -> None:
    source = "== A ==\n\n=== 1. a ===\n\n=== 2. b ===\n\n== B ==\n\n=== 1. c ===\n\n=== 2. d ==="
    pages, report = pages_of(source)
    words = [text_of((h,)).strip() for h in kind_of(pages[0].blocks, Heading)]
    assert words == ["A", "a", "b", "B", "c", "d"]
    assert [found.message for found in report if found.code == "CRS-036"] == [
        "Numbers are taken off 4 headings (lines 3, 5, 9, 11)"
    ]


def test_formats_stay_where_a_number_goes() -> None:
    pages, _ = pages_of("== **1. A** b ==\n\n== **2.** C ==")
    first, second = kind_of(pages[0].blocks, Heading)
    assert [text_of((first,)).strip(), text_of((second,)).strip()] == ["A b", "C"]
    assert first.children[1].kind == "strong"  # type: ignore[union-attr]


@pytest.mark.parametrize("split", ["", "heading-2"])
def test_links_to_what_had_a_number_arrive(split: str) -> None:
    source = (
        '= T =\n\n[[a>>||anchor="H2.Beta"]] [[b>>||anchor="HBeta"]]\n\n== 1. A ==\n\n== 2. Beta =='
    )
    pages, _ = pages_of(source, split=split)
    targets, told = links(pages)
    assert told == []
    assert all(target.target == pages[-1].id for target in targets)


def test_names_of_tabs_keep_their_numbers() -> None:
    pages, report = pages_of('(% class="tabs" %)\n(((\n== 1. A ==\n\na\n\n== 2. B ==\n\nb\n)))')
    assert "1. A" in text_of(p.head for part in pages[0].blocks for p in part.parts if p.head)  # type: ignore[union-attr]
    assert "CRS-036" not in "".join(codes(report))


CONTENTS = "= T =\n\n{}\n\n== Alpha ==\n\na\n\n=== Deep ===\n\n== Beta **x** ==\n\nb"


@pytest.mark.parametrize(
    "listed",
    [
        "* Alpha\n* Beta x",
        "1. Alpha\n1. Beta x",
        "* 1. Alpha ........ 3\n* 2. Beta x … 12",
        "* alpha;\n** deep\n* beta x.",
        "Alpha\nBeta x",
        '* [[Alpha>>||anchor="HAlpha"]]\n* [[Beta x>>||anchor="gone"]]',
    ],
)
@pytest.mark.parametrize("split", ["", "heading-2"])
def test_contents_lead_to_what_they_name(listed: str, split: str) -> None:
    pages, report = pages_of(CONTENTS.format(listed), split=split)
    targets, told = links(pages)
    holders = {page.title: page.id for page in pages}
    assert [target.target for target in targets][:: max(1, len(targets) - 1)] == [
        holders.get("Alpha", "m-p"),
        holders.get("Beta x", "m-p"),
    ]
    assert told == []
    assert "CRS-037 3" in codes(report)


@pytest.mark.parametrize(
    "listed",
    ["* Alpha\n* Gamma", "* Beta x\n* Alpha", "* Alpha", "* Alpha (((\nmore\n)))\n* Beta x"],
)
def test_a_list_of_something_else_stays(listed: str) -> None:
    pages, report = pages_of(CONTENTS.format(listed))
    assert kind_of(pages[0].blocks, Link) == []
    assert "CRS-037" not in "".join(codes(report))


def test_a_list_below_what_it_names_is_no_list_of_contents() -> None:
    pages, _ = pages_of("== Alpha ==\n\na\n\n== Beta ==\n\n* Alpha\n* Beta")
    assert kind_of(pages[0].blocks, Link) == []


def test_each_of_these_can_be_switched_off() -> None:
    source = "= T =\n\n* Alpha\n* Beta\n\n\n\n== 1. Alpha ==\n\n== 2. Beta =="
    pages, report = pages_of(source, numbering=False, contents=False, spacers=False)
    words = [text_of((h,)).strip() for h in kind_of(pages[0].blocks, Heading)]
    assert words == ["1. Alpha", "2. Beta"]
    assert kind_of(pages[0].blocks, Link) == []
    assert [type(b).__name__ for b in pages[0].blocks][:2] == ["ListBlock", "EmptyLines"]
    assert codes(report) == []


def test_what_holds_a_list_of_contents_is_untouched_otherwise() -> None:
    pages, _ = pages_of(CONTENTS.format("* Alpha\n* Beta x"))
    (listed,) = kind_of(pages[0].blocks, ListBlock)
    assert len(listed.items) == 2
    assert len(kind_of(pages[0].blocks, Paragraph)) == 2


@pytest.mark.parametrize("text", ["1.", "Глава II", "", "1.5", "IV."])
def test_a_number_alone_is_a_name(text: str) -> None:
    assert number_of(text) is None


def test_roman_numbers() -> None:
    found = [number_of(f"{roman}. A") for roman in ("IV", "IX", "XIV", "XL")]
    assert [n.value for n in found if n] == [(4,), (9,), (14,), (40,)]


def test_likeness_leaves_years_alone_where_they_belong_to_the_words() -> None:
    assert likeness("Итоги 2024") == "итоги 2024"
    assert likeness("1.2. Итоги ..... 14", listed=True) == likeness("Итоги")
