"""A course in an LMS that speaks HACP from another origin, each of it seen in a browser."""

from __future__ import annotations

import re
import time
import zipfile
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, cast

import pytest

from browser.courses import make_course
from browser.hacp import HacpLms
from browser.learner import Learner
from scormkit import archive, player
from scormkit.render.course import render_site
from scormkit.render.themes import Theme
from scormkit.standards import STANDARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browser.harness import Lms


class Launched:
    """A browser tab with the LMS's page in it: what a learner needs of an LMS."""

    def __init__(self, page: Page, lms: HacpLms) -> None:
        self.page, self.lms = page, lms
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(lms.launch())

    def eventually(self, holds: Callable[[], object], what: str, seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"not within {seconds} s: {what}"
            self.page.wait_for_timeout(50)

    def relaunch(self) -> None:
        """Leave, and come again from the LMS."""
        self.page.goto(self.lms.launch())


@pytest.fixture
def start(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., tuple[Learner, HacpLms]]]:
    """Pack the small course, unpack it on a server and launch it from the LMS."""
    with ExitStack() as stack:

        def begin(language: str = "en", **changes: Any) -> tuple[Learner, HacpLms]:
            course, package = make_course(language, **changes), tmp_path / "course.zip"
            archive.save(
                STANDARDS["aicc"].pack(
                    course, render_site(course, Theme(), extras=player.extras())
                ),
                package,
            )
            with zipfile.ZipFile(package) as file:
                file.extractall(tmp_path / "content")
            lms = stack.enter_context(HacpLms(tmp_path / "content"))
            context = chromium.new_context(reduced_motion="reduce")
            stack.callback(context.close)
            context.set_default_timeout(10_000)
            return Learner(cast("Lms", Launched(context.new_page(), lms))), lms

        yield begin


def arrive(learner: Learner, lms: HacpLms, name: str, value: str) -> None:
    learner.lms.eventually(lambda: lms.record.core.get(name) == value, f"{name} {value}")


def test_fail_leave_in_the_middle_resume_and_pass(
    start: Callable[..., tuple[Learner, HacpLms]],
) -> None:
    """P4, P8, P12, P20, P23, P27, P36: the whole way, over two sessions."""
    learner, lms = start()
    learner.do_the_reading()
    learner.take_test(right=False)
    assert not learner.has_passed()
    learner.saved()
    arrive(learner, lms, "Score", "0")
    assert lms.record.core["Lesson_Status"] == "incomplete"
    learner.find(".sk-result .sk-ask-do button").first.click()
    learner.answer(right=True)
    learner.answer(right=True)
    before = learner.questions()
    learner.saved()

    learner.lms.relaunch()
    learner.ready()
    learner.lms.eventually(lambda: "ExitAU" in lms.commands, "the first session ends")
    assert learner.page_id() == "checking"
    assert lms.record.core["Lesson_Location"] == "checking"
    assert learner.questions() == before
    learner.find(".sk-strip button").nth(2).click()
    for _ in range(3):
        learner.answer(right=True)
    learner.find(".sk-result:visible").wait_for()
    assert learner.has_passed()
    arrive(learner, lms, "Lesson_Status", "passed")
    assert lms.record.core["Score"] == "100"
    learner.find(".sk-bar .sk-do-main").click()
    learner.find(".sk-closed").wait_for()
    learner.lms.eventually(lambda: lms.commands[-1] == "ExitAU", "the second session ends")

    results = [answer["result"] for answer in lms.record.answers]
    assert results == ["wrong"] * 5 + ["correct"] * 5
    for answer in lms.record.answers:
        assert re.fullmatch(r"q_\w+", answer["interaction_id"], re.ASCII)
        assert (answer["course_id"], answer["student_id"]) == ("small", "ivanov")
        assert answer["lesson_id"] == "small"
        assert re.fullmatch(r"\d{4}/\d\d/\d\d", answer["date"])
        assert answer["type_interaction"] in {"choice", "true-false"}
    assert lms.commands.count("ExitAU") == 2
    assert lms.complaints == []
    assert cast("Launched", learner.lms).complaints == []


def until(holds: Callable[[], object], what: str) -> None:
    """Wait where there is no page to wait in."""
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def test_closing_the_tab_ends_the_session(start: Callable[..., tuple[Learner, HacpLms]]) -> None:
    """P28: the time of reading counts up to the end."""
    learner, lms = start()
    learner.go("doing")
    learner.saved()
    learner.lms.page.wait_for_timeout(2_200)
    learner.lms.page.close(run_before_unload=True)
    until(
        lambda: lms.commands[-1] in {"ExitAU", "PutParam"} and lms.commands.count("ExitAU"), "end"
    )
    assert lms.commands.count("ExitAU") == 1
    assert lms.complaints == []


def test_closing_the_tab_right_after_a_change_keeps_it(
    start: Callable[..., tuple[Learner, HacpLms]], chromium: Browser
) -> None:
    """P28, P29: the change is younger than any pause, and the window is gone."""
    learner, lms = start()
    learner.go("doing")
    learner.saved()
    before = lms.record.lesson
    learner.find("input[data-task]").check()
    learner.lms.page.close(run_before_unload=True)
    until(lambda: lms.record.lesson != before, "the LMS hears of it")
    # Another browser, without a journal: only what the LMS has taken is there.
    with closing(chromium.new_context()) as elsewhere:
        learner = Learner(cast("Lms", Launched(elsewhere.new_page(), lms)))
        assert learner.page_id() == "doing"
        assert learner.find("input[data-task]").is_checked()
    assert lms.complaints == []


def test_a_page_loaded_again_loses_nothing(start: Callable[..., tuple[Learner, HacpLms]]) -> None:
    """The LMS refuses a session that is over: the learner reads so, and goes on all the same."""
    learner, lms = start()
    learner.go("doing")
    learner.saved()
    learner.lms.page.reload()
    learner.ready()
    assert learner.page_id() == "doing"
    learner.find("input[data-task]").check()
    learner.find(".sk-banner[role=alert]").wait_for()
    learner.lms.relaunch()
    learner.ready()
    assert learner.find("input[data-task]").is_checked()
    learner.saved()
    assert lms.complaints == []


def test_review_writes_nothing(start: Callable[..., tuple[Learner, HacpLms]]) -> None:
    """P22."""
    learner, lms = start()
    learner.saved()
    lms.mode, lms.commands = "review", []
    kept = dict(lms.record.core)
    learner.lms.relaunch()
    learner.ready()
    learner.go("doing")
    learner.lms.page.wait_for_timeout(500)
    assert lms.record.core == kept
    assert [name for name in lms.commands if name == "PutInteractions"] == []
