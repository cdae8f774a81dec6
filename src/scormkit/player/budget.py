"""Proves at build time that a learner's state fits, whatever the learner does.

The widths stand once, in ``state/layout.json``, which ``state/codec.ts`` writes by; a test holds
the number found here against a state that TypeScript made of the worst run there is.
"""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import Any, Literal

from scormkit.values import Struct, replace


class Cost(Struct, frozen=True):
    """What one thing adds to the state at worst, in bits (six make a character)."""

    kind: Literal["page", "task", "video", "test", "question"]
    id: str
    bits: int
    letters: int = 0
    """As many as may be written in answer."""

    @property
    def characters(self) -> float:
        """The same in characters."""
        return self.bits / 6


class Budget(Struct, frozen=True):
    """The longest state that a document can come to; ``costs`` begin with the dearest.

    ``letters`` are those of written answers: what an author can shorten without taking anything out.
    """

    characters: int
    costs: tuple[Cost, ...]
    letters: int = 0

    def dearest(self, number: int = 5) -> tuple[Cost, ...]:
        """Return the questions and tests that cost most."""
        return tuple(c for c in self.costs if c.kind in {"question", "test"})[:number]

    def letters_within(self, limit: int) -> int:
        """Say how many letters of written answers a state of ``limit`` characters has room for."""
        over = max(0, self.characters - limit)
        return max(0, self.letters - -(-over * 6 // _widths()["letter"]))


def worst_case(course: dict[str, Any]) -> Budget:
    """Compute the budget of one document from the data its player gets.

    At worst a learner has seen, done and watched everything, and in every test has drawn the
    questions that cost most, section by section, and chosen all that can be chosen.
    """
    bits = _widths()
    costs = [
        Cost(kind, thing["id"], bits["key"])
        for page in course["pages"]
        for kind, things in _parts(page)
        for thing in things
    ]
    letters = 0
    total = sum(bits[field] for field in _FIXED) + 3 * bits["set"] + len(costs) * bits["key"]
    for test in [*course["tests"], *filter(None, [course.get("checks")])]:
        of_time = _OF_TIME if "time" in test else ()
        own = Cost("test", test["id"], sum(bits[field] for field in (*_OF_TEST, *of_time)))
        costs.append(own)
        total += own.bits
        for bank, draw in _banks(test):
            found = [_question(question, bits) for question in bank]
            of_questions = [replace(cost, bits=cost.bits + bits["kept"]) for cost in found]
            costs += of_questions
            drawn = sorted(of_questions, key=lambda cost: -cost.bits)[: draw or None]
            total += sum(cost.bits for cost in drawn)
            letters += sum(cost.letters for cost in drawn)
    total += bits["day"] if course.get("certificate") else 0
    head = bits["version"] + bits["checksum"]
    costs.sort(key=lambda cost: -cost.bits)
    return Budget(head // 6 + -(-total // 6), tuple(costs), letters)


_FIXED = ("lineage", "counter", "seconds", "status", "key", "scroll", "tests")
_OF_TEST = ("key", "attempts", "best", "passed", "phase", "position", "seed", "timed", "drawn")
_OF_TIME = ("time", "time", "time")


def _banks(test: dict[str, Any]) -> list[tuple[list[Any], int]]:
    """Give what is drawn from, and how much."""
    questions = test["questions"]
    if "sections" not in test:
        return [(questions, test["draw"])]
    return [
        ([question for question in questions if question["section"] == part["id"]], part["draw"])
        for part in test["sections"]
    ]


def _parts(page: dict[str, Any]) -> tuple[tuple[Literal["page", "task", "video"], list[Any]], ...]:
    return ("page", [page]), ("task", page["tasks"]), ("video", page["videos"])


def _question(question: dict[str, Any], bits: dict[str, int]) -> Cost:
    if "room" in question:
        text = max(bits["length"] + bits["letter"], _text(question, bits))
        writes = question["kind"] != "hotspot"
        letters = (text - bits["length"]) // bits["letter"] if writes else 0
        total = bits["key"] + bits["answered"] + text
        return Cost("question", question["id"], total, letters)
    several = {"multiple": 1, "ordering": 1, "matching": 2, "categorise": 2, "likert": 2}
    several |= {"drop-down": 2, "drag-words": 2}
    most = several.get(question["kind"], 0) * len(question["choices"]) or 1
    answer = bits["answered"] + bits["given"] + most * bits["choice"]
    return Cost("question", question["id"], bits["key"] + answer)


def _text(question: dict[str, Any], bits: dict[str, int]) -> int:
    """Give the bits of a text; of several in the gaps of one, all but the first add a line end."""
    more = len(question.get("gaps", ())) - 1
    room: int = question["room"]
    return room + max(0, more) * (room - bits["length"] + bits["letter"])


@functools.cache
def _widths() -> dict[str, int]:
    layout = json.loads((files("scormkit.player") / "state" / "layout.json").read_text("utf-8"))
    widths: dict[str, int] = layout["bits"]
    return widths
