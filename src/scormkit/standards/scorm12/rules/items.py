"""ADL's elements on items: mastery score, time limits, launch data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.standards.ims.rules.structure import split
from scormkit.standards.ims.xml import ADLCP
from scormkit.standards.scorm12.facts import LIMITS, PATTERNS, VOCABULARIES
from scormkit.standards.scorm12.rules.resources import is_sco
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.standards.ims.imsmanifest import ImsManifest, Item

_DECIMAL = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)$")
_FOR_SCOS: Final = frozenset({"maxtimeallowed", "timelimitaction", "datafromlms", "masteryscore"})


def elements(manifest: ImsManifest, name: str) -> Iterator[tuple[Item, etree._Element, str]]:
    """Give the elements of ADL of one name, with their items and their text without padding."""
    for item, element in manifest.extensions:
        if element.tag == f"{{{ADLCP}}}{name}":
            yield item, element, (element.text or "").strip()


@rule("S12-006", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; adlcp:masteryscore")
def mastery_is_a_number(manifest: ImsManifest) -> Findings:
    """The mastery score is a number from 0 to 100.

    The LMS compares it with the learner's score to decide about passed and failed. Write the
    percentage as a plain number, such as 80.
    """
    for _, element, text in elements(manifest, "masteryscore"):
        if not _DECIMAL.match(text) or not 0 <= float(text) <= LIMITS["score_max"]:
            message = f"The mastery score is {text!r}"
            yield Finding(message, manifest.at(line_of(element)))


@rule("S12-007", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2; adlcp:masteryscore")
def mastery_is_a_percentage(manifest: ImsManifest) -> Findings:
    """The mastery score is meant in percent.

    A number between 0 and 1 is a share, as SCORM 2004 writes it; here nearly everybody would pass.
    Multiply it by 100.
    """
    for _, element, text in elements(manifest, "masteryscore"):
        if _DECIMAL.match(text) and 0 < float(text) < 1:
            message = f"The mastery score {text} means {text} of 100"
            yield Finding(message, manifest.at(line_of(element)))


@rule("S12-008", severity=Severity.ERROR, clause="RTE 1.2, CMITimespan")
def time_allowed(manifest: ImsManifest) -> Findings:
    """The time allowed is written as hours, minutes and seconds.

    SCORM 1.2 writes HHHH:MM:SS.SS, for example 0001:30:00. The form PT1H30M belongs to SCORM 2004.
    """
    for _, element, text in elements(manifest, "maxtimeallowed"):
        if not re.match(PATTERNS["timespan"], text):
            yield Finding(f"The time allowed is {text!r}", manifest.at(line_of(element)))


@rule("S12-009", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; adlcp:timelimitaction")
def time_limit_action(manifest: ImsManifest) -> Findings:
    """What happens at the time limit is one of four phrases.

    Write exit,message or exit,no message or continue,message or continue,no message, in exactly
    this way.
    """
    for _, element, text in elements(manifest, "timelimitaction"):
        if text not in VOCABULARIES["time_limit_action"]:
            yield Finding(f"The time limit action is {text!r}", manifest.at(line_of(element)))


@rule("S12-010", severity=Severity.WARNING, clause="adlcp_rootv1p2.xsd, datafromlms; CMIString4096")
def launch_data(manifest: ImsManifest) -> Findings:
    """Launch data has at most 255 characters.

    The schema allows 255, the run-time 4096; what is longer is cut or refused. Keep the data in a
    file of the package and pass on a short key.
    """
    for _, element, text in elements(manifest, "datafromlms"):
        if len(text) > LIMITS["data_from_lms"]:
            grade = Severity.ERROR if len(text) > LIMITS["launch_data"] else None
            message = f"The launch data has {len(text)} characters"
            yield Finding(message, manifest.at(line_of(element)), severity=grade)


@rule("S12-013", severity=Severity.ERROR, clause="IMS CP 1.1.2, item content model")
def extensions_last(manifest: ImsManifest) -> Findings:
    """ADL's elements come last in an item.

    They stand after the title, the items inside and the metadata; strict importers refuse another
    order. Move them to the end of the item.
    """
    for item in () if manifest.document.conforms else manifest.items:
        before = ""
        for child in item.element.iterchildren("*"):
            namespace, name = split(child.tag)
            if namespace == ADLCP:
                before = name
            elif before and namespace == manifest.namespace:
                message = f"<{name}> stands after <adlcp:{before}>, but must come before it"
                yield Finding(message, manifest.at(line_of(child)))


@rule("S12-017", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2; item")
def only_on_scos(manifest: ImsManifest) -> Findings:
    """ADL's elements stand on items that launch a SCO.

    On a folder or an asset they have no effect. Move them to the item of the SCO.
    """
    for item, element in manifest.extensions:
        namespace, name = split(element.tag)
        resource = manifest.resource_by_id.get(item.identifierref or "")
        if namespace != ADLCP or name not in _FOR_SCOS:
            continue
        if item.identifierref and resource is None:
            continue  # the reference itself is wrong, and another rule says so
        if item.items or resource is None or not is_sco(resource):
            message = f"<adlcp:{name}> has no effect on the item {item.identifier!r}"
            yield Finding(message, manifest.at(line_of(element)))


@rule("S12-018", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2; adlcp:timelimitaction")
def time_limits_are_complete(manifest: ImsManifest) -> Findings:
    """A time limit and what happens then stand together.

    One without the other does nothing. Add the missing one or remove the other.
    """
    limits = {id(item): element for item, element, _ in elements(manifest, "maxtimeallowed")}
    actions = {id(item): element for item, element, _ in elements(manifest, "timelimitaction")}
    for item in actions.keys() - limits.keys():
        message = "There is a time limit action but no time limit"
        yield Finding(message, manifest.at(line_of(actions[item])))
    for item in limits.keys() - actions.keys():
        message = "There is a time limit, but not what happens then"
        yield Finding(message, manifest.at(line_of(limits[item])))


RULES = (
    mastery_is_a_number,
    mastery_is_a_percentage,
    time_allowed,
    time_limit_action,
    launch_data,
    extensions_last,
    only_on_scos,
    time_limits_are_complete,
)
