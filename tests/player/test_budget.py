"""The proof of the worst case, held against states that TypeScript really made (P1, P2)."""

from __future__ import annotations

import json
import random
import re
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from zipfile import ZipFile

import pytest

from scormkit.build import build_course
from scormkit.diagnostics import Location, Report
from scormkit.model.names import choice_keys, stable_key
from scormkit.model.quiz import ShortText, Test
from scormkit.player import hatch_build
from scormkit.player.budget import worst_case
from scormkit.render.course.quiz.questions import question_data
from scormkit.render.locales import Words
from scormkit.standards.state import prove_state

if TYPE_CHECKING:
    from scormkit.render.site import Sco

MANIFESTS = Path(__file__).parents[2] / "manifests"


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


def exam(name: str, page: str, questions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        **keyed(name), "page": page, "title": "", "passPercent": 80, "attempts": 0, "draw": 0,
        "shuffle": True, "feedback": "immediate", "review": "key", "questions": questions,
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
            parts: dict[str, Any] = {}
            if dice.random() < 0.3:  # every other question in a section of its own bank
                names = ["odd", "even"]
                for n, one in enumerate(questions):
                    one["section"] = names[n % 2]
                most = len(questions) // 2
                draws = [dice.randint(1, most) if draw and most else 0 for _ in names]
                parts["sections"] = [
                    {"id": name, "title": name, "draw": number, "shuffle": True}
                    for name, number in zip(names, draws, strict=True)
                ]
            if dice.random() < 0.3:
                parts["time"] = 600
            tests.append({
                **parts, **exam(test, name, questions), "draw": drawn,
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


def run(name: str, folder: Path, argument: str) -> Any:
    hatch_build.install()
    source = hatch_build.PACKAGE.parents[1] / "tests" / "player" / f"{name}.ts"
    hatch_build.bundle_scripts({name: source}, folder, "--platform=node", "--format=cjs")
    command = [*hatch_build.node_command(), str(folder / f"{name}.js"), argument]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=100)
    return json.loads(done.stdout)


def lengths(courses: list[dict[str, Any]], folder: Path) -> list[int]:
    """Give the lengths of the worst states that learners of these courses came to."""
    (folder / "courses.json").write_text(json.dumps(courses), "utf-8")
    found: list[int] = run("worst", folder, str(folder / "courses.json"))
    return found


def courses_of(manifest: Path, folder: Path) -> list[dict[str, Any]]:
    """Build a course and give what the players of its documents are handed."""
    built = build_course(manifest, standards=("scorm12",), dist=folder)
    data = re.compile(rb'<script[^>]*id="sk-course"[^>]*>(.*?)</script>', re.DOTALL)
    with ZipFile(built.packages[0].path) as package:
        pages = [package.read(name) for name in package.namelist() if name.endswith(".html")]
    found = [json.loads(match[1]) for page in pages if (match := data.search(page))]
    assert found
    return found


def test_the_worst_run_is_exactly_as_long_as_proved(tmp_path: Path) -> None:
    courses = [course(seed, draw=False) for seed in range(40)]
    assert lengths(courses, tmp_path) == [worst_case(c).characters for c in courses]


def test_no_draw_is_longer_than_proved(tmp_path: Path) -> None:
    courses = [course(seed, draw=True) for seed in range(100, 140)]
    found = lengths(courses, tmp_path)
    proved = [worst_case(c).characters for c in courses]
    assert all(real <= most for real, most in zip(found, proved, strict=True))
    assert sum(found) > 0.6 * sum(proved)  # rarely the dearest questions are drawn


def test_no_random_learner_writes_more_than_proved(tmp_path: Path) -> None:
    """Whatever is answered, texts of long letters too, in first and later attempts."""
    runs = run("longest", tmp_path, "200")
    proved = [worst_case(each["course"]).characters for each in runs]
    assert all(each["longest"] <= most for each, most in zip(runs, proved, strict=True))
    assert sum(each["longest"] for each in runs) > 0.7 * sum(proved)


@pytest.mark.parametrize("name", ["intro-course", "features-en"])
def test_the_worst_learner_of_a_demonstration(name: str, tmp_path: Path) -> None:
    """The bound is no guess: the worst run of a real course comes to nine tenths of it at least."""
    courses = courses_of(MANIFESTS / f"{name}.yaml", tmp_path)
    for real, data in zip(lengths(courses, tmp_path), courses, strict=True):
        proved = worst_case(data).characters
        assert 0.9 * proved <= real <= proved < 4096


def test_sixty_questions_fit_scorm_1_2(tmp_path: Path) -> None:
    """Forty pages, each with a task and a video, and sixty questions of all kinds: 3,000 and some."""
    pages = [
        {
            **keyed(f"p{n}"), "module": "m", "title": "", "test": "t" if n == 39 else None,
            "tasks": [keyed(f"t{n}")], "videos": [{**keyed(f"v{n}"), "title": ""}],
        }
        for n in range(40)
    ]  # fmt: skip
    questions = [question(f"q{n}", KINDS[n % len(KINDS)], 5) for n in range(60)]
    large = {**course(0, draw=False), "pages": pages, "tests": [exam("t", "p39", questions)]}
    assert lengths([large], tmp_path) == [worst_case(large).characters]
    assert 2000 < worst_case(large).characters < 4096


@pytest.mark.parametrize("accepted", ["Санкт-Петербург", "北京市" * 20, "العاصمة" * 9])
def test_a_right_answer_always_has_its_place(accepted: str) -> None:
    """Letters of other scripts take 29 bits; the room of an answer knows of them."""
    asked = ShortText(id="q", prompt=(), accepted=("x", accepted))
    data = question_data(asked, Test("t", "", (asked,)), Words.of("en"))
    foreign = sum(not (letter < "\x7f" or "\u0400" <= letter < "\u047f") for letter in accepted)
    assert data["room"] >= 12 + 8 * (len(accepted) - foreign) + 29 * foreign


def test_what_is_left_for_written_answers_is_told() -> None:
    """P1: a state of too many characters names how many letters of written answers would fit."""
    questions = [question(f"q{n}", "short-text", 50) for n in range(10)]
    budget = worst_case({"pages": [], "tests": [exam("t", "p", questions)]})
    assert budget.letters == 5000
    fits = budget.letters_within(4096)
    shorter = [{**each, "room": 12 + 8 * (fits // 10)} for each in questions]
    fitted = worst_case({"pages": [], "tests": [exam("t", "p", shorter)]}).characters
    assert 4080 <= fitted <= 4096
    assert budget.letters_within(100) == 0
    report = Report()
    sco = cast("Sco", SimpleNamespace(title="Course"))
    data = {"pages": [], "tests": [exam("t", "p", questions)]}
    prove_state(sco, data, 4096, "SCORM 1.2", report, Location())
    assert "5,000 letters in all; " in next(iter(report)).message


def test_costs_name_the_dearest() -> None:
    questions = [question("cheap", "single", 9), question("dear", "multiple", 30)]
    budget = worst_case({"pages": [], "tests": [{"id": "t", "draw": 1, "questions": questions}]})
    assert [cost.id for cost in budget.dearest(2)] == ["dear", "t"]
    assert budget.dearest(1)[0].bits == 24 + 2 + 1 + 7 + 30 * 12
