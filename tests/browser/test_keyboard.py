"""The whole English demonstration course with a keyboard alone: read, unfolded, answered, passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import keys
from browser.demonstrations import demonstration
from browser.learner import Learner
from scormkit.readers.quiz.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.harness import Lms
    from browser.shelf import Shelf

PAGE = ".sk-page:not([hidden])"
# What a mouse can use on the page shown, numbered so that it can be told apart.
USES = """() => [...document.querySelectorAll(`.sk-page:not([hidden]) :is(a[href], button, input, select,
  summary, [tabindex="0"])`)].filter((one) => one.checkVisibility() && !one.disabled
    && (one.type !== "radio" || one.checked)).map((one, n) => (one.dataset.use = n))"""
# Which of them has the focus, and whether it is in sight: between the bars, of which one may cover a part.
FOCUS = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const bars = [...document.querySelectorAll(".sk-top, .sk-bar")].filter((bar) => bar.checkVisibility());
  const hidden = bars.map((bar) => bar.getBoundingClientRect())
    .some((bar) => box.top >= bar.top && box.bottom <= bar.bottom && box.height > 0);
  return [one.dataset.use, !hidden && box.bottom > 0 && box.top < innerHeight];
}"""


@pytest.fixture
def learner(lms: Callable[..., Lms], shelf: Shelf) -> Learner:
    return Learner(lms(demonstration(shelf, "features-en")))


def test_every_kind_has_its_keys() -> None:
    assert set(KINDS) <= set(keys.KINDS)


@pytest.mark.long
def test_the_demonstration_by_keyboard_alone(learner: Learner) -> None:
    """Every control is reached and in sight when it is, every fold and note opens, every test is passed."""
    press = learner.lms.page.keyboard.press
    learner.find("body").evaluate("body => { window.focus(); body.focus(); }")
    learner.reach(".sk-skip")
    press("Enter")
    pages = learner.find(".sk-page").count()
    for number in range(pages):
        walk(learner)
        for box in learner.find(f"{PAGE} input[data-task]").all():
            learner.reach(f'input[data-task="{box.get_attribute("data-task")}"]')
            press("Space")
        if learner.find(f"{PAGE} .sk-test").count():
            take_test(learner)
        learner.reach(".sk-on-button")
        press("Enter")
        if number + 1 < pages:
            learner.lms.eventually(
                lambda: learner.evaluate("() => document.activeElement.matches('h1')"),
                "the heading of the next page has the focus",
            )
    learner.find(".sk-closed").wait_for()
    learner.lms.eventually(
        lambda: learner.lms.stored().get("cmi.core.lesson_status") == "passed", "a passed course"
    )
    assert learner.lms.stored()["cmi.core.score.raw"] == "100"
    assert learner.lms.errors() == []


def walk(learner: Learner) -> None:
    """Tab through the page once, opening what opens; what opens may hold more to go through."""
    press = learner.lms.page.keyboard.press
    wanted, met = set(map(str, learner.evaluate(USES))), set()
    for _ in range(200):
        if learner.evaluate("() => document.activeElement.matches('.sk-on-button')"):
            break
        use, seen = learner.evaluate(FOCUS)
        if use is not None and use not in met:
            assert seen, learner.evaluate("() => document.activeElement.outerHTML")
            met.add(use)
            open_it(learner)
        press("Tab")
    assert wanted - met == set()


def open_it(learner: Learner) -> None:
    """Unfold, look at a note or at a larger picture and close it again."""
    press = learner.lms.page.keyboard.press
    here = "() => document.activeElement.matches(%r)"
    if learner.evaluate(here % "details:not([open]) > summary"):
        press("Enter")
        assert learner.evaluate(here % "[open] > summary")
    elif learner.evaluate(here % "[popovertarget]"):
        press("Enter")
        learner.find(":popover-open").wait_for()
        press("Escape")
        assert not learner.find(":popover-open").count()
    elif learner.evaluate(here % ".sk-zoom"):
        press("Enter")
        learner.find(".sk-zoomed img").wait_for()
        press("Escape")
        learner.find(".sk-zoomed").wait_for(state="detached")
        assert learner.evaluate(here % ".sk-zoom")


def take_test(learner: Learner) -> None:
    """Answer every question; where the learner is told at once, go on after that."""
    press = learner.lms.page.keyboard.press
    main = f"{PAGE} .sk-actions .sk-do-main"
    learner.reach(main)
    press("Enter")
    while not learner.find(f"{PAGE} .sk-result:visible").count():
        keys.answer(learner)
        learner.reach(main)
        press("Enter")
        if learner.find(f"{PAGE} .sk-question:visible .sk-verdict:visible").count():
            press("Enter")
