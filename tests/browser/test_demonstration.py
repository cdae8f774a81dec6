"""The demonstration courses as they are shipped: every page looked at, all of it done and passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.demonstrations import demonstration
from browser.harness import DESKTOP, PHONE, Lms
from browser.learner import Learner
from browser.look import SHAPES, TOO_WIDE, Look

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.shelf import Shelf

RIGHT = """() => {
  const course = JSON.parse(document.getElementById("sk-course").textContent);
  const shown = document.querySelector(".sk-page:not([hidden]) .sk-question:not([hidden])");
  const questions = course.tests.flatMap((test) => test.questions);
  const { choices, accept, range, targets, kind, gaps } = questions.find(({ id }) => id === shown.dataset.question);
  const change = (control, value) => {
    control.value = value;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const of = (id) => shown.querySelector(`[data-choice="${id}"]`);
  if (kind === "hotspot") {
    const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true });
    for (const { id } of choices.filter(({ correct }) => correct)) of(id).dispatchEvent(enter);
  } else if (kind === "likert") choices.forEach(({ id }) => of(id).querySelector("input").click());
  else if (kind === "essay") change(shown.querySelector("textarea"), "Nothing: it is as it should be.");
  else if (accept || range) change(shown.querySelector("input"), accept ? accept.texts[0] : range[0]);
  else if (gaps) shown.querySelectorAll(".sk-gap input").forEach((field, n) => change(field, gaps[n].texts[0]));
  else if (targets) choices.forEach(({ id, target }) => change(of(id).querySelector("select"), target));
  else if (kind === "ordering") {
    choices.forEach(({ id }, place) => {
      while ([...of(id).parentElement.children].indexOf(of(id)) > place) of(id).querySelector("button").click();
    });
  } else for (const { id } of choices.filter(({ correct }) => correct)) of(id).querySelector("input").click();
}"""


PLAIN = ("default", (PHONE, DESKTOP), ("light", "dark"), ())
OTHER = ("gazette", (DESKTOP, PHONE), ("light", "forced"), SHAPES)


@pytest.mark.long
@pytest.mark.timeout(900)  # machines can be crowded
@pytest.mark.parametrize(
    ("name", "theme", "sizes", "grounds", "rules"),
    [
        pytest.param("intro-course", *OTHER, id="intro-course-gazette"),
        pytest.param("features-en", *PLAIN, id="features-en", marks=pytest.mark.soak),
        pytest.param("intro-course", *PLAIN, id="intro-course", marks=pytest.mark.soak),
        pytest.param("features-en", *OTHER, id="features-en-gazette", marks=pytest.mark.soak),
    ],
)
def test_from_the_first_page_to_a_passed_course(
    name: str,
    theme: str,
    sizes: tuple[tuple[int, int], ...],
    grounds: tuple[str, ...],
    rules: tuple[str, ...],
    shelf: Shelf,
    shots: Path,
    lms: Callable[..., Lms],
) -> None:
    """Each page without a violation, nothing wider than a screen, no error code, passed."""
    learner = Learner(lms(demonstration(shelf, name, theme), size=sizes[0]))
    look = Look(learner, shots, name, grounds=grounds, rules=rules)
    course = learner.lms.course
    ids: list[str] = course.evaluate(
        "() => [...document.querySelectorAll('.sk-page')].map((page) => page.dataset.page)"
    )
    for number, page in enumerate(ids):
        assert learner.page_id() == page
        look.at(page, picture=False)
        for width, height in sizes[::-1]:
            learner.lms.page.set_viewport_size({"width": width, "height": height})
            assert not learner.evaluate(TOO_WIDE)
        for box in course.locator(".sk-page:visible input[data-task]").all():
            box.check()
        if course.locator(".sk-page:visible .sk-test").count():
            take_test(learner.lms)
            look.at(f"{page}-result", picture=False)
        if number + 1 < len(ids):
            learner.forward()
    assert look.found == []
    learner.lms.eventually(
        lambda: learner.lms.stored().get("cmi.core.lesson_status") == "passed", "a passed course"
    )
    assert learner.lms.stored()["cmi.core.score.raw"] == "100"
    assert learner.lms.errors() == []


def take_test(learner: Lms) -> None:
    """Answer every question rightly; where the learner is told at once, go on after that."""
    course = learner.course
    told: str = course.evaluate(
        """() => JSON.parse(document.getElementById("sk-course").textContent).tests.find(
          ({ id }) => document.querySelector(`.sk-page:not([hidden]) [data-test="${id}"]`)).feedback"""
    )
    press = course.locator(".sk-test:visible .sk-do-main:visible")
    press.first.click()
    while not course.locator(".sk-result:visible").count():
        course.evaluate(RIGHT)
        press.first.click()
        if told == "immediate":
            press.first.click()
