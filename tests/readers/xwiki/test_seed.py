"""The page that authors gave: every block of it as it is shaped, in order, with its place and measure.

The page itself stands beside the project and is no part of it; so what is compared are kinds, lines,
numbers of words, and hosts that links and videos lead to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Callout, Heading, Video
from scormkit.model.course import Page
from scormkit.model.inlines import Link
from scormkit.model.walk import text_of, walk
from scormkit.readers.listing import read_listing
from scormkit.readers.xwiki import read
from scormkit.transforms import ShapeSettings, shape

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.blocks import Block

EXPECTED = """\
  3 Placeholder, 0
  9 Heading 2, 3
 11 Paragraph, 34
 16 Heading 2, 2
 18 Paragraph, 21 None None None None
 26 Heading 2, 5
 28 Paragraph, 33
 30 Paragraph, 33
 33 Paragraph, 12
 35 Paragraph, 62
 38 Paragraph, 10
 41 Video, 0 vkvideo.ru
 45 Paragraph, 43 xwiki.czn-office.ru
 48 Paragraph, 38 xwiki.czn-office.ru
 51 Callout task, 9 None
 62 Heading 2, 4
 64 Paragraph, 22
 67 Video, 0 vkvideo.ru
 71 Paragraph, 9
 73 ListBlock, 69
 78 Heading 2, 4
 80 Paragraph, 6
 83 Video, 0 vkvideo.ru
 87 Paragraph, 39
 89 Paragraph, 57
 95 Heading 2, 8
 97 Paragraph, 11
100 Video, 0 vkvideo.ru
104 Paragraph, 48
107 Paragraph, 37
110 Callout before-test, 11
124 TestPlace, 0
129 Callout congratulation, 11
136 Navigation, 4
139 Navigation, 3
"""


@pytest.fixture(scope="module")
def blocks(shared: Path) -> tuple[Block, ...]:
    files = sorted((shared / "seed").glob("*.txt"))
    if not files:
        pytest.skip("needs the page that authors gave")
    listing = read_listing(files[0].read_text(encoding="utf-8"))
    assert listing is not None
    read_as = read(listing.text, "xwiki/2.1", "page", Report())
    (page,) = shape(Page("p", "", read_as, "page"), ShapeSettings(), Report())
    return page.blocks


def _line(block: Block) -> str:
    """Write a block: its line, kind, number of words, and where its links and videos lead."""
    name = type(block).__name__
    if isinstance(block, Heading | Callout):
        name += f" {block.level if isinstance(block, Heading) else block.kind}"
    hosts = [
        urlsplit(node.link).hostname
        if isinstance(node, Video)
        else urlsplit(node.target.target).hostname
        for node in walk((block,))
        if isinstance(node, Video | Link)
    ]
    return " ".join(
        [f"{block.at.line:>3} {name}, {len(text_of((block,)).split())}", *map(str, hosts)]
    )


def test_blocks_come_in_order_with_their_places(blocks: tuple[Block, ...]) -> None:
    assert "".join(f"{_line(block)}\n" for block in blocks) == EXPECTED


def test_every_node_has_a_place(blocks: tuple[Block, ...]) -> None:
    assert [node for node in walk(blocks) if not node.at.line] == []
