"""Kinds of questions beyond choices: answered by hand in a browser, and told to strict LMSs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from browser.axe import violations
from browser.courses import make_package, paragraph, said, telling
from browser.harness import PHONE
from browser.learner import Learner
from scormkit.model.course import Completion, Course, Module, Page
from scormkit.model.quiz import Choice, Matching, Numeric, Ordering, ShortText, Test
from scormkit.preview.lrs.statements import complaints

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms

PAIRS = {"Paris": "France", "Rome": "Italy"}
GROUPS = {"Owl": "Birds", "Pike": "Fish", "Carp": "Fish"}
ORDER = ("One", "Two", "Three")
ANSWERED = ["capital", "warmth", "pairs", "groups", "order"]


def item(text: str) -> Choice:
    return Choice(text.lower(), said(text), correct=True)


def matching(name: str, pairs: dict[str, str], *, categories: bool) -> Matching:
    return Matching(
        id=name,
        prompt=said(f"Match the {name}"),
        items=tuple((item(one), f"to-{to.lower()}") for one, to in pairs.items()),
        targets=tuple(
            Choice(f"to-{to.lower()}", said(to), correct=False)
            for to in dict.fromkeys(pairs.values())
        ),
        categories=categories,
    )


@pytest.fixture
def course() -> Course:
    questions = (
        ShortText(id="capital", prompt=said("Which city?"), accepted=("London",), typos=1),
        Numeric(id="warmth", prompt=said("How warm?"), low=36.4, high=36.8, unit="°C"),
        matching("pairs", PAIRS, categories=False),
        matching("groups", GROUPS, categories=True),
        Ordering(id="order", prompt=said("Count up"), items=tuple(map(item, ORDER)), partial=True),
    )
    test = Test("kinds", "Kinds", questions, pass_percent=100, shuffle=False)
    pages = (Page("start", "Start", (paragraph("Go on."),)),)
    return Course(
        "kinds",
        "1",
        "Kinds",
        "en",
        (Module("m", "Module", pages, test),),
        Completion(pages=True, test=True),
        iri="https://learn.test/courses/kinds",
    )


def answer(learner: Learner, *, right: bool) -> None:
    """Answer the question shown, by what it asks for."""
    shown = learner.find(".sk-question:visible")
    name = shown.get_attribute("data-question")
    if name == "capital":
        shown.locator("input").fill("lodon" if right else "Paris")
    elif name == "warmth":
        shown.locator("input").fill("36,6 °C" if right else "40")
    elif name == "order":
        sort(learner)
        if not right:
            shown.get_by_role("button", name="Move down: Two").click()
    else:
        for one, to in (PAIRS if name == "pairs" else GROUPS).items():
            offered = {*(PAIRS if name == "pairs" else GROUPS).values()}
            chosen = to if right else min(offered - {to})
            shown.get_by_label(one).select_option(label=chosen)


def sort(learner: Learner) -> None:
    """Put the items in order by keyboard alone."""
    for place in range(len(ORDER)):
        for _ in range(len(ORDER)):
            texts = learner.find(".sk-item:visible .sk-answer").all_inner_texts()
            if texts[place] == ORDER[place]:
                break
            learner.find(".sk-question:visible").get_by_role(
                "button", name=f"Move up: {ORDER[place]}"
            ).press("Enter")


def take(learner: Learner, *, right: bool) -> None:
    for _ in ANSWERED:
        answer(learner, right=right)
        learner.press()
        learner.press()
    learner.find(".sk-result:visible").wait_for()


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
    lms: Callable[..., Lms], tmp_path: Path, course: Course, standard: str
) -> None:
    learner = Learner(lms(make_package(course, tmp_path / "kinds.zip", standard=standard)))
    learner.forward()
    learner.press()
    take(learner, right=False)
    assert not learner.has_passed()
    learner.find(".sk-result .sk-ask-do button").filter(has_text="Try again").click()
    take(learner, right=True)
    assert learner.has_passed()
    learner.saved()
    learner.lms.eventually(
        lambda: "passed" in {learner.lms.outcome()[name] for name in ("completion", "success")},
        "a passed course",
    )
    if standard in {"cmi5", "xapi"}:
        learner.lms.eventually(
            lambda: str(learner.lms.statements()).count("interactionType") >= 2 * len(ANSWERED),
            "all answers are in the store",
        )
        told = [s for s in learner.lms.statements() if "interactionType" in str(s)]
        assert len(told) == 2 * len(ANSWERED)
        assert [c for s in told for c in complaints(s)] == []
        kinds = {s["object"]["definition"]["interactionType"] for s in told}
    else:
        assert [e for e in learner.lms.errors() if "403" not in str(e)] == []
        kinds = {v for n, v in learner.lms.stored().items() if n.endswith(".type")}
    assert kinds == {"fill-in", "numeric", "matching", "sequencing"}


@pytest.mark.parametrize(
    "feedback", [pytest.param("immediate", marks=pytest.mark.soak), "deferred"]
)
def test_answers_are_there_again(
    lms: Callable[..., Lms],
    tmp_path: Path,
    course: Course,
    feedback: Literal["immediate", "deferred"],
) -> None:
    package = make_package(telling(course, feedback), tmp_path / "kinds.zip")
    learner = Learner(lms(package, size=PHONE, dark=True))
    learner.forward()
    learner.press()
    for _ in ANSWERED:
        answer(learner, right=True)
        if feedback == "immediate":
            learner.press()
        if feedback == "deferred":  # the other is looked at in test_every_kind.py
            assert violations(learner.lms.course) == []
        if learner.find(".sk-question:visible").get_attribute("data-question") != "order":
            learner.press()
    before = answers(learner)
    assert before == [["lodon"], ["36,6 °C"], [*PAIRS.values()], [*GROUPS.values()], [*ORDER]]
    learner.saved()
    learner.lms.relaunch()
    learner.ready()
    assert answers(learner) == before


def answers(learner: Learner) -> list[list[str]]:
    """What stands in the controls, question by question."""
    found = []
    for dot in learner.find(".sk-strip button").all():
        dot.click()
        told: list[str] = learner.evaluate("""() => {
          const shown = [...document.querySelectorAll(".sk-question")].find((q) => !q.hidden);
          const field = shown.querySelector("input[type=text]");
          if (field) return [field.value];
          const rows = [...shown.querySelectorAll(".sk-match")];
          const byName = (a, b) => a.dataset.choice < b.dataset.choice ? -1 : 1;
          const lists = rows.map((row) => row.querySelector("select"));
          if (lists.length) {
            const of = (id) => rows.find((row) => row.dataset.choice === id).querySelector("select");
            const ids = rows.length === 2 ? ["paris", "rome"] : ["owl", "pike", "carp"];
            return ids.map((id) => of(id).selectedOptions[0].textContent);
          }
          return [...shown.querySelectorAll(".sk-item .sk-answer")].map((one) => one.textContent);
        }""")
        found.append(told)
    return found
