"""What only Aiken can get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.validate.questions.sheet import Sheet


@rule("QF-005", severity=Severity.ERROR, clause="Moodle, Aiken format")
def complete(sheet: Sheet) -> Findings:
    """Every question in Aiken has two answers or more and names the right one.

    Write the question on one line, each answer as A) or A. and a blank, and after them ANSWER: with
    one of the letters, all in capitals.
    """
    for fault in sheet.faults:
        yield Finding(fault.message, sheet.at(fault.line))


RULES = (complete,)
