"""Links, files, pictures and buttons find their targets, or say where they do not."""

from __future__ import annotations

import pickle

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Block, Download, Figure, Heading, Navigation, Paragraph
from scormkit.model.course import Module, Page
from scormkit.model.inlines import Image, Link, Pos, Reference, ReferenceKind, Text
from scormkit.transforms import Directory, resolve
from transforms.pages import course, link, resolved, words

WIKI = "https://wiki.example.org"


def target(blocks: tuple[Block, ...]) -> Reference:
    (block,) = blocks
    assert isinstance(block, Paragraph)
    (inline,) = block.children
    assert isinstance(inline, Link)
    return inline.target


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("doc", "Space.Course.Module 2\\. Next.WebHome"),
        ("doc", "Space.Course.Module 2\\. Next"),
        ("untyped", "two"),
        ("untyped", "second MODULE"),
        ("untyped", "Second  start"),
        ("untyped", "two-start"),
        ("space", "Space.Course.Module 2\\. Next"),
        ("page", "Space/Course/Module 2. Next"),
        ("path", "../two/01-start.md"),
        ("untyped", "../two/01-start.md"),
        ("url", "https://wiki.example.org/bin/view/Space/Course/Module%202.%20Next/"),
    ],
)
def test_page_of_the_course_by_any_of_its_names(kind: ReferenceKind, name: str) -> None:
    blocks, report = resolved(Paragraph((link(kind, name),)), wiki=WIKI)
    assert target(blocks) == Reference("course", "two-start")
    assert list(report) == []


def test_other_wiki_page_gets_its_address() -> None:
    blocks, report = resolved(Paragraph((link("doc", "Пр\\.остр.Стр a.WebHome"),)), wiki=WIKI)
    found = target(blocks)
    assert found.kind == "external"
    assert found.target == (
        f"{WIKI}/bin/view/%D0%9F%D1%80.%D0%BE%D1%81%D1%82%D1%80/%D0%A1%D1%82%D1%80%20a/"
    )
    assert list(report) == []


def test_relative_wiki_page_stands_beside_this_one() -> None:
    blocks, _ = resolved(Paragraph((link("doc", "Other"),)), wiki=WIKI)
    assert target(blocks).target == f"{WIKI}/bin/view/Space/Course/One/Other"


def test_wiki_page_without_address_stays_as_text_and_is_told() -> None:
    blocks, report = resolved(Paragraph((link("doc", "A.B", "words"),)))
    assert blocks == (Paragraph(words("words")),)
    assert [(d.code, d.at.line, d.at.column) for d in report] == [("CRS-004", 7, 2)]


@pytest.mark.parametrize("name", ["Файл й.pdf", "files/Файл й.pdf", "Page@Файл й.pdf"])
def test_attachment_by_its_own_name(name: str) -> None:
    # the folder composes й of two signs, as some systems do
    stored = "Файл и\u0306.pdf"
    blocks, report = resolved(Paragraph((link("attach", name),)), files=(stored,))
    assert target(blocks) == Reference("asset", stored)
    assert list(report) == []


def test_missing_attachment_is_an_error_with_its_line() -> None:
    blocks, report = resolved(Paragraph((link("attach", "memo.pdf", "m"),)), files=("meno.pdf",))
    assert blocks == (Paragraph(words("m")),)
    (found,) = report
    assert (found.code, found.at.line, found.severity) == ("CRS-005", 7, "error")
    assert "meno.pdf" in found.hint


def test_attachment_of_another_wiki_page() -> None:
    blocks, _ = resolved(Paragraph((link("attach", "A.B.WebHome@x y.pdf"),)), wiki=WIKI)
    assert target(blocks).target == f"{WIKI}/bin/download/A/B/WebHome/x%20y.pdf"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("url", "javascript:alert(1)"),
        ("url", "http://[x"),
        ("unc", "\\\\host\\x"),
        ("interwiki", "x"),
    ],
)
def test_dead_links_keep_their_words(kind: ReferenceKind, name: str) -> None:
    blocks, report = resolved(Paragraph((link(kind, name, "words"),)))
    assert blocks == (Paragraph(words("words")),)
    assert [d.code for d in report] == ["CRS-008"]


def test_mail_and_web_lead_out() -> None:
    mail, _ = resolved(Paragraph((link("mailto", "a@b.c"),)))
    assert target(mail) == Reference("external", "mailto:a@b.c")
    web, _ = resolved(Paragraph((link("url", "https://x.example/y"),)))
    assert target(web) == Reference("external", "https://x.example/y")


def test_link_without_text_is_named_by_its_target() -> None:
    blocks, _ = resolved(Paragraph((link("untyped", "two", ""),)))
    (block,) = blocks
    assert isinstance(block, Paragraph)
    assert isinstance(block.children[0], Link)
    assert block.children[0].children == (Text("Second start", Pos(7, 2)),)


@pytest.mark.parametrize("anchor", ["part", "HPart", "Part"])
def test_anchor_by_any_of_its_names(anchor: str) -> None:
    heading = Heading(2, words("Part"), id="part")
    blocks, report = resolved(heading, Paragraph((link("here", "", "x", anchor),)))
    assert target(blocks[1:]) == Reference("course", "one-page", "part")
    assert list(report) == []


def test_unknown_anchor_is_told_and_opens_the_page() -> None:
    blocks, report = resolved(Paragraph((link("untyped", "two", "x", "nowhere"),)))
    assert target(blocks) == Reference("course", "two-start")
    assert [d.code for d in report] == ["CRS-007"]


def button(kind: ReferenceKind, name: str) -> Navigation:
    return Navigation(Reference(kind, name), words("Go"), Pos(7, 2))


def test_buttons_lead_through_the_course() -> None:
    blocks, report = resolved(
        button("course", "next"),
        button("course", "start"),
        button("doc", "Space.Course.WebHome"),
        wiki=WIKI,
        home="Space.Course.WebHome",
    )
    assert [b.target.target for b in blocks if isinstance(b, Navigation)] == [
        "two-start",
        "one-page",
        "one-page",
    ]
    assert list(report) == []


def test_button_out_of_the_course_is_told() -> None:
    blocks, report = resolved(button("doc", "X.Y"), wiki=WIKI)
    assert isinstance(blocks[0], Navigation)
    assert blocks[0].target == Reference("external", f"{WIKI}/bin/view/X/Y")
    assert [d.code for d in report] == ["CRS-013"]


def test_button_that_leads_on_from_the_last_page_says_so() -> None:
    report = Report()
    last = Page("two-end", "End", (button("course", "next"),), "modules/two/02-end.md", "two")
    resolve(last, Directory.of((Module("two", "Second module", (last,)),)), report)
    (found,) = report
    assert (found.code, found.message) == ("CRS-009", "There is no page after this one")


def test_link_to_one_of_several_pages_of_a_name_leads_to_the_first() -> None:
    report = Report()
    reference = link("untyped", "test yourself")
    page = Page("a-test", "Test yourself", (Paragraph((reference,)),), "modules/a/1.md", "a")
    other = Page("b-test", "Test yourself", (), "modules/b/1.md", "b")
    modules = (Module("a", "Part", (page,)), Module("b", "Part", (other,)))
    directory = Directory.of(modules)
    assert directory.shared == ("part", "test yourself")
    assert directory.names["part"] == "a-test"
    assert target(resolve(page, directory, report).blocks) == Reference("course", "a-test")
    assert [(d.code, d.at.line) for d in report] == [("CRS-015", 7)]


def test_dead_button_stays_as_text() -> None:
    blocks, report = resolved(button("doc", "X.Y"))
    assert blocks == (Paragraph(words("Go"), at=Pos(7, 2)),)
    assert "CRS-009" in [d.code for d in report]


def test_pictures() -> None:
    blocks, report = resolved(
        Paragraph((Image(Reference("attach", "a.png"), "A"),)),
        Paragraph((Image(Reference("url", "https://x.example/b.png"), "B"),)),
        Paragraph((Image(Reference("icon", "star"), None),)),
        Paragraph((Image(Reference("attach", "none.png"), "the words"),)),
        files=("a.png",),
    )
    images = [b.children[0] for b in blocks if isinstance(b, Paragraph)]
    assert images[0] == Image(Reference("asset", "a.png"), "A")
    assert isinstance(images[1], Image)
    assert images[1].target.kind == "external"
    assert images[2:] == [Text(""), Text("the words")]
    assert sorted(d.code for d in report) == ["CRS-005", "CRS-006", "CRS-014"]


def test_figure_without_its_picture_keeps_the_caption() -> None:
    figure = Figure(Image(Reference("attach", "none.png"), "alt"), words("caption"))
    blocks, report = resolved(figure)
    assert blocks == (Paragraph(words("caption")),)
    assert [d.code for d in report] == ["CRS-005"]


def test_download() -> None:
    blocks, _ = resolved(Download(Reference("attach", "a.pdf")), files=("a.pdf",))
    assert blocks == (Download(Reference("asset", "a.pdf")),)


def test_target_on_a_part_of_a_cut_page() -> None:
    first = Page("one-page", "Cut", (Paragraph((link("here", "", "x", "deep"),)),), "m/1.md", "one")
    second = Page("one-page-b", "B", (Heading(3, words("Deep"), id="deep"),), "m/1.md", "one")
    report = Report()
    done = resolve(first, course(first, second), report)
    assert target(done.blocks) == Reference("course", "one-page-b", "deep")
    assert list(report) == []


def test_directory_travels_between_processes() -> None:
    directory = course(Page("a", "A", (), "a.md", "one"), files=("x.pdf",))
    assert pickle.loads(pickle.dumps(directory)) == directory


def test_link_around_a_figure() -> None:
    image = Image(Reference("attach", "a.png"), "A")
    live = Figure(image, words("c"), link=Link(Reference("untyped", "two")))
    dead = Figure(image, words("c"), link=Link(Reference("unc", "x")))
    blocks, report = resolved(live, dead, files=("a.png",))
    links = [b.link for b in blocks if isinstance(b, Figure)]
    assert links == [Link(Reference("course", "two-start")), None]
    assert [d.code for d in report] == ["CRS-008"]
