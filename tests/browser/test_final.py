"""The final test of a course: held back until all before it is done, and alone in deciding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.courses import WORDS, make_course, make_package, question
from browser.harness import PHONE
from browser.learner import Learner
from scormkit.model.course import Completion, FinalTest, Module
from scormkit.model.quiz import Test
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms
    from scormkit.model.course import Course


def course() -> Course:
    """The small course, with a module behind it that is nothing but a test."""
    small = make_course(iri="https://learn.test/courses/small")
    asked = tuple(question(number, WORDS["en"]) for number in (1, 3, 5))
    end = Module("end", "Final test", (), Test("end-test", "Final test", asked, pass_percent=60))
    asks = Completion(pages=True, tasks=True, test=True, final=True)
    return replace(small, modules=(*small.modules, end), completion=asks, final=FinalTest("end"))


@pytest.mark.parametrize(
    "standard", ["scorm12", pytest.param("scorm2004-4", marks=pytest.mark.soak), "cmi5"]
)
def test_it_opens_last_and_decides(lms: Callable[..., Lms], tmp_path: Path, standard: str) -> None:
    learner = Learner(lms(make_package(course(), tmp_path / "f.zip", standard=standard)))
    learner.go("end-test")
    begin = learner.find(".sk-page:visible .sk-actions .sk-do-main")
    assert begin.get_attribute("aria-disabled") == "true"
    waits = learner.find(".sk-page:visible .sk-again a").all_inner_texts()
    assert waits == ["Doing", "Watching", "Checking"]
    learner.do_the_reading()  # the test of the module is left alone
    learner.forward()
    learner.find(".sk-page:visible .sk-actions .sk-do-main").click()
    for right in (True, False, True):
        learner.choose(right=right)
        for _ in range(2):
            learner.find(".sk-page:visible .sk-actions .sk-do-main").click()
    learner.find(".sk-result:visible").wait_for()
    assert learner.find(".sk-result:visible .sk-verdict").inner_text() == "Test passed"
    learner.saved()
    outcome = learner.lms.outcome
    learner.lms.eventually(
        lambda: "passed" in {outcome()["completion"], outcome()["success"]}, "a pass"
    )
    assert float(outcome()["score"]) in {66.67, 67, 0.6667}
    if standard != "cmi5":
        assert learner.lms.errors() == []


def test_what_it_waits_for_can_be_read_on_a_phone(lms: Callable[..., Lms], tmp_path: Path) -> None:
    learner = Learner(lms(make_package(course(), tmp_path / "f.zip"), size=PHONE, dark=True))
    learner.evaluate("() => { location.hash = '#p-end-test'; }")
    learner.find('.sk-page[data-page="end-test"]').wait_for()
    assert violations(learner.lms.course) == []
