"""XWiki source → HTML in one process, against markdown-it-py rendering the same text.

What is compared is reading and rendering as a build does them, all known macros included, with
markdown-it-py's CommonMark preset and tables on the very same characters. Processor time, in turns; the
median of the ratios of neighbouring turns counts, for what else a machine does weighs on both of them.
"""

from __future__ import annotations

import gc
import random
import statistics
import time
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from corpus import page, wiki_page
from scormkit.diagnostics import Report
from scormkit.readers import read_blocks
from scormkit.render.blocks import render_blocks
from scormkit.render.plain import PlainContext
from timing import Row, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TURNS = 25
_BAR = 1.0
_PEER = MarkdownIt("commonmark").enable("table")


def ours(texts: Sequence[str]) -> None:
    """Read and render wiki texts."""
    for text in texts:
        render_blocks(read_blocks(text, "xwiki/2.1", "page", Report()), PlainContext())


def theirs(texts: Sequence[str]) -> None:
    """Render texts as Markdown."""
    for text in texts:
        _PEER.render(text)


def seconds(step: Callable[[Sequence[str]], None], texts: Sequence[str]) -> float:
    """Give the processor time of one turn, without garbage that others left."""
    gc.collect()
    start = time.process_time()
    step(texts)
    return time.process_time() - start


def row(what: str, texts: Sequence[str], peer_texts: Sequence[str], bar: float | None) -> Row:
    """Compare both on texts of the same content."""
    turns = [(seconds(ours, texts), seconds(theirs, peer_texts)) for _ in range(_TURNS)]
    ratio = statistics.median(one / two for one, two in turns)
    best, peer = (min(times) for times in zip(*turns, strict=True))
    size, peer_size = (sum(len(t.encode()) for t in found) / 1e6 for found in (texts, peer_texts))
    detail = f"at best {size / best:.2f} MB/s, markdown-it-py {peer_size / peer:.2f} MB/s"
    return Row(what, ratio, bar, detail)


def main() -> None:
    """Print the table; end with 1 if a bar is missed."""
    rng = random.Random(7)
    pages = [wiki_page(rng, number) for number in range(100)]
    markdown = [page(rng, number) for number in range(25)]
    rows = [
        row("25 pages", pages[:25], pages[:25], _BAR),
        row("one document of 25 pages", ["\n".join(pages[:25])], ["\n".join(pages[:25])], _BAR),
        row("one document of 100 pages", ["\n".join(pages)], ["\n".join(pages)], _BAR),
        row("25 pages, the peer on pages in Markdown", pages[:25], markdown, None),
    ]
    table("XWiki → HTML: processor time / markdown-it-py's, the same text", rows)


if __name__ == "__main__":
    main()
