"""From each syntax into each other: any text comes out, nothing raises, every word of a wiki is there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import in_proportion
from readers.markdown.test_any_text import PIECES as MARKDOWN
from readers.xwiki.test_any_text import PIECES as XWIKI
from scormkit.diagnostics import Report
from scormkit.model.walk import text_of
from scormkit.readers import read_blocks
from scormkit.writers.pages import PAGES, write_page

WORD = re.compile(r"\w+")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*XWIKI, *MARKDOWN]).filter(lambda p: p != "\ud800"), max_size=30).map("".join),
    st.sampled_from(["xwiki/2.0", "xwiki/2.1", "markdown"]),
)  # fmt: skip
def test_any_text_comes_out(text: str, syntax: str) -> None:
    blocks = read_blocks(text, syntax, "page", Report())
    for form in PAGES:
        report = Report()
        written = write_page(blocks, form, "page", report)
        assert written.encode() or not text_of(blocks).strip()
        lines = {found.at.line for found in report}
        assert lines <= {*range(len(re.split(r"\r\n?|\n", text)) + 1)}


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("piece", ["* a **b** [[c>>d]]\n", "(((a", "a\n\n", "|a|b\n", "a{{x/}}~* "])
def test_time_is_in_proportion(form: str, piece: str) -> None:
    assert in_proportion(
        lambda n: piece * n,
        lambda text: write_page(read_blocks(text, "xwiki/2.1", "", Report()), form, "", Report()),
        200,
    )


def test_markdown_becomes_wiki_text_with_all_its_words() -> None:
    source = (
        "# A b\n\n- c *d*\n\n  e\n\n| f | g |\n|---|---|\n| h | `i` |\n\n> j\n\nk[^1]\n\n[^1]: l\n"
    )
    blocks = read_blocks(source, "markdown", "page", Report())
    text = write_page(blocks, "xwiki", "page", Report())
    again = read_blocks(text, "xwiki/2.1", "page", Report())
    assert WORD.findall(text_of(again)) == WORD.findall(text_of(blocks))
