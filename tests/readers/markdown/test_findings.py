"""What is wrong with a page is said at its place, and the page stays readable."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Diagnostic, Report
from scormkit.model.blocks import Callout, Heading, Navigation, TestPlace, Video
from scormkit.model.inlines import Link, Pos, Reference
from scormkit.model.walk import text_of, walk
from scormkit.readers.markdown import read


def found(text: str) -> list[Diagnostic]:
    report = Report()
    read(text, "page.md", report)
    return list(report)


BROKEN = {
    "a misspelt box": ("a\n\n:::tusk\nb\n:::\n", "MDN-001", 3, 0, ":::task"),
    "a box of another tool": (":::tip\nb\n:::\n", "MDN-001", 1, 0, ":::note"),
    "a misspelt line": (":::vidio https://e.org\n", "MDN-001", 1, 0, ":::video"),
    "a box never closed": ("a\n\n:::note\nb\n", "MDN-002", 3, 0, ":::"),
    "a closing mark alone": ("a\n\n:::\n", "MDN-003", 3, 0, ""),
    "a video without address": ("\n:::video\n", "MDN-004", 2, 0, ""),
    "a sound without address": (":::audio\n", "MDN-004", 1, 0, ":::audio"),
    "a sound with a length": (":::audio a.mp3 {minutes=1}", "MDN-010", 1, 0, "sound title"),
    "a link as a term": ('[a](b.md){term="c"}', "MDN-010", 1, 0, "term"),
    "a fold misnamed": (":::spoiler A\nb\n:::\n", "MDN-001", 1, 0, ":::details"),
    "a title without quotes": (":::video https://e.org {title=a b}\n", "MDN-005", 1, 0, "quotes"),
    "minutes in words": (":::video https://e.org {minutes=five}\n", "MDN-005", 1, 0, ""),
    "minutes without end": (":::video https://e.org {minutes=inf}\n", "MDN-005", 1, 0, ""),
    "a name with spaces": ("a\nb [c](files/my file.pdf)", "MDN-006", 2, 3, "<files/my file.pdf>"),
    "a program in a link": ("[c](javascript:a())", "MDN-006", 1, 1, ""),
    "quotes without end": (">" * 200 + " a", "MDN-007", 1, 0, ""),
    "settings at the top": ("---\ntitle: x\ntags: y\n---\n", "MDN-008", 1, 0, "module.yaml"),
    "a button in a sentence": ("a\n[b](next:) c", "MDN-009", 2, 5, ""),
    "a video with a colour": (":::video https://e.org {color=red}", "MDN-010", 1, 0, ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_finding(name: str) -> None:
    text, code, line, column, hint = BROKEN[name]
    (told,) = {(d.code, d.at.line): d for d in found(text)}.values()
    assert (told.code, told.at.path, told.at.line) == (code, "page.md", line)
    assert told.at.column == column
    assert hint in told.hint


def test_nothing_to_say() -> None:
    text = "# A {#a}\n\n:::task\n:::note\n[b](c.md) {x}\n:::\n:::\n\n:::test\n\n[c](next:)\n"
    assert found(text) == []


@pytest.mark.parametrize("depth", [15, 60, 300])
def test_what_nests_too_deep_is_kept(depth: int) -> None:
    for mark in ("> ", "- ", ":::note\n"):
        report = Report()
        assert "word" in text_of(read(mark * depth + "word", "page.md", report))
        assert depth < 51 or len(report)


def test_places() -> None:
    text = "a\n\n# Head\n\nb [c](d.md) and\nhere [e](<files/f g.pdf>)\n\n| h |\n|---|\n| [i](j) |\n"
    blocks = read(text, "page.md", Report())
    links = [node.at for node in walk(blocks) if isinstance(node, Link)]
    assert links == [Pos(5, 7), Pos(6, 11), Pos(10, 7)]
    assert [node.at for node in walk(blocks) if isinstance(node, Heading)] == [Pos(3)]
    later = read(text, "page.md", Report(), line=11)
    assert [node.at.line for node in walk(later) if isinstance(node, Link)] == [15, 16, 20]


def test_course_blocks() -> None:
    text = (
        ":::task {#memo .x}\na\n:::\n:::video https://vk.com/video-1_2 {title='A b' minutes=1,5}\n"
        ":::video files/Интро 1.mp4 Начало\n:::test\n[Go](next:04-x)\n"
    )
    task, film, local, test, *_ = read(text, "page.md", Report())
    assert isinstance(task, Callout)
    assert (task.kind, task.id, task.attrs) == ("task", "memo", (("class", "x"),))
    assert film == Video("", "", "https://vk.com/video-1_2", title="A b", minutes=1.5, at=Pos(4))
    assert isinstance(local, Video)
    assert local.title == "Начало"
    assert (local.id, local.file) == ("intro-1", Reference("attach", "Интро 1.mp4"))
    assert test == TestPlace(Pos(6))
    (button,) = read("[Go](next:04-x#y)", "page.md", Report())
    assert isinstance(button, Navigation)
    assert button.target == Reference("course", "04-x", "y")
