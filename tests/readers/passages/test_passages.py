"""Passages: all that people read, exactly where it stands; the rest of the source stays as it is."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from growth import in_proportion
from scormkit.diagnostics import Report
from scormkit.model.blocks import Check, Macro
from scormkit.model.course import Source
from scormkit.model.inlines import Image, Text
from scormkit.model.quiz import texts_of
from scormkit.model.walk import walk
from scormkit.readers import read_blocks
from scormkit.readers.passages import Passage, Piece, passages_of, text_passages, written
from scormkit.readers.passages.xwiki_marks import TITLED, WITH_TEXT
from scormkit.readers.xwiki.macros.table import EXPANSIONS

CASES = Path(__file__).parent.parent
MODULES = Path(__file__).parents[3] / "modules"
_CASE = re.compile(
    r"^(?P<title>\S.*)\n\.\n(?P<source>(?:.*\n)*?)\.\n(?P<html>(?:.*\n)*?)\.\n", re.MULTILINE
)
_NO_WORDS = re.compile(r"https?://\S+|\w+:/\S+|\{\.\w+\}|\[\^\w+\]|\]\([^)]*\)|:::.*|@\w+")
"""Addresses, and marks that come to nothing and so are shown as they are."""
_LETTER = re.compile(r"[^\W\d_]")
PIECES = [
    "a", "да", " ", "\n", "\n\n", "*", "**", "***", "_", "~~", "`", "```\n", "> ", "- ", "1. ", "    ",
    "\\", "\\*", "&amp;", "[", "](", ")", "![", '](a.png "b")', "[^1]", "[^1]: ", "{#a}", '{alt="c"}',
    ":::note\n", ":::task A {#x}\n", ":::video https://e.org/ B\n", "\n:::\n", "https://e.org/", "# ",
    "|", "|---|\n", "| a |\n", "| a\\|b |\n", "| b | b\n|-|-|\n", "Term\n: ", "<b>", "</b>", "<div>\n\n", "<img src=a alt='d'>", "<!--",
    "//", "--", "~", "== b ==", "* ", "|=", ">>", "(((", ")))", '(% title="x" %)', "{{{", "}}}",
    '{{info title="e"}}', "{{/info}}", "{{html}}", "{{/html}}", "[[", "]]", "||", "image:a.png", "\\\\",
    "{{footnote}}", "{{/footnote}}", '[[f>>image:a.png||alt="g"]]', "\0", "\ue000", "title: x\n", "---\n",
]  # fmt: skip


def cases(family: str) -> list[object]:
    """Every source that the tests of a reader know, and the pages of the demonstration courses."""
    found: list[object] = []
    for file in sorted((CASES / family / "cases").glob("*.test")):
        for case in _CASE.finditer(file.read_text(encoding="utf-8")):
            source = case["source"].removesuffix("\n").replace("␠", " ")
            old = case["title"].startswith("2.0")
            syntax = "markdown" if family == "markdown" else f"xwiki/2.{0 if old else 1}"
            found.append(pytest.param(source, syntax, id=f"{file.stem}: {case['title']}"))
    suffix, syntax = (".md", "markdown") if family == "markdown" else (".xwiki", "xwiki/2.1")
    found += [
        pytest.param(page.read_text(encoding="utf-8"), syntax, id=page.name)
        for page in sorted(MODULES.rglob(f"*{suffix}"))
    ]
    return found


def rewritten(source: Source) -> str:
    """The source with every letter of its passages in place of another one."""

    def target(passage: Passage) -> list[str | Piece]:
        pieces = passage.pieces
        texts = (source.text[p.start : p.end] if p.kind == "text" else p for p in pieces)
        return [t if isinstance(t, Piece) else _LETTER.sub("ж", t) for t in texts]

    return written(source.text, 0, len(source.text), passages_of(source), target)


def check(source: Source, passages: tuple[Passage, ...], start: int, end: int) -> None:
    """Passages lie one behind the other, their pieces end to end, inner ones in the markup."""
    for passage in passages:
        assert start <= passage.start < passage.end <= end
        start = passage.end
        ends = [p.start for p in passage.pieces[1:]] + [passage.end]
        assert passage.pieces[0].start == passage.start
        assert [p.end for p in passage.pieces] == ends
        opened: list[int] = []
        for piece in passage.pieces:
            if piece.kind == "open":
                opened.append(piece.number)
            elif piece.kind == "close":
                assert opened.pop() == piece.number
        assert opened == []
        marks = [p for p in passage.pieces if p.kind != "text"]
        for inner in passage.inner:
            assert any(m.start <= inner.start and inner.end <= m.end for m in marks)
        check(source, passage.inner, passage.start, passage.end)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=40).map("".join))
@example("{{footnote}}{{{{{/footnote}}a")
@example("[[{{{>>doc:x]]a")
def test_any_text_is_written_back_byte_for_byte(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for syntax in ("markdown", "xwiki/2.0", "xwiki/2.1"):
        source = Source("page", text, syntax)
        passages = passages_of(source)
        check(source, passages, 0, len(text))
        assert written(text, 0, len(text), passages, lambda passage: passage.pieces) == text
    check(Source("test.yaml", text, "markdown"), text_passages(text, "text"), 0, len(text))


@pytest.mark.parametrize(("text", "syntax"), cases("markdown") + cases("xwiki"))
def test_nothing_that_people_read_is_left_out(text: str, syntax: str) -> None:
    source = Source("page", text, syntax)  # type: ignore[arg-type]
    before = read_blocks(text, syntax, "page", Report())
    after = read_blocks(rewritten(source), syntax, "page", Report())
    checks = [node for node in walk(after) if isinstance(node, Check)]
    apart = {id(node) for check in checks for node in walk(texts_of(check.test))}  # YAML: checks_of
    for node, new in zip(walk(before), walk(after), strict=True):
        assert type(node) is type(new)
        if id(new) in apart:
            continue
        if isinstance(new, Text):
            assert set(_LETTER.findall(_NO_WORDS.sub("", new.text))) <= {"ж"}, new
        if isinstance(new, Image):
            assert set(_LETTER.findall(new.alt or "")) <= {"ж"}, new


@pytest.mark.parametrize("syntax", ["markdown", "xwiki/2.1"])
@pytest.mark.parametrize(
    "piece", ["**a//b ", "[a](b) ", "[[a>>b]] ", "<b>a", "* a\n", "| a |\n", "`"]
)
def test_time_is_in_proportion(piece: str, syntax: str) -> None:
    assert in_proportion(
        lambda n: piece * n,
        lambda text: passages_of(Source("page", text, syntax)),  # type: ignore[arg-type]
        400,
    )


def test_every_macro_that_holds_text_of_the_page_is_known() -> None:
    asked: set[str] = set()
    for name, expansion in EXPANSIONS.items():
        page = Mock(**{"parse.return_value": (), "words.return_value": ()})
        expansion(page, Macro(name, (("url", "x"),), "told"), 0)
        told = any(call.args[0] == "told" for call in page.words.call_args_list)
        asked.update({name} if page.parse.called or told else ())
    assert asked == WITH_TEXT
    titled = {name for name, made in EXPANSIONS.items() if made.__module__.endswith(".media")}
    assert titled == TITLED
