"""What sequencing refers to: objectives of the activity, entries of the collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.scorm2004.rules import vocabularies as v
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.scorm2004.rules.sequencing_tree import Sequencing, Tree


def _effective(tree: Tree) -> Iterator[Sequencing]:
    """Give the sequencing of activities, then the entries of the collection that none refers to."""
    yield from (activity.sequencing for activity in tree.sequenced)
    yield from tree.unused


@rule(
    "S24-023",
    severity=Severity.ERROR,
    clause="IMS SS 1.0, referencedObjective; REQ_31.6.3.1.2.1.2-3",
)
def conditions_refer(tree: Tree) -> Findings:
    """A condition refers to an objective of its own activity.

    What other activities share is first mapped to a local objective. Correct the name, or add an
    <imsss:objective> with a <imsss:mapInfo>.
    """
    for element in tree.elements("imsss:ruleCondition"):
        name = element.get("referencedObjective")
        if name is not None and not name.strip():
            yield Finding("referencedObjective is empty", tree.at(line_of(element)))
    for sequencing in _effective(tree):
        known = {objective.name for objective in sequencing.objectives} | {""}
        for each in sequencing.rules:
            for condition in each.conditions:
                if condition.objective not in known:
                    message = f"The condition asks for {condition.objective!r}, which is no objective of the activity"
                    yield Finding(message, tree.at(condition.line))


@rule("S24-028", severity=Severity.ERROR, clause="adlseq:objectives; REQ_31.15.2.1.4")
def extended_objectives_exist(tree: Tree) -> Findings:
    """ADL's part of an objective belongs to an objective of the same activity.

    <adlseq:objective> only adds maps to an <imsss:objective> or <imsss:primaryObjective> of the
    same id. Correct objectiveID.
    """
    for sequencing in _effective(tree):
        known = {objective.name for objective in sequencing.objectives}
        for objective in sequencing.shared:
            if objective.name and objective.name not in known:
                message = f"<adlseq:objective> is {objective.name!r}, which is no objective of the activity"
                yield Finding(message, tree.at(objective.line))


@rule("S24-029", severity=Severity.ERROR, clause="IMS SS 1.0, ID and IDRef; REQ_31.3, 31.4")
def collection_refers(tree: Tree) -> Findings:
    """Shared sequencing has an ID in the collection, and items refer to it by IDRef.

    An entry of the collection has an ID of its own and no IDRef; the sequencing of an item or an
    organization has no ID, and its IDRef names an entry. Correct the names.
    """
    seen: set[str] = set()
    for element in tree.elements("imsss:sequencing"):
        own, reference, at = element.get("ID"), element.get("IDRef"), tree.at(line_of(element))
        above = element.getparent()
        if above is not None and v.short(above) == "imsss:sequencingCollection":
            if own is None:
                yield Finding("An entry of the collection has no ID", at)
            elif own in seen:
                yield Finding(f"The ID {own!r} stands twice in the collection", at)
            seen.add(own or "")
            if reference is not None:
                yield Finding("An entry of the collection has an IDRef", at)
            continue
        if own is not None:
            yield Finding(f"The ID {own!r} stands outside the collection", at)
        if reference is not None and reference not in tree.collection:
            yield Finding(f"The IDRef {reference!r} names no entry of the collection", at)


RULES = (conditions_refer, extended_objectives_exist, collection_refers)
