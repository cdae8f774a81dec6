"""ADL's elements on items: launch data, time limits, completion, what is hidden."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.errors import PackageError
from scormkit.standards.scorm2004.rules import vocabularies as v
from scormkit.standards.scorm2004.rules.shape import is_number
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.standards.ims.imsmanifest import Item
    from scormkit.standards.scorm2004.rules.sequencing_tree import Activity, Tree

_FOR_SCOS: Final = frozenset({"adlcp:timeLimitAction", "adlcp:dataFromLMS"})
_SCRIPTS: Final = frozenset({".js", ".mjs", ".html", ".htm", ".xhtml"})
_READ = 64 * 2**20


def _text(element: etree._Element) -> str:
    return (element.text or "").strip()


@rule(
    "S24-006",
    severity=Severity.ERROR,
    clause="CAM 2004, item; REQ_30.6.3.6.9.1, 10.1-2, 13.1, 30.6.3.7.14.1",
)
def on_scos(tree: Tree) -> Findings:
    """ADL's elements stand on items whose resource can use them.

    Launch data, time limits and a threshold of completion are for SCOs, shared data for what is
    launched at all. Elsewhere they have no effect, and ADL's test refuses them. Move them.
    """
    for fault in tree.faults:
        if fault.kind == "place":
            yield Finding(fault.message, tree.at(fault.line))
    for item, element in tree.manifest.extensions:
        name = v.short(element)
        as_text = name == "adlcp:completionThreshold" and _text(element)
        if (name in _FOR_SCOS or as_text) and not _may_be_sco(tree, item):
            message = f"<{name}> stands on the item {item.identifier!r}, which launches no SCO"
            yield Finding(message, tree.at(line_of(element)))
        elif name == "adlcp:data" and not item.identifierref:
            message = f"<{name}> stands on the item {item.identifier!r}, which launches nothing"
            yield Finding(message, tree.at(line_of(element)))
    for element in tree.elements("adlcp:completionThreshold"):
        above = element.getparent()
        if above is not None and v.short(above) == "organization" and _text(element):
            message = "An organization launches no SCO, so a threshold as text has no effect"
            yield Finding(message, tree.at(line_of(element)))


def _may_be_sco(tree: Tree, item: Item) -> bool:
    """Answer whether an item launches a SCO, or something that another rule complains about."""
    if not item.identifierref:
        return False
    resource = tree.manifest.resource_by_id.get(item.identifierref)
    return resource is None or resource.kind != "asset"


@rule(
    "S24-007", severity=Severity.ERROR, clause="CAM 2004, adlcp:timeLimitAction; REQ_30.6.3.6.9.2"
)
def time_limit_action(tree: Tree) -> Findings:
    """What happens at the time limit is one of four phrases.

    Write exit,message or exit,no message or continue,message or continue,no message, in exactly
    this way.
    """
    for element in tree.elements("adlcp:timeLimitAction"):
        if element.text not in v.WORDS["timeLimitAction"]:
            message = f"The time limit action is {element.text or ''!r}"
            yield Finding(message, tree.at(line_of(element)))


@rule(
    "S24-008", severity=Severity.WARNING, clause="CAM 2004, adlcp:dataFromLMS; RTE cmi.launch_data"
)
def launch_data(tree: Tree) -> Findings:
    """Launch data has at most 4,000 characters.

    An LMS may cut what is longer. Keep the data in a file of the package and pass on a short key.
    """
    for element in tree.elements("adlcp:dataFromLMS"):
        if len(element.text or "") > v.LIMITS["dataFromLMS"]:
            message = f"The launch data has {len(element.text or '')} characters"
            yield Finding(message, tree.at(line_of(element)))


@rule("S24-009", severity=Severity.WARNING, clause="CAM 2004 4th Ed, adlcp:completionThreshold")
def threshold_as_attributes(tree: Tree) -> Findings:
    """The 4th Edition writes the threshold of completion in attributes.

    The form as text is that of older editions. Write completedByMeasure="true" and
    minProgressMeasure="…".
    """
    for element in tree.elements("adlcp:completionThreshold"):
        if tree.edition == "4" and _text(element):
            message = f"The threshold of completion {_text(element)!r} is written as text"
            yield Finding(message, tree.at(line_of(element)))


@rule("S24-010", severity=Severity.ERROR, clause="CAM 2004 4th Ed, adlcp:completionThreshold")
def threshold_once(tree: Tree) -> Findings:
    """A threshold of completion is written in one way.

    With text and attributes together, LMSs take one or the other. Keep the attributes.
    """
    for element in tree.elements("adlcp:completionThreshold"):
        if _text(element) and element.attrib:
            message = "The threshold of completion has both text and attributes"
            yield Finding(message, tree.at(line_of(element)))


@rule(
    "S24-011",
    severity=Severity.ERROR,
    clause="adlcp_v1p3.xsd, completionThreshold; REQ_30.6.3.6.13.2",
)
def threshold_is_a_share(tree: Tree) -> Findings:
    """Thresholds and weights of progress lie between 0 and 1.

    SCORM 2004 writes 80 % as 0.8. Divide by 100.
    """
    for fault in tree.faults:
        if fault.kind == "threshold":
            yield Finding(fault.message, tree.at(fault.line))
    for element in tree.elements("adlcp:completionThreshold"):
        told = bool(_text(element)) or (tree.edition != "4" and not element.attrib)
        if told and not is_number(_text(element), [0, 1]):
            message = f"The threshold of completion is {_text(element)!r}"
            yield Finding(message, tree.at(line_of(element)))


@rule("S24-016", severity=Severity.WARNING, clause="practice; CAM 2004, 5.2")
def way_onwards(tree: Tree) -> Findings:
    """The learner can get from one part to the next.

    The LMS's buttons for the next and the previous part are hidden, the menu does not choose, and
    no script in the package asks for another part. Show the buttons, or let the course set
    adl.nav.request.
    """
    stuck = list(_without_buttons(tree))
    if stuck and not _asks_for_navigation(tree):
        for activity in stuck:
            message = f"Nothing leads on from the item {activity.identifier!r}"
            yield Finding(message, tree.at(activity.line))


def _without_buttons(tree: Tree) -> Iterator[Activity]:
    """Give the SCOs beside others whose LMS shows no button and no menu to go on by."""
    hidden: dict[etree._Element, set[str]] = {}
    for element in tree.elements("adlnav:hideLMSUI"):
        item = next(element.iterancestors("{*}item"), None)
        if item is not None:
            hidden.setdefault(item, set()).add(_text(element))
    for activity in tree.activities if hidden else ():
        if activity.item is None or not hidden.get(activity.item.element, set()) >= {
            "continue",
            "previous",
        }:
            continue
        line = [activity]
        while (above := tree.above.get(line[-1])) is not None:
            line.append(above)
        alone = len(line[-1].leaves) < 2  # noqa: PLR2004  one part has no next
        chosen = any(a.sequencing.allows("choice") for a in line[1:])
        if tree.is_sco(activity) and not alone and not chosen:
            yield activity


def _asks_for_navigation(tree: Tree) -> bool:
    """Answer whether any script may set a request; what is too large to look at may."""
    files, total = tree.manifest.files, 0
    for path in files:
        if posixpath.splitext(path)[1].lower() not in _SCRIPTS:
            continue
        total += files.size(path)
        if total > _READ:
            return True
        try:
            if b"adl.nav" in files.read(path):
                return True
        except PackageError:
            return True  # the rules for the zip say what is wrong with the entry
    return False


@rule("S24-045", severity=Severity.WARNING, clause="practice; CAM 2004, item parameters")
def told_apart(tree: Tree) -> Findings:
    """A SCO that several items launch can tell them apart.

    With the same parameters and launch data it shows the same to the learner each time. Give the
    items different parameters, or a resource each.
    """
    manifest = tree.manifest
    if sum(item.identifierref is not None for item in manifest.items) == len(manifest.launched):
        return  # no resource is launched twice
    data = {
        item.element: element.text or ""
        for item, element in tree.manifest.extensions
        if v.short(element) == "adlcp:dataFromLMS"
    }
    seen: dict[tuple[str, str, str], str] = {}
    for item in tree.manifest.items:
        resource = tree.manifest.resource_by_id.get(item.identifierref or "")
        if item.items or resource is None or resource.kind != "sco":
            continue
        parameters = (item.parameters or "").strip().lstrip("?")
        key = (item.identifierref or "", parameters, data.get(item.element, ""))
        if key in seen:
            message = f"The item {item.identifier!r} launches the same as {seen[key]!r}"
            yield Finding(message, tree.at(item.line))
        seen.setdefault(key, item.identifier or "")


RULES = (
    on_scos,
    time_limit_action,
    launch_data,
    threshold_as_attributes,
    threshold_once,
    threshold_is_a_share,
    told_apart,
)
PACKAGE_RULES = (way_onwards,)
