"""What must hold for a learner in an LMS, each of it seen in a browser with the strict preview.

``P`` and a number name complaints that learners and administrators have of other tools.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from browser.courses import make_course, make_package
from browser.learner import Learner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms


@pytest.fixture
def start(lms: Callable[..., Lms], tmp_path: Path) -> Callable[..., Learner]:
    """Start the small course; what differs from it is an option of ``make_course`` or ``Lms``."""

    def begin(
        language: str = "en",
        *,
        per_module: bool = False,
        browser: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Learner:
        package = make_package(
            make_course(language, **changes), tmp_path / "course.zip", per_module=per_module
        )
        return Learner(lms(package, **(browser or {})))

    return begin


def stored_status(learner: Learner) -> str:
    return learner.lms.stored().get("cmi.core.lesson_status", "")


def arrive(learner: Learner, status: str) -> None:
    learner.lms.eventually(lambda: stored_status(learner) == status, f"status {status}")


def test_read_fail_retry_pass(start: Callable[..., Learner]) -> None:
    """P11, P12, P14, P18, P20, P21, P31, P35, P36: the whole way, without one error code."""
    learner = start()
    learner.do_the_reading()
    learner.take_test(right=False)
    assert not learner.has_passed()
    learner.saved()
    assert learner.lms.stored()["cmi.core.score.raw"] == "0"
    learner.take_test(right=True)
    assert learner.has_passed()
    arrive(learner, "passed")
    assert learner.find("[data-congratulation]").is_visible()
    learner.find(".sk-bar .sk-do-main").click()
    learner.find(".sk-closed").wait_for()

    log = learner.lms.log()
    assert learner.lms.errors() == []
    assert learner.lms.sets("cmi.core.lesson_status") == ["incomplete", "passed"]
    assert learner.lms.sets("cmi.core.score.raw") == ["0", "100"]
    assert set(learner.lms.sets("cmi.core.exit")) == {"suspend"}
    calls = [(c["call"], c["element"], c["value"]) for c in log]
    score = calls.index(("LMSSetValue", "cmi.core.score.raw", "100"))
    status = calls.index(("LMSSetValue", "cmi.core.lesson_status", "passed"))
    assert score < status
    assert "LMSCommit" not in [name for name, _, _ in calls[score:status]]
    assert [name for name, _, _ in calls].count("LMSFinish") == 1
    assert calls[-1][0] == "LMSFinish"
    assert [name for name, _, _ in calls].count("LMSCommit") < 30


def test_interactions_are_legal_and_complete(start: Callable[..., Learner]) -> None:
    """P23, P24, P25, P27: each answer of each attempt is a record that a strict LMS takes."""
    learner = start()
    learner.go("checking")
    learner.take_test(right=False)
    learner.take_test(right=True)
    learner.saved()
    values = learner.lms.stored()
    results = [values[f"cmi.interactions.{n}.result"] for n in range(10)]
    assert results == ["wrong"] * 5 + ["correct"] * 5
    for n in range(10):
        assert re.fullmatch(r"\w+", values[f"cmi.interactions.{n}.id"], re.ASCII)
        assert values[f"cmi.interactions.{n}.type"] in {"choice", "true-false"}
    assert learner.lms.errors() == []


def test_leave_in_the_middle_of_the_test(start: Callable[..., Learner]) -> None:
    """P4, P5: the same questions in the same order with the same answers; and the score of these."""
    learner = start()
    learner.go("checking")
    learner.press()
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
    learner.saved()
    assert learner.lms.stored()["cmi.core.score.raw"] == "80"
    assert learner.lms.errors() == []


def test_the_power_goes_out(start: Callable[..., Learner]) -> None:
    """P6, P28, P29: no goodbye at all; nothing is lost but the last second."""
    learner = start()
    learner.do_the_reading()
    learner.press()
    learner.answer(right=True)
    learner.choose(right=True)
    learner.press()
    before = learner.questions()
    learner.lms.page.wait_for_timeout(1000)
    learner.lms.kill()
    learner.ready()
    assert learner.page_id() == "checking"
    assert learner.questions() == before
    learner.go("doing")
    assert learner.find("input[data-task]").is_checked()
    assert learner.find("input[data-watch]").is_checked()
    assert learner.lms.errors() == []


def test_the_place_on_the_page_is_kept(start: Callable[..., Learner]) -> None:
    learner = start()
    learner.evaluate("() => scrollTo(0, 700)")
    learner.lms.page.wait_for_timeout(600)
    learner.lms.reopen()
    learner.ready()
    learner.lms.eventually(
        lambda: abs(learner.evaluate("() => scrollY") - 700) < 80, "the place is kept"
    )


def test_an_lms_that_refuses(start: Callable[..., Learner]) -> None:
    """P1, P32: the learner is told, goes on, and everything arrives later."""
    learner = start()
    learner.saved()
    learner.lms.fault("refuse")
    learner.go("doing")
    learner.find("input[data-task]").check()
    banner = learner.course.get_by_role("alert")
    banner.wait_for()
    assert "did not take your results" in banner.inner_text()
    learner.find("input[data-watch]").check()
    learner.lms.fault("none")
    banner.wait_for(state="hidden", timeout=15_000)
    learner.saved()
    learner.lms.reopen()
    learner.ready()
    assert learner.page_id() == "doing"
    assert learner.find("input[data-watch]").is_checked()


def test_an_lms_that_says_true_and_stores_nothing(start: Callable[..., Learner]) -> None:
    """P1, P32: reading back finds it out; the browser keeps what the LMS does not."""
    learner = start()
    learner.saved()
    learner.lms.fault("forget")
    learner.go("doing")
    learner.find("input[data-task]").check()
    banner = learner.course.get_by_role("alert")
    banner.wait_for()
    assert "your results are not there" in banner.inner_text()
    learner.lms.kill()
    learner.ready()
    assert learner.find("input[data-task]").is_checked()
    learner.saved()
    assert learner.lms.errors() == []


def test_an_lms_that_loses_what_it_committed(start: Callable[..., Learner]) -> None:
    """The journal of the browser knows more than the LMS at the next launch, and tells it."""
    learner = start()
    learner.saved()
    old = learner.lms.stored()["cmi.suspend_data"]
    learner.lms.fault("lose")
    learner.go("doing")
    learner.find("input[data-task]").check()
    learner.saved()
    assert learner.lms.stored()["cmi.suspend_data"] == old
    learner.lms.kill()
    learner.ready()
    assert learner.page_id() == "doing"
    assert learner.find("input[data-task]").is_checked()
    learner.saved()
    assert learner.lms.stored()["cmi.suspend_data"] != old


@pytest.mark.parametrize("fault", ["no-api", pytest.param("throw", marks=pytest.mark.soak)])
def test_no_lms_at_all(start: Callable[..., Learner], fault: str) -> None:
    """P34: the course works, says that results are not saved, and this browser remembers."""
    learner = start(browser={"tolerate": ("out of order",)})
    learner.lms.fault(fault)
    learner.lms.reset()
    learner.ready()
    banner = learner.find(".sk-banner")
    banner.wait_for()
    assert "do not reach the learning system" in banner.inner_text()
    learner.do_the_reading()
    learner.take_test(right=True)
    assert learner.has_passed()
    assert learner.find("[data-congratulation]").is_visible()
    learner.lms.relaunch()
    learner.ready()
    assert learner.has_passed()


def test_an_api_that_comes_late(start: Callable[..., Learner]) -> None:
    """P34: an API that appears after the course is found all the same."""
    learner = start()
    learner.lms.fault("late-api")
    learner.lms.reset()
    learner.ready()
    assert learner.find(".sk-banner:visible").count() == 0
    learner.saved()
    assert learner.lms.errors() == []


def test_two_tabs(start: Callable[..., Learner]) -> None:
    """P9: two windows of one attempt do not undo each other."""
    learner = start()
    learner.go("doing")
    first = learner.lms.page
    learner.lms.page = learner.lms.new_page()
    learner.ready()
    learner.find("input[data-task]").check()
    learner.saved()
    learner.lms.page = first
    learner.lms.eventually(learner.find("input[data-task]").is_checked, "the first window follows")
    learner.find("input[data-watch]").check()
    learner.saved()
    learner.lms.kill()
    learner.ready()
    assert learner.find("input[data-task]").is_checked()
    assert learner.find("input[data-watch]").is_checked()


def test_two_tabs_in_the_same_instant(start: Callable[..., Learner]) -> None:
    """P9: what is done in both at once is in both, and in what the LMS keeps, whoever goes last."""
    learner = start()
    learner.go("doing")
    learner.saved()
    first = learner.lms.page
    second = learner.lms.page = learner.lms.new_page()
    learner.ready()
    at = learner.evaluate("() => Date.now() + 1000")
    # Neither window hears anything in the last moments before both are clicked.
    click = """(box, at) => { setTimeout(() => {
        while (Date.now() < at); box.click(); }, at - 300 - Date.now()) }"""
    for page, box in ((first, "input[data-task]"), (second, "input[data-watch]")):
        learner.lms.page = page
        learner.find(box).evaluate(click, at)
    for page in (first, second):
        learner.lms.page = page
        for box in ("input[data-task]", "input[data-watch]"):
            learner.lms.eventually(learner.find(box).is_checked, f"{box} is ticked in both")
        learner.saved()
    second.close(run_before_unload=True)
    learner.lms.page = first
    learner.lms.page.evaluate("localStorage.clear()")
    learner.lms.reopen()
    learner.ready()
    assert learner.find("input[data-task]").is_checked()
    assert learner.find("input[data-watch]").is_checked()
    assert learner.lms.errors() == []


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_writes_nothing(start: Callable[..., Learner], mode: str) -> None:
    """P22: only these two modes keep silent."""
    learner = start()
    learner.lms.mode(mode)
    learner.ready()
    before = len(learner.lms.log())
    learner.go("doing")
    learner.find("input[data-task]").check()
    learner.go("checking")
    learner.press()
    learner.answer(right=True)
    learner.lms.page.wait_for_timeout(500)
    learner.lms.relaunch()
    learner.ready()
    calls = {c["call"] for c in learner.lms.log()[before:]}
    assert not calls & {"LMSSetValue", "LMSCommit"}
    assert learner.lms.errors() == []


def test_an_empty_mode_is_the_normal_one(start: Callable[..., Learner]) -> None:
    """P22: some LMSs tell no mode; results are saved there too."""
    learner = start()
    learner.lms.mode("empty")
    learner.lms.reset()
    learner.ready()
    learner.do_the_reading()
    learner.take_test(right=True)
    arrive(learner, "passed")


def test_the_status_never_goes_down(start: Callable[..., Learner]) -> None:
    """P3, P7, P15, P16: not by another visit, not by a worse attempt, not by leaving."""
    learner = start()
    learner.do_the_reading()
    learner.take_test(right=True)
    arrive(learner, "passed")
    learner.lms.relaunch()
    learner.ready()
    learner.go("doing")
    learner.find("input[data-task]").uncheck()
    learner.go("checking")
    learner.take_test(right=False)
    learner.saved()
    learner.lms.relaunch()
    learner.ready()
    learner.go("reading")
    learner.saved()
    assert set(learner.lms.sets("cmi.core.lesson_status")) == {"incomplete", "passed"}
    assert learner.lms.sets("cmi.core.lesson_status")[-1] == "passed"
    assert stored_status(learner) == "passed"
    assert learner.lms.stored()["cmi.core.score.raw"] == "100"
    assert learner.lms.errors() == []


def test_time_adds_up(start: Callable[..., Learner]) -> None:
    """P33: each session counts once."""
    learner = start()
    for _ in range(2):
        learner.lms.page.wait_for_timeout(1500)
        learner.lms.relaunch()
        learner.ready()
    total = learner.lms.cmi()["cmi.core.total_time"]
    assert re.fullmatch(r"0000:00:0[3-7]\.\d\d", total), total


def test_a_record_opens_in_a_new_build(start: Callable[..., Learner], tmp_path: Path) -> None:
    """P41: a page more, a question less: what stays the same is remembered."""
    learner = start()
    learner.do_the_reading()
    learner.saved()
    course = make_course()
    module = course.modules[0]
    page = type(module.pages[0])("more", "More", module.pages[0].blocks, module="one")
    changed = type(module)("one", module.title, (page, *module.pages))
    newer = make_course(version="2.0", modules=(changed, course.modules[1]))
    learner.lms.preview.previewed.show(make_package(newer, tmp_path / "newer.zip"))
    learner.lms.eventually(lambda: learner.find('[data-page="more"]').count() == 1, "the new build")
    learner.ready()
    assert learner.page_id() == "checking"
    learner.go("doing")
    assert learner.find("input[data-task]").is_checked()
    states = [a.get_attribute("data-state") for a in learner.find(".sk-rail a[data-go]").all()]
    assert states[:3] == ["unseen", "done", "done"]


def test_a_click_is_not_lost_while_something_is_saved(start: Callable[..., Learner]) -> None:
    """P31: what is redrawn between the press and the release of a mouse button gets no click."""
    learner = start()
    learner.go("doing")
    mouse = learner.lms.page.mouse
    learner.find(".sk-on-button").hover()
    mouse.down()
    learner.evaluate("() => document.querySelector('[data-task]').click()")
    learner.saved()
    mouse.up()
    learner.find('.sk-page[data-page="watching"]').wait_for(timeout=3000)


def test_back_from_the_browsers_page_cache(start: Callable[..., Learner]) -> None:
    """P30: goodbye was said, the page comes back alive; it begins a new session and goes on."""
    learner = start()
    learner.go("reading")
    learner.saved()
    learner.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    learner.lms.eventually(lambda: "LMSFinish" in [c["call"] for c in learner.lms.log()], "the end")
    learner.lms.relaunch()  # the LMS has closed the session; so does a browser that comes back
    learner.ready()
    learner.evaluate("() => { window.old = true }")
    learner.evaluate(
        "() => void dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    )
    learner.lms.eventually(lambda: not learner.evaluate("() => window.old"), "a page made anew")
    learner.ready()
    assert learner.page_id() == "reading"


def test_linear_order(start: Callable[..., Learner]) -> None:
    """What is still locked says so, and opens when what comes before was seen."""
    learner = start(navigation="linear")
    learner.find('.sk-rail a[data-go="checking"]').click(force=True)
    assert learner.page_id() == "reading"
    learner.find(".sk-toast:visible").wait_for()
    for _ in range(3):
        learner.forward()
    assert learner.page_id() == "checking"
    learner.go("reading")
    learner.go("checking")


def test_one_sco_a_module(start: Callable[..., Learner]) -> None:
    """P10: each has its own record and status, and asks for its own pages alone."""
    learner = start(per_module=True)
    learner.forward()
    learner.find("input[data-task]").check()
    learner.find("input[data-watch]").check()
    arrive(learner, "completed")
    learner.lms.page.locator(".items button").nth(1).click()
    learner.find('[data-page="watching"]').wait_for()
    learner.ready()
    learner.forward()
    learner.take_test(right=True)
    arrive(learner, "passed")
    assert learner.lms.errors() == []


def test_deferred_feedback_and_a_last_attempt(start: Callable[..., Learner]) -> None:
    """P14: a failed course is told as failed, if the author wants it."""
    learner = start(on_fail="failed", test={"feedback": "deferred", "attempts": 1})
    learner.do_the_reading()
    learner.press()
    for _ in range(5):
        learner.choose(right=False)
        learner.press()
    learner.find(".sk-result:visible").wait_for()
    arrive(learner, "failed")
    assert (
        learner.find(
            ".sk-result .sk-ask-do button",
        )
        .filter(has_text="Try again")
        .count()
        == 0
    )
    assert learner.lms.errors() == []


def test_by_keyboard_alone(start: Callable[..., Learner]) -> None:
    """Everything that a mouse can do: read on, confirm, take the test, look at it, leave."""
    learner = start()
    keyboard = learner.lms.page.keyboard
    learner.find("body").evaluate("body => { window.focus(); body.focus(); }")

    def on() -> None:
        learner.reach(".sk-on-button")
        keyboard.press("Enter")

    learner.reach(".sk-skip")
    keyboard.press("Enter")
    on()
    learner.reach("input[data-task]")
    keyboard.press("Space")
    learner.reach("input[data-watch]")
    keyboard.press("Space")
    on()
    on()
    assert learner.page_id() == "checking"
    learner.reach(".sk-actions .sk-do-main")
    keyboard.press("Enter")
    for _ in range(5):
        identifier, choices, _, _ = learner.question()
        for choice in {"a", "b", "true"} if identifier in {"q2", "q4"} else {"a", "true"}:
            if choice in choices:
                keyboard.press(str(choices.index(choice) + 1))
        keyboard.press("Enter")
        learner.reach(".sk-actions .sk-do-main")
        keyboard.press("Enter")
    learner.find(".sk-result:visible").wait_for()
    assert learner.has_passed()
    on()
    learner.find(".sk-closed").wait_for()
    assert stored_status(learner) == "passed"
    assert learner.lms.errors() == []
