"""The published schemas of SCORM 2004, which stand at the root of every package."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from scormkit.standards.ims import schemas
from scormkit.standards.ims.xml import ADLCP_2004, ADLNAV, ADLSEQ, IMSCP_2004, IMSSS, LOM, XML
from scormkit.validate.document import Grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.validate.document import Violation

NAMESPACES: Final = {
    IMSCP_2004: "imscp_v1p1.xsd",
    ADLCP_2004: "adlcp_v1p3.xsd",
    ADLSEQ: "adlseq_v1p3.xsd",
    ADLNAV: "adlnav_v1p3.xsd",
    IMSSS: "imsss_v1p0.xsd",
}
PREFIXES: Final = {
    IMSCP_2004: "",
    ADLCP_2004: "adlcp",
    ADLSEQ: "adlseq",
    ADLNAV: "adlnav",
    IMSSS: "imsss",
}
_PARTS: Final = (
    "seqrule", "objective", "delivery", "random", "rollup", "control", "limit", "auxresource", "util",
)  # fmt: skip
_INCLUDED: Final = tuple(f"imsss_v1p0{part}.xsd" for part in _PARTS)
_IMPORTED: Final = ("xml.xsd",)
_DTDS: Final = ("XMLSchema.dtd", "datatypes.dtd")
SCHEMAS: Final = (*NAMESPACES.values(), *_INCLUDED, *_IMPORTED, *_DTDS)
LOM_SCHEMA: Final = "lom.xsd"
_DESCRIBED: Final = {**NAMESPACES, LOM: LOM_SCHEMA}

# The 2nd Edition has the same files as the 3rd, less what the 3rd took out: adlcp:persistState.
_FOLDERS: Final = {"2": "3", "3": "3", "4": "4"}
_SECOND: Final = (
    b'<xs:attribute name = "scormType">',
    b'<xs:attribute name = "persistState" type = "xs:boolean"/>\n   <xs:attribute name = "scormType">',
)


@cache
def published(edition: str, name: str) -> bytes:
    """Give a schema of the edition ``2``, ``3`` or ``4`` as it was published."""
    folder = resources.files(__package__.rpartition(".")[0]).joinpath("xsd", _FOLDERS[edition])
    return folder.joinpath(name).read_bytes()


@cache
def lom_schema() -> bytes:
    """Give our own schema of Learning Object Metadata: ADL published none that stands alone."""
    return resources.files(__package__).joinpath(LOM_SCHEMA).read_bytes()


@cache
def _compiled(edition: str) -> etree.XMLSchema:
    def schema(name: str) -> bytes:
        if name == LOM_SCHEMA:
            return lom_schema()
        wrong, right = _SECOND if (edition, name) == ("2", "adlcp_v1p3.xsd") else (b"", b"")
        return published(edition, name).replace(wrong, right, 1)

    return schemas.load(_DESCRIBED, schema, *_INCLUDED, *_IMPORTED)


@cache
def grammar(edition: str) -> Grammar:
    """Give what an edition says about the XML of ``imsmanifest.xml``."""

    def violations(root: etree._Element) -> Iterator[Violation]:
        return schemas.violations(_compiled(edition), root, frozenset({*_DESCRIBED, XML, ""}))

    # What the 2nd Edition itself published is not at hand to be compared with, and the W3C's
    # xml.xsd has grown since without harm.
    shipped = () if edition == "2" else (*NAMESPACES.values(), *_INCLUDED)
    return Grammar(
        prefixes=PREFIXES,
        schemas={name: published(edition, name) for name in shipped},
        violations=violations,
        namespaces=frozenset(_DESCRIBED),
    )
