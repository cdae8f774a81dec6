"""One learner's story, told in every standard: what the learner sees is the same, and so are results.

Read everything, fail the test, leave in the middle of the next attempt, find it as it was, pass,
come back.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser import ralph
from browser.courses import make_course, make_package
from browser.learner import Learner
from scormkit.preview.lrs.statements import complaints

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.mark.structures import ParameterSet

    from browser.harness import Lms

ROOT = Path(__file__).parent.parent.parent
IRI = "https://learn.test/courses/small"
SCORMS = ("scorm12", "scorm2004-2", "scorm2004-3", "scorm2004-4")
LRSS = ("cmi5", "xapi")
ANSWER = re.compile(r"cmi\.interactions\.\d+\.id")
# What the standard, or an LMS that keeps to it, does not show: completion and success are one word in
# SCORM 1.2, which has no word for progress either; no SCORM knows pages; an LRS is told of a score
# with the verdict, and cmi5 allows one verdict a session; without an LMS there is nothing to show.
MUTE: dict[str, frozenset[str]] = {
    "scorm12": frozenset({"progress", "pages"}),
    **dict.fromkeys(SCORMS[1:], frozenset({"pages"})),
    **dict.fromkeys(LRSS, frozenset({"score before the verdict"})),
    "web": frozenset({"completion", "success", "score", "progress", "answers", "pages"}),
}


def told(learner: Learner, standard: str) -> dict[str, Any]:
    """What the LMS can show, in the same words for every standard."""
    lms = learner.lms
    found = lms.outcome()
    if standard in LRSS:
        kinds = [
            s["object"]["id"].removeprefix(f"{IRI}/").partition("/")[0] for s in lms.statements()
        ]
        found |= {"answers": kinds.count("question"), "pages": kinds.count("page")}
    else:
        answers = [name for name in lms.stored() if ANSWER.fullmatch(name)]
        found |= {"answers": len(answers) or None, "pages": None}
    assert {name for name, value in found.items() if value in {None, "unknown"}} >= MUTE[
        standard
    ] & found.keys()
    return {name: value for name, value in found.items() if name not in MUTE[standard]}


def expected(standard: str, **facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in MUTE[standard]}


def alike(standard: str) -> ParameterSet:
    """The editions of SCORM 2004 share a runtime: one speaks for them where time is short."""
    marks = [pytest.mark.soak] if standard in {"scorm2004-2", "scorm2004-3"} else []
    return pytest.param(standard, marks=marks)


@pytest.mark.parametrize("standard", [*map(alike, MUTE)])
def test_a_learner_s_story(lms: Callable[..., Lms], tmp_path: Path, standard: str) -> None:
    package = make_package(make_course(iri=IRI), tmp_path / "course.zip", standard=standard)
    learner = Learner(lms(package))
    learner.do_the_reading()
    learner.take_test(right=False)
    assert not learner.has_passed()
    learner.saved()
    score = None if "score before the verdict" in MUTE[standard] else 0
    facts = told(learner, standard)
    assert 0.5 < facts.pop("progress", 0.9) < 1
    assert facts == expected(
        standard, completion="incomplete", success="unknown", score=score, answers=5, pages=4
    )

    learner.find(".sk-result .sk-ask-do button").filter(has_text="Try again").click()
    learner.answer(right=True)
    learner.answer(right=False)
    before = learner.questions()
    learner.saved()
    learner.lms.relaunch()
    learner.ready()
    assert learner.page_id() == "checking"
    assert learner.questions() == before
    assert [outcome for _, _, _, outcome in before] == ["correct", "incorrect", "", "", ""]
    learner.find(".sk-strip button").nth(2).click()
    for _ in range(3):
        learner.answer(right=True)
    learner.find(".sk-result:visible").wait_for()
    assert learner.has_passed()
    learner.saved()
    done = expected(
        standard,
        completion="completed",
        success="passed",
        score=80,
        progress=1,
        answers=10,
        pages=4,
    )
    learner.lms.eventually(lambda: told(learner, standard) == done, f"{done} in the LMS")

    learner.leave()
    learner.lms.relaunch()
    learner.ready()
    assert learner.has_passed()
    learner.go("reading")
    learner.saved()
    learner.lms.eventually(lambda: told(learner, standard) == done, "nothing is lost")
    assert learner.lms.errors() == []
    assert [c for s in learner.lms.statements() for c in complaints(s)] == []


@pytest.mark.parametrize(
    "standard", [pytest.param("scorm12", marks=pytest.mark.soak), *map(alike, SCORMS[1:])]
)
def test_a_story_in_two_parts(lms: Callable[..., Lms], tmp_path: Path, standard: str) -> None:
    """The LMS keeps the order: the second part opens with the first done, and the course adds up."""
    course = make_course(iri=IRI, navigation="prerequisites")
    package = make_package(course, tmp_path / "course.zip", per_module=True, standard=standard)
    learner = Learner(lms(package))
    assert [state for _, state in learner.lms.entries()] == ["open", "disabled"]
    learner.forward()
    learner.find("input[data-task]").check()
    learner.find("input[data-watch]").check()
    learner.saved()
    learner.lms.eventually(
        lambda: [state for _, state in learner.lms.entries()] == ["open", "open"], "it opens"
    )
    learner.lms.launch(1)
    learner.find('[data-page="watching"]').wait_for()
    learner.ready()
    learner.forward()
    learner.press()
    learner.answer(right=True)
    before = learner.questions()
    learner.saved()
    learner.lms.relaunch()
    learner.ready()
    assert learner.questions() == before
    learner.find(".sk-strip button").nth(1).click()
    for _ in range(4):
        learner.answer(right=True)
    learner.find(".sk-result:visible").wait_for()
    learner.saved()
    outcome = learner.lms.outcome()
    assert (outcome["completion"], outcome["success"], outcome["score"]) == (
        "completed",
        "passed",
        100,
    )
    learner.lms.launch(0)
    learner.find('[data-page="doing"]').wait_for()
    learner.ready()
    assert learner.find("input[data-task]").is_checked()
    learner.lms.reopen()
    learner.ready()
    statuses = [status for status, _ in learner.lms.entries()]
    assert all(re.search("completed|passed", status) for status in statuses), statuses
    assert learner.lms.errors() == []


@pytest.mark.long
def test_another_lrs_takes_every_statement(lms: Callable[..., Lms], tmp_path: Path) -> None:
    """What course and LMS said, all in one batch, to an LRS that has its own idea of xAPI."""
    said: list[dict[str, Any]] = []
    for standard in LRSS:
        package = make_package(
            make_course(iri=IRI), tmp_path / f"{standard}.zip", standard=standard
        )
        learner = Learner(lms(package))
        learner.do_the_reading()
        learner.take_test(right=True)
        learner.saved()
        learner.leave()
        learner.lms.relaunch()
        learner.ready()
        said += [
            {
                name: part
                for name, part in statement.items()
                if name not in {"stored", "authority", "version"}
            }
            for statement in learner.lms.statements()
        ]
    with ralph.running(ralph.install(ROOT / "build" / "ralph"), tmp_path) as endpoint:
        assert ralph.ask(f"{endpoint}statements/", said) == (200, [one["id"] for one in said])
        broken = said[0] | {"id": said[0]["id"][:-1]}
        assert ralph.ask(f"{endpoint}statements/", [broken])[0] in {400, 422}
        _, found = ralph.ask(f"{endpoint}statements/?limit=100")
        assert {one["id"] for one in found["statements"]} == {one["id"] for one in said}
