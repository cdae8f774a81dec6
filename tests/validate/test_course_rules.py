"""Rules for any course: each speaks of its own defect, and a sound course is quiet."""

from __future__ import annotations

import pytest

from scormkit.diagnostics import Report
from scormkit.model.blocks import Block, Callout, Heading, Paragraph, TestPlace, Video
from scormkit.model.course import Completion, Course, Module, Page
from scormkit.model.inlines import Image, Inline, Link, Pos, Reference, Text
from scormkit.model.quiz import SingleChoice, Test
from scormkit.validate.engine import run
from scormkit.validate.rules.course import COURSE_RULES, PAGE_RULES
from scormkit.values import replace

WORDS = Paragraph((Text("words"),))
TASK = Callout("task", (WORDS,), id="m-task", at=Pos(5, 1))
VIDEO = Video("vk-c1-2", "VK", "https://vkvideo.ru/video-1_2")
TEST = Test("m-test", "Test", ())


def course(
    *blocks: Block, completion: Completion | None = None, test: Test | None = TEST
) -> Course:
    pages = (
        Page("m-a", "A", (WORDS, *blocks), "modules/m/01-a.md", "m"),
        Page("m-b", "B", (VIDEO, TASK, TestPlace()), "modules/m/02-b.md", "m"),
    )
    rule = completion or Completion(tasks=True, videos=80)
    return Course("c", "1", "C", "en", (Module("m", "M", pages, test),), rule)


def found(subject: Course) -> list[tuple[str, str, int]]:
    report = Report()
    run(COURSE_RULES, subject, report)
    for module in subject.modules:
        for page in module.pages:
            run(PAGE_RULES, page, report)
    return [(d.code, d.at.path, d.at.line) for d in report]


def in_line(inline: Inline) -> Block:
    return Paragraph((inline,))


def test_sound_course_is_quiet() -> None:
    decoration = Image(Reference("asset", "line.svg"), "")
    leads = Link(Reference("course", "m-b"), (Text("b"),))
    assert found(course(in_line(decoration), in_line(leads), VIDEO)) == []


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (in_line(Image(Reference("asset", "a.png"), None, at=Pos(9, 2))), "CRS-104"),
        (replace(TASK, at=Pos(9, 2)), "CRS-107"),
        (Heading(2, (), at=Pos(9, 2)), "CRS-111"),
    ],
)
def test_defects_of_a_block_are_found_in_their_line(block: Block, code: str) -> None:
    (finding,) = found(course(block))
    place = ("modules/m/02-b.md", 5) if code == "CRS-107" else ("modules/m/01-a.md", 9)
    assert finding == (code, *place)


def test_second_place_of_a_test() -> None:
    assert [code for code, *_ in found(course(TestPlace(Pos(9, 2))))] == ["CRS-110"]


@pytest.mark.parametrize(
    ("subject", "codes"),
    [
        (replace(course(), modules=()), {"CRS-101", "CRS-108"}),
        (course(test=None), {"CRS-108", "CRS-110"}),
        (course(completion=Completion(pages=False, test=False)), {"CRS-109"}),
    ],
)
def test_defects_of_the_course(subject: Course, codes: set[str]) -> None:
    assert {code for code, *_ in found(subject)} == codes


def test_orders_that_hang_on_a_test() -> None:
    rest = Completion(test=False)
    for order in ("pretest", "test-gate"):
        bare = replace(course(completion=rest, test=None), navigation=order)
        assert {code for code, *_ in found(bare)} == {"CRS-110", "CRS-112"}
        assert found(replace(course(completion=rest), navigation=order)) == []


def test_a_pretest_asks_about_every_module_after_it() -> None:
    after = Module("n", "N", (Page("n-a", "A", (WORDS,), "n/a.md", "n"),))
    question = SingleChoice(id="q", prompt=(WORDS,), choices=(), tags=("n",))
    test = replace(TEST, source="m/test.yaml", at=Pos(1, 1))
    for questions, codes in (((), [("CRS-113", "m/test.yaml", 1)]), ((question,), [])):
        sound = course(test=replace(test, questions=questions))
        whole = replace(sound, modules=(*sound.modules, after), navigation="pretest")
        assert found(whole) == codes


def test_what_completion_asks_for_must_exist() -> None:
    page = Page("m-a", "A", (WORDS,), "m/a.md", "m")
    bare = Course(
        "c", "1", "C", "en", (Module("m", "M", (page,)),), Completion(tasks=True, videos=1)
    )
    assert [code for code, *_ in found(bare)] == ["CRS-108"] * 3


def test_modules_and_pages_need_their_own() -> None:
    sound = course().modules[0]
    empty = Page("x-a", "Empty", (), "x/a.md", "x")
    modules = (sound, Module("x", " ", (empty,)), Module("y", "Y", ()))
    codes = [code for code, *_ in found(replace(course(), modules=modules))]
    assert sorted(codes) == ["CRS-102", "CRS-103", "CRS-106"]


def test_same_page_id_twice() -> None:
    first = course().modules[0]
    twin = Module("n", "N", (Page("m-a", "Twin", (WORDS,), "n/a.md", "n"),))
    assert found(replace(course(), modules=(first, twin))) == [("CRS-107", "n/a.md", 1)]
