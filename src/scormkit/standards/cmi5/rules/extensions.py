"""What a publisher adds to a course structure in a namespace of its own."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from scormkit.diagnostics import Severity
from scormkit.standards.cmi5.facts import NAMESPACE
from scormkit.standards.ims.xml import XML, XSI
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.cmi5.structure import Structure

_KNOWN = {NAMESPACE, XML, XSI}
_REMOTE = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:")


def _foreign(structure: Structure) -> Iterator[tuple[str, etree._Element]]:
    """Give each namespace of others with the element of its first use."""
    seen = set(_KNOWN)
    for element in structure.document.elements:
        for name in (element.tag, *element.attrib):
            namespace = etree.QName(name).namespace or ""
            if namespace and namespace not in seen:
                seen.add(namespace)
                yield namespace, element


def _schemas(structure: Structure) -> dict[str, str]:
    words = structure.document.schema_locations
    return dict(zip(words[::2], words[1::2], strict=False))


@rule("C5-025", severity=Severity.ERROR, clause="C:13.1.5.0-1, C:13.1.5.0-2")
def extensions_have_schemas(structure: Structure) -> Findings:
    """A namespace of one's own comes with its schema.

    Without it nobody can tell whether the document is valid. Name the schema in
    xsi:schemaLocation on the root element, or remove the extension.
    """
    schemas = _schemas(structure)
    for namespace, element in _foreign(structure):
        if namespace not in schemas:
            message = f"xsi:schemaLocation names no schema for {namespace!r}"
            yield Finding(message, structure.at(element))


@rule("C5-025", severity=Severity.ERROR, clause="C:13.1.5.0-1, C:13.1.5.0-2")
def schemas_shipped(structure: Structure) -> Findings:
    """A namespace of one's own comes with its schema.

    Without it nobody can tell whether the document is valid. Put the schema that
    xsi:schemaLocation names into the package, or remove the extension.
    """
    schemas = _schemas(structure)
    for namespace, element in _foreign(structure):
        place = schemas.get(namespace, "")
        path = posixpath.normpath(place)
        if place and not _REMOTE.match(place) and path not in structure.document.files:
            message = f"The schema {place!r} of {namespace!r} is not in the package"
            yield Finding(message, structure.at(element))


RULES = (extensions_have_schemas,)
PACKAGE_RULES = (schemas_shipped,)
