"""Adds a question to an assessment: what is asked, what is right, what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.exam import Chosen, Composed
from scormkit.standards.cc.assessment.profiles import ESSAY, SEVERAL, blank_of
from scormkit.standards.ims.xml import add

if TYPE_CHECKING:
    from lxml import etree

    from scormkit.model.exam import Answer, Item

FULL = "100"
_RESPONSE = "response"
_RIGHT, _WRONG, _ANY = "correct_fb", "general_incorrect_fb", "general_fb"


def add_item(section: etree._Element, item: Item, profile: str, weight: int) -> None:
    """Add a question that a profile holds."""
    element = add(section, "item", ident=item.id, title=item.title)
    metadata = add(element, "itemmetadata")
    scored = "No" if profile == ESSAY else "Yes"
    add_fields(metadata, cc_profile=profile, cc_weighting=str(weight), qmd_computerscored=scored)
    presentation = add(element, "presentation")
    add_html(presentation, item.prompt)
    told = _told(item)
    if isinstance(item.answer, Chosen):
        several = profile == SEVERAL
        _ask_for_choices(presentation, item.answer, several=several)
        processing = _add_processing(element)
        _add_choices(processing, item.answer, told, several=several)
    else:
        _ask_for_text(presentation)
        processing = _add_processing(element)
        _add_texts(processing, item.answer, told)
    for name in told.keys() & {_WRONG, _ANY}:
        rest = _add_condition(processing, goes_on=False)
        add(rest[0], "other")
        _tell(rest, name)
    for name, html in told.items():
        add_html(add(add(element, "itemfeedback", ident=name), "flow_mat"), html)


def _ask_for_choices(presentation: etree._Element, answer: Chosen, *, several: bool) -> None:
    cardinality = "Multiple" if several else "Single"
    response = add(presentation, "response_lid", ident=_RESPONSE, rcardinality=cardinality)
    choices = add(response, "render_choice", shuffle="Yes" if answer.shuffle else "No")
    for option in answer.options:
        add_html(add(choices, "response_label", ident=option.id), option.html)


def _ask_for_text(presentation: etree._Element) -> None:
    response = add(presentation, "response_str", ident=_RESPONSE, rcardinality="Single")
    add(add(response, "render_fib"), "response_label", ident="text")


def _told(item: Item) -> dict[str, str]:
    """Give all that is told after a question, by the names it is referred to."""
    if isinstance(item.answer, Composed):
        return {_ANY: item.told.always} if item.told.always else {}
    options = item.answer.options if isinstance(item.answer, Chosen) else ()
    told = {f"choice_{option.id}_fb": option.feedback for option in options}
    told |= {_RIGHT: item.told.correct, _WRONG: item.told.incorrect}
    return {name: html for name, html in told.items() if html}


def _add_processing(element: etree._Element) -> etree._Element:
    processing = add(element, "resprocessing")
    score = {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": FULL}
    add(add(processing, "outcomes"), "decvar", **score)
    return processing


def _add_choices(
    processing: etree._Element, answer: Chosen, told: dict[str, str], *, several: bool
) -> None:
    """Say what is told for each answer, then which answer is right."""
    for option in answer.options:
        if (name := f"choice_{option.id}_fb") in told:
            condition = _add_condition(processing, goes_on=True)
            add(condition[0], "varequal", option.id, respident=_RESPONSE)
            _tell(condition, name)
    right = _add_condition(processing, goes_on=False)
    holder = add(right[0], "and") if several else right[0]
    for option in answer.options:
        if option.correct:
            add(holder, "varequal", option.id, respident=_RESPONSE)
        elif several:
            add(add(holder, "not"), "varequal", option.id, respident=_RESPONSE)
    _add_score(right, told)


def _add_texts(processing: etree._Element, answer: Answer, told: dict[str, str]) -> None:
    """Give each right text a condition of its own: of two in one, importers disagree what they mean."""
    texts, case = blank_of(answer)
    for text in texts:
        right = _add_condition(processing, goes_on=False)
        add(right[0], "varequal", text, respident=_RESPONSE, case="Yes" if case else "No")
        _add_score(right, told)


def _add_score(right: etree._Element, told: dict[str, str]) -> None:
    add(right, "setvar", FULL, action="Set", varname="SCORE")
    if _RIGHT in told:
        _tell(right, _RIGHT)


def _add_condition(processing: etree._Element, *, goes_on: bool) -> etree._Element:
    condition = add(processing, "respcondition")
    condition.set("continue", "Yes" if goes_on else "No")
    add(condition, "conditionvar")
    return condition


def _tell(condition: etree._Element, name: str) -> None:
    add(condition, "displayfeedback", feedbacktype="Response", linkrefid=name)


def add_fields(parent: etree._Element, **fields: str) -> None:
    """Add metadata as labels with their entries."""
    metadata = add(parent, "qtimetadata")
    for label, entry in fields.items():
        field = add(metadata, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)


def add_html(parent: etree._Element, html: str) -> None:
    """Add a text."""
    add(add(parent, "material"), "mattext", html, texttype="text/html")
