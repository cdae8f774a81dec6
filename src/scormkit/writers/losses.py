"""Says what a format does not hold, in one voice for all formats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.model.exam import Chosen, Composed, Filled, Gapped, Matched, Written
from scormkit.writers import codes
from scormkit.writers.fractions import points_of_gap, shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam, Item

_ALIKE = re.compile('[ёЁ«»„“”"\u2010-\u2015\u2212-]')
"""Letters, quotation marks and hyphens that are the same to the player as others."""


def tell_test(exam: Exam, report: Report, title: str, *, draws: bool, intro: bool) -> None:
    """Say which settings of a test are lost; ``draws`` and ``intro`` are what the format does hold."""
    lost = [f"the pass mark of {exam.pass_percent:g} %"]
    if exam.attempts:
        lost.append(f"the limit of attempts ({exam.attempts})")
    if 0 < exam.draw < len(exam.items) and not draws:
        lost.append(f"the drawing of {exam.draw} questions of {len(exam.items)}")
    if exam.intro and not intro:
        lost.append("the introduction")
    lost += exam.lost
    message = f"{title} does not hold {_listed(lost)}"
    report.add(codes.TEST_LOSS, message, Location(exam.source, *exam.at))


def tell_item(exam: Exam, item: Item, report: Report, *messages: str) -> None:
    """Say what of a question is lost."""
    for message in messages:
        report.add(codes.QUESTION_LOSS, message, Location(exam.source, *item.at))


def tell_left_out(exam: Exam, item: Item, report: Report, title: str) -> None:
    """Say that the format has no questions of this kind."""
    tell_item(exam, item, report, f"The question is left out: {title} has none of its kind")


def lost_in_writing(item: Item, title: str) -> Iterator[str]:
    """Say what of a written answer is not limited, forgiven or found as the player does it."""
    match item.answer:
        case Written(accepted=texts, typos=typos, matches=matches):
            yield from _lost_in_comparing(texts, typos, title)
            if matches:
                yield f"{title} does not hold the expression {matches}"
        case Gapped(accepted=accepted, typos=typos):
            yield from _lost_in_comparing([t for texts in accepted for t in texts], typos, title)
        case Composed(least=least, most=most, keywords=keywords):
            yield f"{title} does not hold the limits of {least} and {most} letters"
            if keywords:
                yield f"{title} does not look for keywords: people grade the text"
            if item.told.by_result:
                yield f"{title} does not hold what is told by result"
        case _:
            pass


def _lost_in_comparing(texts: Iterable[str], typos: int, title: str) -> Iterator[str]:
    if typos:
        yield f"{title} does not forgive slips of typing"
    if has_alike(texts):
        yield f"{title} tells ё and е, kinds of quotation marks and of hyphens apart"


def has_alike(texts: Iterable[str]) -> bool:
    """Answer whether the player takes other signs for some of these."""
    return any(_ALIKE.search(text) for text in texts)


def lost_in_moodle(item: Item) -> Iterator[str]:
    """Say what Moodle grades and shows in its own way, whatever the format."""
    match item.answer:
        case Chosen(kind="multiple", options=options, partial=partial):
            if not partial:
                yield "Moodle gives points for a part of the right answers here"
            if len(shares(right := sum(option.correct for option in options))) < right:
                yield f"Moodle has no grade for a share of {right} right answers"
        case Matched(categories=categories, partial=partial):
            if not partial:
                yield "Moodle gives points for a part of the right pairs here"
            if categories:
                yield "Moodle does not keep the order of the categories: it shuffles them"
        case Gapped(partial=partial) | Filled(partial=partial):
            if not partial:
                yield "Moodle gives points for a part of the right gaps here"
            yield from _lost_in_cloze(item, item.answer)
        case _:
            pass


def _lost_in_cloze(item: Item, answer: Gapped | Filled) -> Iterator[str]:
    if isinstance(answer, Filled) and answer.bank:
        return
    gaps = len(answer.pieces) - 1
    if not points_of_gap(item.points, gaps):
        yield f"Moodle counts a point for each gap, {gaps} together instead of {item.points:g}"
    if item.told.by_result:
        yield "Moodle does not hold what is told by result"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
