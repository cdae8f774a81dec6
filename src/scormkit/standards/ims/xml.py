"""Names of the IMS family's XML and the way its documents are written."""

from __future__ import annotations

import re

from lxml import etree

IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
IMSMD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
IMSCP_2004 = "http://www.imsglobal.org/xsd/imscp_v1p1"
IMSSS = "http://www.imsglobal.org/xsd/imsss"
ADLCP_2004 = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
LOM = "http://ltsc.ieee.org/xsd/LOM"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"

LANG = f"{{{XML}}}lang"
BASE = f"{{{XML}}}base"
SCHEMA_LOCATION = f"{{{XSI}}}schemaLocation"
# XML 1.0 has no way to write these at all, not even escaped (section 2.2).
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]|[\ufffe\uffff]")


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """Append a child in the parent's own namespace, or in that of a ``{namespace}name``."""
    tag = name if name.startswith("{") else f"{{{etree.QName(parent).namespace}}}{name}"
    child = etree.SubElement(parent, tag, attributes)
    if text:
        child.text = legal(text)
    return child


def legal(text: str) -> str:
    """Leave out the characters that XML does not have."""
    return _ILLEGAL.sub("", text)


def write(root: etree._Element) -> bytes:
    """Give the document as UTF-8 with line feeds; the same tree gives the same bytes."""
    body = etree.tostring(root, encoding="UTF-8", pretty_print=True, xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body
