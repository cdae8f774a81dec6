"""Texts with gaps: written, chosen and dragged by hand in a browser, and told to strict LMSs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from browser.axe import violations
from browser.courses import make_package, paragraph, telling
from browser.harness import DESKTOP, PHONE
from browser.learner import Learner
from scormkit.diagnostics import Report
from scormkit.model.course import Completion, Course, Module, Page
from scormkit.preview.lrs.statements import complaints
from scormkit.readers import quiz

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator

    from browser.harness import Lms

TEST = """title: Gaps
id: gaps
pass: 100 %
shuffle: false
questions:
  - id: typed
    text: Fill in the capitals.
    points: 2
    gaps: Of France [Paris|Paris city], of Italy [Rome].
    feedback: {partial: Half of it.}
  - id: chosen
    text: Choose.
    lists: It [=is|are|be] one, they [is|=are|be] two.
    hint: Count them.
  - id: dragged
    text: Put the words in.
    words: |
      The [sky] is [blue].

      - The [sea] is blue too.
    extra: [green]
"""
RIGHT = {
    "typed": ("paris  CITY", "Rome"),
    "chosen": ("is", "are"),
    "dragged": ("sky", "blue", "sea"),
}
PARTLY = {"typed": ("Paris", "Milan"), "chosen": ("is", "be"), "dragged": ("sky", "green", "blue")}
WRONG = {"typed": ("x", "{y}"), "chosen": ("be", "is"), "dragged": ("green", "green", "sky")}
SHOWN = """() => [...document.querySelectorAll(".sk-question:not([hidden]) .sk-gap :is(input, select)")]
  .map((field) => field.value && (field.selectedOptions ? field.selectedOptions[0].text : field.value))"""


@pytest.fixture
def course() -> Course:
    test = quiz.read(TEST, "test.yaml", Report())
    assert test
    pages = (Page("start", "Start", (paragraph("Go on."),)),)
    return Course(
        "gaps",
        "1",
        "Gaps",
        "en",
        (Module("m", "Module", pages, test),),
        Completion(pages=True, test=True),
        iri="https://learn.test/courses/gaps",
    )


def question(learner: Learner) -> Locator:
    return learner.find(".sk-question:visible")


def fill(learner: Learner, words: dict[str, tuple[str, ...]]) -> None:
    """Fill the gaps of the question shown by keyboard alone: with Tab from gap to gap."""
    shown = question(learner)
    name = shown.get_attribute("data-question") or ""
    keyboard = learner.lms.page.keyboard
    for number, word in enumerate(words[name], 1):
        gap = shown.get_by_label(f"Gap {number} of {len(words[name])}")
        if number == 1:
            gap.focus()
        else:
            keyboard.press("Tab")
        assert gap.evaluate("(field) => field === document.activeElement")
        if name == "typed":
            gap.fill("")
        keyboard.type(word)


def take(learner: Learner, words: dict[str, tuple[str, ...]], outcome: str) -> None:
    for _ in RIGHT:
        fill(learner, words)
        learner.press()
        shown = question(learner)
        assert shown.get_attribute("data-outcome") == outcome
        marks = [gap.get_attribute("data-mark") for gap in shown.locator(".sk-gap").all()]
        rest = "correct" if words is RIGHT else "incorrect"
        assert marks == ["incorrect" if words is WRONG else "correct", *[rest] * (len(marks) - 1)]
        learner.press()
    learner.find(".sk-result:visible").wait_for()


@pytest.mark.parametrize(
    "standard",
    [
        pytest.param("scorm12", marks=pytest.mark.soak),
        "scorm2004-4",
        pytest.param("cmi5", marks=pytest.mark.soak),
        "xapi",
    ],
)
def test_answers_arrive_in_every_standard(
    lms: Callable[..., Lms], tmp_path: Path, course: Course, standard: str
) -> None:
    learner = Learner(lms(make_package(course, tmp_path / "gaps.zip", standard=standard)))
    learner.forward()
    learner.press()
    for words, outcome in ((WRONG, "incorrect"), (PARTLY, "partial"), (RIGHT, "correct")):
        take(learner, words, outcome)
        assert learner.has_passed() == (words is RIGHT)
        if words is not RIGHT:
            learner.find(".sk-result .sk-ask-do button").filter(has_text="Try again").click()
    learner.saved()
    learner.lms.eventually(
        lambda: "passed" in {learner.lms.outcome()[name] for name in ("completion", "success")},
        "a passed course",
    )
    if standard in {"cmi5", "xapi"}:
        learner.lms.eventually(
            lambda: str(learner.lms.statements()).count("interactionType") >= 9,
            "all answers are in the store",
        )
        told = [s for s in learner.lms.statements() if "interactionType" in str(s)]
        assert [c for s in told for c in complaints(s)] == []
        kinds = [s["object"]["definition"]["interactionType"] for s in told]
        given = [s["result"]["response"] for s in told]
        assert "x[,]{y}" in given
        assert [s["result"]["score"]["scaled"] for s in told].count(0.5) == 2
    else:
        assert [e for e in learner.lms.errors() if "403" not in str(e)] == []
        stored = learner.lms.stored()
        kinds = [v for n, v in stored.items() if n.endswith(".type")]
        given = [v for n, v in stored.items() if n.endswith("response")]
        assert ("Paris; Milan" if standard == "scorm12" else "Paris[,]Milan") in given
    assert sorted(kinds) == 3 * ["fill-in"] + 6 * ["matching"]


@pytest.mark.parametrize(
    "feedback", [pytest.param("immediate", marks=pytest.mark.soak), "deferred"]
)
def test_answers_are_there_again(
    lms: Callable[..., Lms],
    tmp_path: Path,
    course: Course,
    feedback: Literal["immediate", "deferred"],
) -> None:
    package = make_package(telling(course, feedback), tmp_path / "gaps.zip")
    learner = Learner(lms(package, size=PHONE, dark=True))
    learner.forward()
    learner.press()
    for name in RIGHT:
        fill(learner, PARTLY)
        if feedback == "immediate":
            learner.press()
        if feedback == "deferred":  # the other is looked at in test_every_kind.py
            assert violations(learner.lms.course) == []
        if name != "dragged":
            learner.press()
    learner.saved()
    learner.lms.relaunch()
    learner.ready()
    found = []
    for dot in learner.find(".sk-strip button").all():
        dot.click()
        found.append(tuple(learner.evaluate(SHOWN)))
    assert found == list(PARTLY.values())


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["mouse", "finger"])
def test_words_are_dragged_and_tapped(
    lms: Callable[..., Lms], tmp_path: Path, course: Course, size: tuple[int, int]
) -> None:
    """A dropped word takes its gap, a tapped one the first that is free, and the list any."""
    learner = Learner(lms(make_package(course, tmp_path / "gaps.zip"), size=size))
    learner.forward()
    learner.press()
    learner.find(".sk-strip button").nth(2).click()
    assert learner.evaluate(SHOWN) == ["", "", ""]
    word = {
        text: question(learner).locator(".sk-words li", has_text=text) for text in ("sky", "green")
    }
    drag(learner, word["sky"], question(learner).get_by_label("Gap 3 of 3"))
    assert learner.evaluate(SHOWN) == ["", "", "sky"]
    drag(learner, word["green"], question(learner).locator(".sk-prompt"))
    assert learner.evaluate(SHOWN) == ["", "", "sky"]
    (word["sky"].tap if size is PHONE else word["sky"].click)()
    assert learner.evaluate(SHOWN) == ["sky", "", "sky"]
    assert "sk-used" in (word["sky"].get_attribute("class") or "")
    assert "sk-used" not in (word["green"].get_attribute("class") or "")
    question(learner).get_by_label("Gap 3 of 3").select_option(label="sea")
    drag(
        learner,
        question(learner).locator(".sk-words li", has_text="blue"),
        question(learner).get_by_label("Gap 2 of 3"),
    )
    learner.press()
    assert question(learner).get_attribute("data-outcome") == "correct"
    drag(learner, word["green"], question(learner).get_by_label("Gap 1 of 3"))
    assert learner.evaluate(SHOWN) == ["sky", "blue", "sea"]


def drag(learner: Learner, word: Locator, target: Locator) -> None:
    word.scroll_into_view_if_needed()
    start, end = word.bounding_box(), target.bounding_box()
    assert start
    assert end
    mouse = learner.lms.page.mouse
    mouse.move(start["x"] + 9, start["y"] + 9)
    mouse.down()
    mouse.move(start["x"] + 20, start["y"] + 20)
    mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=3)
    mouse.up()
