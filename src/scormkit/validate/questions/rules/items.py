"""Items of QTI 2 and 3 from inside: what is declared, what is right, what can be read aloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from scormkit.diagnostics import Severity
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.validate.document import Document

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Interactions by their name in QTI 3 without its prefix: base types, cardinality ("" is any).
_SHAPES: Final = {
    "choice-interaction": (("identifier",), ""),
    "inline-choice-interaction": (("identifier",), "single"),
    "order-interaction": (("identifier",), "ordered"),
    "hottext-interaction": (("identifier",), ""),
    "hotspot-interaction": (("identifier",), ""),
    "match-interaction": (("directedPair",), ""),
    "gap-match-interaction": (("directedPair",), ""),
    "associate-interaction": (("pair",), ""),
    "text-entry-interaction": (("string", "integer", "float"), ""),
    "slider-interaction": (("integer", "float"), "single"),
    "upload-interaction": (("file",), "single"),
}
_FOR_PEOPLE = frozenset(
    {"extended-text-interaction", "upload-interaction", "drawing-interaction", "media-interaction"}
)
_OF_CHOICES = frozenset({"identifier", "pair", "directedPair"})
_UNLIMITED = "1"


def name_of(element: etree._Element) -> str:
    """Give the name as QTI 3 spells it, without its prefix."""
    return _CAPITAL.sub("-", etree.QName(element).localname).lower().removeprefix("qti-")


def _get(element: etree._Element, name: str) -> str | None:
    """Give an attribute by its name in QTI 2, in either spelling."""
    value = element.get(name)
    return element.get(_CAPITAL.sub("-", name).lower()) if value is None else value


def _named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (element for element in root.iter("*") if name_of(element) in names)


def _interactions(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter("*") if name_of(element).endswith("-interaction"))


@rule("QTI-009", severity=Severity.ERROR, clause="QTI 2.1, 3.0, responseDeclaration")
def responses(document: Document) -> Findings:
    """Every interaction has a declared response of its kind, and what is right can be chosen.

    The response that an interaction gives is declared under its name, with the base type and the
    cardinality that fit; a correct value that is no choice can never be given. Correct the name, the
    type or the value.
    """
    declared = {e.get("identifier"): e for e in _named(document.root, "response-declaration")}
    for interaction in _interactions(document.root):
        name = _get(interaction, "responseIdentifier")
        at = document.at(line_of(interaction))
        if name not in declared:
            yield Finding(f"The response {name!r} is not declared", at)
            continue
        declaration = declared[name]
        for message in _mismatches(interaction, declaration):
            yield Finding(message, document.at(line_of(declaration)))
        yield from _strangers(document, interaction, declaration)


def _mismatches(interaction: etree._Element, declaration: etree._Element) -> Iterator[str]:
    kind = name_of(interaction)
    types, cardinality = _SHAPES.get(kind, ((), ""))
    stated, many = _get(declaration, "baseType"), declaration.get("cardinality")
    if types and many != "record" and stated not in types:
        yield f"baseType is {stated!r} for a {kind}; it must be {' or '.join(types)}"
    if cardinality and many != cardinality:
        yield f"cardinality is {many!r} for a {kind}; it must be {cardinality}"
    several = (_get(interaction, "maxChoices") or _UNLIMITED) != _UNLIMITED
    if kind == "choice-interaction" and several and many == "single":
        yield "cardinality is 'single', but several answers may be chosen"


def _strangers(
    document: Document, interaction: etree._Element, declaration: etree._Element
) -> Findings:
    """Find correct values and mapped keys that no choice has."""
    if _get(declaration, "baseType") not in _OF_CHOICES or name_of(interaction) not in _SHAPES:
        return
    known = {value for e in interaction.iter("*") if (value := e.get("identifier"))}
    correct = (e for c in _named(declaration, "correct-response") for e in _named(c, "value"))
    given = [((e.text or "").strip(), e) for e in correct]
    given += [(_get(e, "mapKey") or "", e) for e in _named(declaration, "map-entry")]
    for value, element in given:
        if not set(value.split()) <= known:
            yield Finding(f"{value!r} is no choice", document.at(line_of(element)))


@rule("QTI-010", severity=Severity.WARNING, clause="QTI 2.1, 3.0, responseProcessing")
def processed(document: Document) -> Findings:
    """An item says what an answer earns.

    Without response processing every answer earns nothing. Name a template such as match_correct, or
    write the conditions; only what people grade can do without.
    """
    names = {name_of(interaction) for interaction in _interactions(document.root)}
    processing = next(_named(document.root, "response-processing"), None)
    told = processing is not None and (
        len(processing) > 0 or _get(processing, "template") or _get(processing, "templateLocation")
    )
    if names - _FOR_PEOPLE and not told:
        message = "Nothing says what an answer earns"
        yield Finding(message, document.at(line_of(document.root)))


@rule("QTI-011", severity=Severity.WARNING, clause="WCAG 2.2, 1.1.1, 1.3.1")
def accessible(document: Document) -> Findings:
    """Pictures of an item have a text, and interactions a question.

    A screen reader tells the learner only what is written. Add alt="…", empty for mere decoration,
    and ask the question in a prompt or in the text before the choices.
    """
    for body in _named(document.root, "item-body"):
        for image in _named(body, "img"):
            if image.get("alt") is None:
                message = f"The picture {image.get('src', '')!r} has no alt"
                yield Finding(message, document.at(line_of(image)))
        interactions = list(_interactions(body))
        prompted = any(True for _ in _named(body, "prompt"))
        if interactions and not prompted and not _text_around(body, interactions):
            message = "The item asks nothing: it has neither a prompt nor a text"
            yield Finding(message, document.at(line_of(body)))


def _text_around(body: etree._Element, interactions: list[etree._Element]) -> bool:
    """Answer whether a body says anything outside of its interactions, in words or pictures."""
    inside = {e for interaction in interactions for e in interaction.iter("*")}
    for element in body.iter("*"):
        here = element.text if element not in inside else ""
        after = element.tail if element is not body and element.getparent() not in inside else ""
        if f"{here or ''}{after or ''}".strip() or (
            element not in inside and name_of(element) == "img"
        ):
            return True
    return False


RULES = (responses, processed, accessible)
