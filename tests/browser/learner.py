"""What a learner does in a course, by what the course shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser.courses import right_choices

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Locator

    from browser.harness import Lms

WAY = """() => {
  const target = [...document.querySelectorAll(%s)].find((one) => one.checkVisibility());
  const from = document.activeElement;
  if (!target) return "nowhere";
  if (from === target) return "here";
  return target.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING && from !== document.body
    ? "before" : "after";
}"""
TEST_STATE = """() => [...document.querySelectorAll(".sk-question")].filter((q) => !q.hidden).map((q) => [
  q.dataset.question,
  [...q.querySelectorAll(".sk-row")].map((row) => row.dataset.choice),
  [...q.querySelectorAll("input:checked")].map((input) => input.value),
  q.dataset.outcome,
])[0]"""


class Learner:
    """Clicks and types; finds its way again after a relaunch or in a new window."""

    def __init__(self, lms: Lms) -> None:
        self.lms = lms
        self.ready()

    def ready(self) -> None:
        """Wait until the player has taken over."""
        self.lms.page.frame_locator("#stage iframe").locator("html.sk-on").wait_for()

    @property
    def course(self) -> FrameLocator:
        return self.lms.page.frame_locator("#stage iframe")

    def find(self, selector: str) -> Locator:
        return self.course.locator(selector)

    def evaluate(self, script: str) -> Any:
        return self.find("html").evaluate(script)

    def reach(self, selector: str) -> None:
        """Go there with the Tab key alone, back or on, whichever way it lies."""
        for _ in range(120):
            where = self.evaluate(WAY % repr(selector))
            if where == "here":
                return
            self.lms.page.keyboard.press("Shift+Tab" if where == "before" else "Tab")
        pytest.fail(f"the Tab key never reaches {selector}")

    def page_id(self) -> str:
        return self.find(".sk-page:visible").get_attribute("data-page") or ""

    def forward(self) -> None:
        self.find(".sk-on-button").click()

    def go(self, page: str) -> None:
        self.find(f'.sk-rail a[data-go="{page}"]').click()
        self.find(f'.sk-page[data-page="{page}"]').wait_for()

    def do_the_reading(self) -> None:
        """See every page, confirm the task, tick the video off; ends on the test's page."""
        self.go("reading")
        self.forward()
        self.find("input[data-task]").check()
        self.find("input[data-watch]").check()
        self.forward()
        self.forward()
        assert self.page_id() == "checking"

    def press(self) -> None:
        """Press the one button that leads on in the test."""
        self.find(".sk-actions .sk-do-main").click()

    def question(self) -> tuple[str, list[str], list[str], str]:
        """Id of the question shown, its choices in order, those chosen, its outcome."""
        found = self.evaluate(TEST_STATE)
        return found[0], found[1], found[2], found[3]

    def questions(self) -> list[tuple[str, list[str], list[str], str]]:
        """All questions of the running test, looked at in their order."""
        found = []
        for dot in self.find(".sk-strip button").all():
            dot.click()
            found.append(self.question())
        return found

    def choose(self, *, right: bool) -> None:
        """Choose the right answer, or a wrong one, without checking it."""
        identifier, choices, _, _ = self.question()
        good = right_choices(identifier)
        chosen = good if right else {next(c for c in choices if c not in good)}
        for choice in chosen:
            self.find(f'.sk-question:visible input[value="{choice}"]').check()

    def answer(self, *, right: bool) -> None:
        """Answer the question shown, look at the feedback and go on."""
        self.choose(right=right)
        self.press()
        self.press()

    def take_test(self, *, right: bool) -> None:
        """Take a whole attempt with immediate feedback."""
        if self.find(".sk-result:visible").count():
            self.find(".sk-result .sk-ask-do button").filter(has_text="Try again").click()
        else:
            self.press()
        for _ in range(5):
            self.answer(right=right)
        self.find(".sk-result:visible").wait_for()

    def leave(self) -> None:
        """Press the button that ends the course; it says goodbye itself, or the LMS takes it away."""
        self.find(".sk-bar .sk-do-main").click()
        ends = (self.find(".sk-closed"), self.course.locator("main h1:only-child"))
        ended = self.lms.page.locator("#stage > p")
        self.lms.eventually(
            lambda: ended.count() or any(end.count() and end.is_visible() for end in ends),
            "the course has ended",
        )

    def has_passed(self) -> bool:
        """What the result card says."""
        return self.find(".sk-result").get_attribute("data-passed") == "true"

    def saved(self) -> None:
        """Wait until everything was taken by the LMS."""
        shown = self.find(".sk-saved")
        self.lms.eventually(
            lambda: shown.inner_text().startswith("Saved"), "the learner reads: saved"
        )
