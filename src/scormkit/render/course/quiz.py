"""A test as paper has it: every question a group of choices. The player makes it a test to take."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, assert_never

from scormkit.model.blocks import Paragraph
from scormkit.model.inlines import Text
from scormkit.model.names import choice_keys, stable_key, wire_id
from scormkit.model.quiz import Choice, MultipleChoice, SingleChoice, TrueFalse
from scormkit.model.walk import text_of
from scormkit.render.blocks import render_blocks
from scormkit.render.course.components import icon
from scormkit.render.course.page import heading_shift, with_scrolling_tables
from scormkit.render.course.place import CourseContext
from scormkit.render.inlines import render_inlines

if TYPE_CHECKING:
    from scormkit.model.quiz import Blocks, Question, Test
    from scormkit.render.course.place import Place

_TOLD = ("correct", "partial", "incorrect")
_DEPTH = 4  # headings inside a question stand under the test's title and the question's number


@dataclass(frozen=True, slots=True)
class TestHtml:
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


def render_test(test: Test, place: Place) -> TestHtml:
    """Render a test; a pure function of its arguments and of the files they name."""
    context = CourseContext(place, f"t-{test.id}")
    questions = "".join([_question(question, context) for question in test.questions])
    anchor = escape(context.prefix)
    title = escape(test.title, quote=False)
    html = with_scrolling_tables(
        f'<div class="sk-test" id="{anchor}" data-test="{escape(test.id)}"><h2 id="{anchor}-title">{icon("test")}{title}</h2>'
        f'<div class="sk-test-start">'
        f"{_blocks(test.intro, context, 3)}{_facts(test, context)}</div>"
        f'<div class="sk-questions">{questions}</div></div>'
    )
    return TestHtml(
        id=test.id,
        module=place.module,
        title=test.title,
        html=html,
        key=_key(test, context) if test.print_key else "",
        data=_data(test),
        assets=tuple(context.uses.assets),
    )


def choices_of(question: Question, yes: str = "", no: str = "") -> tuple[Choice, ...]:
    """Give the choices of any question; ``yes`` and ``no`` are the words of a true-false one."""
    match question:
        case SingleChoice(choices=choices) | MultipleChoice(choices=choices):
            return choices
        case TrueFalse(answer=answer):
            return (
                Choice("true", (_line(yes),), answer, question.true_feedback),
                Choice("false", (_line(no),), not answer, question.false_feedback),
            )
        case _:
            assert_never(question)


def _line(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _blocks(blocks: Blocks, context: CourseContext, level: int) -> str:
    context.heading_shift = heading_shift(blocks) + level - 2
    return render_blocks(blocks, context)


def _facts(test: Test, context: CourseContext) -> str:
    words = context.place.words
    drawn = min(test.draw, len(test.questions)) or len(test.questions)
    tries = (
        words.count("attempts", test.attempts) if test.attempts else words.say("attempts-endless")
    )
    needed = words.say("needed", percent=words.number(test.pass_percent))
    facts = (words.count("questions", drawn), needed, tries)
    return '<ul class="sk-test-facts">' + "".join(f"<li>{escape(f)}</li>" for f in facts) + "</ul>"


def _question(question: Question, context: CourseContext) -> str:
    words, name = context.place.words, f"{context.prefix}-{question.id}"
    choices = choices_of(question, words.say("true"), words.say("false"))
    several = isinstance(question, MultipleChoice)
    control = "checkbox" if several else "radio"
    rows = "".join([_row(choice, control, name, context) for choice in choices])
    kind = "several" if several else "one"
    points = words.count("points", question.points) if question.points != 1 else ""
    hint = _blocks(question.hint, context, _DEPTH)
    if hint:
        told = escape(words.say("hint"), quote=False)
        hint = f'<details class="sk-hint"><summary>{told}</summary>{hint}</details>'
    told = "".join([_told(kind, getattr(question.feedback, kind), context) for kind in _TOLD])
    group = ' role="radiogroup"' if control == "radio" else ""
    anchor = escape(name)
    return (
        f'<div class="sk-question" data-question="{escape(question.id)}">'
        f'<fieldset{group} aria-labelledby="{anchor}-prompt {anchor}-how">'
        f'<div class="sk-prompt" id="{anchor}-prompt">{_blocks(question.prompt, context, _DEPTH)}'
        f'</div><p class="sk-how" id="{anchor}-how">{escape(words.say(f"choose-{kind}"))}'
        f"{f' · {escape(points)}' if points else ''}</p>{hint}{rows}</fieldset>{told}</div>"
    )


def _row(choice: Choice, control: str, name: str, context: CourseContext) -> str:
    return (
        f'<div class="sk-row" data-choice="{escape(choice.id)}"><label class="sk-choice">'
        f'<input type="{control}" name="{escape(name)}" value="{escape(choice.id)}"/>'
        f'<span class="sk-answer">{_inline(choice.content, context)}</span></label>'
        f"{_told('choice', choice.feedback, context)}</div>"
    )


def _inline(blocks: Blocks, context: CourseContext) -> str:
    """Render a choice; the one paragraph that it usually is needs no block of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return render_inlines(blocks[0].children, context)
    return _blocks(blocks, context, _DEPTH)


def _told(kind: str, blocks: Blocks, context: CourseContext) -> str:
    if not blocks:
        return ""
    return (
        f'<div class="sk-told" data-told="{kind}" hidden>{_blocks(blocks, context, _DEPTH)}</div>'
    )


def _key(test: Test, context: CourseContext) -> str:
    words = context.place.words
    items = []
    for question in test.questions:
        choices = choices_of(question, words.say("true"), words.say("false"))
        right = [_plain(choice.content) for choice in choices if choice.correct]
        items.append(f"<li>{'; '.join(escape(text, quote=False) for text in right)}</li>")
    return f"<h3>{escape(test.title, quote=False)}</h3><ol>{''.join(items)}</ol>"


def _plain(blocks: Blocks) -> str:
    return " ".join(text_of(blocks).split())


def _data(test: Test) -> dict[str, Any]:
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
        "questions": [_question_data(question, test) for question in test.questions],
    }


def _question_data(question: Question, test: Test) -> dict[str, Any]:
    choices = choices_of(question)
    keys = choice_keys([choice.id for choice in choices])
    match question:
        case SingleChoice():
            kind, partial, shuffle = "single", False, question.shuffle
        case MultipleChoice():
            kind, partial, shuffle = "multiple", question.partial, question.shuffle
        case TrueFalse():
            kind, partial, shuffle = "true-false", False, False
        case _:
            assert_never(question)
    return {
        "id": question.id,
        "key": stable_key(question.id),
        "wire": wire_id(f"{test.id}-{question.id}"),
        "kind": kind,
        "points": question.points,
        "partial": partial,
        "shuffle": shuffle,
        "text": _plain(question.prompt),
        "choices": [
            {
                "id": choice.id,
                "key": key,
                "correct": choice.correct,
                "text": _plain(choice.content),
            }
            for choice, key in zip(choices, keys, strict=True)
        ],
    }
