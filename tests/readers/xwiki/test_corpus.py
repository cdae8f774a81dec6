"""The corpus that stands beside the project: sources with what the wiki's own renderer makes."""

from __future__ import annotations

import importlib.util
import json
from argparse import Namespace
from typing import TYPE_CHECKING, Any

import pytest

from scormkit.diagnostics import Report
from scormkit.model.anchors import Anchors
from scormkit.model.blocks import Macro
from scormkit.model.inlines import Image, InlineMacro, Link
from scormkit.model.walk import walk
from scormkit.readers.xwiki import read
from scormkit.readers.xwiki.grammar.parser import Parser
from scormkit.readers.xwiki.grammar.places import FilePlaces
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from scormkit.model.blocks import Block

_UNTYPED = {"untyped": "doc", "here": "doc"}


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[dict[str, Any]]:
    file = shared / "xwiki" / "dev.jsonl"
    if not file.is_file():
        pytest.skip(f"needs the corpus {file}")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "xwiki" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _grammar(row: dict[str, Any]) -> tuple[Block, ...]:
    text = row["input"]
    old = row["syntax"] == "xwiki/2.0"
    return Parser(text, FilePlaces(text), lambda *_: None, Anchors(), old=old).parse()


def test_html_is_what_the_wiki_makes(corpus: list[dict[str, Any]], score: ModuleType) -> None:
    options = Namespace(drop_class=set(), explicit_alt=False, links_optional=False, select=None)
    rows = [r for r in corpus if r["expected_xhtml"] is not None and not r["needs_macro"]]
    levels = [0, 0, 0]
    failed: dict[str, list[bool]] = {}
    for row in rows:
        blocks = read(row["input"], row["syntax"], row["id"], Report())
        results, _ = score.compare(row, render_blocks(blocks, PlainContext()), options)
        levels = [level + result for level, result in zip(levels, results, strict=True)]
        if not results[2]:
            failed[row["id"]] = results
    assert levels[:2] == [len(rows)] * 2, failed
    assert levels[2] >= 0.99 * len(rows), failed


def test_macro_calls_are_found(corpus: list[dict[str, Any]]) -> None:
    for row in corpus:
        found = [
            (n.name, "|".join(f"{k}={v}" for k, v in n.params), n.content, type(n) is InlineMacro)
            for n in walk(_grammar(row))
            if isinstance(n, Macro | InlineMacro)
        ]
        expected = [(m["name"], m["params"], m["content"], m["inline"]) for m in row["macros"]]
        assert found == expected, row["id"]


def test_references_are_found(corpus: list[dict[str, Any]]) -> None:
    for row in corpus:
        found = [
            (
                type(n).__name__.lower(),
                _UNTYPED.get(n.target.kind, n.target.kind),
                n.target.target,
                n.bare,
            )
            for n in walk(_grammar(row))
            if isinstance(n, Link | Image)
        ]
        expected = [(x["kind"], x["type"], x["reference"], x["freestanding"]) for x in row["links"]]
        assert sorted(found) == sorted(expected), row["id"]
