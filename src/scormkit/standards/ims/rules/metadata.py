"""Metadata that lies in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.ims.imsmanifest import place
from scormkit.standards.ims.records import parse
from scormkit.standards.ims.rules.structure import split
from scormkit.standards.ims.xml import ADLCP, ADLCP_2004
from scormkit.validate.document import SIZE_LIMIT, line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.standards.ims.imsmanifest import ImsManifest


def _locations(manifest: ImsManifest) -> Iterator[etree._Element]:
    tags = {f"{{{ADLCP}}}location", f"{{{ADLCP_2004}}}location"}
    return (e for e in manifest.document.foreign if e.tag in tags)


@rule("LOM-001", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; adlcp:location")
def file_exists(manifest: ImsManifest) -> Findings:
    """A metadata file that the manifest names is in the package and is XML.

    Importers that read it stop at a missing or broken file. Correct the path, or remove
    <adlcp:location>.
    """
    for element in _locations(manifest):
        href = (element.text or "").strip()
        path = place("", href)
        at = manifest.at(line_of(element))
        if path not in manifest.files:
            yield Finding(f"The metadata file {href!r} is not in the package", at)
        elif manifest.files.size(path) > SIZE_LIMIT or parse(manifest.files.read(path)) is None:
            yield Finding(f"The metadata file {href!r} is not well-formed XML", at)


@rule(
    "LOM-004",
    severity=Severity.ERROR,
    clause="CAM 1.2, 2.3.2; adlcp:location; ADL 2004 REQ_30.6.3.7.1.1.2.2",
)
def inside_metadata(manifest: ImsManifest) -> Findings:
    """A metadata file is named inside <metadata>.

    Elsewhere importers do not look for it, and the schemas do not allow it. Move <adlcp:location>
    into <metadata>.
    """
    for element in _locations(manifest):
        parent = element.getparent()
        if parent is not None and split(parent.tag)[1] != "metadata":
            message = f"<adlcp:location> stands in <{split(parent.tag)[1]}>"
            yield Finding(message, manifest.at(line_of(element)))


RULES = (inside_metadata,)
PACKAGE_RULES = (file_exists,)
