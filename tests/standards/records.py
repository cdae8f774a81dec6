"""A small Russian course for cmi5 and xAPI: two modules, a test, videos of ours and of another host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Paragraph, TestPlace, Video
from scormkit.model.course import Completion, Course, Module, Page, SourceFile
from scormkit.model.inlines import Reference, Text
from scormkit.model.quiz import Choice, MultipleChoice, SingleChoice, Test, TrueFalse
from scormkit.render.course.documents import render_site
from scormkit.render.themes import Theme
from scormkit.values import replace

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.archive.tree import FileTree
    from scormkit.render.site import Site

IRI = "https://learn.verf.ru/courses/lodka"
# What the rules look for in a player; the real ones are bundled elsewhere.
PLAYER = "get('endpoint');get('auth');'auth-token';'passed'"


def said(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def make_test() -> Test:
    sails = (
        Choice("grot", (said("Грот"),), correct=True),
        Choice("kil", (said("Киль"),), correct=False),
        Choice("staksel", (said("Стаксель"),), correct=True),
    )
    single = tuple(replace(choice, correct=choice.id == "kil") for choice in sails)
    questions = (
        SingleChoice(id="под-водой", prompt=(said("Что под водой?"),), choices=single),
        MultipleChoice(id="sails", prompt=(said("Что из этого паруса?"),), choices=sails),
        TrueFalse(id="truth", prompt=(said("Лодка плавает."),), answer=True),
    )
    return Test("one-test", "Проверьте себя", questions, pass_percent=66.666)


def make_course(folder: Path) -> Course:
    """Give the course; ``folder`` takes its film."""
    film = folder / "film.mp4"
    film.write_bytes(b"0" * 32)
    reading = (
        said("Корпус, мачта, парус."),
        Video("film", "local", "", file=Reference("asset", "film.mp4"), title="Спуск на воду"),
        Video(
            "vk-1_2", "VK", "https://vkvideo.ru/video1_2", "https://vkvideo.ru/e", title="Регата"
        ),
    )
    one = Module(
        "one", "Устройство лодки",
        (
            Page("one-hull", "Корпус & мачта", reading, module="one"),
            Page("one-check", "Проверка", (TestPlace(),), module="one"),
        ),
        make_test(), {"film.mp4": SourceFile("film.mp4", film, 32)}, summary="Из чего она состоит",
    )  # fmt: skip
    two = Module("два", "Ветер", (Page("two-(wind)", "Ветер!", (said("Дует."),), module="два"),))
    return Course(
        "lodka", "1.0", "Лодка: с <нуля>", "ru", (one, two), summary="Как ходить под парусом",
        iri=IRI, completion=Completion(),
    )  # fmt: skip


def make_site(course: Course, *, per_module: bool = False) -> Site:
    return render_site(course, Theme(), per_module=per_module)


def text(tree: FileTree, path: str) -> str:
    content = tree[path]
    assert isinstance(content, bytes)
    return content.decode()
