"""Any text gives a tree: no exception, places inside the text, no word lost, time in proportion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import in_proportion
from scormkit.diagnostics import Report
from scormkit.model.walk import text_of, walk
from scormkit.readers.markdown import read, read_line
from scormkit.readers.markdown.parser import parser, parser_for
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = [
    "a", "да", " ", "\n", "\n\n", "\r\n", "\r", "*", "**", "_", "`", "```\n", "~~~", "~~", "> ", "- ",
    "1. ", "    ", "\t", "\\", "&amp;", "[", "](", ")", "![", "[^1]", "[^1]: ", "{#a}", '{.b c="d"}',
    "{", ":::", "::::", ":::note\n", ":::task A {#x}\n", ":::test\n", ":::video https://e.org/\n",
    ":::odd\n", "\n:::\n", "https://e.org/", "next:", "files/a b.pdf", "# ", "---", "|", "|---|\n",
    "| a |\n", "Term\n: ", "<b>", "</b>", "<a href='x'>", "</a>", "<div>\n\n", "\n\n</div>\n\n",
    "<iframe src='https://e.org'>", "</iframe>", "<img src=a>", "<br>", "<!--", "-->", "title: x\n",
    "\0", "\ue000", "\ud800",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join))
def test_any_text_gives_a_tree(text: str) -> None:
    report = Report()
    blocks = read(text, "page.md", report)
    assert "<script" not in render_blocks(blocks, PlainContext())
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [node.at for node in walk(blocks)] + [(d.at.line, d.at.column) for d in report]
    for line, column in places:
        if line:
            assert 1 <= line <= len(lines)
            assert 0 <= column <= len(lines[line - 1]) + 1
    read_line(text, "test.yaml", Report())


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "word",
                "\n",
                "\n\n",
                "> ",
                "- ",
                ":::note\n",
                ":::odd\n",
                ":::\n",
                "**",
                "# ",
                " {#a}\n",
            ]
        ),
        max_size=30,
    )
)
def test_no_word_is_lost(pieces: list[str]) -> None:
    blocks = read("".join(pieces), "page.md", Report())
    words = text_of(blocks)
    assert words.count("word") == pieces.count("word")


MARKS = [
    "\n", "\n\n", "  ", "    ", "\t", "> ", "- ", "1. ", "* ", "# ", "a", "b c", "|", "---", "|---|",
    "===", "= ", "-", "~~~", "```", ":::", ":::note", ": x", "~ y", ":", "[^1]", "[^1]: n", "[a]: /u",
    "<div>", "<b>", "**", "_", "***", "\\", "&amp;", "{.a}", "`",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=25))
def test_rules_left_out_would_not_have_matched(pieces: list[str]) -> None:
    text = "".join(pieces)
    tokens = [token.as_dict() for token in parser_for(text).parse(text, {})]
    assert tokens == [token.as_dict() for token in parser().parse(text, {})]


FAMILIES: dict[str, Callable[[int], str]] = {
    "quotes": lambda n: ">" * n,
    "stars": lambda n: "*a " * n,
    "boxes": lambda n: ":::note\n" * n,
    "boxes and headings": lambda n: ":::note\n# a\n" * n,
    "closed boxes": lambda n: ":::note\na\n:::\n" * n,
    "closing marks": lambda n: ":::\n" * n,
    "addresses": lambda n: "https://e " * n,
    "no links": lambda n: "[a](" * n + "b c)",
    "attributes": lambda n: "{.a}\n\n" * n,
    "names": lambda n: "[a](b){" + "a=b " * n,
    "footnotes": lambda n: "[^1]" * n + "\n\n[^1]: a",
    "tags": lambda n: "<b>" * n,
    "definitions": lambda n: "a\n: b\n\n" * n,
}


@pytest.mark.parametrize("family", FAMILIES)
def test_time_is_in_proportion(family: str) -> None:
    assert in_proportion(FAMILIES[family], lambda text: read(text, "page.md", Report()), 1000)
