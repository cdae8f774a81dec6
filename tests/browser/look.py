"""Looks at a state of a course with axe-core on every ground, without loading anything anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browser.axe import violations

if TYPE_CHECKING:
    from pathlib import Path

    from browser.learner import Learner

GROUNDS: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    # on a dark ground axe takes the colour that a filled button would have for the one that is painted
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
# What another ground can change, and what another theme and another width can.
COLOURS = ("color-contrast",)
SHAPES = (*COLOURS, "target-size", "link-in-text-block")
# Colours are changed when they are painted, not before.
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"


class Look:
    """Collects what is wrong: by all ``rules`` on the first ground, by those of colours on the others.

    What stands where and is called what is the same on every ground, and in every theme; so a walk
    in a second theme asks for ``SHAPES`` alone. Pictures are for people; git does not keep them.
    """

    def __init__(
        self,
        learner: Learner,
        shots: Path,
        name: str,
        *,
        grounds: tuple[str, ...] = tuple(GROUNDS),
        within: str = ":root",
        rules: tuple[str, ...] = (),
    ) -> None:
        self.learner = learner
        self.shots = shots
        self.name = name
        self.grounds = grounds
        self.within = within
        self.rules = rules
        self.found: list[str] = []
        self.paint(grounds[0])

    def paint(self, ground: str) -> None:
        """Change the ground, and wait until it is seen."""
        self.learner.lms.page.emulate_media(**GROUNDS[ground])  # type: ignore[arg-type]  # a dict of strings
        self.learner.lms.course.evaluate(FRAMES)

    def at(self, state: str, *, picture: bool = True) -> None:
        """Look at what is shown now; ``state`` names it in findings and pictures."""
        page, course = self.learner.lms.page, self.learner.lms.course
        for ground in self.grounds:
            first = ground == self.grounds[0]
            if len(self.grounds) > 1:
                self.paint(ground)
            found = violations(course, self.within, *(self.rules if first else COLOURS))
            self.found += [f"{state}, {ground}: {text}" for text in found]
            if picture:
                page.screenshot(path=self.shots / f"{self.name}-{ground}-{state}.png")
        if self.learner.evaluate(TOO_WIDE):
            self.found.append(f"{state}: scrolls sideways")
