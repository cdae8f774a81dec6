"""Tests with sections, times and objectives, as documents and their players get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from render.rich_course import make_course, make_test, said
from render.test_documents import data_of, text_of, tree_of
from scormkit.model.quiz import Section
from scormkit.render.course import render_site
from scormkit.render.themes import Theme
from scormkit.values import replace

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.render.site import Site

EXTRAS = {"exam": b"exam"}
SECTIONS = (
    Section("a", "First <part>", ("one", "many"), (said("Read on."),), draw=1),
    Section("b", "Second part", ("truth",), shuffle=False),
)


def site_of(folder: Path, **changes: Any) -> Site:
    course = make_course(folder)
    first, *others = course.modules
    assert first.test
    test = replace(make_test(), **changes)
    changed = replace(course, modules=(replace(first, test=test), *others))
    return render_site(changed, Theme(), extras=EXTRAS)


def test_sections_head_their_questions(tmp_path: Path) -> None:
    site = site_of(tmp_path, sections=SECTIONS)
    parts = [e for e in tree_of(site).iter("div") if e.get("class") == "sk-section"]
    assert [part.findtext("h3") for part in parts] == ["First <part>", "Second part"]
    asked = [
        [e.get("data-question") for e in part.iter() if e.get("data-question")] for part in parts
    ]
    assert asked == [["one", "many"], ["truth"]]
    assert parts[0].findtext("p") == "Read on."
    assert "<li>2 questions</li>" in text_of(site)


def test_the_player_is_told_what_is_not_as_usual(tmp_path: Path) -> None:
    plain = make_test()
    asked = tuple(replace(q, objective="To see", seconds=30) for q in plain.questions)
    conditions: dict[str, Any] = {
        "questions": asked, "sections": SECTIONS, "pass_points": 2, "pass_percent": 100,
        "counted": "last", "retry": "wrong", "order": "forward", "skip": False, "seconds": 90,
    }  # fmt: skip
    usual, told = (data_of(site_of(tmp_path, **c))["tests"][0] for c in ({}, conditions))
    assert {key: told[key] for key in told.keys() - usual.keys()} == {
        "passPoints": 2, "counted": "last", "retry": "wrong", "order": "forward", "skip": False,
        "time": 90, "fullPoints": 2.5,
        "sections": [
            {"id": "a", "title": "First <part>", "draw": 1, "shuffle": True},
            {"id": "b", "title": "Second part", "draw": 0, "shuffle": False},
        ],
        "objectives": [{"id": told["questions"][0]["objective"], "title": "To see"}],
    }  # fmt: skip
    assert [(q["section"], q["time"]) for q in told["questions"]] == [
        ("a", 30),
        ("a", 30),
        ("b", 30),
    ]
    assert "section" not in usual["questions"][0]


def test_only_such_tests_bring_their_script_and_sheet(tmp_path: Path) -> None:
    for changes, wanted in (({}, False), ({"counted": "first"}, True), ({"seconds": 60}, True)):
        site = site_of(tmp_path, **changes)
        assert site.extras == (EXTRAS["exam"] if wanted else b"")
        sheet = next(content for path, content in site.tree.items() if path.endswith(".css"))
        assert isinstance(sheet, bytes)
        assert (b".sk-parts" in sheet) == wanted


def test_learners_read_the_conditions_and_may_take_more_time(tmp_path: Path) -> None:
    text = text_of(site_of(tmp_path, seconds=5400, order="forward", counted="first", pass_points=3))
    for fact in ("3 points needed to pass", "The first attempt counts", "Time limit: 1 hour 30 minutes",
                 "No way back to earlier questions"):  # fmt: skip
        assert f"<li>{fact}</li>" in text
    assert "Half as much again (2 hours 15 minutes)" in text
    assert 'class="sk-pace"' not in text_of(site_of(tmp_path, seconds=5400, more_time=False))


@pytest.mark.parametrize(
    ("changes", "mark"),
    [({}, 70), ({"pass_points": 2, "pass_percent": 50}, 50), ({"counted": "first"}, 70),
     ({"counted": "last"}, None), ({"pass_points": 2, "pass_percent": 100, "draw": 2}, None)],
)  # fmt: skip
def test_an_lms_is_told_a_mark_only_where_one_holds(
    tmp_path: Path, changes: dict[str, Any], mark: float | None
) -> None:
    assert site_of(tmp_path, **changes).scos[0].pass_percent == mark
