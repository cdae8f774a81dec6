"""What cmi5 states once: its data model, and the schema of a course structure."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from scormkit.standards.ims.schemas import unshipped

if TYPE_CHECKING:
    from scormkit.validate.document import Grammar

NAME: Final = "cmi5.xml"
_FILES = resources.files(__package__)
_MODEL: Final[dict[str, Any]] = json.loads(
    _FILES.joinpath("datamodel.json").read_text(encoding="utf-8")
)
NAMESPACE: Final[str] = _MODEL["namespace"]
LIMITS: Final[dict[str, int]] = _MODEL["limits"]
VOCABULARIES: Final[dict[str, list[str]]] = _MODEL["vocabularies"]
CATEGORIES: Final[dict[str, str]] = _MODEL["categories"]
EXTENSIONS: Final[dict[str, str]] = _MODEL["extensions"]
DOCUMENTS: Final[dict[str, str]] = _MODEL["documents"]
_SCHEMA = "CourseStructure.xsd"


def grammar() -> Grammar:
    """Give what cmi5 says about the XML of ``cmi5.xml``; no schema is shipped with a package."""
    return unshipped(NAMESPACE, __package__, _SCHEMA)
