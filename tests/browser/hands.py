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
Told: TypeAlias = Outcome | Literal["noted"]
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

    def answer(self, outcome: Outcome) -> Told:
        """Answer the question shown so that this comes of it; what is not scored is only noted."""
        data = self.question
        KINDS[data["kind"]](self, data, outcome)
        return outcome if data["points"] else "noted"

    def told(self, outcome: Told) -> None:
        """Wait until this is what the question says of the answer; a tap is no click yet."""
        self.learner.find(f'.sk-question[data-outcome="{outcome}"]:visible').wait_for()


def middle(element: Locator) -> tuple[float, float]:
    box = element.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def can_come_to(data: dict[str, Any], outcome: Outcome) -> bool:
    """Whether a question can be answered so; what is not scored has no right and wrong."""
    return outcome == "correct" or bool(
        data["points"] and (outcome != "partial" or data["partial"])
    )


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


def fill(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    for number, gap in enumerate(data["gaps"]):
        right = outcome == "correct" or (outcome == "partial" and not number)
        hand.press(hand.find(".sk-gap input").nth(number))
        hand.learner.lms.page.keyboard.insert_text(gap["texts"][0] if right else "0")


def place(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    """Drag words into the gaps; where there are none to drag, the browser's own lists are opened."""
    names = [target["id"] for target in data["targets"]]
    for number, choice in enumerate(data["choices"]):
        gap = hand.find(f'.sk-gap[data-choice="{choice["id"]}"]')
        right = outcome == "correct" or (outcome == "partial" and not number)
        if data["kind"] == "drag-words":
            wrong = next(name for name in names if name != choice["target"])
            word = choice["target"] if right else wrong
            hand.drag(hand.find(f'[data-word="{word}"]'), gap)
        else:
            offered = [option.get_attribute("value") for option in gap.locator("option").all()]
            wrong = next(name for name in offered if name and name != choice["target"])
            word = choice["target"] if right else wrong
            gap.locator("select").select_option(word)
        assert gap.locator("select").input_value() == word


def mark(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    """Press into the areas that are right, or into one that is not."""
    wanted = [c for c in data["choices"] if c["correct"] == (outcome != "incorrect")]
    picture = hand.find(".sk-spots img")
    picture.scroll_into_view_if_needed()
    for choice in wanted if outcome == "correct" else wanted[:1]:
        box = picture.bounding_box()
        assert box
        x, y = choice["spot"]
        at = (box["x"] + box["width"] * x / 1000, box["y"] + box["height"] * y / 1000)
        page = hand.learner.lms.page
        (page.touchscreen.tap if hand.touch else page.mouse.click)(*at)


def rate(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    """Give each statement the last place on the scale, whatever should come of it."""
    del outcome
    for choice in data["choices"]:
        hand.press(hand.find(f'.sk-statement[data-choice="{choice["id"]}"] .sk-place').last)


def tell(hand: Hand, data: dict[str, Any], outcome: Outcome) -> None:
    """Write what is looked for, long enough."""
    asked = data["essay"]
    found = {"correct": asked["needed"], "partial": 1, "incorrect": 0}[outcome]
    text = " ".join([*asked["words"][:found], "0" * asked["least"]])
    hand.press(hand.find("textarea"))
    hand.learner.lms.page.keyboard.insert_text(text)


KINDS: dict[str, Callable[[Hand, dict[str, Any], Outcome], None]] = {
    "single": choose,
    "multiple": choose,
    "true-false": choose,
    "short-text": write,
    "numeric": write,
    "matching": match,
    "categorise": match,
    "ordering": sort,
    "fill-gaps": fill,
    "drop-down": place,
    "drag-words": place,
    "hotspot": mark,
    "likert": rate,
    "essay": tell,
}
