"""The proof of the worst case, held against states that TypeScript really made (P1, P2)."""

from __future__ import annotations

import json
import random
import subprocess
from typing import TYPE_CHECKING, Any

from scormkit.model.names import choice_keys, stable_key
from scormkit.player import hatch_build
from scormkit.player.budget import worst_case

if TYPE_CHECKING:
    from pathlib import Path


def keyed(name: str) -> dict[str, Any]:
    return {"id": name, "key": stable_key(name)}


KINDS = (
    "single", "multiple", "true-false", "short-text", "numeric", "matching", "categorise", "ordering",
    "fill-gaps", "drop-down", "drag-words",
    "hotspot", "likert", "essay",
)  # fmt: skip


def question(name: str, kind: str, choices: int) -> dict[str, Any]:
    names = [f"{name}-{n}" for n in range(choices)]
    keys = choice_keys(names)
    own: dict[str, Any] = {}
    if kind in {"short-text", "numeric", "hotspot", "essay", "fill-gaps"}:
        names, keys = [], []
        own = {"room": 12 + 8 * 10 * choices, "range": [0, 1], "marks": choices}
        own["accept"] = {"texts": ["x"], "case": False, "typos": 0}
        own["essay"] = {"least": 0, "most": 10 * choices, "words": [], "needed": 0}
        if kind == "fill-gaps":
            own["gaps"] = [own.pop("accept")] * choices
    elif kind in {"matching", "categorise", "likert", "drop-down", "drag-words"}:
        own = {"targets": [{"id": "to", "key": 4095, "text": "to"}]}
    return {
        **own,
        **keyed(name), "wire": name, "kind": kind, "points": 1, "partial": False, "shuffle": True,
        "text": name,
        "choices": [
            {"id": i, "key": k, "correct": n == 0}
            for n, (i, k) in enumerate(zip(names, keys, strict=True))
        ],
    }  # fmt: skip


def course(seed: int, *, draw: bool) -> dict[str, Any]:
    dice = random.Random(seed)
    pages, tests = [], []
    for p in range(dice.randint(1, 12)):
        name = f"{seed}-page-{p}"
        test = f"{name}-test" if dice.random() < 0.5 else None
        tasks = [keyed(f"{name}-task-{n}") for n in range(dice.randint(0, 3))]
        videos = [keyed(f"{name}-video-{n}") for n in range(dice.randint(0, 3))]
        page = {"module": "m", "title": name, "tasks": tasks, "videos": videos, "test": test}
        pages.append({**keyed(name), **page})
        if test:
            questions = [
                question(
                    f"{test}-{n}",
                    dice.choice(KINDS),
                    dice.randint(2, 9),
                )
                for n in range(dice.randint(1, 15))
            ]
            drawn = dice.randint(1, len(questions)) if draw else 0
            tests.append({
                **keyed(test), "page": name, "title": "", "passPercent": 80, "attempts": 0,
                "draw": drawn, "shuffle": True, "feedback": "immediate", "review": "key",
                "questions": questions,
            })  # fmt: skip
    asked = [
        question(f"{seed}-check-{n}", dice.choice(KINDS), 4) for n in range(dice.randint(0, 5))
    ]
    checks = {
        **keyed("checks"), "page": "", "title": "", "passPercent": 0, "attempts": 0, "draw": 0,
        "shuffle": False, "feedback": "immediate", "review": "results", "questions": asked,
    }  # fmt: skip
    return {
        "checks": checks if asked else None, "certificate": dice.random() < 0.5,
        "format": 1, "id": "c", "version": "1", "build": "b", "title": "", "language": "ru",
        "navigation": "free", "onFail": "incomplete", "messages": {},
        "completion": {"pages": True, "tasks": True, "videos": 100, "test": True},
        "modules": [{"id": "m", "title": "", "pages": [p["id"] for p in pages]}],
        "pages": pages, "tests": tests,
    }  # fmt: skip


def lengths(courses: list[dict[str, Any]], folder: Path) -> list[int]:
    hatch_build.install()
    source = hatch_build.PACKAGE.parents[1] / "tests" / "player" / "worst.ts"
    hatch_build.bundle_scripts({"worst": source}, folder, "--platform=node", "--format=cjs")
    (folder / "courses.json").write_text(json.dumps(courses), "utf-8")
    command = [*hatch_build.node_command(), str(folder / "worst.js"), str(folder / "courses.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    found: list[int] = json.loads(done.stdout)
    return found


def test_the_worst_run_is_exactly_as_long_as_proved(tmp_path: Path) -> None:
    courses = [course(seed, draw=False) for seed in range(40)]
    assert lengths(courses, tmp_path) == [worst_case(c).characters for c in courses]


def test_no_draw_is_longer_than_proved(tmp_path: Path) -> None:
    courses = [course(seed, draw=True) for seed in range(100, 140)]
    found = lengths(courses, tmp_path)
    proved = [worst_case(c).characters for c in courses]
    assert all(real <= most for real, most in zip(found, proved, strict=True))
    assert sum(found) > 0.7 * sum(proved)


def test_sixty_questions_fit_scorm_1_2() -> None:
    """The course of field-notes 4.1: 60 questions, 40 pages, well below 4,096 characters."""
    pages = [
        {**keyed(f"p{n}"), "tasks": [keyed(f"t{n}")], "videos": [keyed(f"v{n}")]} for n in range(40)
    ]
    questions = [question(f"q{n}", "multiple", 6) for n in range(60)]
    budget = worst_case({"pages": pages, "tests": [{"id": "t", "draw": 0, "questions": questions}]})
    assert budget.characters < 2000


def test_costs_name_the_dearest() -> None:
    questions = [question("cheap", "single", 9), question("dear", "multiple", 30)]
    budget = worst_case({"pages": [], "tests": [{"id": "t", "draw": 1, "questions": questions}]})
    assert [cost.id for cost in budget.dearest(2)] == ["dear", "t"]
    assert budget.dearest(1)[0].bits == 24 + 2 + 6 + 30 * 12
