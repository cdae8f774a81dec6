"""What a test asks of its learners beside the questions: how many, how well, how often, how fast."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from scormkit.model.names import wire_id
from scormkit.model.quiz import asked_in, banks_of, totals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.quiz import Test
    from scormkit.render.course.place import CourseContext
    from scormkit.render.locales import Words

PACES = (1, 1.5, 2, 0)
"""What learners may make of a time limit (``quiz/exam/time.ts``); 0 is none at all."""


def is_timed(test: Test) -> bool:
    """Whether any time runs."""
    return test.seconds > 0 or any(question.seconds for question in test.questions)


def facts(test: Test, words: Words) -> str:
    """List what learners should know before they begin."""
    items = "".join(f"<li>{escape(fact)}</li>" for fact in _facts(test, words))
    return f'<ul class="sk-test-facts">{items}</ul>'


def _facts(test: Test, words: Words) -> Iterator[str]:
    yield words.count("questions", asked_in(test))
    if test.pass_points is None:
        yield words.say("needed", percent=words.number(test.pass_percent))
    else:
        yield words.count("needed-points", test.pass_points)
    yield words.count("attempts", test.attempts) if test.attempts else words.say("attempts-endless")
    if test.counted != "best":
        yield words.say(f"counted-{test.counted}")
    if test.seconds:
        yield words.say("time-limit", time=duration(test.seconds, words))
    if any(question.seconds for question in test.questions):
        yield words.say("time-questions")
    if test.order == "forward":
        yield words.say("order-forward")


def duration(seconds: float, words: Words) -> str:
    """Write a time in hours, minutes and seconds, without those that are none."""
    left, parts = round(seconds), []
    for unit, size in (("hours", 3600), ("minutes", 60), ("seconds", 1)):
        number, left = divmod(left, size)
        if number:
            parts.append(words.count(unit, number))
    return " ".join(parts)


def pace(test: Test, context: CourseContext) -> str:
    """Let learners choose their time before they begin; the player remembers it (WCAG 2.2.1)."""
    if not (test.more_time and is_timed(test)):
        return ""
    words = context.place.words
    name = escape(f"{context.prefix}-pace")
    options = []
    for number, factor in enumerate(PACES):
        label = words.say(f"pace-{number}")
        if test.seconds and factor:
            label += f" ({duration(test.seconds * factor, words)})"
        options.append(f'<option value="{number}">{escape(label)}</option>')
    return (
        f'<p class="sk-pace"><label for="{name}">{escape(words.say("pace"))}</label> '
        f'<select id="{name}">{"".join(options)}</select></p>'
    )


def exam_data(test: Test) -> dict[str, Any]:
    """Give the settings that few tests have, and only those that are not as usual."""
    least, most = totals_of(test)
    told: dict[str, Any] = {}
    if test.pass_points is not None and least < most:
        told["passPoints"] = test.pass_points
    if test.counted != "best":
        told["counted"] = test.counted
    if test.retry != "all":
        told["retry"] = test.retry
    if test.order != "free":
        told["order"] = test.order
    if not test.skip:
        told["skip"] = False
    if is_timed(test):
        told["time"] = test.seconds
    if test.sections:
        told["fullPoints"] = sum(
            sum(question.points for question in bank) * draw / len(bank)
            for bank, draw in banks_of(test)
            if bank
        )
        told["sections"] = [
            {"id": part.id, "title": part.title, "draw": part.draw, "shuffle": part.shuffle}
            for part in test.sections
        ]
    objectives = dict.fromkeys(q.objective for q in test.questions if q.objective)
    if objectives:
        told["objectives"] = [{"id": wire_id(title), "title": title} for title in objectives]
    return told
