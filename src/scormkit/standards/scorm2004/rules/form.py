"""The form of sequencing and navigation: what stands where, how often, with which values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.scorm2004.rules import vocabularies as v
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.scorm2004.rules.sequencing_tree import Tree
    from scormkit.standards.scorm2004.rules.shape import Kind


def _told(tree: Tree, kind: Kind) -> Findings:
    for fault in tree.faults:
        if fault.kind == kind:
            yield Finding(fault.message, tree.at(fault.line))


@rule("S24-013", severity=Severity.ERROR, clause="CAM 2004 4th Ed, adlcp:data; REQ_30.6.3.7.14.2")
def shared_data(tree: Tree) -> Findings:
    """Shared data names the stores that are shared.

    <adlcp:data> holds at least one <adlcp:map>, and its targetID names a store. Add the name, or
    remove the element.
    """
    yield from _told(tree, "data")
    for element in tree.elements("adlcp:map"):
        target = element.get("targetID")
        if target is None or not target.strip():
            words = "has no targetID" if target is None else "has an empty targetID"
            yield Finding(f"<adlcp:map> {words}", tree.at(line_of(element)))


@rule("S24-014", severity=Severity.WARNING, clause="CAM 2004 4th Ed, adlcp:map")
def stores_once(tree: Tree) -> Findings:
    """An item maps each store once.

    Of two maps to one store, LMSs take either, and what the SCO may write is left to chance.
    Remove one.
    """
    for data in tree.elements("adlcp:data"):
        seen: set[str] = set()
        for element in data.iterchildren("*"):
            target = (element.get("targetID") or "").strip()
            if target and target in seen:
                message = f"The store {target!r} is mapped twice in this item"
                yield Finding(message, tree.at(line_of(element)))
            seen.add(target)


@rule("S24-015", severity=Severity.ERROR, clause="CAM 2004, 5.2; adlnav:presentation; REQ_33")
def navigation(tree: Tree) -> Findings:
    """What the LMS should hide is named by the words of the edition, in the right place.

    An item that launches something has <adlnav:presentation>, in it one <adlnav:navigationInterface>,
    in it a <adlnav:hideLMSUI> for each control: previous, continue, exit, abandon, and since the
    3rd Edition also exitAll, abandonAll and suspendAll.
    """
    yield from _told(tree, "navigation")
    for item, element in tree.manifest.extensions:
        if v.short(element) == "adlnav:presentation" and not item.identifierref:
            message = "<adlnav:presentation> stands on an item that launches nothing"
            yield Finding(message, tree.at(line_of(element)))


@rule("S24-017", severity=Severity.ERROR, clause="CAM 2004, item; REQ_30.6.3.6.8-13, 30.6.3.8, 32")
def extensions_once(tree: Tree) -> Findings:
    """An item has each of its extensions once.

    LMSs read the first or the last of two. Merge them into one.
    """
    return _told(tree, "repeated")


@rule("S24-018", severity=Severity.ERROR, clause="IMS SS 1.0 XML binding; REQ_31.5-31.15")
def order(tree: Tree) -> Findings:
    """Parts of sequencing stand in their place and order.

    The order is controlMode, sequencingRules, limitConditions, auxiliaryResources, rollupRules,
    objectives, randomizationControls, deliveryControls, then ADL's parts. Elsewhere an LMS refuses
    or overlooks them. Move the element.
    """
    return _told(tree, "order")


@rule("S24-019", severity=Severity.ERROR, clause="IMS SS 1.0; REQ_31.6, 31.9, 31.11, 31.14")
def words(tree: Tree) -> Findings:
    """Conditions, actions and timings are words of the standard.

    A rule with an unknown word is refused or never works. Correct the word; upper and lower case
    matter.
    """
    return _told(tree, "word")


@rule("S24-020", severity=Severity.ERROR, clause="REQ_31.5.1-6, 31.10.1.1.2, 31.12 and others")
def booleans(tree: Tree) -> Findings:
    """Switches are true or false.

    The digits 1 and 0 are refused by ADL's test and by strict LMSs, and any other word means
    nothing. Write true or false.
    """
    yield from _told(tree, "boolean")
    for root in tree.organizations:
        for name in ("objectivesGlobalToSystem", "sharedDataGlobalToSystem"):
            for key, value in root.attrib.items():
                if str(key).endswith(f"}}{name}") and value not in {"true", "false"}:
                    yield Finding(f"{name} is {value!r}", tree.at(line_of(root)))


@rule("S24-021", severity=Severity.ERROR, clause="imsss_v1p0util.xsd; REQ_31.9.4.2.1")
def numbers(tree: Tree) -> Findings:
    """Numbers keep to their bounds.

    Weights and shares lie between 0 and 1, measures between -1 and 1, counts are whole and not
    negative. SCORM 2004 writes 80 % as 0.8.
    """
    return _told(tree, "number")


@rule("S24-022", severity=Severity.ERROR, clause="IMS SS 1.0; REQ_31.6.1.1-2, 31.9.4.4-5, 31.15.2")
def parts(tree: Tree) -> Findings:
    """Rules are complete.

    A rule has conditions and an action, a condition says what is asked, a collection or a map has
    something in it. What is not complete never works. Add the missing part or remove the rule.
    """
    return _told(tree, "parts")


@rule("S24-025", severity=Severity.ERROR, clause="IMS SS 1.0, objectives; REQ_31.10.1")
def primary(tree: Tree) -> Findings:
    """Objectives have exactly one primary objective.

    It alone counts for the activity above. Make one of them <imsss:primaryObjective>, the first,
    and all others <imsss:objective>.
    """
    return _told(tree, "primary")


@rule("S24-030", severity=Severity.WARNING, clause="CAM 2004, 5.1; REQ_31.7.3-7, 31.8")
def discouraged(tree: Tree) -> Findings:
    """Only what LMSs carry out is used.

    Auxiliary resources and limits of time spent or of dates are left out of SCORM's conformance:
    most LMSs ignore them. Use attemptLimit, or check the time in the course itself.
    """
    for element in tree.elements("imsss:auxiliaryResources"):
        yield Finding("Auxiliary resources are used", tree.at(line_of(element)))
    for element in tree.elements("imsss:limitConditions"):
        for name in sorted(v.DISCOURAGED["limits"] & set(map(str, element.attrib))):
            yield Finding(f"The limit {name} is used", tree.at(line_of(element)))
    for element in tree.elements("imsss:ruleCondition", "imsss:rollupCondition"):
        if (name := element.get("condition", "")) in v.DISCOURAGED["conditions"]:
            yield Finding(f"The condition {name} is used", tree.at(line_of(element)))


RULES = (
    shared_data,
    stores_once,
    navigation,
    extensions_once,
    order,
    words,
    booleans,
    numbers,
    parts,
    primary,
    discouraged,
)
