"""Tells the editions of ``imsmanifest.xml`` apart without parsing it."""

from __future__ import annotations

import re
from typing import Final

_ROOT = re.compile(rb"<(?:[\w.-]+:)?manifest\b[^>]*>")
_NAMESPACES: Final = (
    (b"http://www.imsglobal.org/xsd/imscc", "Common Cartridge"),
    (b"http://www.imsglobal.org/xsd/imscp_v1p1", "SCORM 2004"),
    (b"http://www.adlnet.org/xsd/adlcp_v1p3", "SCORM 2004"),
)
_DECLARED = re.compile(rb"""\bxmlns(?::[\w.-]+)?\s*=\s*["']([^"']*)""")
_SCORM_12 = b"http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_HEAD = 1 << 16


def other_edition(data: bytes) -> str:
    """Name the edition of a manifest that is not one of SCORM 1.2, by the namespaces of its root."""
    declared = declared_namespaces(data)
    if _SCORM_12 in declared:
        return ""
    return next((name for begin, name in _NAMESPACES for d in declared if d.startswith(begin)), "")


def declared_namespaces(data: bytes) -> list[bytes]:
    """Give the namespaces that the root of a manifest declares, in the order they stand there."""
    plain = data[:_HEAD].replace(b"\0", b"")
    root = _ROOT.search(plain)
    return _DECLARED.findall(root[0]) if root else []
