"""Whether a manifest says which edition it follows, and keeps to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.ims.rules.versions import version_line
from scormkit.standards.ims.xml import ADLCP_2004
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.scorm2004.rules.sequencing_tree import Tree

_NEW_ATTRIBUTES = ("completedByMeasure", "minProgressMeasure", "progressWeight")
_NEW_ELEMENTS = ("adlcp:data", "adlseq:objectives")
_SHARED = f"{{{ADLCP_2004}}}sharedDataGlobalToSystem"


@rule("S24-001", severity=Severity.INFO, clause="CAM 2004 4th Ed; REQ_30.5.3.1")
def recent(tree: Tree) -> Findings:
    """The edition is one that LMSs still tell apart.

    CAM 1.3 means the 1st or the 2nd Edition, with room for 4,000 characters of a learner's state
    instead of 64,000. Export the course for the 3rd Edition, unless the LMS asks for this one.
    """
    if tree.edition == "2":
        message = f"The version {tree.manifest.stated_version!r} is that of the first two editions"
        yield Finding(message, tree.at(version_line(tree.manifest)))


@rule("S24-005", severity=Severity.ERROR, clause="adlcp_v1p3.xsd, change of 2006-02-06")
def no_persisted_state(tree: Tree) -> Findings:
    """The attribute adlcp:persistState is not used.

    The 3rd Edition took it out, and strict importers refuse it. Remove it.
    """
    name = f"{{{ADLCP_2004}}}persistState"
    if tree.edition == "2" or "persistState" not in tree.manifest.document.text:
        return
    for element in tree.manifest.document.elements:
        if element.get(name) is not None:
            yield Finding("adlcp:persistState is used", tree.at(line_of(element)))


@rule("S24-012", severity=Severity.ERROR, clause="CAM 2004 4th Ed, changes; adlcp and adlseq 2.0")
def nothing_newer(tree: Tree) -> Findings:
    """The manifest uses nothing that came with a later edition.

    Measures of completion, shared data and maps of scores and progress exist since the 4th Edition;
    an LMS of an older one refuses or ignores them. State 2004 4th Edition, or leave them out.
    """
    if tree.edition == "4":
        return
    for element in tree.elements("adlcp:completionThreshold"):
        for name in _NEW_ATTRIBUTES:
            if element.get(name) is not None:
                message = f"{name} of <adlcp:completionThreshold> came with the 4th Edition"
                yield Finding(message, tree.at(line_of(element)))
    for name in _NEW_ELEMENTS:
        for element in tree.elements(name):
            yield Finding(f"<{name}> came with the 4th Edition", tree.at(line_of(element)))
    for element in tree.organizations:
        if element.get(_SHARED) is not None:
            message = "adlcp:sharedDataGlobalToSystem came with the 4th Edition"
            yield Finding(message, tree.at(line_of(element)))


RULES = (recent, no_persisted_state, nothing_newer)
