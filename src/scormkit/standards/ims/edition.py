"""Tells the editions of ``imsmanifest.xml`` apart without parsing it."""

from __future__ import annotations

import re
from typing import Final

_ROOT = re.compile(rb"<(?:[\w.-]+:)?manifest\b[^>]*>")
_NAMESPACES: Final = (
    (b"http://www.imsglobal.org/xsd/imsccv", "Common Cartridge"),
    (b"http://www.imsglobal.org/xsd/imscp_v1p1", "SCORM 2004"),
    (b"http://www.adlnet.org/xsd/adlcp_v1p3", "SCORM 2004"),
)
_HEAD = 1 << 16


def other_edition(data: bytes) -> str:
    """Name the edition of a manifest that is not one of SCORM 1.2, by the namespaces of its root."""
    plain = data[:_HEAD].replace(b"\0", b"")
    root = _ROOT.search(plain)
    if root is None or b"imscp_rootv1p1p2" in root[0]:
        return ""
    return next((name for namespace, name in _NAMESPACES if namespace in root[0]), "")
