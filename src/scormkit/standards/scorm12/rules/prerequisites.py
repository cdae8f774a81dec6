"""Prerequisites: what must be done before an item opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.cmi import aicc_script
from scormkit.standards.cmi.circles import leads_to_itself
from scormkit.standards.scorm12.facts import LIMITS
from scormkit.standards.scorm12.rules.items import elements
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest


def _asked(script: str) -> list[str]:
    try:
        return aicc_script.read(script)
    except aicc_script.ScriptError:
        return []


@rule("S12-011", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; adlcp:prerequisites")
def scripts(manifest: ImsManifest) -> Findings:
    """Prerequisites are a short AICC script.

    They have type="aicc_script", at most 200 characters, and join identifiers of items with & and
    |. What cannot be read locks the item or is ignored, as the LMS likes.
    """
    for _, element, text in elements(manifest, "prerequisites"):
        at = manifest.at(line_of(element))
        if element.get("type") != "aicc_script":
            yield Finding("The prerequisites lack type='aicc_script'", at)
        if len(text) > LIMITS["prerequisites"]:
            yield Finding(f"The prerequisites have {len(text)} characters", at)
        try:
            aicc_script.read(text)
        except aicc_script.ScriptError as error:
            yield Finding(f"The prerequisites {text!r} cannot be read: {error}", at)


@rule("S12-012", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; adlcp:prerequisites")
def items_exist(manifest: ImsManifest) -> Findings:
    """Prerequisites speak of other items of the course, and not in a circle.

    An item that waits for itself, or for something that does not exist, never opens. Correct the
    identifiers.
    """
    known = {item.identifier for item in manifest.items}
    needs: dict[str, list[str]] = {}
    for item, element, text in elements(manifest, "prerequisites"):
        names = _asked(text)
        if item.identifier:
            needs[item.identifier] = names
        for name in names:
            if name not in known:
                message = f"The prerequisites ask for {name!r}, which is no item"
                yield Finding(message, manifest.at(line_of(element)))
    for item, element, _ in elements(manifest, "prerequisites"):
        if item.identifier and leads_to_itself(item.identifier, needs):
            message = f"The item {item.identifier!r} waits for itself"
            yield Finding(message, manifest.at(line_of(element)))


RULES = (scripts, items_exist)
