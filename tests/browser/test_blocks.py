"""Blocks that fold and open, as a learner with a keyboard, on a phone, on paper finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.courses import make_course, make_package
from browser.harness import DESKTOP, PHONE, Lms
from browser.learner import Learner
from browser.look import Look
from scormkit.diagnostics import Report
from scormkit.model.course import Source
from scormkit.readers import read
from scormkit.transforms import ShapeSettings, shape
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = r"""# Blocks

:::tabs
## First tab
first

## Second tab
second
:::

:::accordion
## A question
An answer with a wide table:

| a | b | c | d |
|---|---|---|---|
| aaaaaaaaaaaaaaaaaaaaaaaaa | bbbbbbbbbbbbbbbbbbbbbbbbb | ccccccccccccccccccccccc | ddddddddddddddddddd |
:::

A *term*{term="What the term means."} and a footnote[^1].

[^1]: What the footnote says.

$$
a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10}
$$
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    course = make_course()
    (page,) = shape(
        read(Source("blocks.md", TEXT, "markdown"), Report()), ShapeSettings(), Report()
    )
    page = replace(page, module="one")
    first = replace(course.modules[0], pages=(page, *course.modules[0].pages))
    return make_package(replace(course, modules=(first, *course.modules[1:])), tmp_path / "a.zip")


@pytest.mark.parametrize(
    "size",
    [pytest.param(DESKTOP, id="desktop", marks=pytest.mark.soak), pytest.param(PHONE, id="phone")],
)
def test_by_keyboard_alone(
    package: Path, lms: Callable[..., Lms], shots: Path, size: tuple[int, int]
) -> None:
    """Everything opens by keys, and nothing that is open is a violation or too wide."""
    learner = Learner(lms(package, size=size))
    page, course = learner.lms.page, learner.course
    look = Look(learner, shots, f"blocks-{size[0]}", grounds=("light", "dark"))
    look.at("folded")
    course.locator("summary", has_text="Second tab").press("Enter")
    assert course.get_by_text("second", exact=True).is_visible()
    assert not course.get_by_text("first", exact=True).is_visible()
    course.locator("summary", has_text="A question").press("Space")
    course.locator("details .sk-scroll[tabindex='0']").wait_for()
    assert (course.locator(".formula").get_attribute("tabindex") == "0") == (size == PHONE)
    for button, words in (("term", "What the term means."), ("1", "What the footnote says.")):
        course.locator("[popovertarget]", has_text=button).press("Enter")
        note = course.get_by_text(words)
        assert note.is_visible()
        box = note.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        look.at(button)
        page.keyboard.press("Escape")
        assert not note.is_visible()
    assert look.found == []


def test_a_link_opens_what_it_leads_to(package: Path, lms: Callable[..., Lms]) -> None:
    learner = Learner(lms(package))
    learner.evaluate(
        """() => document.querySelector(".sk-page p").insertAdjacentHTML(
        "beforebegin", '<p><a href="#p-blocks--a-question">there</a></p>')"""
    )
    learner.course.get_by_text("there").click()
    assert learner.course.get_by_text("An answer").is_visible()


def test_paper_shows_all(package: Path, lms: Callable[..., Lms]) -> None:
    learner = Learner(lms(package))
    learner.lms.page.emulate_media(media="print")
    for words in (
        "first",
        "second",
        "An answer",
        "What the term means.",
        "What the footnote says.",
    ):
        assert learner.course.get_by_text(words).first.is_visible(), words
