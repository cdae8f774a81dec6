"""What holds for questions of any format that Moodle reads: grades, doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.validate.questions.sheet import Sheet

# Moodle's closed list of what an answer can be worth, in percent; each may be negative, too.
_GRADES: Final = (
    *(100, 90, 80, 75, 70, 60, 50, 40, 30, 25, 20, 12.5, 10, 5, 0),
    *(100 * part / whole for part, whole in ((5, 6), (2, 3), (1, 3), (1, 6), (1, 7), (1, 9))),
)
_CLOSE = 0.001
_CLOSE_SUM = 0.02
_SHOWN = 40


@rule("QF-003", severity=Severity.WARNING, clause="Moodle, grades of answers")
def grades(sheet: Sheet) -> Findings:
    """What answers are worth stands in Moodle's list, and shares make 100 %.

    Moodle knows 33.33333 for a third and takes neither 33 nor 34 unless it is told to take the nearest
    grade. Give each of several right answers an equal share of 100 %.
    """
    for entry in sheet.entries:
        for mark in entry.marks:
            odd = all(abs(abs(mark.grade) - known) > _CLOSE for known in _GRADES)
            if mark.stated and odd:
                message = f"{mark.grade:g} % is no grade that Moodle knows"
                yield Finding(message, sheet.at(mark.line))
        total = sum(mark.grade for mark in entry.marks if mark.grade > 0)
        if entry.several and total and abs(total - 100) > _CLOSE_SUM:
            message = f"The right answers are worth {total:g} % together"
            yield Finding(message, sheet.at(entry.line))


@rule("QF-007", severity=Severity.WARNING, clause="practice")
def doubles(sheet: Sheet) -> Findings:
    """No question stands twice.

    A learner would be asked the same thing again, and of two equal names an import keeps one. Remove
    the double, or change its name.
    """
    texts: dict[tuple[object, ...], int] = {}
    names: dict[str, int] = {}
    for entry in sheet.entries:
        answers = tuple(mark.text for mark in entry.marks)
        key = (entry.text, answers)
        if entry.text and key in texts:
            shown = entry.text if len(entry.text) <= _SHOWN else entry.text[:_SHOWN] + "…"
            message = f"The question {shown!r} already stands on line {texts[key]}"
            yield Finding(message, sheet.at(entry.line))
        elif entry.identifier and entry.identifier in names:
            message = (
                f"The id {entry.identifier!r} already stands on line {names[entry.identifier]}"
            )
            yield Finding(message, sheet.at(entry.line))
        texts.setdefault(key, entry.line)
        names.setdefault(entry.identifier, entry.line)


RULES = (grades, doubles)
