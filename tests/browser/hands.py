"""Answers any kind of question by mouse or by finger, rightly, partly or wrongly.

A new kind of question needs a line in ``KINDS``; every test of all kinds then walks it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from browser.learner import Learner

Outcome: TypeAlias = Literal["correct", "partial", "incorrect"]
_QUESTION = """() => {
  const shown = document.querySelector(".sk-page:not([hidden]) .sk-question:not([hidden])");
  const { tests } = JSON.parse(document.getElementById("sk-course").textContent);
  return tests.flatMap((test) => test.questions).find(({ id }) => id === shown.dataset.question);
}"""


def shown_question(learner: Learner) -> dict[str, Any]:
    """The data of the question shown."""
    found: dict[str, Any] = learner.evaluate(_QUESTION)
    return found


@dataclass(frozen=True)
class Hand:
    """What a learner points with."""

    learner: Learner
    touch: bool

    @property
    def question(self) -> dict[str, Any]:
        return shown_question(self.learner)

    def find(self, selector: str) -> Locator:
        return self.learner.find(f".sk-question:visible {selector}")

    def press(self, target: Locator) -> None:
        if self.touch:
            target.tap()
        else:
            target.click()

    def drag(self, what: Locator, onto: Locator) -> None:
        """Take it in its middle and let it go a little beyond that of the other, both in sight."""
        onto.scroll_into_view_if_needed()
        what.scroll_into_view_if_needed()
        (x, y), (to_x, to_y) = middle(what), middle(onto)
        to_y += 9 if to_y > y else -9
        steps = [(x + (to_x - x) * n / 5, y + (to_y - y) * n / 5) for n in range(6)]
        if self.touch:
            self._drag_by_finger(steps)
            return
        mouse = self.learner.lms.page.mouse
        mouse.move(x, y)
        mouse.down()
        for step in steps:
            mouse.move(*step)
        mouse.up()

    def _drag_by_finger(self, steps: list[tuple[float, float]]) -> None:
        page = self.learner.lms.page
        client = page.context.new_cdp_session(page)
        kinds = ["touchStart", *["touchMove"] * (len(steps) - 1)]
        for kind, (x, y) in zip(kinds, steps, strict=True):
            client.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]}
            )
        page.wait_for_timeout(
            200
        )  # a finger that leaves in full swing flings, and the next tap only stops that
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        client.detach()

    def answer(self, outcome: Outcome) -> None:
        """Answer the question shown, so that this comes of it."""
        data = self.question
        KINDS[data["kind"]](self, data, outcome)

    def told(self, outcome: Outcome) -> None:
        """Wait until this is what the question says of the answer; a tap is no click yet."""
        self.learner.find(f'.sk-question[data-outcome="{outcome}"]:visible').wait_for()


def middle(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def can_be_partly_right(data: dict[str, Any]) -> bool:
    return bool(data["partial"])


def choose(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    right = [choice["id"] for choice in data["choices"] if choice["correct"]]
    wrong = [choice["id"] for choice in data["choices"] if not choice["correct"]]
    chosen = {"correct": right, "partial": right[:-1], "incorrect": wrong[:1]}[outcome]
    for choice in data["choices"] if data["kind"] == "multiple" else ():
        row = hand.find(f'[data-choice="{choice["id"]}"] .sk-choice')
        if row.locator("input").is_checked():
            hand.press(row)
    for choice in chosen:
        hand.press(hand.find(f'[data-choice="{choice}"] .sk-choice'))


def write(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    right = data["accept"]["texts"][0] if "accept" in data else str(data["range"][0])
    hand.press(hand.find("input"))
    hand.learner.lms.page.keyboard.insert_text(right if outcome == "correct" else "0")


def match(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    """Drag names onto lines; with a mouse every second one is chosen from the list instead."""
    names = [target["id"] for target in data["targets"]]
    for number, choice in enumerate(data["choices"]):
        right = outcome == "correct" or (outcome == "partial" and not number)
        wanted = choice["target"] if right else next(n for n in names if n != choice["target"])
        line = hand.find(f'[data-choice="{choice["id"]}"]')
        if number % 2 and not hand.touch:
            line.locator("select").select_option(wanted)
            continue
        text = next(target["text"] for target in data["targets"] if target["id"] == wanted)
        hand.drag(hand.find(".sk-chip").filter(has_text=text), line)
        assert line.locator("select").input_value() == wanted


def sort(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    """Drag one to the front by its grip, past all the others; move each to its place by its buttons."""
    right = [choice["id"] for choice in data["choices"]]
    turned, swapped = [*right[1:], right[0]], [right[1], right[0], *right[2:]]
    wanted = {"correct": right, "partial": swapped, "incorrect": turned}[outcome]
    last = order(hand)[-1]
    hand.drag(hand.find(f'[data-choice="{last}"] .sk-grip'), hand.find(".sk-item").first)
    assert order(hand)[0] == last
    for place, identifier in enumerate(wanted):
        while order(hand).index(identifier) > place:
            hand.press(hand.find(f'[data-choice="{identifier}"] button').first)


def order(hand: Hand) -> list[str]:
    """The items as they stand."""
    return [item.get_attribute("data-choice") or "" for item in hand.find(".sk-item").all()]


KINDS: dict[str, Callable[[Hand, dict[str, Any], Outcome], None]] = {
    "single": choose,
    "multiple": choose,
    "true-false": choose,
    "short-text": write,
    "numeric": write,
    "matching": match,
    "categorise": match,
    "ordering": sort,
}
