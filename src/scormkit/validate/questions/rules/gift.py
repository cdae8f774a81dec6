"""What only GIFT can get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.validate.questions.sheet import Sheet

_FEWEST = 2


@rule("QF-001", severity=Severity.ERROR, clause="Moodle, GIFT format")
def braces(sheet: Sheet) -> Findings:
    r"""Every question in GIFT has at most one pair of braces.

    The answers stand between { and }; Moodle takes the first of each and misreads or refuses the rest.
    Close the braces, part questions by a blank line, and write \{ and \} where the signs themselves
    are meant.
    """
    for fault in sheet.faults:
        yield Finding(fault.message, sheet.at(fault.line))


@rule("QF-002", severity=Severity.ERROR, clause="Moodle, GIFT format")
def choices(sheet: Sheet) -> Findings:
    """A multiple choice in GIFT has two answers or more, and a right one.

    Moodle refuses others. Write = before the right answer, ~ before each wrong one, or ~%50% where
    several are right.
    """
    for entry in sheet.entries:
        if entry.kind != "multichoice":
            continue
        if len(entry.marks) < _FEWEST:
            yield Finding("The question has only one answer", sheet.at(entry.line))
        elif not any(mark.grade > 0 for mark in entry.marks):
            yield Finding("No answer of the question is right", sheet.at(entry.line))


RULES = (braces, choices)
