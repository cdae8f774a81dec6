"""Every kind of question, as the guide shows it: every state of it by axe-core, and by every hand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, get_args

import pytest

from browser import hands
from browser.hands import Hand, Outcome, can_come_to
from browser.harness import DESKTOP, PHONE, Lms
from browser.learner import Learner
from browser.look import GROUNDS, SHAPES, Look
from guide import write_project
from scormkit.build import build_course
from scormkit.readers.quiz.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def build(folder: Path, language: str, theme: str) -> Path:
    built = build_course(write_project(folder, language, theme=theme), standards=("scorm12",))
    return built.packages[0].path


def test_every_kind_has_a_hand() -> None:
    assert set(KINDS) <= set(hands.KINDS)


@pytest.mark.long
@pytest.mark.timeout(900)  # a minute, but machines can be crowded
@pytest.mark.parametrize(
    ("theme", "language", "size", "rules"),
    [
        pytest.param("default", "ru", PHONE, (), id="finger"),
        pytest.param("gazette", "en", DESKTOP, SHAPES, id="mouse", marks=pytest.mark.soak),
    ],
)
def test_every_state_by_every_hand(
    lms: Callable[..., Lms],
    tmp_path: Path,
    shots: Path,
    theme: str,
    language: str,
    size: tuple[int, int],
    rules: tuple[str, ...],
) -> None:
    """Asked, answered, right, partly right, wrong and looked at again; on every ground in the soak.

    All is answered by mouse or by finger alone, dragging included; right answers pass the test.
    """
    learner = Learner(lms(build(tmp_path, language, theme), size=size))
    name = f"kinds-{theme}-{language}-{size[0]}"
    grounds = tuple(GROUNDS) if "SCORMKIT_SOAK" in os.environ else ("dark",)
    look = Look(learner, shots, name, grounds=grounds, within=".sk-test", rules=rules)
    hand = Hand(learner, touch=size == PHONE)
    for outcome in get_args(Outcome):
        attempt(hand, look, outcome)
        assert learner.has_passed() == (outcome == "correct")
    assert look.found == []


def attempt(hand: Hand, look: Look, outcome: Outcome) -> None:
    """Take the whole test; what cannot come to this outcome is answered rightly and passed by."""
    learner = hand.learner
    go_on = learner.find(".sk-actions .sk-do-main")
    if learner.find(".sk-result:visible").count():
        retry = "plain" if learner.has_passed() else "main"
        learner.find(f".sk-result .sk-do-{retry}").click()
    else:
        hand.press(go_on)
    for kind in KINDS:
        learner.lms.eventually(lambda: hand.question["kind"] == kind, f"the question is {kind}")  # noqa: B023  asked at once
        can = can_come_to(hand.question, outcome)
        if outcome == "correct":
            look.at(f"{kind}-asked", picture=False)
        told = hand.answer(outcome if can else "correct")
        if outcome == "correct":
            look.at(f"{kind}-answered")
        hand.press(go_on)
        if can:
            hand.told(told)
            look.at(f"{kind}-{outcome}", picture=outcome == "incorrect")
        hand.press(go_on)
    learner.find(".sk-result:visible").wait_for()
    learner.find(".sk-actions .sk-do-plain").click()
    look.at(f"review-{outcome}", picture=outcome == "incorrect")
