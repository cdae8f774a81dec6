"""Every page and state: without a violation by axe-core, without sideways scrolling, and pictured.

The pictures are for people to look at; they are kept out of git.
"""

from __future__ import annotations

import os
from itertools import product
from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.courses import WORDS, make_course, make_package
from browser.harness import DESKTOP, PHONE, Lms
from browser.learner import Learner
from browser.look import GROUNDS, SHAPES, TOO_WIDE, Look
from scormkit.render.themes import NAMES
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOVES = "() => document.getAnimations().some((it) => it.playState === 'running')"
BOXES = """() => [...document.querySelectorAll(".sk-icon, .sk-dot, .sk-do, .sk-callout-title")]
  .filter((e) => e.checkVisibility()).map((e) => [e.getBoundingClientRect(), e]).map(([box, e]) =>
    [e.getAttribute("class"), box.left, document.documentElement.clientWidth - box.right])"""
STUCK = """() => [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility()
  && getComputedStyle(e).position === "sticky").reduce((sum, e) => sum + e.offsetHeight, 0)
  / innerHeight"""

# Each theme, size, ground and language in one of them; all with all, and by all rules, is for `make soak`.
WALKS: list[tuple[str, str, tuple[int, int], tuple[str, ...], tuple[str, ...]]] = (
    [
        (theme, language, size, tuple(GROUNDS), ())
        for theme, language, size in product(NAMES, WORDS, (DESKTOP, PHONE))
    ]
    if "SCORMKIT_SOAK" in os.environ
    else [
        ("default", "ru", DESKTOP, ("light", "dark", "forced"), ()),
        ("default", "en", PHONE, ("dark",), ()),
        ("default", "ar", PHONE, ("light",), SHAPES),
        ("gazette", "en", DESKTOP, ("dark",), SHAPES),
    ]
)


def pages(learner: Learner) -> Iterator[str]:
    """Go through the course as a careless learner does; name each state that is reached."""
    yield "reading"
    learner.forward()
    yield "doing"
    learner.find("input[data-task]").check()
    learner.find("input[data-watch]").check()
    learner.forward()
    yield "watching"
    learner.forward()
    yield "test-start"


def taking(learner: Learner) -> Iterator[str]:
    learner.press()
    yield "question"
    learner.choose(right=False)
    yield "chosen"
    learner.press()
    yield "wrong"
    learner.press()
    for number in range(4):
        learner.choose(right=True)
        learner.press()
        if not number:
            yield "right"
        learner.press()
    learner.find(".sk-result:visible").wait_for()


def ending(learner: Learner) -> Iterator[str]:
    yield "result"
    learner.find(".sk-actions .sk-do-plain").click()
    yield "answers"
    learner.lms.fault("refuse")
    learner.evaluate("() => document.querySelector('[data-task]').click()")
    learner.find(".sk-banner:visible").wait_for()
    # a learner deep in the page must see it
    top = learner.find(".sk-banner").evaluate("banner => banner.getBoundingClientRect().top")
    assert 0 <= top < 400
    yield "trouble"
    learner.find(".sk-on-button").click()
    learner.find("dialog[open]").wait_for()
    yield "leave"
    learner.find("dialog[open] .sk-do-plain").click()
    learner.find(".sk-closed").wait_for()
    yield "closed"


def drawer(learner: Learner) -> Iterator[str]:
    """On a phone the contents are a dialog."""
    menu = learner.find(".sk-top button")
    if menu.is_visible():
        menu.click()
        learner.find("dialog[open]").wait_for()
        yield "contents"
        learner.lms.page.keyboard.press("Escape")


@pytest.mark.timeout(900)  # a minute, but machines can be crowded
@pytest.mark.parametrize(("theme", "language", "size", "grounds", "rules"), WALKS)
def test_every_page_and_state(
    lms: Callable[..., Lms],
    tmp_path: Path,
    shots: Path,
    theme: str,
    language: str,
    size: tuple[int, int],
    grounds: tuple[str, ...],
    rules: tuple[str, ...],
) -> None:
    """P57: keyboard and screen readers find names, roles, order and contrast everywhere."""
    package = make_package(make_course(language), tmp_path / "a.zip", theme=theme)
    learner = Learner(lms(package, size=size))
    page = learner.lms.page
    if page.locator("#toggle").get_attribute("aria-expanded") == "true":
        page.locator("#toggle").click()
    name = f"{theme}-{language}-{size[0]}"
    look = Look(learner, shots, name, grounds=grounds, rules=rules)
    for walk in (drawer, pages, taking, ending):
        for state in walk(learner):
            look.at(state)
            if learner.evaluate(MOVES):
                look.found.append(f"{state}: moves, though asked for less motion")
    assert look.found == []


@pytest.mark.parametrize("theme", ["default", pytest.param("gazette", marks=pytest.mark.soak)])
def test_fits_a_very_small_window(lms: Callable[..., Lms], tmp_path: Path, theme: str) -> None:
    """WCAG 2.2, 1.4.10 and 2.4.11: 320 by 256 pixels are a window of 1280 by 1024 at 400 %.

    What sticks to the edges must leave room for the text, and for what has the focus.
    """
    package = make_package(make_course("ru"), tmp_path / "a.zip", theme=theme)
    learner = Learner(lms(package, size=(320, 256)))
    for walk in (drawer, pages, taking, ending):
        for state in walk(learner):
            assert not learner.evaluate(TOO_WIDE), state
            assert learner.evaluate(STUCK) <= 0.5, state


@pytest.mark.parametrize("theme", NAMES)
def test_leftward_is_the_mirror(lms: Callable[..., Lms], tmp_path: Path, theme: str) -> None:
    """The same words in a language written from right to left: what was left is as far right.

    One edge is enough: spaced letters, which Arabic cannot have, make a button wider.
    """
    seen = []
    for language in ("en", "ar"):
        course = replace(make_course("en"), language=language)
        package = make_package(course, tmp_path / f"{language}.zip", theme=theme)
        learner = Learner(lms(package))
        learner.go("watching")
        learner.find(".sk-callout:visible").first.wait_for()
        seen.append(learner.evaluate(BOXES))
    rightward, leftward = seen
    assert len(rightward) == len(leftward) > 12
    for (kind, left, right), (same, from_left, from_right) in zip(rightward, leftward, strict=True):
        assert same == kind
        assert min(abs(left - from_right), abs(right - from_left)) < 2, kind


def test_the_measure_measures(lms: Callable[..., Lms], tmp_path: Path) -> None:
    """A course with two faults put in has two violations."""
    learner = Learner(lms(make_package(make_course(), tmp_path / "a.zip")))
    learner.evaluate(
        """() => document.querySelector(".sk-foot").insertAdjacentHTML("beforeend",
        '<img src="data:,"><p style="color:#bbb;background:#fff">pale</p>')"""
    )
    found = violations(learner.lms.course)
    assert sorted(text.split(":")[0] for text in found) == ["color-contrast", "image-alt"]
