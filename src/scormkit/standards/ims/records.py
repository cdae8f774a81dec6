"""Learning Object Metadata of a package: records in the manifest and in files it names.

LOM 1.0 (SCORM 2004) and IMS Learning Resource Meta-Data 1.2 (SCORM 1.2) say the same in different
spelling: names are read in lower case, and texts with or without their ``langstring``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from scormkit.standards.ims.xml import ADLCP, ADLCP_2004, IMSMD, LOM
from scormkit.validate.document import SIZE_LIMIT, line_of
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Location
    from scormkit.validate.document import Document
    from scormkit.validate.files import Files

_ROOTS: Final = (f"{{{LOM}}}lom", f"{{{IMSMD}}}lom")
_LOCATIONS: Final = (f"{{{ADLCP}}}location", f"{{{ADLCP_2004}}}location")


class Record(Struct, frozen=True):
    """A ``lom`` element; ``path`` is the file it stands in, ``inline`` whether that is the manifest."""

    root: etree._Element
    path: str
    files: Files
    inline: bool

    def at(self, element: etree._Element) -> Location:
        """Name the place of an element of this record."""
        return self.files.at(self.path, line_of(element))

    def find(self, *names: str) -> Iterator[etree._Element]:
        """Give the elements with a name of these, in lower case, wherever they stand."""
        return (e for e in self.root.iter("*") if name_of(e) in names)

    def part(self, name: str) -> etree._Element | None:
        """Give a part of the record, such as ``general``, by its name in lower case."""
        return next((e for e in self.root.iterchildren("*") if name_of(e) == name), None)


def name_of(element: etree._Element) -> str:
    """Give an element's name without namespace, in lower case."""
    return etree.QName(element).localname.lower()


def text_of(element: etree._Element) -> str:
    """Give the text of an element and its strings, with single blanks."""
    return " ".join(str(text) for text in element.itertext()).strip()


def read(document: Document) -> list[Record]:
    """Read the records of a manifest, then those in files that are there and are XML."""
    found = [
        Record(element, document.path, document.files, inline=True)
        for element in document.foreign
        if element.tag in _ROOTS
    ]
    for element in () if document.alone else document.foreign:
        if element.tag not in _LOCATIONS:
            continue
        path = (element.text or "").strip()
        if path in document.files and document.files.size(path) <= SIZE_LIMIT:
            root = parse(document.files.read(path))
            if root is not None and root.tag in _ROOTS:
                found.append(Record(root, path, document.files, inline=False))
    return found


def parse(data: bytes) -> etree._Element | None:
    """Parse a file safely; nothing if it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
