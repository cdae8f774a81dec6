"""The language by feature: a case is a title, a source, the HTML it becomes and the tree it is read into.

A tree says the place of every node. Either may be left out: HTML where the tree says all that there is
to say (its lines are then none), the tree where HTML does. ``--update-golden`` writes both anew where
they are; read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scormkit.diagnostics import Report
from scormkit.readers.xwiki import read
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext
from trees import tree_of

CASES = Path(__file__).with_name("cases")
FILES = sorted(CASES.glob("*.test"))
_CASE = re.compile(
    r"^(?P<title>\S.*)\n\.\n(?P<source>(?:.*\n)*?)\.\n(?P<html>(?:.*\n)*?)\.\n"
    r"(?:(?P<tree>\d+:\d+ (?:.*\n)*?)\.\n)?(?=\n|\Z)",
    re.MULTILINE,
)
_SIGNS = {"␠": " ", "␉": "\t", "␍": "\r", "␤": "\n"}
"""What stands in a source for white space that an editor would hide or drop."""


def _now(case: re.Match[str]) -> tuple[str, str]:
    """Give HTML and tree as they come out now; nothing for what the case leaves out."""
    source = case["source"].removesuffix("\n")
    for sign, meant in _SIGNS.items():
        source = source.replace(sign, meant)
    syntax = "xwiki/2.0" if case["title"].startswith("2.0") else "xwiki/2.1"
    blocks = read(source, syntax, "page", Report())
    html = re.sub(r" (?=\n|\Z)", "␠", render_blocks(blocks, PlainContext()))
    wanted = html and (case["html"] or not case["tree"])
    return f"{html}\n" if wanted else "", tree_of(blocks) if case["tree"] else ""


def _cases() -> list[object]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['title']}")
        for file in FILES
        for case in _CASE.finditer(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", _cases())
def test_case(case: re.Match[str]) -> None:
    assert _now(case) == (case["html"], case["tree"] or "")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_is_of_a_case(file: Path, request: pytest.FixtureRequest) -> None:
    text = file.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        text = _CASE.sub(_written, text)
        file.write_text(text, encoding="utf-8")
    assert _CASE.sub("", text).strip() == ""


def _written(case: re.Match[str]) -> str:
    html, tree = _now(case)
    more = f"{tree}.\n" if tree else ""
    return f"{case['title']}\n.\n{case['source']}.\n{html}.\n{more}"
