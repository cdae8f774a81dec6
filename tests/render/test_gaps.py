"""Texts with gaps on a page: readable and fillable without a script, told to the player as they are."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from render.rich_course import make_course
from scormkit.diagnostics import Report
from scormkit.model.blocks import Paragraph
from scormkit.model.inlines import Text
from scormkit.model.quiz import Essay, Test
from scormkit.readers import quiz
from scormkit.render.course import render_site
from scormkit.render.course.quiz.questions import question_data
from scormkit.render.course.quiz.room import FOREIGN, LENGTH, LETTER, room_for
from scormkit.render.locales import Words
from scormkit.render.themes import Theme
from scormkit.values import replace

if TYPE_CHECKING:
    from pathlib import Path

TEST = """title: Gaps
print_key: true
questions:
  - id: capitals
    text: Fill in.
    gaps: Of France [Paris|Paris & suburbs], of **Italy [Rome]**.
  - id: forms
    text: Choose.
    lists: It [is not|=is] one. They [=are|is] two.
    shuffle: false
  - id: colours
    text: Drag.
    words: A [sky] is [blue].
    extra: [<red>]
"""


@pytest.fixture
def made(tmp_path: Path) -> tuple[str, list[dict[str, Any]]]:
    """The document and the questions as the player is told of them."""
    report = Report()
    test = quiz.read(TEST, "test.yaml", report)
    assert test
    assert list(report) == []
    course = make_course(tmp_path)
    first = replace(course.modules[0], test=test)
    site = render_site(replace(course, modules=(first, *course.modules[1:])), Theme())
    html = site.tree["index.html"]
    assert isinstance(html, bytes)
    script = re.search(r'id="sk-course">(.*?)</script>', html.decode())
    assert script
    return html.decode(), json.loads(script[1])["tests"][0]["questions"]


def test_controls_stand_in_the_text_and_have_names(made: tuple[str, Any]) -> None:
    html, _ = made
    names = re.findall(r'<(input type="text"|select)[^>]* aria-label="(Gap [^"]*)"', html)
    assert names == [
        *(('input type="text"', f"Gap {n} of 2") for n in (1, 2)),
        *(("select", f"Gap {n} of 2") for n in (1, 2, 1, 2)),
    ]
    assert re.search(r"<strong>Italy <span class=\"sk-gap\"><input [^>]*/></span></strong>", html)
    assert set(re.findall(r'size="(\d+)" maxlength="(\d+)"', html)) == {("17", "35")}
    assert "Paris" not in re.sub(
        r"<script.*?</script>|<section class=\"sk-key.*", "", html, flags=re.DOTALL
    )


def test_paper_has_the_words_to_choose_from(made: tuple[str, Any]) -> None:
    html, _ = made
    assert '<span class="sk-paper"> (is not / is)</span>' in html
    assert re.findall(r'<li data-word="[^"]*">(.*?)</li>', html) == ["&lt;red&gt;", "blue", "sky"]
    assert "<li>Paris; Rome</li><li>is; are</li><li>sky; blue</li>" in html


def test_the_player_is_told(made: tuple[str, Any]) -> None:
    _, (capitals, forms, colours) = made
    assert capitals["text"] == "Fill in. Of France ___, of Italy ___."
    assert [gap["texts"] for gap in capitals["gaps"]] == [["Paris", "Paris & suburbs"], ["Rome"]]
    names = {target["id"]: target["text"] for target in forms["targets"]}
    assert [(c["text"], names[c["target"]]) for c in forms["choices"]] == [
        ("Gap 1 of 2", "is"),
        ("Gap 2 of 2", "are"),
    ]
    assert (forms["kind"], forms["shuffle"], colours["kind"]) == ("drop-down", False, "drag-words")


def test_room_is_that_of_the_state() -> None:
    layout = json.loads(files("scormkit.player").joinpath("state/layout.json").read_text("utf-8"))
    bits = layout["bits"]
    assert (bits["length"], bits["letter"]) == (LENGTH, LETTER)
    assert bits["letter"] + bits["foreign"] == FOREIGN
    assert room_for(["Рим", "Rome"], 2) == LENGTH + 6 * LETTER
    assert room_for(["Rome", "été"], 0) == LENGTH + 2 * FOREIGN + LETTER


@pytest.mark.parametrize(
    ("asked", "letter"),
    [
        ("Опишите «пункт» — 5 строк", LETTER),
        ("为什么 (2 行)?", FOREIGN),
        ("لماذا؟", FOREIGN),
        ("?", LETTER),
    ],
)
def test_a_longer_text_has_room_in_the_script_it_is_asked_in(asked: str, letter: int) -> None:
    essay = Essay(id="e", prompt=(Paragraph((Text(asked),)),), most=300)
    data = question_data(essay, Test("t", "", (essay,)), Words.of("en"))
    assert data["room"] == LENGTH + 300 * letter
