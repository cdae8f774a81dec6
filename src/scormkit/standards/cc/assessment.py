"""Writes a test as an assessment of QTI 1.2 in the profile of Common Cartridge.

The profile knows true-false, one of at least three, and any of at least two. A question with one
right answer of two is therefore written as one with several: with boxes to tick instead of circles,
but with its own words. As true-false, importers would replace them by their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from scormkit.standards.cc.facts import LIMITS, QTI
from scormkit.standards.ims.xml import SCHEMA_LOCATION, XSI, add, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scormkit.model.exam import Exam, Item, ItemKind
    from scormkit.standards.cc.facts import Edition

_FULL = "100"
_RESPONSE = "response"
_TRUE_FALSE: Final = (
    frozenset({"true", "false"}),
    frozenset({"верно", "неверно"}),
    frozenset({"правда", "неправда"}),
    frozenset({"правда", "ложь"}),
    frozenset({"истина", "ложь"}),
)
_SCALES = 20
_WORDS_OF_TWO = 2


def profile_of(kind: ItemKind, texts: Sequence[str]) -> str:
    """Give the profile that holds a question with answers of these words."""
    if kind == "true-false":
        return "cc.true_false.v0p1"
    if kind == "multiple":
        return "cc.multiple_response.v0p1"
    if len(texts) > _WORDS_OF_TWO:
        return "cc.multiple_choice.v0p1"
    said = frozenset(text.strip().rstrip(".").lower() for text in texts)
    return "cc.true_false.v0p1" if said in _TRUE_FALSE else "cc.multiple_response.v0p1"


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
    _add_fields(
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
        _add_html(add(assessment, "rubric"), exam.intro)
    section = add(assessment, "section", ident="root_section")
    weighted, _ = weights(item.points for item in exam.items)
    for item, weight in zip(exam.items, weighted, strict=True):
        _add_item(section, item, weight)
    return write(root)


def _add_item(section: etree._Element, item: Item, weight: int) -> None:
    element = add(section, "item", ident=item.id, title=item.title)
    profile = profile_of(item.kind, [option.text for option in item.options])
    metadata = add(element, "itemmetadata")
    _add_fields(metadata, cc_profile=profile, cc_weighting=str(weight), qmd_computerscored="Yes")
    presentation = add(element, "presentation")
    _add_html(presentation, item.prompt)
    several = profile == "cc.multiple_response.v0p1"
    response = add(
        presentation,
        "response_lid",
        ident=_RESPONSE,
        rcardinality="Multiple" if several else "Single",
    )
    choices = add(response, "render_choice", shuffle="Yes" if item.shuffle else "No")
    for option in item.options:
        _add_html(add(choices, "response_label", ident=option.id), option.html)
    _add_processing(element, item, several=several)
    for name, html in _feedback(item).items():
        _add_html(add(add(element, "itemfeedback", ident=name), "flow_mat"), html)


def _feedback(item: Item) -> dict[str, str]:
    """Give all that is told after a question, by the names it is referred to."""
    told = {f"choice_{option.id}_fb": option.feedback for option in item.options}
    told |= {"correct_fb": item.told.correct, "general_incorrect_fb": item.told.incorrect}
    return {name: html for name, html in told.items() if html}


def _add_processing(element: etree._Element, item: Item, *, several: bool) -> None:
    """Say what is told for each answer, then which answer is right."""
    told = _feedback(item)
    processing = add(element, "resprocessing")
    score = {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": _FULL}
    add(add(processing, "outcomes"), "decvar", **score)
    for option in item.options:
        if (name := f"choice_{option.id}_fb") in told:
            condition = _add_condition(processing, goes_on=True)
            add(condition[0], "varequal", option.id, respident=_RESPONSE)
            _add_told(condition, name)
    right = _add_condition(processing, goes_on=False)
    holder = add(right[0], "and") if several else right[0]
    for option in item.options:
        if option.correct:
            add(holder, "varequal", option.id, respident=_RESPONSE)
        elif several:
            add(add(holder, "not"), "varequal", option.id, respident=_RESPONSE)
    add(right, "setvar", _FULL, action="Set", varname="SCORE")
    if "correct_fb" in told:
        _add_told(right, "correct_fb")
    if "general_incorrect_fb" in told:
        wrong = _add_condition(processing, goes_on=False)
        add(wrong[0], "other")
        _add_told(wrong, "general_incorrect_fb")


def _add_condition(processing: etree._Element, *, goes_on: bool) -> etree._Element:
    condition = add(processing, "respcondition")
    condition.set("continue", "Yes" if goes_on else "No")
    add(condition, "conditionvar")
    return condition


def _add_told(condition: etree._Element, name: str) -> None:
    add(condition, "displayfeedback", feedbacktype="Response", linkrefid=name)


def _add_fields(parent: etree._Element, **fields: str) -> None:
    metadata = add(parent, "qtimetadata")
    for label, entry in fields.items():
        field = add(metadata, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)


def _add_html(parent: etree._Element, html: str) -> None:
    add(add(parent, "material"), "mattext", html, texttype="text/html")
