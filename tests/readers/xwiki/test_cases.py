"""The language by feature: each case is a title, a source and the HTML it becomes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scormkit.diagnostics import Report
from scormkit.readers.xwiki import read
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
            source = case["source"].removesuffix("\n").replace("␠", " ")
            syntax = "xwiki/2.0" if case["title"].startswith("2.0") else "xwiki/2.1"
            html = case["html"].removesuffix("\n").replace("␠", " ")
            found.append(pytest.param(source, syntax, html, id=f"{file.stem}: {case['title']}"))
    return found


@pytest.mark.parametrize(("source", "syntax", "html"), _cases())
def test_case(source: str, syntax: str, html: str) -> None:
    assert render_blocks(read(source, syntax, "page", Report()), PlainContext()) == html


def test_line_ends_are_alike() -> None:
    source = "a\nb\n\n* c\n* d\n\n|e\n|f"
    expected = read(source, "xwiki/2.1", "page", Report())
    for line_end in ("\r\n", "\r"):
        changed = read(source.replace("\n", line_end), "xwiki/2.1", "page", Report())
        html = render_blocks(changed, PlainContext())
        assert html == render_blocks(expected, PlainContext())


def test_every_file_has_cases() -> None:
    for file in CASES.glob("*.test"):
        text = file.read_text(encoding="utf-8")
        assert len(_CASE.findall(text)) == len(re.findall(r"(?:\A|\n\.\n\n)\S.*\n\.\n", text)), file
