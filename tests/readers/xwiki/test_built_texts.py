"""Texts that the grammar itself builds, nested and damaged: a tree, places, order, line ends.

``make soak`` reads a hundred times as many.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings

from scormkit.diagnostics import Report
from scormkit.model.anchors import Anchors
from scormkit.model.blocks import Figure
from scormkit.model.inlines import Pos, Span
from scormkit.model.walk import walk
from scormkit.readers.xwiki import read
from scormkit.readers.xwiki.grammar.parser import Parser
from scormkit.readers.xwiki.grammar.places import FilePlaces
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext
from trees import tree_of
from wiki_grammar import texts

if TYPE_CHECKING:
    from scormkit.model.blocks import Block

LONGER = int(os.environ.get("SCORMKIT_SOAK", "1"))
many = settings(max_examples=150 * LONGER, deadline=None, phases=(Phase.generate, Phase.shrink))


def _grammar(text: str) -> tuple[Block, ...]:
    return Parser(text, FilePlaces(text), lambda *_: None, Anchors(), old=False).parse()


@many
@given(texts)
def test_every_node_has_a_place_in_the_text(text: str) -> None:
    lines = re.split(r"\r\n?|\n", text)
    for syntax in ("xwiki/2.0", "xwiki/2.1"):
        report = Report()
        blocks = read(text, syntax, "page", report)
        assert render_blocks(blocks, PlainContext()) is not None
        places = [node.at for node in (*walk(blocks), *walk(_grammar(text)))]
        for line, column in (*places, *(Pos(d.at.line, d.at.column) for d in report)):
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


@many
@given(texts)
def test_places_are_in_the_order_of_the_text(text: str) -> None:
    """But for captions, which stand before their image, and spans, which stand inside formats."""
    before = Pos(1, 1)
    for node in walk(_grammar(text)):
        if isinstance(node, Figure):
            return
        if not isinstance(node, Span):
            assert node.at >= before
            before = node.at


@many
@given(texts)
def test_line_ends_are_alike(text: str) -> None:
    tree = tree_of(read(text, "xwiki/2.1", "page", Report()))
    for line_end in ("\r\n", "\r"):
        changed = read(text.replace("\n", line_end), "xwiki/2.1", "page", Report())
        assert tree_of(changed) == tree
