"""Whether a manifest is one of SCORM 1.2: namespaces, version, schemas."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.standards.ims.rules.structure import KNOWN, resembles_known, split
from scormkit.standards.ims.rules.versions import version_line
from scormkit.standards.ims.xml import ADLCP, IMSCP, IMSMD
from scormkit.standards.scorm12.schemas import SCHEMAS
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest
    from scormkit.validate.document import Document

_OF_2004: Final = (
    "http://www.imsglobal.org/xsd/imsss",
    "http://www.adlnet.org/xsd/adlcp_v1p3",
    "http://www.adlnet.org/xsd/adlseq_v1p3",
    "http://www.adlnet.org/xsd/adlnav_v1p3",
)


@rule("S12-016", severity=Severity.ERROR, clause="adlcp_rootv1p2.xsd, imscp_rootv1p1p2.xsd")
def namespaces(document: Document) -> Findings:
    """Namespaces are spelt as published.

    One wrong letter, or the host of another organisation, makes every name in it unknown. Copy the
    namespace exactly.
    """
    told = {*document.root.nsmap.values(), *(split(e.tag)[0] for e in document.foreign)}
    for namespace in sorted(told - KNOWN - {IMSCP, ""}):
        if resembles_known(namespace):
            meant = difflib.get_close_matches(namespace, (IMSCP, ADLCP, IMSMD), 1, 0.5)
            line = _first_use(document, namespace)
            hint = f"Write {meant[0]}." if meant else ""
            yield Finding(f"The namespace {namespace!r} is misspelt", document.at(line), hint)


def _first_use(document: Document, namespace: str) -> int:
    for element in (document.root, *document.foreign):
        if namespace in element.nsmap.values():
            return line_of(element)
    return 0


@rule("S12-001", severity=Severity.ERROR, clause="adlcp_rootv1p2.xsd, schemaversion")
def version_is_12(manifest: ImsManifest) -> Findings:
    """The version of a SCORM 1.2 package is 1.2.

    By it an LMS chooses how to talk to the course. Write <schemaversion>1.2</schemaversion>.
    """
    version = manifest.stated_version
    if version and version != "1.2":
        message = f"<schemaversion> is {version!r} instead of '1.2'"
        yield Finding(message, manifest.at(version_line(manifest)))


@rule("S12-014", severity=Severity.ERROR, clause="CAM 1.2")
def nothing_of_2004(manifest: ImsManifest) -> Findings:
    """The manifest holds nothing of SCORM 2004.

    Sequencing, navigation and completion thresholds do not exist in SCORM 1.2; strict LMSs refuse
    them and the others ignore them. Remove them, or make a SCORM 2004 package.
    """
    for element in manifest.document.foreign:
        namespace, name = split(element.tag)
        above = element.getparent()
        if namespace in _OF_2004 and above is not None and split(above.tag)[0] not in _OF_2004:
            yield Finding(f"<{name}> belongs to SCORM 2004", manifest.at(line_of(element)))


@rule("S12-015", severity=Severity.WARNING, clause="CAM 1.2, 2.3.1")
def schemas_shipped(manifest: ImsManifest) -> Findings:
    """The four schemas of SCORM 1.2 lie beside the manifest.

    Strict importers and ADL's own test look for them there. Copy them to the root of the package.
    """
    missing = [name for name in SCHEMAS if name not in manifest.files]
    if missing:
        message = f"Not at the root of the package: {', '.join(missing)}"
        yield Finding(message, manifest.at(line_of(manifest.root)))


ROOT_RULES = (namespaces,)
RULES = (version_is_12, nothing_of_2004)
PACKAGE_RULES = (schemas_shipped,)
