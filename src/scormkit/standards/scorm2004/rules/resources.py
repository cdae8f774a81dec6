"""What kind of thing a resource of SCORM 2004 is, and where ADL's attributes stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.standards.ims.rules.structure import split
from scormkit.standards.ims.xml import ADLCP_2004, ADLSEQ
from scormkit.standards.scorm2004.rules import vocabularies as v
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.scorm2004.rules.sequencing_tree import Tree

_HOMES: Final = {
    f"{{{ADLCP_2004}}}scormType": "resource",
    f"{{{ADLSEQ}}}objectivesGlobalToSystem": "organization",
    f"{{{ADLCP_2004}}}sharedDataGlobalToSystem": "organization",
}


@rule("S24-002", severity=Severity.ERROR, clause="CAM 2004, resource; REQ_30.7.3.4")
def kind_stated(tree: Tree) -> Findings:
    """Every resource says whether it is a SCO or an asset, as adlcp:scormType.

    With a capital T: SCORM 1.2 wrote scormtype, which SCORM 2004 does not know. Without it an LMS
    records nothing. Write adlcp:scormType="sco" or "asset".
    """
    for resource in tree.manifest.resources:
        if resource.kind is not None:
            continue
        names = (split(str(name))[1] for name in resource.element.attrib)
        wrong = next((name for name in names if name.lower() == "scormtype"), "")
        words = f"writes {wrong}" if wrong else "has no adlcp:scormType"
        message = f"The resource {resource.identifier!r} {words}"
        yield Finding(message, tree.at(resource.line))


@rule("S24-003", severity=Severity.ERROR, clause="adlcp_v1p3.xsd; REQ_30.7.3.4.1")
def kind_known(tree: Tree) -> Findings:
    """The kind of a resource is sco or asset, in lower case.

    Any other word is unknown to the LMS. Write sco for a page that talks to the LMS and asset for
    everything else.
    """
    for resource in tree.manifest.resources:
        if resource.kind is not None and resource.kind not in v.WORDS["scormType"]:
            yield Finding(f"adlcp:scormType is {resource.kind!r}", tree.at(resource.line))


@rule(
    "S24-004",
    severity=Severity.ERROR,
    clause="REQ_30.7.3.4.2, 30.6.3.3.2, 30.6.3.4.3",
)
def attributes_at_home(tree: Tree) -> Findings:
    """ADL's attributes stand on the elements they are for.

    adlcp:scormType belongs to a resource, adlseq:objectivesGlobalToSystem and
    adlcp:sharedDataGlobalToSystem to an organization. Elsewhere they say nothing. Move them.
    """
    text = tree.manifest.document.text
    at_home = sum(resource.kind is not None for resource in tree.manifest.resources)
    at_home += sum(attribute in o.attrib for o in tree.organizations for attribute in _HOMES)
    if text.count("scormType=") + text.count("GlobalToSystem=") == at_home:
        return  # each stands where it belongs; nearly always
    for element in tree.manifest.document.elements:
        name = v.short(element)
        for attribute, home in _HOMES.items():
            if element.get(attribute) is not None and name != home:
                message = f"{split(attribute)[1]} stands on <{split(element.tag)[1]}>"
                yield Finding(message, tree.at(line_of(element)))


RULES = (kind_stated, kind_known, attributes_at_home)
