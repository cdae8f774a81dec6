"""The published schemas of SCORM 1.2, which stand at the root of every package."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from scormkit.standards.ims import schemas
from scormkit.standards.ims.xml import ADLCP, IMSCP, IMSMD, XML
from scormkit.validate.document import Grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.validate.document import Violation

NAMESPACES: Final = {
    IMSCP: "imscp_rootv1p1p2.xsd",
    IMSMD: "imsmd_rootv1p2p1.xsd",
    ADLCP: "adlcp_rootv1p2.xsd",
}
_IMPORTED = "ims_xml.xsd"
SCHEMAS: Final = (*NAMESPACES.values(), _IMPORTED)


@cache
def published(name: str) -> bytes:
    """Give a schema as it was published."""
    return resources.files(__package__).joinpath("xsd", name).read_bytes()


@cache
def _compiled() -> etree.XMLSchema:
    return schemas.load(NAMESPACES, published, _IMPORTED)


def _violations(root: etree._Element) -> Iterator[Violation]:
    return schemas.violations(_compiled(), root, frozenset({*NAMESPACES, XML, ""}))


@cache
def grammar() -> Grammar:
    """Give what SCORM 1.2 says about the XML of ``imsmanifest.xml``."""
    return Grammar(
        prefixes={IMSCP: "", ADLCP: "adlcp"},
        schemas={name: published(name) for name in SCHEMAS},
        violations=_violations,
        texts=frozenset({f"{{{IMSMD}}}langstring"}),
        namespaces=frozenset(NAMESPACES),
    )
