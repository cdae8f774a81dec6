"""What xAPI 1.0.3 and Tin Can packages state once: the data model, and the schema of the package."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from scormkit.standards.ims import schemas
from scormkit.standards.ims.xml import XML
from scormkit.validate.document import Grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.validate.document import Violation

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


@cache
def _compiled() -> etree.XMLSchema:
    return schemas.load({NAMESPACE: _SCHEMA}, lambda name: _FILES.joinpath(name).read_bytes())


def _violations(root: etree._Element) -> Iterator[Violation]:
    return schemas.violations(_compiled(), root, frozenset({NAMESPACE, XML, ""}))


@cache
def grammar() -> Grammar:
    """Give what a Tin Can package says about the XML of ``tincan.xml``; no schema is shipped."""
    return Grammar(prefixes={}, schemas={}, violations=_violations)
