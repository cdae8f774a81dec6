"""What cmi5 states once: its data model, and the schema of a course structure."""

from __future__ import annotations

import json
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

NAME: Final = "cmi5.xml"
_FILES = resources.files(__package__)
_MODEL: Final[dict[str, Any]] = json.loads(
    _FILES.joinpath("datamodel.json").read_text(encoding="utf-8")
)
NAMESPACE: Final[str] = _MODEL["namespace"]
LIMITS: Final[dict[str, int]] = _MODEL["limits"]
VOCABULARIES: Final[dict[str, list[str]]] = _MODEL["vocabularies"]
_SCHEMA = "CourseStructure.xsd"


@cache
def _compiled() -> etree.XMLSchema:
    return schemas.load({NAMESPACE: _SCHEMA}, lambda name: _FILES.joinpath(name).read_bytes())


def _violations(root: etree._Element) -> Iterator[Violation]:
    return schemas.violations(_compiled(), root, frozenset({NAMESPACE, XML, ""}))


@cache
def grammar() -> Grammar:
    """Give what cmi5 says about the XML of ``cmi5.xml``; no schema is shipped with a package."""
    return Grammar(prefixes={}, schemas={}, violations=_violations)
