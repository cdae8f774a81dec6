"""Writes a test as an assessment of QTI 1.2 in the profile of Common Cartridge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from scormkit.model.exam import with_blank
from scormkit.standards.cc.assessment.items import add_fields, add_html, add_item
from scormkit.standards.cc.assessment.profiles import profile_of
from scormkit.standards.cc.facts import LIMITS, QTI
from scormkit.standards.ims.xml import SCHEMA_LOCATION, XSI, add, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.exam import Exam
    from scormkit.standards.cc.facts import Edition

_SCALES: Final = 20


def weights(points: Iterable[float]) -> tuple[list[int], bool]:
    """Give whole weights from 1 to 99 in the proportions of ``points``, and whether they are kept.

    Only proportions matter, so halves and tenths are scaled up first.
    """
    given = list(points)
    for scale in range(1, _SCALES + 1):
        scaled = [value * scale for value in given]
        if all(abs(v - round(v)) < 1e-9 and 1 <= round(v) <= LIMITS["weighting"] for v in scaled):  # noqa: PLR2004  floats
            return [round(value) for value in scaled], True
    most = max([*given, 1.0])
    limit = LIMITS["weighting"]
    return [max(1, min(limit, round(value * limit / most))) for value in given], False


def attempts(number: int) -> str:
    """Give how often a learner may try, in the words of the profile."""
    return str(number) if 1 <= number <= LIMITS["attempts"] else "unlimited"


def write_assessment(exam: Exam, identifier: str, edition: Edition) -> bytes:
    """Give the document of one test."""
    root = etree.Element(f"{{{QTI}}}questestinterop", nsmap={None: QTI, "xsi": XSI})  # type: ignore[dict-item]  # the default namespace
    schema = (
        f"http://www.imsglobal.org/profile/cc/cc{edition.short}/"
        f"cc{edition.short}_qtiasiv1p2p1_v1p0.xsd"
    )
    root.set(SCHEMA_LOCATION, f"{QTI} {schema}")
    assessment = add(root, "assessment", ident=identifier, title=exam.title)
    told = "No" if exam.feedback == "none" else "Yes"
    add_fields(
        assessment,
        cc_profile="cc.exam.v0p1",
        qmd_assessmenttype="Examination",
        qmd_scoretype="Percentage",
        qmd_feedbackpermitted=told,
        qmd_hintspermitted="No",
        qmd_solutionspermitted="No",
        cc_maxattempts=attempts(exam.attempts),
    )
    if exam.intro:
        add_html(add(assessment, "rubric"), exam.intro)
    section = add(assessment, "section", ident="root_section")
    held = [
        (item, profile)
        for item in map(with_blank, exam.items)
        if (profile := profile_of(item.answer))
    ]
    weighted, _ = weights(item.points for item, _ in held)
    for (item, profile), weight in zip(held, weighted, strict=True):
        add_item(section, item, profile, weight)
    return write(root)
