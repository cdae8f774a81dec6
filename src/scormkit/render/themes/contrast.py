"""Whether a theme's colours can be told apart where they meet, by WCAG 2.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.render.codes import CONTRAST
from scormkit.render.themes.colours import READABLE, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.diagnostics import Location, Report

SEEN = 3.0  # of what is no text: borders, marks, the ring of the focus; 1.4.11
_GROUNDS = ("bg", "surface")
# What is drawn in a colour, and on which colours; a colour drawn as text is a border, too.
_MEETINGS = (
    ("text", _GROUNDS, READABLE, "text"),
    ("muted", _GROUNDS, READABLE, "small print and borders of controls"),
    ("accent", _GROUNDS, READABLE, "links"),
    ("accent", _GROUNDS, SEEN, "the ring of the focus"),
    ("on-accent", ("accent",), READABLE, "the words of buttons"),
    ("good", _GROUNDS, READABLE, "marks of right answers"),
    ("bad", _GROUNDS, READABLE, "marks of wrong answers"),
    ("warn", _GROUNDS, READABLE, "warnings"),
)


def failures(colours: Mapping[str, str]) -> Iterator[tuple[str, str, float, float, str]]:
    """Give what cannot be told apart: colour, ground, contrast, contrast needed, what it is for."""
    for name, grounds, needed, use in _MEETINGS:
        found, ground = min((contrast(colours[name], colours[g]), colours[g]) for g in grounds)
        if found < needed:
            yield colours[name], ground, found, needed, use


def check_contrast(colours: Mapping[str, str], ground: str, report: Report, at: Location) -> None:
    """Report what cannot be told apart on light or dark ``ground``, all of it in one finding."""
    found = [
        f"{colour} on {below} is {ratio:.1f}:1, for {use} it must be {needed:g}:1"
        for colour, below, ratio, needed, use in failures(colours)
    ]
    if found:
        report.add(CONTRAST, f"On {ground} ground, {'; '.join(found)}", at)
