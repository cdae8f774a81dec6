"""A course with everything that a page can hold, and the files that it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.model.blocks import (
    Callout,
    Cell,
    Download,
    Figure,
    Frame,
    Heading,
    Navigation,
    Paragraph,
    Placeholder,
    Plain,
    Row,
    Table,
    TestPlace,
    Video,
)
from scormkit.model.course import Completion, Course, Module, Page, SourceFile
from scormkit.model.inlines import Image, Link, Reference, Text
from scormkit.model.quiz import Choice, Feedback, MultipleChoice, SingleChoice, Test, TrueFalse
from scormkit.values import replace

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.blocks import Block, CalloutKind
    from scormkit.model.inlines import Inline

PDF = "Памятка о группах.pdf"
PICTURE = "Схема.svg"
KINDS: tuple[CalloutKind, ...] = (
    "note", "warning", "mistake", "success", "before-test", "congratulation", "box",
)  # fmt: skip


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def said(text: str) -> Paragraph:
    return Paragraph(words(text))


def make_files(folder: Path) -> dict[str, SourceFile]:
    (folder / PDF).write_bytes(b"%PDF-1.4\n" + b"0" * 1_500_000)
    (folder / PICTURE).write_text('<svg viewBox="0 0 320 200"/>', encoding="utf-8")
    return {
        name: SourceFile(name, folder / name, (folder / name).stat().st_size)
        for name in (PDF, PICTURE)
    }


def make_test(**changes: Any) -> Test:
    choices = tuple(Choice(c, (said(f"Choice {c}"),), c == "a") for c in "abc")
    several = tuple(replace(c, correct=c.id in "ab", feedback=(said("Why."),)) for c in choices)
    questions = (
        SingleChoice(id="one", prompt=(said("One <b>?"),), choices=choices),
        MultipleChoice(
            id="many", prompt=(said("Many?"),), choices=several, points=2, partial=True,
            feedback=Feedback(correct=(said("Good."),)), hint=(said("Two."),),
        ),
        TrueFalse(id="truth", prompt=(said("True?"),), answer=False),
    )  # fmt: skip
    return replace(Test("first-check", "Check", questions, pass_percent=70), **changes)


def reading() -> tuple[Block, ...]:
    head = Row(tuple(Cell((Plain(words(t)),), header=True, scope="col") for t in "AB"))
    callouts = tuple(Callout(kind, (said("Body"),), words("Title")) for kind in KINDS)
    asset = Reference("asset", PDF)
    return (
        Heading(2, words("Part"), id="part"),
        Heading(3, words("Detail"), id="detail"),
        Paragraph((Link(Reference("external", "https://example.org/a"), words("out")),)),
        Paragraph((Link(asset, words("file")),)),
        Paragraph((Link(Reference("course", "second-end", "part"), words("on")),)),
        *callouts,
        Callout("task", (said("Do it"), Download(asset, words("Leaflet"))), words("Task"), "do-it"),
        Table((head,)),
        Figure(Image(Reference("asset", PICTURE), "What it shows"), words("Caption")),
        Video(
            "vk-1", "VK", "https://vkvideo.ru/video1", "https://vkvideo.ru/video_ext.php?oid=1",
            title="Film", minutes=5,
        ),
        Frame("https://example.org/map", "Map", 300),
        Placeholder("gallery", "{{gallery/}}"),
        Navigation(Reference("course", "second-end"), words("Onwards")),
    )  # fmt: skip


def make_course(folder: Path, language: str = "en", **changes: Any) -> Course:
    """Two modules: a rich page and a page with the test; a page alone."""
    first = Module(
        "first", "First",
        (
            Page("first-read", "Reading", reading(), module="first"),
            Page("first-check", "Check", (TestPlace(), said("After")), module="first"),
        ),
        make_test(), make_files(folder), minutes=12, objectives=("Know it",),
    )  # fmt: skip
    end = (Heading(1, words("Part"), id="part"), said("The end."))
    second = Module("second", "Second", (Page("second-end", "End", end, module="second"),))
    course = Course(
        "rich", "1.0", "Rich </script> course", language, (first, second),
        completion=Completion(tasks=True, videos=50), publisher="Publisher",
    )  # fmt: skip
    return replace(course, **changes)
