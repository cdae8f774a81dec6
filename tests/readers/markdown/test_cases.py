"""The language by feature: each case is a title, a source and the HTML it becomes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scormkit.diagnostics import Report
from scormkit.readers.markdown import read, read_line
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext

CASES = Path(__file__).with_name("cases")
_CASE = re.compile(
    r"^(?P<title>\S.*)\n\.\n(?P<source>(?:.*\n)*?)\.\n(?P<html>(?:.*\n)*?)\.\n", re.MULTILINE
)


def _cases() -> list[object]:
    found: list[object] = []
    for file in sorted(CASES.glob("*.test")):
        for case in _CASE.finditer(file.read_text(encoding="utf-8")):
            name = f"{file.stem}: {case['title']}"
            found.append(pytest.param(case["source"], case["html"].removesuffix("\n"), id=name))
    return found


@pytest.mark.parametrize(("source", "html"), _cases())
def test_case(source: str, html: str) -> None:
    assert render_blocks(read(source, "page.md", Report()), PlainContext()) == html


@pytest.mark.parametrize("text", ["1. May", "- 5", "# 5", "+ 5", "> 5", "    5", "Yes (no), 5 %"])
def test_a_line_is_running_text(text: str) -> None:
    html = render_blocks(read_line(text, "test.yaml", Report()), PlainContext())
    assert html == f"<p>{text.strip().replace('>', '&gt;')}</p>"


def test_a_line_knows_its_formats() -> None:
    html = render_blocks(read_line("**a** <b", "test.yaml", Report()), PlainContext())
    assert html == "<p><strong>a</strong> &lt;b</p>"


def test_several_lines_are_blocks() -> None:
    html = render_blocks(read_line("a\n\n- b\n", "test.yaml", Report()), PlainContext())
    assert html == "<p>a</p><ul><li>b</li></ul>"
