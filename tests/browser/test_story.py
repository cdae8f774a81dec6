"""One learner's story, told in every standard: what the learner sees is the same, and so are results.

Read everything, fail the test, leave in the middle of the next attempt, find it as it was, pass,
come back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from browser.courses import make_course, make_package
from browser.learner import Learner
from scormkit.preview.lrs.statements import complaints

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms

IRI = "https://learn.test/courses/small"
SCORMS = ("scorm12", "scorm2004-2", "scorm2004-3", "scorm2004-4")
LRSS = ("cmi5", "xapi")
NO_LMS = frozenset({"completion", "success", "score", "progress", "answers", "pages"})

# What a standard has no words for. In SCORM 1.2 one word says of completion and success together, so
# a failed attempt is told by its score alone.
MUTE: dict[str, frozenset[str]] = {
    "scorm12": frozenset({"progress", "pages", "failed"}),
    **dict.fromkeys(SCORMS[1:], frozenset({"pages"})),
    **dict.fromkeys(LRSS, frozenset()),
    "web": NO_LMS,
}


def told(learner: Learner, standard: str) -> dict[str, Any]:
    """What the LMS can show, in the same words for every standard."""
    lms = learner.lms
    if standard == "web":
        return {}
    found = {name: value for name, value in lms.outcome().items() if name not in MUTE[standard]}
    if standard in LRSS:
        verbs = [s["verb"]["id"].rpartition("/")[2] for s in lms.statements()]
        return found | {"answers": verbs.count("answered"), "pages": verbs.count("experienced")}
    values = lms.stored()
    answers = [name for name in values if name.startswith("cmi.interactions.") and name.endswith(".id")]
    return found | {"answers": len([a for a in answers if a.count(".") == 3])}


def expected(standard: str, **facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in MUTE[standard]}


@pytest.mark.parametrize("standard", MUTE)
def test_a_learner_s_story(lms: Callable[..., Lms], tmp_path: Path, standard: str) -> None:
    package = make_package(make_course(iri=IRI), tmp_path / "course.zip", standard=standard)
    learner = Learner(lms(package))
    learner.do_the_reading()
    learner.take_test(right=False)
    assert not learner.has_passed()
    learner.saved()
    facts = told(learner, standard)
    success = facts.pop("success", None)
    assert success in {"unknown", "failed", None}
    progress = facts.pop("progress", 0.5)
    assert 0 < progress < 1
    assert facts == expected(standard, completion="incomplete", score=0, answers=5, pages=4)

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
        standard, completion="completed", success="passed", score=80, progress=1, answers=10, pages=4
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
