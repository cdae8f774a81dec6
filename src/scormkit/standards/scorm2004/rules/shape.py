"""Compares ADL's and IMS's extensions in a manifest with the tables of what may stand where.

The schemas say most of this too, but not all of it, and not by what an author can look up. One
walk over the extensions finds everything; each rule takes its own kind of fault.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from scormkit.standards.scorm2004.rules import vocabularies as v
from scormkit.validate.document import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.validate.document import Document

Kind: TypeAlias = Literal[
    "place", "order", "repeated", "parts", "primary", "data", "navigation",
    "word", "boolean", "number", "threshold",
]  # fmt: skip
_PACKAGING: Final = frozenset({"manifest", "metadata", "organization", "item"})
_RULE_PARTS: Final = frozenset(
    {
        "imsss:ruleConditions",
        "imsss:ruleAction",
        "imsss:rollupConditions",
        "imsss:rollupAction",
    }
)
_DECIMAL = re.compile(r"^\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*$", re.ASCII)
_COUNT = re.compile(r"^\s*(\+?\d+|-0+)\s*$", re.ASCII)


class Fault(NamedTuple):
    """Something wrong with the form of an extension."""

    kind: Kind
    line: int
    message: str


def faults(document: Document, edition: str) -> tuple[Fault, ...]:
    """Find what is wrong with the form of the extensions, in the order of the document."""
    found: list[Fault] = []
    seen: set[etree._Element] = set()
    for element in document.foreign:
        parent, name = element.getparent(), v.short(element)
        above = "" if parent is None else v.short(parent)
        if above in _PACKAGING and parent is not None and parent not in seen:
            seen.add(parent)
            found.extend(_children(parent, above))
        if name:
            if above not in v.PARENTS.get(name, ()):
                found.extend(_place(element, name, above))
            if name in v.PARTED or (len(element) and name in v.CHILDREN):
                found.extend(_children(element, name))
            if name in v.VALUED:
                found.extend(_values(element, name, edition))
    return tuple(sorted(found, key=lambda fault: fault.line))


def is_number(text: str, bounds: list[float] | None) -> bool:
    """Answer whether a text is a decimal within bounds, or with none a count."""
    if bounds is None:
        return bool(_COUNT.match(text))
    return bool(_DECIMAL.match(text)) and bounds[0] <= float(text) <= bounds[1]


def _place(element: etree._Element, name: str, parent: str) -> Iterator[Fault]:
    """Say that an element is unknown or stands in a parent that has no place for it."""
    if name != "adlcp:location":  # the rules of metadata speak of it
        where = f"<{parent}>" if parent else "another element"
        known = name in v.CHILDREN
        message = f"<{name}> may not stand in {where}" if known else f"<{name}> does not exist"
        yield Fault(_misplaced(name), line_of(element), message)


def _misplaced(name: str) -> Kind:
    if name == "adlcp:map":
        return "data"
    if name.startswith("adlcp:"):
        return "place"
    return "navigation" if name.startswith("adlnav:") else "order"


def _children(parent: etree._Element, name: str) -> Iterator[Fault]:
    """Say which children are missing, repeated or out of order."""
    model = v.CHILDREN[name]
    position = {child.name: index for index, child in enumerate(model)}
    counts: Counter[str] = Counter()
    highest, before = -1, ""
    for child in parent.iterchildren("*"):
        child_name = v.short(child)
        if child_name not in position:
            continue
        counts[child_name] += 1
        here = position[child_name]
        if model[here].most == 1 and counts[child_name] > 1:
            message = f"<{child_name}> stands more than once in <{name}>"
            yield Fault(_repeated(name, child_name), line_of(child), message)
        elif here < highest and name not in _PACKAGING:
            message = f"<{child_name}> stands after <{before}> in <{name}>, but must come before"
            yield Fault("order", line_of(child), message)
        elif here > highest:
            highest, before = here, child_name
    for child_model in model:
        if child_model.least and not counts[child_model.name]:
            message = f"<{child_model.name}> is missing in <{name}>"
            yield Fault(_missing(child_model.name), line_of(parent), message)


def _repeated(parent: str, child: str) -> Kind:
    if parent in _PACKAGING:
        return "repeated"
    if child in _RULE_PARTS:
        return "parts"
    if child.startswith("adlnav:"):
        return "navigation"
    return "primary" if child == "imsss:primaryObjective" else "order"


def _missing(child: str) -> Kind:
    if child == "adlcp:map":
        return "data"
    return "primary" if child == "imsss:primaryObjective" else "parts"


def _values(element: etree._Element, name: str, edition: str) -> Iterator[Fault]:
    """Say which attributes and texts are not of their kind."""
    line, get = line_of(element), element.get
    for attribute in v.BOOLEANS.get(name, ()):
        if get(attribute) not in {None, "true", "false"}:
            yield Fault("boolean", line, f"{attribute} of <{name}> is {get(attribute)!r}")
    for attribute, words in _terms(element, name).items():
        value = get(attribute)
        if value is not None and value not in v.WORDS[words]:
            yield Fault("word", line, f"{attribute} of <{name}> is {value!r}")
    for attribute, bounds in v.NUMBERS.get(name, {}).items():
        text = get(attribute) if attribute else element.text or ""
        if text is not None and not is_number(text, bounds):
            what = f"{attribute} of <{name}>" if attribute else f"<{name}>"
            kind: Kind = "threshold" if name == "adlcp:completionThreshold" else "number"
            yield Fault(kind, line, f"{what} is {text!r}")
    needed = v.REQUIRED.get(name)
    if needed and get(needed) is None:
        yield Fault("parts", line, f"<{name}> has no {needed}")
    if name == "adlnav:hideLMSUI":
        text = (element.text or "").strip()
        if text not in v.hidden_controls(edition):
            yield Fault("navigation", line, f"<{name}> is {text!r}")


def _terms(element: etree._Element, name: str) -> dict[str, str]:
    """Give the attributes with a vocabulary; that of an action hangs on its rule."""
    above = element.getparent()
    if name == "imsss:ruleAction" and above is not None:
        words = v.ACTIONS.get(v.short(above))
        return {"action": words} if words else {}
    return v.TERMS.get(name, {})
