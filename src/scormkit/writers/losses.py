"""Says what a format does not hold, in one voice for all formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.writers import codes

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam, Item


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
    for at in exam.left_out:
        message = "The question is left out: only choices are exported"
        report.add(codes.QUESTION_LOSS, message, Location(exam.source, *at))


def tell_item(exam: Exam, item: Item, report: Report, *messages: str) -> None:
    """Say what of a question is lost."""
    for message in messages:
        report.add(codes.QUESTION_LOSS, message, Location(exam.source, *item.at))


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
