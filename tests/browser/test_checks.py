"""Questions in the flow of a page: tried until they are right, kept, and told to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from browser.courses import make_course, make_package, paragraph, said
from browser.harness import DESKTOP, PHONE
from browser.learner import Learner
from browser.look import SHAPES, Look
from scormkit.model.blocks import Check
from scormkit.model.course import Completion, Course, Module, Page
from scormkit.model.quiz import Choice, Feedback, Ordering, ShortText, SingleChoice, Test

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Locator

    from browser.harness import Lms
    from scormkit.model.quiz import Question


def check(question: Question) -> Check:
    return Check(Test("check", "check", (question,)))


@pytest.fixture
def course() -> Course:
    told = Feedback(correct=said("That is it."), incorrect=said("Look again."))
    choices = tuple(
        Choice(name, said(f"Answer {name}"), name == "a", said(f"About {name}.")) for name in "abc"
    )
    single = SingleChoice(
        id="m-one",
        prompt=said("Which one?"),
        choices=choices,
        feedback=told,
        hint=said("The first."),
    )
    written = ShortText(id="m-city", prompt=said("Which city?"), accepted=("London",))
    items = tuple(
        Choice(text.lower(), said(text), correct=True) for text in ("One", "Two", "Three")
    )
    order = Ordering(id="m-order", prompt=said("Count up"), items=items)
    pages = (
        Page("start", "Start", (paragraph("Read."), check(single), paragraph("Go on."))),
        Page("more", "More", (check(written), check(order))),
    )
    asks = Completion(pages=True, test=False)
    iri = "https://learn.test/courses/checks"
    return Course("checks", "1", "Checks", "en", (Module("m", "Module", pages),), asks, iri=iri)


def box(learner: Learner, name: str) -> Locator:
    return learner.find(f'.sk-self:has([data-question="m-{name}"])')


def button(place: Locator, name: str) -> Locator:
    return place.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize(
    "standard", ["scorm12", pytest.param("scorm2004-4", marks=pytest.mark.soak), "cmi5"]
)
def test_a_check_is_tried_again_and_kept(
    lms: Callable[..., Lms], tmp_path: Path, course: Course, standard: str
) -> None:
    learner = Learner(lms(make_package(course, tmp_path / "checks.zip", standard=standard)))
    one = box(learner, "one")
    assert button(one, "Check").get_attribute("aria-disabled") == "true"
    one.get_by_label("Answer b").check()
    button(one, "Check").click()
    assert one.locator(".sk-verdict").inner_text() == "Incorrect"
    assert one.get_by_text("About b.").is_visible()
    assert one.get_by_text("Look again.").is_visible()
    assert not one.locator(".sk-row [data-mark=correct]").count()
    button(one, "Try again").click()
    one.get_by_label("Answer a").check()
    button(one, "Check").click()
    assert one.locator(".sk-verdict").inner_text() == "Correct"
    assert one.get_by_text("That is it.").is_visible()
    learner.forward()
    city = box(learner, "city")
    city.locator("input").fill("Paris")
    city.locator("input").press("Enter")
    button(city, "Right answer").click()
    assert city.get_by_text("Right answer: London").is_visible()
    learner.saved()
    learner.lms.relaunch()
    learner.ready()
    assert city.locator("input").input_value() == "Paris"
    assert city.locator(".sk-verdict").inner_text() == "Incorrect"
    learner.go("start")
    assert box(learner, "one").locator(".sk-verdict").inner_text() == "Correct"
    assert box(learner, "one").locator("input:checked").input_value() == "a"
    # nothing of it counts, and nobody is told
    outcome = learner.lms.outcome()
    assert outcome["completion"] == "completed"
    assert outcome["score"] in {"", None}
    if standard == "cmi5":
        assert "interactionType" not in str(learner.lms.statements())
    else:
        assert learner.lms.errors() == []
        assert learner.lms.sets("cmi.interactions") == []


def test_an_order_starts_again_where_it_was_left(
    lms: Callable[..., Lms], tmp_path: Path, course: Course
) -> None:
    learner = Learner(lms(make_package(course, tmp_path / "checks.zip")))
    learner.go("more")
    order = box(learner, "order")
    seen = order.locator(".sk-item .sk-answer").all_inner_texts()
    assert sorted(seen) == ["One", "Three", "Two"]
    assert seen != ["One", "Two", "Three"]
    order.get_by_role("button", name=f"Move down: {seen[0]}").click()
    button(order, "Check").click()
    button(order, "Try again").click()
    assert order.locator(".sk-item .sk-answer").all_inner_texts() == seen


def test_by_keyboard_alone(lms: Callable[..., Lms], tmp_path: Path, course: Course) -> None:
    learner = Learner(lms(make_package(course, tmp_path / "checks.zip")))
    one = box(learner, "one")
    keyboard = learner.lms.page.keyboard
    one.locator("input").first.focus()
    keyboard.press("ArrowDown")
    wrong = one.locator("input:checked").input_value() != "a"
    keyboard.press("Enter")
    focused = learner.evaluate("() => document.activeElement.textContent")
    assert focused == "Try again"
    keyboard.press("Enter")
    assert learner.evaluate("() => document.activeElement.matches('.sk-self input')")
    keyboard.press("ArrowDown" if wrong else "ArrowUp")
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert one.locator(".sk-verdict").is_visible()


@pytest.mark.parametrize("theme", ["default", pytest.param("gazette", marks=pytest.mark.soak)])
def test_every_state_looks_right(
    lms: Callable[..., Lms], tmp_path: Path, shots: Path, course: Course, theme: str
) -> None:
    """Asked, wrong and told, light and dark, in a wide window and on a phone."""
    package = make_package(course, tmp_path / "checks.zip", theme=theme)
    learner = Learner(lms(package))
    one = box(learner, "one")
    rules = () if theme == "default" else SHAPES
    looks = [
        (size, Look(learner, shots, f"check-{theme}-{size[0]}", grounds=(ground,), rules=rules))
        for size, ground in ((DESKTOP, "light"), (PHONE, "dark"))
    ]
    for state in ("ask", "wrong", "key"):
        if state == "wrong":
            one.get_by_label("Answer b").check()
            button(one, "Check").click()
        if state == "key":
            button(one, "Right answer").click()
        for size, look in looks:
            learner.lms.page.set_viewport_size({"width": size[0], "height": size[1]})
            look.paint(look.grounds[0])
            one.scroll_into_view_if_needed()
            look.at(state)
            assert look.found == []


def test_without_a_script_it_can_be_read(tmp_path: Path, course: Course, chromium: Browser) -> None:
    folder = tmp_path / "out"
    with ZipFile(make_package(course, tmp_path / "checks.zip")) as package:
        package.extractall(folder)
    page = chromium.new_page(java_script_enabled=False)
    page.goto((folder / "index.html").as_uri())
    shown = page.locator(".sk-self").first
    assert shown.get_by_text("Which one?").is_visible()
    assert shown.get_by_text("Answer c").is_visible()
    assert not shown.get_by_text("About c.").is_visible()
    page.close()


def test_other_courses_carry_nothing_of_it(tmp_path: Path) -> None:
    with ZipFile(make_package(make_course(), tmp_path / "small.zip")) as package:
        names = package.namelist()
        (script,) = [name for name in names if name.endswith(".js")]
        assert not [word for word in (b"sk-self", b"sk-award") if word in package.read(script)]
        (sheet,) = [name for name in names if name.endswith(".css")]
        assert b"sk-self" not in package.read(sheet)
        assert b"sk-award" not in package.read(sheet)
