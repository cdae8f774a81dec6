"""What kind of thing a resource is: a SCO talks to the LMS, an asset is only shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.ims.rules.structure import split
from scormkit.standards.scorm12.facts import VOCABULARIES
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest, Resource


def is_sco(resource: Resource) -> bool:
    """Answer whether a resource is meant to be a SCO, however the word is spelt."""
    stated = resource.kind
    if stated is not None:
        return stated.strip().lower() == "sco"
    attributes = resource.element.attrib.items()
    values = (str(v) for k, v in attributes if str(k).lower().endswith("}scormtype"))
    return any(value.strip().lower() == "sco" for value in values)


@rule("S12-002", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; adlcp:scormtype")
def spelling(manifest: ImsManifest) -> Findings:
    """The attribute is called adlcp:scormtype, in lower case.

    SCORM 2004 writes scormType; a SCORM 1.2 LMS does not know that name and takes the resource for
    an asset, so nothing is recorded. Write adlcp:scormtype.
    """
    for resource in () if manifest.document.conforms else manifest.resources:
        for name in map(str, resource.element.attrib):
            namespace, local = split(name)
            if local.lower() == "scormtype" and (local != "scormtype" or not namespace):
                message = f"The attribute is written {'adlcp:' if namespace else ''}{local}"
                yield Finding(message, manifest.at(resource.line))


@rule("S12-003", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; adlcp:scormtype")
def kind_stated(manifest: ImsManifest) -> Findings:
    """A resource that is launched says whether it is a SCO or an asset.

    Without adlcp:scormtype an LMS takes it for an asset: the page opens, but nothing is recorded.
    Add adlcp:scormtype="sco".
    """
    for resource in manifest.launchable:
        if resource.kind is not None:
            continue
        if not any(str(name).lower().endswith("scormtype") for name in resource.element.attrib):
            message = f"The resource {resource.identifier!r} has no adlcp:scormtype"
            yield Finding(message, manifest.at(resource.line))


@rule("S12-004", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; adlcp:scormtype")
def kind_known(manifest: ImsManifest) -> Findings:
    """The kind of a resource is sco or asset, in lower case.

    Any other word is unknown to the LMS, which then records nothing. Write sco for a page that
    talks to the LMS and asset for everything else.
    """
    for resource in () if manifest.document.conforms else manifest.resources:
        value = resource.kind
        if value is not None and value not in VOCABULARIES["scormtype"]:
            message = f"adlcp:scormtype is {value!r}"
            yield Finding(message, manifest.at(resource.line))


@rule("S12-005", severity=Severity.ERROR, clause="RTE 1.2, 3.3")
def some_sco(manifest: ImsManifest) -> Findings:
    """There is a SCO in the package.

    Assets cannot talk to the LMS: the course would have neither status nor score. Declare the page
    that starts the course as adlcp:scormtype="sco".
    """
    if not manifest.resources or any(is_sco(r) for r in manifest.resources):
        return
    at = manifest.at(line_of(manifest.root))
    launched = manifest.launchable
    if launched and all(r.kind == "asset" for r in launched):
        message = "The package holds assets only; nothing will be recorded"
        yield Finding(message, at, severity=Severity.INFO)
    elif launched and any(r.kind for r in launched):
        yield Finding("No resource of the package is a SCO", at)


@rule("S12-019", severity=Severity.INFO, clause="CAM 1.2; SCORM 1.2 has no sequencing")
def several_scos(manifest: ImsManifest) -> Findings:
    """A course of several SCOs has no standard order.

    SCORM 1.2 knows no sequencing: each LMS shows the items in its own way and adds up the scores
    by rules of its own. One SCO is the safest choice.
    """
    scos = [r for r in manifest.launchable if is_sco(r)]
    if len(scos) > 1:
        yield Finding(f"The course has {len(scos)} SCOs", manifest.at(scos[1].line))


RULES = (spelling, kind_stated, kind_known, some_sco, several_scos)
