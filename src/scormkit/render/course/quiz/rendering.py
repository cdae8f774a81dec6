"""A test as paper has it: every question a group of choices. The player makes it a test to take."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from scormkit.model.names import stable_key
from scormkit.render.blocks import render_blocks
from scormkit.render.course.components import NOTHING, Needs, icon, needs_of
from scormkit.render.course.page import heading_shift, with_scrolling_tables
from scormkit.render.course.place import CourseContext
from scormkit.render.course.quiz.answers import answer_html, told_html
from scormkit.render.course.quiz.conditions import exam_data, facts, pace
from scormkit.render.course.quiz.questions import question_data, right_answer
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.model.quiz import Blocks, Question, Section, Test
    from scormkit.render.course.place import Place
    from scormkit.render.locales import Words

_TOLD = ("correct", "partial", "incorrect")
_DEPTH = 4  # headings inside a question stand under the test's title and the question's number


class TestHtml(Struct, frozen=True):
    """A rendered test.

    ``data`` is its part of the course's data, but for the page it stands on; ``key`` the right
    answers for print, empty where the author keeps them.
    """

    __test__ = False  # no test of pytest's
    id: str
    module: str
    title: str
    html: str
    key: str
    data: dict[str, Any]
    assets: tuple[str, ...] = ()
    needs: Needs = NOTHING


def render_test(test: Test, place: Place) -> TestHtml:
    """Render a test; a pure function of its arguments and of the files they name."""
    context = CourseContext(place, f"t-{test.id}")
    asked = {question.id: _question(question, context) for question in test.questions}
    questions = "".join(asked.values())
    if test.sections:
        questions = "".join([_section(part, asked, context) for part in test.sections])
    exam = exam_data(test)
    anchor = escape(context.prefix)
    title = escape(test.title, quote=False)
    html = with_scrolling_tables(
        f'<div class="sk-test" id="{anchor}" data-test="{escape(test.id)}"{" data-exam" if exam else ""}><h2 id="{anchor}-title">{icon("test")}{title}</h2>'
        f'<div class="sk-test-start">'
        f"{_blocks(test.intro, context, 3)}{facts(test, context.place.words)}</div>"
        f"{pace(test, context)}"
        f'<div class="sk-questions">{questions}</div></div>'
    )
    return TestHtml(
        id=test.id,
        module=place.module,
        title=test.title,
        html=html,
        key=_key(test, context) if test.print_key else "",
        data=_data(test, context.place.words) | exam,
        assets=tuple(context.uses.assets),
        needs=needs_of(html),
    )


def render_check(test: Test, context: CourseContext) -> tuple[str, dict[str, Any]]:
    """Give the one question of a check as HTML, and as the player takes it."""
    (asked,), shift = test.questions, context.heading_shift
    html = _question(asked, context)
    context.heading_shift = shift
    return html, question_data(asked, test, context.place.words)


def _blocks(blocks: Blocks, context: CourseContext, level: int) -> str:
    context.heading_shift = heading_shift(blocks) + level - 2
    return render_blocks(blocks, context)


def _section(part: Section, asked: dict[str, str], context: CourseContext) -> str:
    """Head the questions of a section; the player shows the head with each of them."""
    intro = _blocks(part.intro, context, _DEPTH)
    questions = "".join([asked[question] for question in part.questions])
    title = escape(part.title, quote=False)
    return f'<div class="sk-section"><h3>{title}</h3>{intro}{questions}</div>'


def _question(question: Question, context: CourseContext) -> str:
    words, name = context.place.words, f"{context.prefix}-{question.id}"
    how, rows = answer_html(question, name, context)
    points = words.count("points", question.points) if question.points != 1 else ""
    if not question.points:
        points = words.say("not-scored")
    hint = _blocks(question.hint, context, _DEPTH)
    if hint:
        told = escape(words.say("hint"), quote=False)
        hint = f'<details class="sk-hint"><summary>{told}</summary>{hint}</details>'
    results = {kind: getattr(question.feedback, kind) for kind in _TOLD}
    if not question.points:
        results = {"noted": question.feedback.correct}
    told = "".join([told_html(kind, blocks, context) for kind, blocks in results.items()])
    group = ' role="radiogroup"' if how == "choose-one" else ""
    anchor = escape(name)
    return (
        f'<div class="sk-question" data-question="{escape(question.id)}">'
        f'<fieldset{group} aria-labelledby="{anchor}-prompt {anchor}-how">'
        f'<div class="sk-prompt" id="{anchor}-prompt">{_blocks(question.prompt, context, _DEPTH)}'
        f'</div><p class="sk-how" id="{anchor}-how">{escape(words.say(how))}'
        f"{f' · {escape(points)}' if points else ''}</p>{hint}{rows}</fieldset>{told}</div>"
    )


def _key(test: Test, context: CourseContext) -> str:
    items = [
        f"<li>{escape(right_answer(q, context.place.words), quote=False)}</li>"
        for q in test.questions
    ]
    return f"<h3>{escape(test.title, quote=False)}</h3><ol>{''.join(items)}</ol>"


def _data(test: Test, words: Words) -> dict[str, Any]:
    """Give a test as the player takes it (``TestData`` in ``player/course.ts``)."""
    return {
        "id": test.id,
        "key": stable_key(test.id),
        "title": test.title,
        "passPercent": test.pass_percent,
        "attempts": test.attempts,
        "draw": test.draw,
        "shuffle": test.shuffle,
        "feedback": test.feedback,
        "review": test.review,
        "questions": [question_data(question, test, words) for question in test.questions],
    }
