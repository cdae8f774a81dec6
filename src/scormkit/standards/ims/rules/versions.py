"""Which edition a manifest says it follows: by its root, its namespaces and its version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.standards.ims.rules.structure import split
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest
    from scormkit.validate.document import Document

_OF_12: Final = ("1.2",)
# ADL knows the last three; the others are what tools write for the first two editions.
_OF_2004: Final = ("1.3", "2004 2nd Edition", "CAM 1.3", "2004 3rd Edition", "2004 4th Edition")
_RIGHT: Final = _OF_2004[2:]


@rule(
    "MAN-001", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; ADL 2004 root element", fatal=True
)
def root(document: Document) -> Findings:
    """The root element is <manifest> in the namespace of its edition.

    By it an LMS knows what it was given. Begin the file with <manifest xmlns="…" …> and the
    namespace http://www.imsproject.org/xsd/imscp_rootv1p1p2 for SCORM 1.2 or
    http://www.imsglobal.org/xsd/imscp_v1p1 for SCORM 2004.
    """
    namespace, name = split(document.root.tag)
    wanted = next(uri for uri, prefix in document.grammar.prefixes.items() if not prefix)
    at = document.at(line_of(document.root))
    if name != "manifest":
        yield Finding(f"The root element is <{name}>", at)
    elif namespace != wanted:
        words = f"in the namespace {namespace!r}" if namespace else "in no namespace"
        yield Finding(f"<manifest> stands {words} instead of {wanted!r}", at)


@rule("DET-004", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2; ADL 2004 REQ_30.5.3.1")
def version_fits_namespace(manifest: ImsManifest) -> Findings:
    """The version that is stated belongs to the namespace of the root.

    One says SCORM 1.2, the other SCORM 2004: LMSs go by either of them. Correct the one that is
    wrong.
    """
    other = _OF_12 if manifest.is_2004 else _OF_2004
    if manifest.stated_version in other:
        edition = "SCORM 2004" if manifest.is_2004 else "SCORM 1.2"
        message = f"<schemaversion> is {manifest.stated_version!r}, but the namespace is that of {edition}"
        # SCORM 2004 is told by its version alone, so the wrong one is the wrong standard.
        grade = Severity.ERROR if manifest.is_2004 else None
        yield Finding(message, manifest.at(version_line(manifest)), severity=grade)


@rule("DET-005", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; ADL 2004 REQ_30.5.3.1")
def version_known(manifest: ImsManifest) -> Findings:
    """The version that is stated exists.

    LMSs take an unknown version for some other one, or refuse the package. Write exactly 1.2 for
    SCORM 1.2, and CAM 1.3, 2004 3rd Edition or 2004 4th Edition for SCORM 2004.
    """
    known = (*_OF_12, *(_RIGHT if manifest.is_2004 else _OF_2004))
    if manifest.stated_version and manifest.stated_version not in known:
        message = f"<schemaversion> is {manifest.stated_version!r}, which is no version of SCORM"
        yield Finding(message, manifest.at(version_line(manifest)))


def version_line(manifest: ImsManifest) -> int:
    """Give the line of ``schemaversion``, 0 if there is none."""
    return 0 if manifest.schemaversion is None else line_of(manifest.schemaversion)


ROOT_RULES = (root,)
RULES = (version_fits_namespace, version_known)
