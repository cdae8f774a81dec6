"""What xAPI 1.0.3 and Tin Can packages state once: the data model, and the schema of the package."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from scormkit.standards.ims.schemas import unshipped

if TYPE_CHECKING:
    from scormkit.validate.document import Grammar

NAME: Final = "tincan.xml"
_FILES = resources.files(__package__)
_MODEL: Final[dict[str, Any]] = json.loads(
    _FILES.joinpath("datamodel.json").read_text(encoding="utf-8")
)
NAMESPACE: Final[str] = _MODEL["namespace"]
VOCABULARIES: Final[dict[str, list[str]]] = _MODEL["vocabularies"]
COMPONENT_LISTS: Final[dict[str, list[str]]] = _MODEL["component_lists"]
PATTERNS: Final = {name: re.compile(pattern) for name, pattern in _MODEL["patterns"].items()}
SHAPES: Final[dict[str, dict[str, str]]] = _MODEL["shapes"]
VOIDED: Final[str] = _MODEL["verbs"]["voided"]
VIDEO: Final[dict[str, Any]] = _MODEL["video"]
_SCHEMA = "tincan.xsd"


def grammar() -> Grammar:
    """Give what a Tin Can package says about the XML of ``tincan.xml``; no schema is shipped."""
    return unshipped(NAMESPACE, __package__, _SCHEMA)
