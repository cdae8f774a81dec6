"""Any text gives a tree: no exception, places inside the text, time in proportion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import in_proportion
from scormkit.diagnostics import Report
from scormkit.model.walk import walk
from scormkit.readers.xwiki import read
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = [
    "a", "да", " ", "\n", "\n\n", "\r\n", "**", "//", "--", "__", "##", "~", "=", "== b ==", "* ",
    "1*. ", "; ", ": ", "|", "|=", "!!", ">", ">>", "----", "(((", ")))", '(% class="x" %)', "(%%)",
    "{{{", "}}}", "{{info}}", "{{/info}}", "{{x/}}", "{{html wiki=true}}", "{{/html}}", "<b>",
    "<iframe src='https://e.org'>", "[[", "]]", "||", "image:", "image:a.png", "attach:", "mailto:b",
    "https://e.org/", "://", "\\\\", "\t", "{{", "}}", "/}}", '="', "\ue000", "\x00", "\ud800",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join))
def test_any_text_gives_a_tree(text: str) -> None:
    lines = re.split(r"\r\n?|\n", text)
    for syntax in ("xwiki/2.0", "xwiki/2.1"):
        report = Report()
        blocks = read(text, syntax, "page", report)
        assert "<script" not in render_blocks(blocks, PlainContext())
        places = [node.at for node in walk(blocks)] + [(d.at.line, d.at.column) for d in report]
        for line, column in places:
            if line:
                assert 1 <= line <= len(lines)
                assert 1 <= column <= len(lines[line - 1]) + 2


FAMILIES: dict[str, Callable[[int], str]] = {
    "open groups": lambda n: "(((" * n,
    "groups": lambda n: "(((" * n + ")))" * n,
    "formats": lambda n: "**a//b" * n,
    "quotes": lambda n: ">" * n,
    "stars": lambda n: "*" * n + " a",
    "empty items": lambda n: "* \n" * n,
    "open links": lambda n: "[[" * n,
    "open labels": lambda n: "[[a>>" * n,
    "open images": lambda n: "[[[[image:" * n,
    "escaped links": lambda n: "[[" + "~[~[" * n + ">>a]]",
    "open calls": lambda n: "{{a " * n,
    "open values": lambda n: '{{a x="' * n,
    "calls": lambda n: "{{a}}" * n + "{{/a}}" * n,
    "boxes": lambda n: "{{info}}" * n + "x" + "{{/info}}" * n,
    "tags": lambda n: "{{html wiki=true}}" + "<iframe " * n + "{{/html}}",
    "open elements": lambda n: "{{html wiki=true}}" + "<iframe>" * n + "{{/html}}",
    "deep elements": lambda n: "{{html}}" + "<div>" * n + "{{/html}}",
    "literals": lambda n: "{{{" * n,
    "parameters": lambda n: "(% a\n" * n,
    "schemes": lambda n: "a.b:" * n,
    "headings": lambda n: "= a =\n" * n,
    "cells": lambda n: "|" * n,
    "groups in cells": lambda n: "|(((" * n,
    "lines": lambda n: "\n" * n,
}


@pytest.mark.parametrize("family", FAMILIES)
def test_time_is_in_proportion(family: str) -> None:
    assert in_proportion(
        FAMILIES[family],
        lambda text: render_blocks(read(text, "xwiki/2.1", "page", Report()), PlainContext()),
        1500,
    )


@pytest.mark.parametrize("mark", ["(((", "**", ">", "* (((", "|(((", "{{info}}", "[[~[~["])
def test_deep_nesting_is_no_error(mark: str) -> None:
    report = Report()
    html = render_blocks(read(mark * 10_000, "xwiki/2.1", "page", report), PlainContext())
    assert html or mark == "**"  # empty pairs vanish
