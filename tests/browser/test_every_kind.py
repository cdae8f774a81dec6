"""Every kind of question, as the guide shows it: every state of it by axe-core, and by every hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from browser import hands
from browser.axe import violations
from browser.hands import Hand, Outcome, can_come_to
from browser.harness import DESKTOP, PHONE, Lms
from browser.learner import Learner
from guide import write_project
from scormkit.build import build_course
from scormkit.readers.quiz.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GROUNDS: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    # on a dark ground axe takes the colour that a filled button would have for the one that is painted
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}
# Colours are changed when they are painted, not before.
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
PICTURED = ("answered", "incorrect")
TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"


def package(folder: Path, **options: str) -> Path:
    built = build_course(write_project(folder, **options), standards=("scorm12",))
    return built.packages[0].path


def test_every_kind_has_a_hand() -> None:
    assert set(KINDS) <= set(hands.KINDS)


@pytest.mark.parametrize(
    ("size", "language"), [(DESKTOP, "en"), (PHONE, "ru")], ids=["mouse", "finger"]
)
def test_answered_by_hand(
    lms: Callable[..., Lms], tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    """Everything right, by mouse or by finger alone, dragging included."""
    learner = Learner(lms(package(tmp_path, language=language), size=size))
    hand = Hand(learner, touch=size == PHONE)
    go_on = learner.find(".sk-actions .sk-do-main")
    hand.press(go_on)
    for kind in KINDS:
        learner.lms.eventually(lambda: hand.question["kind"] == kind, f"the question is {kind}")  # noqa: B023  asked at once
        told = hand.answer("correct")
        hand.press(go_on)
        hand.told(told)
        hand.press(go_on)
    learner.find('.sk-result[data-passed="true"]').wait_for()


class Look:
    """Looks at a test with axe-core on every ground, without loading anything anew."""

    def __init__(self, learner: Learner, shots: Path, name: str) -> None:
        self.learner = learner
        self.shots = shots
        self.name = name
        self.found: list[str] = []

    def at(self, state: str) -> None:
        """What stands where and is called what is the same on every ground; its colours are not."""
        page, course = self.learner.lms.page, self.learner.lms.course
        for ground, media in GROUNDS.items():
            page.emulate_media(**media)  # type: ignore[arg-type]  # a dict of strings
            course.evaluate(FRAMES)
            rules = () if ground == "light" else ("color-contrast",)
            found = violations(course, ".sk-test", *rules)
            self.found += [f"{state}, {ground}: {text}" for text in found]
            if state.endswith(PICTURED):
                page.screenshot(path=self.shots / f"kinds-{self.name}-{ground}-{state}.png")
        if self.learner.evaluate(TOO_WIDE):
            self.found.append(f"{state}: scrolls sideways")


@pytest.mark.timeout(900)  # a minute, but machines can be crowded
@pytest.mark.parametrize(
    ("theme", "language", "size"),
    [("default", "ru", PHONE), ("gazette", "en", DESKTOP)],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else value,
)
def test_every_state(
    lms: Callable[..., Lms],
    tmp_path: Path,
    shots: Path,
    theme: str,
    language: str,
    size: tuple[int, int],
) -> None:
    """Asked, answered, right, partly right, wrong and looked at again, on every ground."""
    learner = Learner(lms(package(tmp_path, language=language, theme=theme), size=size))
    look = Look(learner, shots, f"{theme}-{language}-{size[0]}")
    for outcome in get_args(Outcome):
        attempt(learner, look, outcome)
    assert look.found == []


def attempt(learner: Learner, look: Look, outcome: Outcome) -> None:
    """Take the whole test; what cannot come to this outcome is answered rightly and passed by."""
    hand = Hand(learner, touch=False)
    if learner.find(".sk-result:visible").count():
        retry = "plain" if learner.has_passed() else "main"
        learner.find(f".sk-result .sk-do-{retry}").click()
    else:
        learner.press()
    for kind in KINDS:
        can = can_come_to(hand.question, outcome)
        if outcome == "correct":
            look.at(f"{kind}-asked")
        told = hand.answer(outcome if can else "correct")
        if outcome == "correct":
            look.at(f"{kind}-answered")
        learner.press()
        if can:
            hand.told(told)
            look.at(f"{kind}-{outcome}")
        learner.press()
    learner.find(".sk-actions .sk-do-plain").click()
    look.at(f"review-{outcome}")
