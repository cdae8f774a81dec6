"""The account of an import: what a page had in the wiki, what the course shows of it, and why."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scormkit.ingest.account.counting import KINDS, count
from scormkit.ingest.account.words import Lost, first_out_of_order, lost_words, words_of
from scormkit.ingest.items import DROPPED, Item, collect, count_converted, count_spacers, line_of
from scormkit.model.blocks import Download
from scormkit.model.inlines import Image, Link, Text
from scormkit.model.walk import walk
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scormkit.diagnostics import Report
    from scormkit.ingest.account.words import Word
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page

_LINES = re.compile(r"\(lines? ([\d, ]+)\)")

__all__ = ["KINDS", "Lost", "PageAccount", "account", "sums", "with_attachments"]


class PageAccount(Struct, frozen=True):
    """Of one page: ``came`` and ``shown`` count by kind, ``converted`` what was taken over as it is.

    ``lost`` are words whose loss nothing explains, ``order`` the line from which words stand in
    another order, 0 if they do not.
    """

    path: str
    title: str
    came: dict[str, int]
    shown: dict[str, int]
    items: tuple[Item, ...]
    converted: dict[str, int]
    spacers: int
    lost: tuple[Lost, ...] = ()
    order: int = 0
    wiki: str = ""

    def at_lines(
        self, number: Callable[[int], int], file_line: Callable[[int], int]
    ) -> PageAccount:
        """Give it with the lines of what was imported."""
        items = (
            replace(item, line=number(item.line), file_line=file_line(item.line))
            for item in self.items
        )
        lost = (replace(each, line=file_line(each.line)) for each in self.lost)
        return replace(self, items=tuple(items), lost=tuple(lost), order=file_line(self.order))


def account(
    read: Page,
    shaped: tuple[Page, ...],
    resolved: tuple[Page, ...],
    local: Report,
    headings: Iterable[str],
) -> PageAccount:
    """Compare a page as it was read with what became of it; ``local`` holds the page's own findings."""
    words = words_of(read.blocks)
    told = [page.title for page in shaped if line_of(page.title, read.blocks)]
    titles = [word for title in told for word in words_of((Text(title),))]
    body = [word for page in shaped for word in words_of(page.blocks)]
    items = sorted(collect(read.blocks, shaped, resolved, local), key=lambda item: item.line)
    missing = sum(item.kind == "attachment" for item in items if item.treatment == "missing")
    came, shown = (
        count(read.blocks, frozenset(headings)),
        count(node for p in resolved for node in p.blocks),
    )
    came["words"], shown["words"] = len(words), len(titles) + len(body)
    shown["headings"] += len(told)
    came["attachments"] = missing
    order = first_out_of_order(words, body)
    return PageAccount(
        read.source,
        shaped[0].title,
        {kind: came[kind] for kind in KINDS},
        {kind: shown[kind] for kind in KINDS},
        tuple(items),
        count_converted(read.blocks, shaped),
        count_spacers(read.blocks),
        lost_words(words, [*titles, *body], _explained(read.blocks, local)),
        order.line if order else 0,
    )


def with_attachments(told: PageAccount, resolved: Iterable[Page]) -> PageAccount:
    """Count the files that a page names, where nobody else knows which it has."""
    here = {
        node.target.target
        for page in resolved
        for node in walk(page.blocks)
        if isinstance(node, Link | Image | Download) and node.target.kind == "asset"
    }
    came = told.came | {"attachments": told.came["attachments"] + len(here)}
    return replace(told, came=came, shown=told.shown | {"attachments": len(here)})


def sums(pages: Iterable[PageAccount]) -> tuple[dict[str, int], dict[str, int]]:
    """Give what came and what is shown of all pages."""
    came: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for page in pages:
        came.update(page.came)
        shown.update(page.shown)
    return {kind: came[kind] for kind in KINDS}, {kind: shown[kind] for kind in KINDS}


def _explained(blocks: tuple[Block, ...], local: Report) -> list[Word]:
    """Give the words of what was left out by a rule, as a finding at its place says."""
    lines: set[int] = set()
    for found in local:
        if found.code in DROPPED:
            more = _LINES.search(found.message)
            lines |= {found.at.line, *map(int, more[1].split(", ") if more else ())}
    explained: list[Word] = []
    for node in walk(blocks):
        line = getattr(node, "at", (0, 0))[0]
        if line in lines:
            lines.discard(line)
            explained += words_of((node,))
    return explained
