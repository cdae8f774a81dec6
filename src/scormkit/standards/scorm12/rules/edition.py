"""Whether a manifest is one of SCORM 1.2: root, namespaces, version, schemas."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.standards.ims.rules.structure import KNOWN, resembles_known, split
from scormkit.standards.ims.xml import ADLCP, IMSCP, IMSMD
from scormkit.standards.scorm12.schemas import SCHEMAS
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest
    from scormkit.validate.document import Document

_VERSIONS: Final = (
    "1.2",
    "1.3",
    "CAM 1.3",
    "2004 2nd Edition",
    "2004 3rd Edition",
    "2004 4th Edition",
)
_OF_2004: Final = (
    "http://www.imsglobal.org/xsd/imsss",
    "http://www.adlnet.org/xsd/adlcp_v1p3",
    "http://www.adlnet.org/xsd/adlseq_v1p3",
    "http://www.adlnet.org/xsd/adlnav_v1p3",
)


@rule("MAN-001", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; imscp_rootv1p1p2.xsd", fatal=True)
def root(document: Document) -> Findings:
    """The root element is <manifest> in the namespace of SCORM 1.2.

    By it an LMS knows what it was given. Begin the file with
    <manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" …>.
    """
    namespace, name = split(document.root.tag)
    at = document.at(line_of(document.root))
    if name != "manifest":
        yield Finding(f"The root element is <{name}>", at)
    elif namespace != IMSCP:
        words = f"in the namespace {namespace!r}" if namespace else "in no namespace"
        yield Finding(f"<manifest> stands {words} instead of {IMSCP!r}", at)


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


@rule("DET-004", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2")
def version_fits_namespace(manifest: ImsManifest) -> Findings:
    """The version that is stated belongs to the namespace of the root.

    One says SCORM 1.2, the other SCORM 2004: LMSs go by either of them. Correct the one that is
    wrong.
    """
    version = _version(manifest)
    if version in _VERSIONS[1:]:
        message = f"<schemaversion> is {version!r}, but the namespace is that of SCORM 1.2"
        yield Finding(message, manifest.at(_version_line(manifest)))


@rule("DET-005", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2")
def version_known(manifest: ImsManifest) -> Findings:
    """The version that is stated exists.

    LMSs take an unknown version for some other one, or refuse the package. For SCORM 1.2 write
    exactly 1.2.
    """
    version = _version(manifest)
    if version and version not in _VERSIONS:
        message = f"<schemaversion> is {version!r}, which is no version of SCORM"
        yield Finding(message, manifest.at(_version_line(manifest)))


@rule("S12-001", severity=Severity.ERROR, clause="adlcp_rootv1p2.xsd, schemaversion")
def version_is_12(manifest: ImsManifest) -> Findings:
    """The version of a SCORM 1.2 package is 1.2.

    By it an LMS chooses how to talk to the course. Write <schemaversion>1.2</schemaversion>.
    """
    version = _version(manifest)
    if version and version != "1.2":
        message = f"<schemaversion> is {version!r} instead of '1.2'"
        yield Finding(message, manifest.at(_version_line(manifest)))


def _version(manifest: ImsManifest) -> str:
    element = manifest.schemaversion
    return "" if element is None else (element.text or "").strip()


def _version_line(manifest: ImsManifest) -> int:
    return 0 if manifest.schemaversion is None else line_of(manifest.schemaversion)


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


ROOT_RULES = (root, namespaces)
RULES = (version_fits_namespace, version_known, version_is_12, nothing_of_2004)
PACKAGE_RULES = (schemas_shipped,)
