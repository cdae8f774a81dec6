"""Names of activities are those that the player makes, and texts are those of the course."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from scormkit.diagnostics import Report
from scormkit.lrs.activities import activities, activity_id
from scormkit.lrs.statements import NO_TIME, Result, definition, template
from scormkit.model.course import Course
from scormkit.model.iris import is_example, is_iri
from scormkit.player import hatch_build
from scormkit.readers import quiz
from scormkit.render.course.quiz.questions import question_data
from scormkit.render.locales import Words
from scormkit.values import replace
from standards.records import IRI, make_course, make_site

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.lrs.activities import Activity

NAMES = (
    "plain-1_2.3",
    "a b",
    "а-я",
    "it's(all)*~!",
    "50%/a?b#c&d=e+f",
    "ё́",
    "🙂",
    '"<>\\^`{|}',
    "@:;,$",
)


@pytest.fixture
def known(tmp_path: Path) -> tuple[Activity, ...]:
    course = make_course(tmp_path)
    return activities(course, make_site(course).data.values())


def test_ids_are_those_of_javascript() -> None:
    """``encodeURIComponent`` is what the player has; one letter's difference would be two activities."""
    script = "for (const n of process.argv.slice(1)) console.log(encodeURIComponent(n))"
    command = [*hatch_build.node_command(), "-e", script, "--", *NAMES]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [activity_id(IRI, "page", name) for name in NAMES] == [f"{IRI}/page/{n}" for n in told]
    assert all(is_iri(activity_id(IRI, "page", name)) for name in NAMES)


def test_every_part_is_there_once(known: tuple[Activity, ...]) -> None:
    ids = [activity.id for activity in known]
    assert len(ids) == len(set(ids))
    assert ids[0] == IRI
    kinds = [activity.kind for activity in known]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "course": 1, "module": 2, "page": 3, "video": 1, "media": 1, "test": 1, "question": 3,
    }  # fmt: skip
    assert {a.parent for a in known if a.parent} <= set(ids)


def test_a_course_in_several_documents_has_the_same_parts(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    one, several = make_site(course), make_site(course, per_module=True)
    assert len(several.data) == 2
    assert set(activities(course, one.data.values())) == set(
        activities(course, several.data.values())
    )


def test_durations_are_not_tincans(known: tuple[Activity, ...]) -> None:
    """tincan takes a month for so many days and writes PT0S as PT00S."""
    for duration in (NO_TIME, "P1M", "P1Y2M3DT4H5M6.7S"):
        told = template("completed", known[0], known[0], Result(duration=duration))
        assert told["result"] == {"duration": duration}


def test_a_question_is_told_with_its_choices(known: tuple[Activity, ...]) -> None:
    several = definition(next(a for a in known if a.name == "Что из этого паруса?"))["definition"]
    assert several["correctResponsesPattern"] == ["grot[,]staksel"]
    assert [choice["id"] for choice in several["choices"]] == ["grot", "kil", "staksel"]
    truth = definition(next(a for a in known if a.name == "Лодка плавает."))["definition"]
    assert (truth["interactionType"], truth["correctResponsesPattern"]) == ("true-false", ["true"])
    assert "choices" not in truth


def test_gaps_are_told_as_the_player_tells_them(tmp_path: Path) -> None:
    """The patterns of ``kinds.test.ts``: each accepted text stands in one of them."""
    test = quiz.read(
        "title: T\nquestions:\n  - {id: a, text: Fill, gaps: 'Of [Москва|город Москва], of [Рим].'}\n"
        "  - {id: b, text: Choose, lists: 'It [=is|are] one.'}\n",
        "test.yaml",
        Report(),
    )
    course = make_course(tmp_path)
    modules = tuple(replace(m, test=test) if m.test else m for m in course.modules)
    changed = replace(course, modules=modules)
    told = [
        definition(a)["definition"]
        for a in activities(changed, make_site(changed).data.values())
        if a.kind == "question"
    ]
    assert [one["name"] for one in told] == [
        {"ru": "Fill Of ___, of ___."},
        {"ru": "Choose It ___ one."},
    ]
    assert told[0]["correctResponsesPattern"] == ["Москва[,]Рим", "город Москва[,]Рим"]
    (gap,) = told[1]["source"]
    assert gap["description"] == {"ru": "Пропуск 1 из 1"}
    assert told[1]["correctResponsesPattern"] == [f"{gap['id']}[.]{told[1]['target'][0]['id']}"]


def test_what_has_no_right_answer_tells_none() -> None:
    text = (
        "title: T\npass: 0 %\nquestions:\n"
        "  - {id: mood, text: Well?, scale: [No, Yes], statements: [One, Two]}\n"
        "  - {id: tale, text: Tell it., essay: {}}\n"
    )
    test = quiz.read(text, "test.yaml", Report())
    assert test
    asked = [question_data(question, test, Words.of("en")) for question in test.questions]
    page, module = {"id": "p", "title": "P", "videos": []}, {"id": "m", "title": "M", "wire": "m"}
    told = {"id": "test", "title": "T", "page": "p", "questions": asked}
    data = {"modules": [{**module, "pages": ["p"]}], "pages": [page], "tests": [told]}
    course = Course("c", "1", "C", "en", (), iri=IRI)
    questions = [a for a in activities(course, [data]) if a.interaction]
    assert [a.name for a in questions] == ["Well? – One", "Well? – Two", "Tell it."]
    assert [a.interaction.type for a in questions if a.interaction] == [
        "likert", "likert", "long-fill-in",
    ]  # fmt: skip
    assert not any(
        a.interaction.patterns or a.interaction.scored for a in questions if a.interaction
    )
    scale = definition(questions[0])["definition"]["scale"]
    assert [place["description"] for place in scale] == [{"en": "No"}, {"en": "Yes"}]


@pytest.mark.parametrize(
    ("iri", "sound", "example"),
    [
        ("https://learn.verf.ru/c", True, False),
        ("urn:scormkit:intro", True, False),
        ("https://кириллица.рф/курс", True, False),
        ("https://EXAMPLE.com/c", True, True),
        ("http://lms.test/c", True, True),
        ("https://notexample.com/c", True, False),
        ("http://[broken/c", True, False),
        ("c", False, False),
        ("/c", False, False),
        ("https://a b", False, False),
        ("https:", False, False),
    ],
)
def test_iris(iri: str, *, sound: bool, example: bool) -> None:
    assert (is_iri(iri), is_example(iri)) == (sound, example)


def test_tincan_is_loaded_late() -> None:
    """It takes a tenth of a second, which no other standard should wait for."""
    import sys

    code = "import sys, scormkit.build; print('tincan' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
