"""Answers any kind of question rightly with a keyboard alone.

A new kind of question needs a line in ``KINDS``, as in ``hands.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from browser.hands import shown_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser.learner import Learner

SHOWN = ".sk-page:not([hidden]) .sk-question:not([hidden])"


def answer(learner: Learner) -> None:
    """Answer the question shown; the focus stands on its heading, or on its controls."""
    data = shown_question(learner)
    KINDS[data["kind"]](learner, data)


def choose(learner: Learner, data: dict[str, Any]) -> None:
    """By the number of the row."""
    rows = [row.get_attribute("data-choice") for row in learner.find(f"{SHOWN} .sk-row").all()]
    for choice in data["choices"]:
        if choice["correct"]:
            learner.lms.page.keyboard.press(str(rows.index(choice["id"]) + 1))


def write(learner: Learner, data: dict[str, Any]) -> None:
    learner.reach(f"{SHOWN} input")
    right = data["accept"]["texts"][0] if "accept" in data else str(data["range"][0])
    learner.lms.page.keyboard.type(right)


def match(learner: Learner, data: dict[str, Any]) -> None:
    """With the arrow keys in every list."""
    for row in learner.find(f"{SHOWN} .sk-match").all():
        identifier = row.get_attribute("data-choice")
        target = next(c["target"] for c in data["choices"] if c["id"] == identifier)
        learner.reach(f'{SHOWN} [data-choice="{identifier}"] select')
        names = [option.get_attribute("value") for option in row.locator("option").all()]
        for _ in range(names.index(target)):
            learner.lms.page.keyboard.press("ArrowDown")


def sort(learner: Learner, data: dict[str, Any]) -> None:
    """With the button that moves an item up; the focus goes with it."""
    for place, choice in enumerate(data["choices"]):
        item = f'{SHOWN} [data-choice="{choice["id"]}"]'
        index = "item => [...item.parentElement.children].indexOf(item)"
        while learner.find(item).evaluate(index) > place:
            learner.reach(f"{item} button")
            learner.lms.page.keyboard.press("Enter")


def fill(learner: Learner, data: dict[str, Any]) -> None:
    """Gap after gap: the Tab key leads from one to the next."""
    learner.reach(f"{SHOWN} .sk-gap input")
    for number, gap in enumerate(data["gaps"]):
        if number:
            learner.lms.page.keyboard.press("Tab")
        learner.lms.page.keyboard.type(gap["texts"][0])


def place(learner: Learner, data: dict[str, Any]) -> None:
    """With the arrow keys in the list of every gap."""
    for choice in data["choices"]:
        gap = f'{SHOWN} .sk-gap[data-choice="{choice["id"]}"]'
        learner.reach(f"{gap} select")
        options = learner.find(f"{gap} option").all()
        names = [option.get_attribute("value") for option in options]
        for _ in range(names.index(choice["target"])):
            learner.lms.page.keyboard.press("ArrowDown")


def mark(learner: Learner, data: dict[str, Any]) -> None:
    for choice in data["choices"]:
        if choice["correct"]:
            learner.reach(f'{SHOWN} .sk-area[data-choice="{choice["id"]}"]')
            learner.lms.page.keyboard.press("Space")


def rate(learner: Learner, data: dict[str, Any]) -> None:
    for choice in data["choices"]:
        learner.reach(f'{SHOWN} .sk-statement[data-choice="{choice["id"]}"] input')
        learner.lms.page.keyboard.press("Space")


def tell(learner: Learner, data: dict[str, Any]) -> None:
    asked = data["essay"]
    learner.reach(f"{SHOWN} textarea")
    learner.lms.page.keyboard.type(" ".join([*asked["words"], "0" * asked["least"]]))


KINDS: dict[str, Callable[[Learner, dict[str, Any]], None]] = {
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
