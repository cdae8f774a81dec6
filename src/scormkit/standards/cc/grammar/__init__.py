"""scormkit's own schemas of the cartridge's manifest and of its assessments.

The consortium's may not be passed on, so cartridges come without them and ours stay in memory.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from lxml import etree

from scormkit.standards.cc.facts import QTI
from scormkit.standards.ims import schemas
from scormkit.standards.ims.xml import XML
from scormkit.validate.document import Grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.cc.facts import Edition
    from scormkit.validate.document import Violation


@cache
def _compiled(name: str, namespace: str) -> etree.XMLSchema:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return etree.XMLSchema(etree.fromstring(text.replace("NAMESPACE", namespace).encode()))


def manifest_grammar(edition: Edition) -> Grammar:
    """Give what an edition says about the XML of ``imsmanifest.xml``."""

    def violations(root: etree._Element) -> Iterator[Violation]:
        known = frozenset({edition.namespace, XML, ""})
        yield from schemas.violations(_compiled("cartridge.xsd", edition.namespace), root, known)

    return Grammar({edition.namespace: ""}, {}, violations)


def question_grammar() -> Grammar:
    """Give what the profile says about the XML of an assessment or a question bank."""

    def violations(root: etree._Element) -> Iterator[Violation]:
        schema = _compiled("questions.xsd", QTI)
        yield from schemas.violations(schema, root, frozenset({QTI, XML, ""}))

    return Grammar({QTI: ""}, {}, violations)
