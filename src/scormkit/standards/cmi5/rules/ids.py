"""Publisher ids: learners' records hang on them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.model.iris import is_example, is_iri
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.standards.cmi5.structure import Structure

_TEMPLATE = "w3id.org/xapi/cmi5/catapult/"


def _ids(structure: Structure, only: str = "") -> Iterator[tuple[str, str, etree._Element]]:
    """Give kind, id without padding and element of everything that has an id."""
    for kind, element in structure.identified:
        identifier = element.get("id")
        if identifier is not None and only in {"", kind}:
            yield kind, identifier.strip(), element


def _doubles(structure: Structure, kind: str) -> Findings:
    seen = Counter[str]()
    for _, identifier, element in _ids(structure, kind):
        seen[identifier] += 1
        if seen[identifier] > 1:
            message = f"The id {identifier!r} stands at another {kind} too"
            yield Finding(message, structure.at(element))


@rule("C5-003", severity=Severity.ERROR, clause="C:3.0.0.0-1")
def absolute_ids(structure: Structure) -> Findings:
    """Every id is an absolute IRI.

    Ids name courses and their parts for the whole world, so they begin with a scheme. Write an
    address that belongs to you, such as https://learn.your-organisation.org/courses/intro/au.
    """
    for kind, identifier, element in _ids(structure):
        if not is_iri(identifier):
            message = f"The id {identifier!r} of the {kind} is no absolute IRI"
            yield Finding(message, structure.at(element))


@rule("C5-004", severity=Severity.ERROR, clause="C:13.1.4.0-1")
def au_ids(structure: Structure) -> Findings:
    """No two AUs have one id.

    An LMS would take them for one and mix up the results. Give each AU an id of its own.
    """
    yield from _doubles(structure, "au")


@rule("C5-005", severity=Severity.ERROR, clause="C:13.1.2.0-1")
def block_ids(structure: Structure) -> Findings:
    """No two blocks have one id.

    An LMS would take them for one and mix up the results. Give each block an id of its own.
    """
    yield from _doubles(structure, "block")


@rule("C5-006", severity=Severity.ERROR, clause="C:13.1.3.0-1")
def objective_ids(structure: Structure) -> Findings:
    """No two objectives have one id.

    A reference to such an id could mean either. Give each objective an id of its own.
    """
    yield from _doubles(structure, "objective")


@rule("C5-007", severity=Severity.WARNING, clause="cmi5, 13.1.1: globally unique")
def ids_across_kinds(structure: Structure) -> Findings:
    """An id is that of one thing, not of a course and an AU at once.

    Records about the one would be taken for records about the other. Give each an id of its own.
    """
    kinds: dict[str, str] = {}
    for kind, identifier, element in _ids(structure):
        first = kinds.setdefault(identifier, kind)
        if first != kind:
            message = f"The id {identifier!r} of the {kind} is that of a {first} too"
            yield Finding(message, structure.at(element))


@rule("C5-008", severity=Severity.WARNING, clause="practice")
def own_ids(structure: Structure) -> Findings:
    """Ids belong to the publisher of the course.

    Addresses of examples and templates are used by many, so an LRS would mix up their records.
    Use an address of your own organisation.
    """
    for kind, identifier, element in _ids(structure):
        if is_iri(identifier) and (is_example(identifier) or _TEMPLATE in identifier):
            message = f"The id {identifier!r} of the {kind} is that of an example"
            yield Finding(message, structure.at(element))


RULES = (absolute_ids, au_ids, block_ids, objective_ids, ids_across_kinds, own_ids)
