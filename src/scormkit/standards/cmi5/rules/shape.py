"""Where a course structure stands and how it is put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from scormkit.diagnostics import Severity
from scormkit.standards.cmi5.facts import LIMITS, NAME, NAMESPACE
from scormkit.standards.cmi5.structure import named
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.cmi5.structure import Structure
    from scormkit.validate.document import Document

_SHOWN: Final = 25


@rule("C5-001", severity=Severity.ERROR, clause="C:14.1.0.0-2, C:13.2.0.0-1", fatal=True)
def at_the_root(document: Document) -> Findings:
    """The course structure is called cmi5.xml and stands at the top of the package.

    An LMS looks for exactly this name, in lower case, and at the top only. Rename the file, or
    pack the contents of the course folder instead of the folder.
    """
    if document.path != NAME and not document.alone:
        yield Finding(f"The course structure is {document.path}", document.at())


@rule("C5-002", severity=Severity.ERROR, clause="C:13.2.0.0-1; cmi5, 13.1", fatal=True)
def root(document: Document) -> Findings:
    """The course structure is valid against the schema of cmi5.

    Strict importers refuse anything else: names and namespace are exactly as published and every
    part has its place. Other findings on the same line say more.
    """
    name = etree.QName(document.root)
    at = document.at(line_of(document.root))
    if name.localname != "courseStructure":
        yield Finding(f"The root element is <{name.localname}> instead of <courseStructure>", at)
    elif name.namespace != NAMESPACE:
        words = f"in the namespace {name.namespace!r}" if name.namespace else "in no namespace"
        yield Finding(f"<courseStructure> stands {words} instead of {NAMESPACE!r}", at)


@rule("C5-002", severity=Severity.ERROR, clause="C:13.2.0.0-1; cmi5, 13.1")
def valid(document: Document) -> Findings:
    """The course structure is valid against the schema of cmi5.

    Strict importers refuse anything else: names and namespace are exactly as published and every
    part has its place. Other findings on the same line say more.
    """
    explained = set(document.told)
    for element in document.elements:
        above = element.getparent()
        if above is None or above is document.root:
            continue  # what is wrong with the whole explains none of its parts
        if line_of(above) in document.told:
            explained.add(line_of(element))
    shown = [v for v in document.violations if not v.foreign and v.line not in explained]
    for violation in shown[:_SHOWN]:
        yield Finding(violation.message, document.at(violation.line))


@rule("C5-011", severity=Severity.ERROR, clause="C:13.1.2.0-1, C:13.1.4.0-1; cmi5, objectives")
def objectives_exist(structure: Structure) -> Findings:
    """Every objective that is referred to is declared.

    An importer stops at a reference that leads nowhere. Declare the objective in the list of the
    course, or correct the idref.
    """
    known = {(element.get("id") or "").strip() for element in structure.objectives}
    for element in structure.references:
        wanted = (element.get("idref") or "").strip()
        if element.get("idref") is not None and wanted not in known:
            yield Finding(f"The objective {wanted!r} is declared nowhere", structure.at(element))


@rule("C5-026", severity=Severity.ERROR, clause="cmi5, 13.1.2; the schema's block")
def blocks_hold_something(structure: Structure) -> Findings:
    """A block holds an AU or another block.

    A block without content can never be satisfied, and the schema forbids it. Put an AU into it or
    remove it.
    """
    for block in structure.blocks:
        if block.find(named("au")) is None and block.find(named("block")) is None:
            yield Finding(f"The block {block.get('id', '')!r} is empty", structure.at(block))


@rule("C5-027", severity=Severity.ERROR, clause="cmi5, 13.1; the schema's courseStructure")
def some_au(structure: Structure) -> Findings:
    """There is an AU in the course.

    Only an AU can be launched; a course without one has nothing to show. Add an <au> after the
    <course>.
    """
    if not structure.aus and not structure.blocks:
        yield Finding("The course has no AU", structure.at(structure.root))


@rule("C5-028", severity=Severity.INFO, clause="C:6.1.0.0-2")
def not_too_many(structure: Structure) -> Findings:
    """A course has at most 1000 AUs.

    An LMS must be able to take that many; beyond it nothing is promised. Put several pages into
    one AU, or make several courses.
    """
    count = len(structure.aus)
    if count > LIMITS["aus_every_lms_takes"]:
        yield Finding(f"The course has {count:,} AUs", structure.at(structure.root))


RULES = (objectives_exist, blocks_hold_something, some_au, not_too_many)
