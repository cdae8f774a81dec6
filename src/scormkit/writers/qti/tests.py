"""Writes an ``assessmentTest``: which items are drawn, in what order, with what weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.writers.qti.dialect import file_name, identifier, yes_or_no

if TYPE_CHECKING:
    from scormkit.model.exam import Exam
    from scormkit.writers.qti.dialect import Dialect


def write_test(exam: Exam, intro: str, dialect: Dialect) -> str:
    """Write the document of a test; ``intro`` refers to files from where it stands."""
    e = dialect.element
    items = (
        e(
            "assessmentItemRef",
            e("weight", identifier="WEIGHT", value=f"{item.points:g}"),
            identifier=identifier(item.id, "q"),
            href=f"items/{file_name(item.id)}.xml",
        )
        for item in exam.items
    )
    drawn = 0 < exam.draw < len(exam.items)
    parts = [
        e("selection", select=str(exam.draw)) if drawn else "",
        e("ordering", shuffle="true") if exam.shuffle else "",
        e("rubricBlock", dialect.text(intro), view="candidate") if intro else "",
        *items,
    ]
    section = e("assessmentSection", *parts, identifier="section", title=exam.title, visible="true")
    shown = yes_or_no(exam.feedback == "immediate")
    control = e("itemSessionControl", maxAttempts="1", showFeedback=shown)
    part = e(
        "testPart",
        control,
        section,
        identifier="part",
        navigationMode="nonlinear",
        submissionMode="individual",
    )
    total = e("sum", e("testVariables", variableIdentifier="SCORE", weightIdentifier="WEIGHT"))
    outcome = e("outcomeProcessing", dialect.sets("SCORE", total))
    return dialect.root(
        "assessmentTest",
        dialect.outcome("SCORE", "float", "0") + part + outcome,
        identifier=identifier(exam.id, "test"),
        title=exam.title,
    )
