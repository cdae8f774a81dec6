"""A small course with everything a learner can do in it, in both languages, and its packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from scormkit import archive, player
from scormkit.model.blocks import (
    Callout,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Plain,
    Row,
    Table,
    TestPlace,
    Video,
)
from scormkit.model.course import Completion, Course, Module, Page
from scormkit.model.inlines import Text
from scormkit.model.quiz import Choice, Feedback, MultipleChoice, SingleChoice, Test, TrueFalse
from scormkit.render.course import render_site
from scormkit.render.themes import Theme
from scormkit.standards import STANDARDS
from scormkit.values import replace

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.blocks import Block
    from scormkit.model.inlines import Inline
    from scormkit.model.quiz import Blocks, Question

WORDS = {
    "en": ["Reading", "Doing", "Watching", "Checking", "Answer", "Question", "Right.", "Not quite."],
    "ru": ["Чтение", "Дело", "Просмотр", "Проверка", "Ответ", "Вопрос", "Верно.", "Не совсем."],
    "ar": ["قراءة", "عمل", "مشاهدة", "اختبار", "جواب", "سؤال", "صحيح.", "ليس تماما."],
}  # fmt: skip


def line(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(line(text))


def said(text: str) -> Blocks:
    return (paragraph(text),)


def question(number: int, words: list[str]) -> Question:
    """Odd ones have one right answer, ``a``; even ones two, ``a`` and ``b``; the sixth is true."""
    prompt = said(f"{words[5]} {number}?")
    feedback = Feedback(correct=said(words[6]), incorrect=said(words[7]))
    shared: dict[str, Any] = {"id": f"q{number}", "prompt": prompt, "feedback": feedback}
    if number == 6:
        return TrueFalse(**shared, answer=True)
    right = {"a"} if number % 2 else {"a", "b"}
    choices = tuple(Choice(c, said(f"{words[4]} {number}{c}"), c in right) for c in "abcd")
    return (SingleChoice if number % 2 else MultipleChoice)(**shared, choices=choices)


def right_choices(question_id: str) -> set[str]:
    """The ids of the right choices of a question of this course."""
    number = int(question_id.removeprefix("q"))
    return {"true"} if number == 6 else {"a"} if number % 2 else {"a", "b"}


def reading(words: list[str]) -> tuple[Block, ...]:
    """A page long enough to scroll, with a table and a list."""
    head = Row(tuple(Cell((Plain(line(t)),), header=True, scope="col") for t in "AB"))
    rows = (head, Row(tuple(Cell((Plain(line(t)),)) for t in "12")))
    items = tuple(ListItem((Plain(line(f"{words[4]} {n}")),)) for n in range(3))
    long = tuple(paragraph(f"{words[0]} {n}. " + f"{words[4].lower()} " * 40) for n in range(12))
    return (*long[:4], Table(rows), ListBlock(ordered=False, items=items), *long[4:])


def make_course(
    language: str = "en", *, test: dict[str, Any] | None = None, **changes: Any
) -> Course:
    """Four pages in two modules: reading; a task and a video; callouts; the test, five of six."""
    words = WORDS[language]
    task = Callout("task", said(words[1]), line(words[1]), "task-one")
    video = Video(
        "vk-1", "VK", "https://vkvideo.ru/video-1_1", "https://vkvideo.ru/video_ext.php?oid=-1&id=1",
        title=words[2], minutes=3,
    )  # fmt: skip
    kinds = ("note", "warning", "mistake", "success", "box", "before-test")
    callouts = tuple(Callout(k, said(words[0]), line(words[1])) for k in kinds)  # type: ignore[arg-type]  # a tuple of literals
    done = Callout("congratulation", said(words[6]), line(words[6]))
    quiz = Test(
        "check", words[3], tuple(question(n, words) for n in range(1, 7)),
        pass_percent=80, draw=5, shuffle=True, feedback="immediate",
    )  # fmt: skip
    quiz = replace(quiz, **(test or {}))
    first = (
        Page("reading", words[0], reading(words), module="one"),
        Page("doing", words[1], (Heading(2, line(words[1])), task, video), module="one"),
    )
    second = (
        Page("watching", words[2], callouts, module="two"),
        Page("checking", words[3], (paragraph(words[3]), TestPlace(), done), module="two"),
    )
    course = Course(
        "small", "1.0", f"{words[0]}, {words[3].lower()}", language,
        (Module("one", words[0], first), Module("two", words[3], second, quiz)),
        completion=Completion(tasks=True, videos=100),
    )  # fmt: skip
    return replace(course, **changes)


def telling(course: Course, feedback: Literal["immediate", "deferred"]) -> Course:
    """Give the course with another time at which its only test tells what was right."""
    (module,) = course.modules
    assert module.test
    test = replace(module.test, feedback=feedback)
    return replace(course, modules=(replace(module, test=test),))


def make_package(
    course: Course,
    path: Path,
    *,
    per_module: bool = False,
    standard: str = "scorm12",
    theme: str = "default",
) -> Path:
    """Render a course and pack it for a standard."""
    site = render_site(course, Theme(theme), per_module=per_module, extras=player.extras())
    archive.save(STANDARDS[standard].pack(course, site), path)
    return path
