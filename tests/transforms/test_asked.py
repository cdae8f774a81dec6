"""Macros that other pages of the course answer: included pages, lists of pages and of files."""

from __future__ import annotations

from functools import partial

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Callout, Check, Download, Figure, Heading, ListBlock, Macro
from scormkit.model.course import Page, Source
from scormkit.model.inlines import Image, Link, Pos, Reference
from scormkit.model.walk import kind_of, nodes_of, text_of
from scormkit.project.settings.shapes import MacroRule
from scormkit.readers import read
from scormkit.transforms import Entry, ShapeSettings, Shelf, fill, shape

NAMES = {"a": "Course.A.WebHome", "b": "Course.A.B", "c": "Course.C.WebHome"}


def entry(name: str, text: str) -> Entry:
    """A page of the course: ``a`` and ``b`` stand in the module ``one``, others in ``two``."""
    module = "one" if name in {"a", "b"} else "two"
    source = Source(f"modules/{module}/{name}.xwiki", text, "xwiki/2.1")
    files = {"x.png": "x.png", "y.pdf": "y.pdf"}
    read_page = partial(read, source, Report())
    return Entry(source.path, module, read_page, NAMES.get(name, ""), files, ("y.pdf",))


def filled(*dropped: str, **texts: str) -> tuple[Page, list[str]]:
    """Fill the page ``a`` of a course of these pages; its manifest drops some macros."""
    entries = [entry(name, text) for name, text in texts.items()]
    report = Report()
    page = entries[0].read()
    page = Page(page.id, page.title, page.blocks, page.source, "one")
    rules = {name: MacroRule(**{"as": "drop"}) for name in dropped}
    result = fill(page, Shelf(entries), ShapeSettings(macros=rules), report)
    return result, [f"{found.code} {found.at.line}" for found in report]


def words(page: Page) -> list[str]:
    return text_of(page.blocks).split()


@pytest.mark.parametrize("macro", ["include", "display", "Include"])
@pytest.mark.parametrize(
    "call",
    ['reference="Course.C.WebHome"', 'reference="doc:Course.C"', 'document="wiki:Course.C.WebHome"',
     'reference="page:Course/C"'],
)  # fmt: skip
def test_a_page_by_any_of_its_names(macro: str, call: str) -> None:
    page, codes = filled(a=f"1\n\n{{{{{macro} {call}/}}}}\n\n3", c="2")
    assert words(page) == ["1", "2", "3"]
    assert codes == []


def test_a_name_without_a_space_is_of_the_same_space() -> None:
    page, _ = filled(a='{{include reference="B"/}}', b="here")
    assert words(page) == ["here"]


def test_included_in_a_line_it_stands_by_itself() -> None:
    page, _ = filled(a='1 {{include reference="B"/}} 3', b="2")
    assert words(page) == ["1", "2", "3"]


SECTIONS = "before\n\n= One =\n\na\n\n== Deep ==\n\nb\n\n= Two =\n\nc"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", "before One a Deep b Two c"),
        ('section="HOne"', "One a Deep b"),
        ('section="HDeep"', "Deep b"),
        ('section="HOne" excludeFirstHeading="true"', "a Deep b"),
        ('excludeFirstHeading="true"', "before One a Deep b Two c"),
    ],
)
def test_a_section_with_or_without_its_heading(more: str, expected: str) -> None:
    page, codes = filled(a=f'{{{{include reference="B" {more}/}}}}', b=SECTIONS)
    assert " ".join(words(page)) == expected
    assert codes == []


def test_paragraphs_styled_as_headings_count() -> None:
    text = '(% class="font-montserrat" %)\n(((\n(% class="size-24" %)\nTitle\n\nwords\n)))'
    page, _ = filled(a='{{include reference="B" excludeFirstHeading="true"/}}', b=text)
    assert words(page) == ["words"]


def test_a_section_that_is_not_there_gives_the_page() -> None:
    page, codes = filled(a='\n\n{{include reference="B" section="HNo"/}}', b=SECTIONS)
    assert words(page)[0] == "before"
    assert codes == ["CRS-033 3"]


def test_a_page_that_is_not_there_is_a_link_to_it() -> None:
    page, codes = filled(a='x\n\n{{include reference="Space.No\\.1.WebHome"/}}')
    (link,) = kind_of(page.blocks, Link)
    assert link.target == Reference("doc", "Space.No\\.1.WebHome")
    assert text_of(link.children) == "No.1"
    assert codes == ["CRS-031 3"]


def test_a_call_that_names_nothing_is_told() -> None:
    page, codes = filled(a="{{include/}}")
    assert page.blocks == ()
    assert codes == ["CRS-031 1"]


def test_pages_that_include_each_other_come_to_an_end() -> None:
    page, codes = filled(
        a='1\n\n{{include reference="B"/}}', b='2\n\n{{include reference="Course.A.WebHome"/}}\n\n3'
    )
    assert words(page) == ["1", "2", "3"]
    assert codes == ["CRS-032 3"]


def test_pages_that_grow_without_measure_come_to_an_end() -> None:
    texts = {
        f"p{n}": f'{{{{include reference="Deep.P{n + 1}"/}}}}\n\n{{{{include reference="Deep.P{n + 1}"/}}}}'
        for n in range(20)
    }
    NAMES.update({f"p{n}": f"Deep.P{n}" for n in range(20)})
    page, codes = filled(**texts)
    assert "CRS-032 1" in codes
    assert len(nodes_of(page.blocks)) < 1000


def test_files_and_names_mean_what_they_mean_on_their_page() -> None:
    text = "[[image:x.png]] [[p>>attach:y.pdf]] [[s>>Sister]] [[no>>attach:no.pdf]]\n\n[[c>>image:x.png]]"
    page, _ = filled(a='{{include reference="Course.C"/}}', c=text)
    images = [image.target for image in kind_of(page.blocks, Image)]
    assert set(images) == {Reference("asset", "/two/x.png")}
    assert [link.target for link in kind_of(page.blocks, Link)] == [
        Reference("asset", "/two/y.pdf"),
        Reference("doc", "Course.C.Sister"),
        Reference("attach", "no.pdf"),
    ]
    own, _ = filled(a='{{include reference="B"/}}', b="[[p>>attach:y.pdf]]")
    assert kind_of(own.blocks, Link)[0].target == Reference("asset", "y.pdf")


def test_what_is_included_stands_at_the_call() -> None:
    page, _ = filled(a='1\n\n2\n\n{{include reference="B"/}}', b="= H =\n\n* a\n* b")
    places = {node.at for node in nodes_of(page.blocks[2:]) if hasattr(node, "at")}
    assert places == {Pos(5, 1)}


CHECK = "{{check}}\nid: q\ntext: Why?\nanswers: [{right: a}, {wrong: b}]\n{{/check}}"


def test_tasks_and_checks_are_the_page_s_own_each_time() -> None:
    text = f"{CHECK}\n\n{{{{task}}}}Call{{{{/task}}}}"
    page, _ = filled(a='{{include reference="B"/}}\n\n{{include reference="B"/}}', b=text)
    ids = [check.test.questions[0].id for check in kind_of(page.blocks, Check)]
    assert ids == ["a-q", "a-q-2"]
    (done,) = shape(page, ShapeSettings(), Report())
    tasks = [callout.id for callout in kind_of(done.blocks, Callout)]
    assert len(set(tasks)) == len(tasks) == 2


def test_a_hero_is_one_on_its_own_page_only() -> None:
    page, _ = filled(a='{{include reference="B"/}}', b='(% class="hero" %)\n[[c>>image:x.png]]')
    (figure,) = kind_of(page.blocks, Figure)
    assert figure.attrs == ()


def test_lists_of_pages_follow_the_course() -> None:
    NAMES.update({"d": "Course.A.B.D", "e": "Other.E"})
    texts = {"b": "= Bee =", "d": "= Dee =", "c": "= Cee =", "e": "= Eee ="}
    page, codes = filled(a="{{children/}}", **texts)
    (listed,) = page.blocks
    assert isinstance(listed, ListBlock)
    assert [link.target.target for link in kind_of(page.blocks, Link)] == [
        "b.xwiki",
        "../two/d.xwiki",
    ]
    assert len(listed.items) == 1
    everything, _ = filled(a="{{documents/}}", **texts)
    assert len(kind_of(everything.blocks, Link)) == 4
    root, _ = filled(a='{{documentTree root="document:Course.WebHome"/}}', **texts)
    assert len(kind_of(root.blocks, Link)) == 3
    assert codes == []


def test_an_empty_list_is_told_and_left_out() -> None:
    page, codes = filled(a='a\n\n{{children reference="No.Where"/}}')
    assert words(page) == ["a"]
    assert codes == ["CRS-034 3"]


def test_files_of_the_page() -> None:
    page, _ = filled(a="{{attachments/}}")
    assert [d.target for d in kind_of(page.blocks, Download)] == [Reference("asset", "y.pdf")]


def test_without_a_course_it_says_that_it_is_filled_later() -> None:
    report = Report()
    shape(entry("a", '= T =\n\n{{include reference="B"/}}').read(), ShapeSettings(), report)
    assert [(d.code, d.at.line) for d in report] == [("CRS-030", 3)]


def test_headings_of_what_is_included_have_anchors_of_their_own() -> None:
    page, _ = filled(a='== One ==\n\n{{include reference="B"/}}', b="== One ==\n\nx")
    (done,) = shape(page, ShapeSettings(title="T"), Report())
    assert len({heading.id for heading in kind_of(done.blocks, Heading)}) == 2


def test_what_the_manifest_rules_is_left_to_its_rule() -> None:
    page, codes = filled(
        "documentTree", "Include", a='{{documentTree/}}\n\n{{include reference="B"/}}', b="x"
    )
    assert [type(block) for block in page.blocks] == [Macro, Macro]
    assert codes == []
