"""Numbers that an author wrote into headings by hand are taken off: menus and pages count by themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.blocks import Heading, Parts
from scormkit.model.inlines import Anchor
from scormkit.model.names import slug
from scormkit.model.walk import kind_of, rewrite, text_of
from scormkit.transforms.codes import NUMBERING
from scormkit.transforms.outline.words import is_made, number_of, without_start, words_of
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.course import Page
    from scormkit.transforms.outline.words import Number
    from scormkit.transforms.settings import ShapeSettings

_LEAST = 2


def tidy_numbering(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Take numbers off where they count in order; a number that stands alone may be a name.

    The id that the words with the number gave a heading stays as a place in it: links still arrive.
    """
    if not settings.numbering:
        return page
    heads = {id(part.head) for parts in kind_of(page.blocks, Parts) for part in parts.parts}
    headings = [h for h in kind_of(page.blocks, Heading) if id(h) not in heads]
    numbered = {
        place: number
        for place, heading in enumerate(headings)
        if (number := number_of(text_of(heading.children)))
    }
    taken = _in_order(headings, numbered)
    if not taken:
        return page
    lengths = {id(headings[place]): numbered[place].length for place in taken}

    def bare(heading: Heading) -> Heading:
        if id(heading) not in lengths:
            return heading
        words, children = (
            words_of((heading,)),
            without_start(heading.children, lengths[id(heading)]),
        )
        if not is_made(heading.id, words):
            return replace(heading, children=children)
        old = Anchor(heading.id or slug(words), heading.at)
        return replace(heading, id="", children=(old, *children))

    lines = ", ".join(dict.fromkeys(str(headings[place].at.line) for place in sorted(taken)))
    message = f"Numbers are taken off {len(taken)} headings (lines {lines})"
    first = headings[min(taken)].at
    report.add(NUMBERING, message, Location(page.source, first.line, first.column))
    return replace(page, blocks=rewrite(page.blocks, {Heading: bare}))


def _in_order(headings: list[Heading], numbered: dict[int, Number]) -> set[int]:
    """Give the places of headings whose numbers go on from each other, level by level."""
    taken: set[int] = set()
    groups: dict[tuple[int, str], list[int]] = {}
    for place, number in numbered.items():
        groups.setdefault((headings[place].level, number.form), []).append(place)
    for (level, _), places in sorted(groups.items()):
        breaks = [i for i, h in enumerate(headings) if h.level < level]
        if len(places) < _LEAST:
            above = [p for p in taken if p < places[0] and headings[p].level < level]
            held = above and numbered[max(above)].value == numbered[places[0]].value[:-1]
            taken.update(places if held else ())
        elif all(_follows(numbered, pair, breaks) for pair in pairwise(places)):
            taken.update(places)
    return taken


def _follows(numbered: dict[int, Number], pair: tuple[int, int], breaks: list[int]) -> bool:
    """Whether a number is the next one, or begins anew under another heading of a higher level."""
    (start, end), (before, after) = pair, (numbered[place].value for place in pair)
    if after == (*before[:-1], before[-1] + 1):
        return True
    anew = bisect_left(breaks, end) > bisect_right(breaks, start)
    return anew and after[-1] == 1 and len(after) == len(before)
