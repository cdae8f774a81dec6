"""The demonstration courses as they are shipped: every page looked at, all of it done and passed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.harness import DESKTOP, PHONE, Lms
from scormkit.build import build_course
from scormkit.render.themes import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"
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


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """Both courses in every theme, built apart from the checkout, without one finding."""
    made = {}
    for theme in NAMES:
        root = tmp_path_factory.mktemp(theme)
        for name in ("manifests", "modules"):
            shutil.copytree(ROOT / name, root / name)
        for name in ("intro-course", "features-en"):
            manifest = root / "manifests" / f"{name}.yaml"
            text = manifest.read_text(encoding="utf-8")
            named = re.sub(
                r"^theme:\n|\Z", f"theme:\n  name: {theme}\n", text, count=1, flags=re.MULTILINE
            )
            manifest.write_text(named, encoding="utf-8")
            built = build_course(manifest, standards=("scorm12",))
            assert [d for d in built.diagnostics if d.severity != "info"] == []
            made[name, theme] = built.packages[0].path
    return made


@pytest.mark.parametrize("name", ["intro-course", "features-en"])
@pytest.mark.parametrize(
    ("theme", "size", "ground"),
    [
        ("default", DESKTOP, "light"),
        ("default", PHONE, "dark"),
        ("gazette", PHONE, "light"),
        ("gazette", DESKTOP, "forced"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else value,
)
def test_from_the_first_page_to_a_passed_course(
    name: str,
    theme: str,
    size: tuple[int, int],
    ground: str,
    packages: dict[tuple[str, str], Path],
    lms: Callable[..., Lms],
) -> None:
    """Each page without a violation, nothing wider than the screen, no error code, passed."""
    of_system = {"dark": ground == "dark", "forced_colours": ground == "forced"}
    learner = lms(packages[name, theme], size=size, **of_system)
    course = learner.course
    course.wait_for_selector("html.sk-on")
    ids: list[str] = course.evaluate(
        "() => [...document.querySelectorAll('.sk-page')].map((page) => page.dataset.page)"
    )
    for number, page in enumerate(ids):
        assert course.locator(".sk-page:visible").get_attribute("data-page") == page
        assert violations(course) == []
        assert not course.evaluate(SIDEWAYS)
        for box in course.locator(".sk-page:visible input[data-task]").all():
            box.check()
        if course.locator(".sk-page:visible .sk-test").count():
            take_test(learner)
            assert violations(course) == []
        if number + 1 < len(ids):
            course.locator(".sk-on-button").click()
    learner.eventually(
        lambda: learner.stored().get("cmi.core.lesson_status") == "passed", "a passed course"
    )
    assert learner.stored()["cmi.core.score.raw"] == "100"
    assert learner.errors() == []


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
