"""The order of pages: as a tree, each before those below it, pinned ones first as somebody pinned them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.ingest.wiki.sieve.names import path_of, split
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scormkit.ingest.wiki.pages import WikiPage

    Path = tuple[str, ...]
    Pins = Mapping[Path, Sequence[str]]


def read_pins(values: Iterable[str]) -> tuple[str, ...]:
    """Read ``pinnedChildPages``: names in order, in one text or in many; a slash marks a space."""
    names = [name for value in values for name in value.split("|")]
    return tuple(name.strip().removesuffix("/") for name in names if name.strip(" /"))


def in_order(pages: Iterable[WikiPage], pins: Pins) -> tuple[WikiPage, ...]:
    """Sort pages that come in the order of an export or a listing; ``pins`` are known by space.

    Where a space has pins, all its children get their ``order`` from 1; elsewhere nobody gave one.
    """
    known = [(path_of(split(page.name)), page) for page in pages]
    first: dict[Path, int] = {}
    for place, (path, _) in enumerate(known):
        for length in range(1, len(path) + 1):
            first.setdefault(path[:length], place)
    ranks = {path: (_rank(path, pins), place) for path, place in first.items()}
    told = _numbers(ranks, pins)

    def key(item: tuple[Path, WikiPage]) -> tuple[list[tuple[int, int]], str]:
        path, page = item
        return [ranks[path[:length]] for length in range(1, len(path) + 1)], page.language

    return tuple(
        replace(page, order=told.get(path, page.order)) for path, page in sorted(known, key=key)
    )


def _rank(path: Path, pins: Pins) -> int:
    names = pins.get(path[:-1], ())
    plain = [unquote(name) for name in names]
    for listed in (names, plain):
        if path[-1] in listed:
            return list(listed).index(path[-1])
    return len(names)


def _numbers(ranks: Mapping[Path, tuple[int, int]], pins: Pins) -> dict[Path, int]:
    counts: dict[Path, int] = {}
    numbers: dict[Path, int] = {}
    for path in sorted(ranks, key=ranks.__getitem__):
        parent = path[:-1]
        if parent in pins:
            counts[parent] = numbers[path] = counts.get(parent, 0) + 1
    return numbers
