"""Markdown → model → Markdown → model is the same model; from a wiki every word comes over."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readers.markdown.test_cases import CASES
from scormkit.diagnostics import Report
from scormkit.model.blocks import (
    Callout,
    Cell,
    Download,
    Figure,
    Frame,
    Group,
    ListBlock,
    ListItem,
    Macro,
    Paragraph,
    Plain,
    Row,
    Table,
    Video,
)
from scormkit.model.inlines import Format, Image, InlineMacro, Link, Reference, Span, Text
from scormkit.model.walk import text_of
from scormkit.readers import read_blocks
from scormkit.writers.pages.markdown import write
from writers.pages.sameness import same

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.blocks import Block

_CASE = re.compile(r"^(?P<title>\S.*)\n\.\n(?P<source>(?:.*\n)*?)\.\n(?:.*\n)*?\.\n", re.MULTILINE)
_SAID = {"CNV-001", "CNV-002", "CNV-004"}


def pages(source: str) -> tuple[Any, str, Any, set[str]]:
    """The page, what is written of it, what that is read as, and the codes of what was said."""
    blocks, report = read_blocks(source, "markdown", "page", Report()), Report()
    text = write(blocks, "page", report)
    again = read_blocks(text, "markdown", "page", Report())
    assert write(again, "page", Report()) == text
    said = {found.code for found in report}
    return same(blocks, spaces=False), text, same(again, spaces=False), said


def _cases() -> list[object]:
    return [
        pytest.param(case["source"].replace("␠", " "), id=f"{file.stem}: {case['title']}")
        for file in sorted(CASES.glob("*.test"))
        for case in _CASE.finditer(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("source", _cases())
def test_every_case_of_the_reader(source: str) -> None:
    before, text, after, said = pages(source)
    assert before == after or said & _SAID, text


PARTS = [
    "a ", "да. ", "\n", "\n\n", "*x*", "**y z**", " `c`", "~~d~~", "[l](files/a.pdf)", '![p](b.png "T")',
    "\n\n- i\n", "\n- j\n  - k\n", "\n\n1. n\n2. m\n", "\n\n> q\n", "\n\n:::note T\n", "\n:::\n",
    "\n\n# H {#h}\n\n", "\n\n{.b}\n\n> r\n", "\n\n| a | b |\n|---|:-:|\n| c | *d* |\n\n", "\n\nT\n: d\n\n",
    "[^1] ", "\n\n[^1]: n *w*\n\n", "\n\n```py {.x}\nc\n```\n", "$x^2$ ", "\n\n$$\ny\n$$\n", "<u>u</u>",
    "<span class='s'>t</span>", "<sub>2</sub>", '\n\n<div class="g">\n\n', "\n\n</div>\n\n", "\n\n***\n\n",
    '\n\n:::video files/a.mp4 {title="A" minutes=3}\n\n', "\n\n:::test\n\n", "\n\n[Go](next:)\n\n",
    '*t*{term="words"} ', " https://e.org/x_y ", " <https://e.org> ", "  \n", "\\\n", "\n\n:::details S\n",
    "\n\n:::check\ntext: Q\nanswer: true\n:::\n\n", '<a id="q"></a>', "\\*", "1\\. ", "a_b ", "_c_ ",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_any_page(source: str) -> None:
    before, text, after, said = pages(source)
    assume(not said & _SAID)
    assert before == after, text


def _words(blocks: tuple[Block, ...]) -> list[str]:
    return re.findall(r"\w+", text_of(blocks))


def test_every_word_of_a_wiki_comes_over(shared: Path) -> None:
    file = shared / "xwiki" / "dev.jsonl"
    if not file.is_file():
        pytest.skip(f"needs the corpus {file}")
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        blocks = read_blocks(row["input"], row["syntax"], "page", Report())
        text = write(blocks, "page", Report())
        came = "".join(_words(read_blocks(text, "markdown", "page", Report())))
        for word in _words(blocks):
            assert word in came, (row["id"], text)
            came = came[came.index(word) + len(word) :]


@pytest.mark.parametrize(
    "text",
    [
        "Plain words: 5 - 3 = 2, a/b, c-d, e_f; 50 % (or 60 %), [x], {y}, #1, 2^3, 5 $.",
        "**bold** *em* ~~del~~ `code`",
        "a **b *c* d** e",
        "**«Слово»** и **другое**, в*нутр*и",
        "# Heading {#id .c}",
        "- a\n  - b\n- c",
        "- a\n\n+ b\n\n- c\n\n1. d\n\n1) e",
        "- a\n\n  b\n\n- c",
        "3. a\n4. b",
        "T\n: d",
        "| a | b |\n|---|:---:|\n| c | d |",
        "> a\n>\n> > b",
        "{.note}\nText",
        "a\\\nb\nc",
        "[label](doc:Space.Page#x) and https://e.org/, see [mail](mailto:a@b.c).",
        '![alt](files/a.png "Caption"){width="10"}',
        "```py\nx = 1\n```",
        ":::task Title {#t}\na\n\n- b\n:::",
        "::::note\n:::warning\na\n:::\n::::",
        "$x$ and $y$",
        "a[^1]\n\n[^1]: b",
        ':::video https://e.org/v {#v title="T" minutes="3"}',
        ":::test",
        ":::next Go on",
    ],
)
def test_what_is_written_well_stays_as_it_is(text: str) -> None:
    before, written, after, said = pages(text)
    assert written == f"{text}\n"
    assert before == after
    assert not said


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("- a", r"\- a"),
        ("*a*", r"\*a\*"),
        ("_a_", r"\_a\_"),
        ("[a](b)", r"[a\](b)"),
        ("<b>", r"\<b>"),
        ("&amp;", r"\&amp;"),
        ("$a$", r"\$a\$"),
        ("a ~~ b", r"a \~~ b"),
        (":::note", r"\:::note"),
        ("> a", r"\> a"),
        ("==", r"\=="),
        (r"\*", r"\\\*"),
    ],
)
def test_escapes_stand_where_they_must(text: str, source: str) -> None:
    page = (Paragraph((Text(text),)),)
    assert write(page, "page", Report()) == f"{source}\n"
    assert same(read_blocks(source, "markdown", "page", Report())) == same(page)


_W = (Text("w"),)
_P = (Paragraph(_W),)


@pytest.mark.parametrize(
    ("block", "codes"),
    [
        (Paragraph((Span(_W, (("style", "color: red"),)),)), {"CNV-003"}),
        (Group(_P, (("class", "c"),)), {"CNV-003"}),
        (Paragraph((InlineMacro("odd", (), "w"),)), {"CNV-004"}),
        (Macro("odd", (), "w"), {"CNV-004"}),
        (Paragraph((Link(Reference("interwiki", "P", alias="x"), _W),)), {"CNV-001"}),
        (Paragraph((Link(Reference("doc", "P", query="q"), _W),)), {"CNV-002"}),
        (Paragraph(_W, (("title", "{\"'}"),)), {"CNV-002"}),
        (ListBlock(ordered=False, items=(ListItem(_P, (("class", "c"),)),)), {"CNV-002"}),
        (Table((Row((Cell((Plain(_W),)),)),)), {"CNV-001"}),
        (Table((Row((Cell(_P, header=True),)),)), {"CNV-001"}),
        (Figure(Image(Reference("path", "i")), (Format("em", _W),)), {"CNV-001"}),
        (Figure(Image(Reference("path", "i")), _W, more=_P), {"CNV-001"}),
        (Callout("note", _P, (), "", (("style", "{}"),)), {"CNV-002"}),
        (Video("v", "", "https://e.org/v", title="w {}"), {"CNV-002"}),
        (Frame("https://e.org", "w"), set()),
        (Download(Reference("attach", "w.pdf"), _W), set()),
    ],
)
def test_what_cannot_be_said_is_told_and_kept(block: Block, codes: set[str]) -> None:
    report = Report()
    text = write((block,), "page", report)
    assert {found.code for found in report} == codes
    assert "w" in text or codes == {"CNV-002"}
