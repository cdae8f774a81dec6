"""Proves that a learner's state fits what an LMS of a standard keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Code, Location, Severity
from scormkit.player.budget import worst_case

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.diagnostics import Report
    from scormkit.render.site import Sco

TOO_LONG = Code(
    "STD-001",
    Severity.ERROR,
    "A learner's state that cannot fit",
    "An LMS would cut the state off and the learner's progress would be lost. Draw fewer questions "
    "(draw: in test.yaml), give questions fewer answers, let written answers be shorter, or write "
    "structure: sco-per-module in the manifest, so that each module keeps a state of its own.",
    "RTE 1.2, cmi.suspend_data",
)


def prove_state(
    sco: Sco,
    data: Mapping[str, Any],
    limit: int | None,
    keeper: str,
    report: Report,
    at: Location,
) -> int:
    """Give the longest state of a document, in characters; one over ``limit`` is an error.

    ``keeper`` is the standard's name for people; ``at`` where the course says what is in it.
    """
    budget = worst_case(dict(data))
    if limit is not None and budget.characters > limit:
        dear = ", ".join(f"{cost.id} ({cost.characters:.0f})" for cost in budget.dearest())
        message = (
            f"{sco.title}: a learner's state can come to {budget.characters:,} characters; "
            f"{keeper} keeps {limit:,}. The dearest: {dear}"
        )
        if budget.letters:
            fits = budget.letters_within(limit)
            message += (
                f". Answers can be written of {budget.letters:,} letters in all; {fits:,} fit"
            )
        report.add(TOO_LONG, message, at)
    return budget.characters
