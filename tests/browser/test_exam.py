"""The test around the questions: sections, draws, times, one way forward, retries, which attempt counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser.axe import violations
from browser.courses import make_package, paragraph, said
from browser.harness import PHONE
from browser.learner import Learner
from scormkit.model.course import Completion, Course, Module, Page
from scormkit.model.quiz import Choice, Section, SingleChoice, Test
from scormkit.preview.lrs.statements import complaints
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms

SECTIONS = (
    Section("words", "Words", ("w1", "w2", "w3"), said("Read **closely**."), draw=2),
    Section("sums", "Sums", ("s1", "s2"), draw=0),
)
MINUTE = 60  # enough for what is done meanwhile, on a crowded machine too


def question(name: str, **more: Any) -> SingleChoice:
    choices = tuple(Choice(c, said(f"{name} {c}"), c == "a") for c in "abc")
    return SingleChoice(id=name, prompt=said(f"What is {name}?"), choices=choices, **more)


def make_course(**changes: Any) -> Course:
    """One page and a test of two sections; two questions are drawn of the first, all of the second."""
    names = [name for part in SECTIONS for name in part.questions]
    questions = tuple(question(name, objective=f"To know {name[0]}") for name in names)
    test = Test("exam", "Exam", questions, sections=SECTIONS, pass_percent=75)
    pages = (Page("start", "Start", (paragraph("Go on."),)),)
    return Course(
        "exam",
        "1",
        "Exam",
        "en",
        (Module("m", "Module", pages, replace(test, **changes)),),
        Completion(pages=True, test=True),
        iri="https://learn.test/courses/exam",
    )


class Exam(Learner):
    """A learner who has come to the test."""

    def __init__(self, lms: Lms, standard: str) -> None:
        super().__init__(lms)
        self.standard = standard

    def begin(self) -> None:
        self.forward()
        self.press()

    @property
    def name(self) -> str:
        return self.find(".sk-question:visible").get_attribute("data-question") or ""

    def tick(self, choice: str = "a") -> None:
        self.find(f'.sk-question:visible .sk-row[data-choice="{choice}"] input').check()

    def reply(self, choice: str = "a") -> None:
        """Choose, and press what leads on until the next question or the result is there."""
        before = self.name
        self.tick(choice)
        self.press()
        if self.find(".sk-question:visible").count() and self.name == before:
            self.press()

    def take(self, wrong: frozenset[str] = frozenset()) -> None:
        while not self.find(".sk-result:visible").count():
            self.reply("b" if self.name in wrong else "a")

    def hold_clock(self) -> None:
        """From now on time goes on as ever, and as fast as :meth:`wait` says."""
        self.lms.page.clock.install()
        self.back()

    def wait(self, seconds: int) -> None:
        """Let time pass without waiting for it."""
        self.lms.page.clock.run_for(1_000 * seconds)

    def back(self) -> None:
        self.saved()
        self.lms.relaunch()
        self.ready()

    def quiet(self) -> None:
        """Nothing that a strict LMS does not take, and nothing for axe."""
        assert violations(self.lms.course) == []
        if self.standard in {"cmi5", "xapi"}:
            assert [c for s in self.lms.statements() for c in complaints(s)] == []
        else:
            assert [e for e in self.lms.errors() if "403" not in str(e)] == []


@pytest.fixture
def exam(lms: Callable[..., Lms], tmp_path: Path) -> Callable[..., Exam]:
    def make(standard: str = "scorm12", **changes: Any) -> Exam:
        options = {k: changes.pop(k) for k in ("size", "dark") if k in changes}
        path = tmp_path / "exam.zip"
        package = make_package(make_course(**changes), path, standard=standard)
        return Exam(lms(package, **options), standard)

    return make


@pytest.mark.parametrize(
    "standard",
    [
        pytest.param("scorm12", marks=pytest.mark.soak),
        "scorm2004-4",
        pytest.param("cmi5", marks=pytest.mark.soak),
    ],
)
def test_sections_are_drawn_resumed_and_summed_up(exam: Callable[..., Exam], standard: str) -> None:
    learner = exam(standard, retry="wrong")
    learner.begin()
    assert learner.find(".sk-section:visible h3").first.inner_text() == "Words"
    first = learner.name
    learner.quiet()
    learner.reply("b")
    second = learner.name
    learner.back()
    assert learner.name == second
    learner.take()
    assert learner.find(".sk-section:visible").count() == 0
    rows = learner.find(".sk-parts li").all_inner_texts()
    told = [" ".join(row.split()) for row in rows]
    assert told == ["Words 1 of 2", "Sums 2 of 2", "To know w 1 of 2", "To know s 2 of 2"]
    assert learner.has_passed()
    learner.quiet()
    learner.find(".sk-actions button").filter(has_text="See the answers").click()
    assert learner.find(".sk-section:visible").count() == 2
    learner.quiet()
    learner.find(".sk-result button").filter(has_text="Try the rest again").click()
    assert learner.find(".sk-number:visible").inner_text() == "Question 1 of 1"
    assert learner.name == first
    learner.back()
    assert learner.name == first
    learner.take()
    told = [" ".join(row.split()) for row in learner.find(".sk-parts li").all_inner_texts()]
    assert told[0] == "Words 2 of 2"
    learner.saved()
    if standard == "scorm2004-4":
        cmi = learner.lms.cmi()
        places = [
            n for n, v in cmi.items() if n.endswith(".id") and "objectives" in n and "know" in v
        ]
        assert len(places) == 2
        assert {cmi[n.replace(".id", ".score.scaled")] for n in places} == {"1"}
        assert {cmi[n.replace(".id", ".success_status")] for n in places} == {"passed"}
    if standard == "scorm12":
        assert learner.lms.cmi()["cmi.core.score.raw"] == "100"


def test_forward_only(exam: Callable[..., Exam]) -> None:
    learner = exam(order="forward", feedback="deferred", size=PHONE, dark=True)
    learner.begin()
    assert learner.find(".sk-strip:visible, .sk-actions [aria-pressed]").count() == 0
    first = learner.name
    assert learner.find(".sk-actions .sk-do-main").inner_text() == "Skip"
    learner.press()
    second = learner.name
    assert second != first
    learner.tick()
    assert learner.find(".sk-actions .sk-do-main").inner_text() == "Next question"
    learner.quiet()
    learner.back()
    assert learner.name == second
    learner.press()
    learner.take()
    assert learner.find(".sk-big").inner_text() == "3 of 4"
    learner.quiet()


def test_what_must_be_answered(exam: Callable[..., Exam]) -> None:
    learner = exam(skip=False, feedback="deferred")
    learner.begin()
    button = learner.find(".sk-actions .sk-do-main")
    assert button.get_attribute("aria-disabled") == "true"
    first = learner.name
    button.press("Enter")
    assert learner.name == first
    for dot in learner.find(".sk-strip button").all()[1:]:
        dot.click()
        learner.tick()
    learner.press()
    assert learner.name == first
    learner.take()
    assert learner.find(".sk-big").inner_text() == "4 of 4"


def test_forward_with_answers_shown_at_once(exam: Callable[..., Exam]) -> None:
    learner = exam(order="forward")
    learner.begin()
    first = learner.name
    skip = learner.find(".sk-actions button").filter(has_text="Skip")
    skip.click()
    assert learner.name != first
    learner.tick()
    learner.press()
    assert learner.find(".sk-question:visible").get_attribute("data-outcome") == "correct"
    assert skip.count() == 0
    learner.quiet()
    learner.press()
    learner.take()
    assert learner.find(".sk-big").inner_text() == "3 of 4"


@pytest.mark.parametrize("feedback", ["immediate", "deferred"])
def test_when_time_is_over_what_was_given_counts(exam: Callable[..., Exam], feedback: str) -> None:
    learner = exam(seconds=MINUTE, feedback=feedback)
    learner.hold_clock()
    learner.begin()
    learner.reply()
    learner.tick()
    learner.quiet()
    learner.wait(MINUTE)
    learner.find(".sk-result:visible").wait_for()
    assert learner.find(".sk-big").inner_text() == "2 of 4"
    learner.lms.eventually(
        lambda: "The time is over" in learner.find("[role=status]").inner_text(), "it is told"
    )
    learner.back()
    assert learner.find(".sk-big").inner_text() == "2 of 4"
    assert learner.lms.cmi()["cmi.core.score.raw"] == "50"
    learner.quiet()


def test_time_runs_on_other_pages_too(exam: Callable[..., Exam]) -> None:
    learner = exam(seconds=MINUTE, feedback="deferred")
    learner.hold_clock()
    learner.begin()
    learner.tick()
    learner.go("start")
    learner.wait(MINUTE)
    learner.lms.eventually(
        lambda: learner.lms.cmi().get("cmi.core.score.raw") == "25", "the test is handed in"
    )
    assert learner.page_id() == "start"
    learner.forward()
    assert learner.find(".sk-big").inner_text() == "1 of 4"
    learner.quiet()


def seconds_left(learner: Exam) -> int:
    minutes, seconds = learner.find(".sk-time strong").inner_text().split(":")
    return 60 * int(minutes) + int(seconds)


def test_more_time_is_taken_and_kept(exam: Callable[..., Exam]) -> None:
    learner = exam(seconds=100)
    learner.hold_clock()
    learner.forward()
    pace = learner.find(".sk-pace select")
    assert "Twice as much (3 minutes 20 seconds)" in pace.locator("option").all_inner_texts()
    learner.quiet()
    pace.select_option("2")
    learner.back()
    assert pace.input_value() == "2"
    learner.press()
    assert 180 <= seconds_left(learner) <= 200
    learner.quiet()
    learner.wait(3)
    before = seconds_left(learner)
    learner.back()
    assert before - 5 <= seconds_left(learner) <= before  # time away is not counted
    learner.take()
    assert learner.find(".sk-time:visible").count() == 0
    pace.select_option("3")
    learner.find(".sk-result button").filter(has_text="Try again").click()
    assert learner.find(".sk-time:visible").count() == 0
    assert learner.find(".sk-pace:visible").count() == 0


def test_a_question_has_its_own_time(exam: Callable[..., Exam]) -> None:
    questions = (question("q1", seconds=MINUTE), question("q2"), question("q3", seconds=MINUTE))
    learner = exam(
        questions=questions, sections=(), order="forward", shuffle=False, feedback="deferred"
    )
    learner.hold_clock()
    learner.begin()
    learner.tick()
    learner.wait(MINUTE)
    learner.find('.sk-question[data-question="q2"]:visible').wait_for()
    assert learner.find(".sk-time:visible").count() == 0
    learner.reply()
    learner.wait(MINUTE)
    learner.find(".sk-result:visible").wait_for()
    assert learner.find(".sk-big").inner_text() == "2 of 3"


@pytest.mark.parametrize(
    ("counted", "scores"),
    [
        pytest.param("best", ["50", "100", "100"], marks=pytest.mark.soak),
        pytest.param("last", ["50", "100", "75"], marks=pytest.mark.soak),
        pytest.param("first", ["50"] * 3, marks=pytest.mark.soak),
    ],
)
def test_the_attempt_that_counts_is_reported(
    exam: Callable[..., Exam], counted: str, scores: list[str]
) -> None:
    learner = exam(counted=counted)
    learner.begin()
    told: list[str] = []
    for wrong in (frozenset({"s1", "s2"}), frozenset[str](), frozenset({"s1"})):
        if told:
            learner.find(".sk-result button").filter(has_text="Try again").click()
        learner.take(wrong)
        learner.saved()
        told.append(learner.lms.cmi()["cmi.core.score.raw"])
    assert told == scores
    status = learner.lms.cmi()["cmi.core.lesson_status"]
    assert status == ("incomplete" if counted == "first" else "passed")
    learner.quiet()
