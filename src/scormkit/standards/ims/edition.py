"""Tells the editions of ``imsmanifest.xml`` apart without parsing it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scormkit.validate.files import Files

NAME: Final = "imsmanifest.xml"
SCORM_2004: Final = "SCORM 2004"
_ROOT = re.compile(rb"<(?:[\w.-]+:)?manifest\b[^>]*>")
_NAMESPACES: Final = (
    (b"http://www.imsglobal.org/xsd/imscc", "Common Cartridge"),
    (b"http://www.imsglobal.org/xsd/imscp_v1p1", SCORM_2004),
    (b"http://www.adlnet.org/xsd/adlcp_v1p3", SCORM_2004),
)
_DECLARED = re.compile(rb"""\bxmlns(?::[\w.-]+)?\s*=\s*["']([^"']*)""")
_SCORM_12 = b"http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_HEAD = 1 << 16
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_VERSION = re.compile(rb"<(?:[\w.-]+:)?schemaversion\b[^>]*>([^<]*)<")


def nearest(files: Files) -> str:
    """Give the path of the manifest nearest to the root of a package, or nothing."""
    named = [path for path in files if path.rpartition("/")[2].lower() == NAME]
    return min(named, key=lambda path: (path.count("/"), path != NAME, path), default="")


def other_edition(data: bytes) -> str:
    """Name the edition of a manifest that is not one of SCORM 1.2, by the namespaces of its root."""
    declared = declared_namespaces(data)
    if _SCORM_12 in declared:
        return ""
    return next((name for begin, name in _NAMESPACES for d in declared if d.startswith(begin)), "")


def declared_namespaces(data: bytes) -> list[bytes]:
    """Give the namespaces that the root of a manifest declares, in the order they stand there."""
    root = _ROOT.search(_plain(data[:_HEAD]))
    return _DECLARED.findall(root[0]) if root else []


def schemaversion(data: bytes) -> str:
    """Give the version a manifest states, without padding; "" if it states none."""
    found = _VERSION.search(_COMMENT.sub(b"", _plain(data[:_HEAD]))) or _VERSION.search(
        _COMMENT.sub(b"", _plain(data))
    )
    return found[1].decode("utf-8", "replace").strip() if found else ""


def _plain(data: bytes) -> bytes:
    """Take UTF-16 for what its ASCII letters say."""
    return data.replace(b"\0", b"")
