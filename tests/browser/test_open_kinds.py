"""Pictures, scales, essays and forms of a text: answered by hand, and told to strict LMSs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.harness import DESKTOP, PHONE
from browser.learner import Learner
from browser.look import TOO_WIDE
from projects import MANIFEST, write_project
from scormkit.build import build_course
from scormkit.preview.lrs.statements import complaints

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms

NARROW = (320, 640)
TEST = """\
title: Open kinds
pass: 100 %
shuffle: false
feedback: FEEDBACK
questions:
  - {id: year, text: Which year?, accept: ["2024"], matches: '(in )?20\\d{2}'}
  - id: place
    text: Where is it?
    picture: files/board.svg
    alt: Three fields
    areas:
      - {id: up, name: The upper field, rect: [10, 10, 80, 30], correct: true}
      - {id: round, name: The round field, ellipse: [10, 50, 30, 40]}
      - {id: bent, name: The bent field, polygon: [[50, 50], [95, 50], [95, 60], [60, 60], [60, 95], [50, 95]]}
  - id: places
    text: Where are they?
    partial: true
    picture: files/board.svg
    alt: Three fields
    outline: true
    areas:
      - {id: up, name: The upper field, rect: [10, 10, 80, 30]}
      - {id: round, name: The round field, ellipse: [10, 50, 30, 40], correct: true}
      - {id: bent, name: The bent field, polygon: [[50, 50], [95, 50], [95, 60], [60, 60], [60, 95], [50, 95]], correct: true}
  - {id: mood, text: Do you agree?, scale: [No, Partly, Yes], statements: [It is short, It is clear], feedback: Thank you.}
  - {id: tale, text: Tell it., essay: {at_least: 5, at_most: 40, keywords: [boat, pier], needed: 1}}
  - {id: free, text: Anything else?, essay: {}}
"""
BOARD = """<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300"
fill="#cfe3f5"/><rect x="40" y="30" width="320" height="90" fill="#1a7446"/><ellipse cx="100" cy="210"
rx="60" ry="60" fill="#b3261e"/><path d="M200 150h180v30H240v105h-40z" fill="#855300"/></svg>"""
ANSWERED = ["year", "place", "places", "mood", "tale", "free"]
TOLD = len(ANSWERED) + 1  # each statement of the scale by itself
TYPES = {"fill-in", "choice", "likert", "long-fill-in"}
SPOTS = {"up": (0.5, 0.25), "round": (0.25, 0.7), "bent": (0.55, 0.9), "none": (0.8, 0.8)}


def package(root: Path, standard: str = "scorm12", feedback: str = "immediate") -> Path:
    """Build the course as authors do: from YAML, without one finding."""
    changes: dict[str, str | bytes | None] = {
        "manifests/small.yaml": MANIFEST.replace(
            "language: ru", "language: en\niri: https://learn.verf.ru/open"
        ),
        "modules/one/test.yaml": TEST.replace("FEEDBACK", feedback),
        "modules/one/files/board.svg": BOARD,
    }
    built = build_course(write_project(root, changes), standards=(standard,))
    assert [str(d) for d in built.diagnostics if d.severity != "info"] == []
    return built.packages[0].path


def click(learner: Learner, *names: str) -> None:
    """Click into the picture: in areas, or beside all of them."""
    picture = learner.find(".sk-question:visible .sk-spots")
    picture.scroll_into_view_if_needed()
    size = picture.locator("img").bounding_box()
    assert size
    for name in names:
        x, y = SPOTS[name]
        picture.click(position={"x": size["width"] * x, "y": size["height"] * y})


def answer(learner: Learner, *, right: bool) -> None:
    """Answer the question shown, with a mouse."""
    shown = learner.find(".sk-question:visible")
    match shown.get_attribute("data-question"):
        case "year":
            shown.locator("input").fill("In 2031" if right else "In 1931")
        case "place":
            click(learner, "up" if right else "none")
        case "places":
            click(learner, "round", "bent" if right else "none")
        case "mood":
            shown.get_by_role("radio", name="It is short Yes").check()
            shown.get_by_role("radio", name="It is clear Partly").check()
        case "tale":
            shown.locator("textarea").fill("The boats\nare there." if right else "It is far.")
        case _:
            shown.locator("textarea").fill("No.")


def begin(learner: Learner) -> None:
    learner.forward()
    learner.forward()
    learner.press()


def take(learner: Learner, *, right: bool) -> list[str]:
    """Answer all and look at each outcome."""
    outcomes = []
    for _ in ANSWERED:
        answer(learner, right=right)
        learner.press()
        outcomes.append(learner.find(".sk-question:visible").get_attribute("data-outcome") or "")
        learner.press()
    learner.find(".sk-result:visible").wait_for()
    return outcomes


@pytest.mark.parametrize(
    "standard",
    [
        pytest.param("scorm12", marks=pytest.mark.soak),
        pytest.param("scorm2004-4", marks=pytest.mark.soak),
        "cmi5",
        pytest.param("xapi", marks=pytest.mark.soak),
    ],
)
def test_answers_arrive_in_every_standard(
    lms: Callable[..., Lms], tmp_path: Path, standard: str
) -> None:
    learner = Learner(lms(package(tmp_path, standard)))
    begin(learner)
    wrong = take(learner, right=False)
    assert wrong == ["incorrect", "incorrect", "incorrect", "noted", "incorrect", "noted"]
    assert learner.find(".sk-big").inner_text() == "0 of 4"
    learner.find(".sk-result .sk-ask-do button").filter(has_text="Try again").click()
    assert take(learner, right=True) == [*["correct"] * 3, "noted", "correct", "noted"]
    assert learner.has_passed()
    learner.saved()
    if standard in {"cmi5", "xapi"}:
        learner.lms.eventually(
            lambda: str(learner.lms.statements()).count("interactionType") >= 2 * TOLD,
            "all answers are in the store",
        )
        told = [s for s in learner.lms.statements() if "interactionType" in str(s)]
        assert len(told) == 2 * TOLD
        assert [c for s in told for c in complaints(s)] == []
        assert {s["object"]["definition"]["interactionType"] for s in told} == TYPES
        judged = [s for s in told if "success" in s["result"]]
        assert len(judged) == 2 * 4
        assert [s["result"]["response"] for s in told[TOLD + 3 : TOLD + 5]] == [
            "to-yes-eac0e2",
            "to-partly-bfd80f",
        ]
    else:
        assert [e for e in learner.lms.errors() if "403" not in str(e)] == []
        stored = learner.lms.stored()
        in12 = standard == "scorm12"
        kinds = {v for n, v in stored.items() if n.endswith(".type")}
        assert kinds == (TYPES - {"long-fill-in"} if in12 else TYPES)
        results = [v for n, v in stored.items() if n.endswith(".result")]
        assert sorted({*results}) == sorted(
            {"correct", "wrong" if in12 else "incorrect", "neutral"}
        )
        assert results.count("neutral") == 2 * 3


def test_a_part_of_the_places_earns_a_part(lms: Callable[..., Lms], tmp_path: Path) -> None:
    learner = Learner(lms(package(tmp_path)))
    begin(learner)
    for _ in range(2):
        answer(learner, right=True)
        learner.press()
        learner.press()
    shown = learner.find(".sk-question:visible")
    click(learner, "none", "round", "none")  # a second click takes the mark away
    assert shown.locator(".sk-pin").count() == 1
    learner.press()
    assert shown.get_attribute("data-outcome") == "partial"
    assert shown.locator(".sk-right:visible").inner_text() == (
        "Right answer: The round field; The bent field"
    )


def test_everything_by_keyboard(lms: Callable[..., Lms], tmp_path: Path) -> None:
    learner = Learner(lms(package(tmp_path)))
    page = learner.lms.page
    begin(learner)
    shown = learner.find(".sk-question:visible")
    page.keyboard.press("Tab")
    page.keyboard.type("in 2024")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    pressed = shown.locator("[aria-pressed=true]")
    assert pressed.get_attribute("aria-label") == "The round field"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert pressed.get_attribute("aria-label") == "The upper field"
    learner.press()
    assert shown.get_attribute("data-outcome") == "correct"
    page.keyboard.press("Enter")
    for key in ("Tab", "Enter", "Enter", "Tab", "Enter", "Tab", "Enter"):
        page.keyboard.press(key)  # set, taken away again, then the other two
    assert pressed.count() == 2
    learner.press()
    assert shown.get_attribute("data-outcome") == "correct"
    page.keyboard.press("Enter")
    for key in ("Tab", "Space", "ArrowRight", "Tab", "Space", "Enter"):
        page.keyboard.press(key)
    assert shown.locator(".sk-told:visible").inner_text() == "Thank you."
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("A boat")
    shown.get_by_text("Characters: 6 of 40", exact=True).last.wait_for()
    assert shown.get_by_role("status").inner_text() in {"", "Characters: 6 of 40"}
    page.keyboard.type("s" * 60)
    assert len(shown.locator("textarea").input_value()) == 40


@pytest.mark.parametrize(
    "feedback", ["immediate", pytest.param("deferred", marks=pytest.mark.soak)]
)
def test_answers_are_there_again(lms: Callable[..., Lms], tmp_path: Path, feedback: str) -> None:
    """And nothing is too wide for any window on the way there."""
    learner = Learner(lms(package(tmp_path, feedback=feedback), size=NARROW, dark=True))
    begin(learner)
    for number in range(len(ANSWERED)):
        answer(learner, right=number % 2 == 0)
        assert violations(learner.lms.course) == []
        if feedback == "immediate":
            learner.press()
            assert violations(learner.lms.course) == []
        for width, height in (DESKTOP, PHONE, NARROW):
            learner.lms.page.set_viewport_size({"width": width, "height": height})
            assert not learner.evaluate(TOO_WIDE)
        if number < len(ANSWERED) - 1:
            learner.press()
    before = answers(learner)
    assert [len(marks) for marks in before] == [1, 1, 2, 4, 1, 1]
    learner.saved()
    learner.lms.relaunch()
    learner.ready()
    assert answers(learner) == before
    if feedback == "deferred":
        learner.press()
        learner.find(".sk-result:visible").wait_for()
        learner.find(".sk-actions button").filter(has_text="See the answers").click()
        outcomes = [q.get_attribute("data-outcome") for q in learner.find(".sk-question").all()]
        assert outcomes == ["correct", "incorrect", "correct", "noted", "correct", "noted"]
        assert violations(learner.lms.course) == []


def answers(learner: Learner) -> list[list[str]]:
    """What stands in the controls, question by question."""
    found = []
    for dot in learner.find(".sk-strip button").all():
        dot.click()
        told: list[str] = learner.evaluate("""() => {
          const shown = [...document.querySelectorAll(".sk-question")].find((q) => !q.hidden);
          const field = shown.querySelector("input[type=text], textarea");
          if (field) return [field.value];
          const pins = [...shown.querySelectorAll(".sk-pin")];
          if (pins.length) return pins.map((pin) => pin.style.left + pin.style.top);
          return [...shown.querySelectorAll("input:checked")].flatMap(({ name, value }) => [name, value]);
        }""")
        found.append(told)
    return found


def test_a_survey_is_passed_by_who_answers(lms: Callable[..., Lms], tmp_path: Path) -> None:
    survey = (
        "title: Survey\npass: 0 %\nquestions:\n"
        "  - {text: Well?, scale: [No, Yes], statements: [One, Two]}\n"
    )
    changes: dict[str, str | bytes | None] = {
        "manifests/small.yaml": MANIFEST.replace("language: ru", "language: en"),
        "modules/one/test.yaml": survey,
    }
    built = build_course(write_project(tmp_path, changes))
    learner = Learner(lms(built.packages[0].path))
    begin(learner)
    for name in ("One", "Two"):
        learner.find(".sk-question:visible").get_by_role("radio", name=f"{name} Yes").check()
    learner.press()
    learner.press()
    learner.find(".sk-result:visible").wait_for()
    assert learner.has_passed()
    assert learner.find(".sk-big").count() == 0
    learner.saved()
    assert learner.lms.stored().get("cmi.core.score.raw", "") == ""
