"""Assessments and question banks as wholes: parts, metadata, names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location, Severity
from scormkit.standards.cc.facts import LABELS, LIMITS, PROFILES, QTI
from scormkit.standards.ims.rules.structure import split
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.validate.document import Document

_NS = f"{{{QTI}}}"


def items(document: Document) -> Iterator[etree._Element]:
    """Give the questions."""
    yield from document.root.iter(f"{_NS}item")


def fields(parent: etree._Element | None) -> Iterator[tuple[int, str, str]]:
    """Give line, label and value of the metadata right below an element."""
    metadata = None if parent is None else parent.find(f"{_NS}qtimetadata")
    for field in () if metadata is None else metadata.iterfind(f"{_NS}qtimetadatafield"):
        label = (field.findtext(f"{_NS}fieldlabel") or "").strip()
        entry = (field.findtext(f"{_NS}fieldentry") or "").strip()
        yield line_of(field), label, entry


def profile(item: etree._Element) -> str:
    """Give the profile that a question says it follows, or nothing."""
    told = fields(item.find(f"{_NS}itemmetadata"))
    return next((entry for _, label, entry in told if label == "cc_profile"), "")


@rule("QTI-001", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile", fatal=True)
def root(document: Document) -> Findings:
    """The document holds one assessment with one section, or one question bank.

    Importers take the first and lose the rest. Make a resource of each test, and put all questions of
    a test into one section.
    """
    namespace, name = split(document.root.tag)
    if (namespace, name) != (QTI, "questestinterop"):
        message = f"The root element is <{name}> of {namespace or 'no namespace'}"
        yield Finding(message, document.at(line_of(document.root)))


@rule("QTI-001", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile")
def parts(document: Document) -> Findings:
    """The document holds one assessment with one section, or one question bank.

    Importers take the first and lose the rest. Make a resource of each test, and put all questions of
    a test into one section.
    """
    assessments = list(document.root.iterfind(f"{_NS}assessment"))
    wholes = [*assessments, *document.root.iterfind(f"{_NS}objectbank")]
    if len(wholes) != 1:
        message = f"There are {len(wholes)} assessments and question banks instead of one"
        yield Finding(message, document.at(line_of(document.root)))
    for assessment in assessments:
        sections = len(assessment.findall(f"{_NS}section"))
        if sections != 1:
            message = f"The assessment has {sections} sections instead of one"
            yield Finding(message, document.at(line_of(assessment)))


@rule("QTI-002", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile, rules 1a-s, 2")
def labels(document: Document) -> Findings:
    """Metadata has known labels, each once, with values of the profile.

    Attempts go up to 5 or are unlimited, weights from 1 to 99, answers to yes and no are Yes and No.
    Correct the value, or leave the field out.
    """
    for assessment in document.root.iterfind(f"{_NS}assessment"):
        yield from _labels(document, assessment, LABELS["assessment"])
    for item in items(document):
        yield from _labels(document, item.find(f"{_NS}itemmetadata"), LABELS["item"])


def _labels(document: Document, parent: etree._Element | None, known: dict[str, str]) -> Findings:
    seen: set[str] = set()
    for line, label, entry in fields(parent):
        at = document.at(line)
        if label not in known:
            yield Finding(f"The label {label!r} is unknown here", at)
        elif label in seen:
            yield Finding(f"The label {label!r} stands twice", at)
        elif not re.match(known[label], entry) or (
            label == "qmd_timelimit" and int(entry) > LIMITS["time_limit"]
        ):
            yield Finding(f"{label} is {entry!r}", at)
        seen.add(label)


@rule("QTI-003", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile, rules 2b, 2f")
def profiles(document: Document) -> Findings:
    """Every question names its profile.

    By cc_profile an importer knows the kind of a question; matching and ordering have none. Write one
    of true_false, multiple_choice, multiple_response, fib, pattern_match and essay, as cc.….v0p1.
    """
    for item in items(document):
        found = profile(item)
        if found not in PROFILES:
            told = f"{found!r} is no profile" if found else "There is no cc_profile"
            yield Finding(f"{told} in the question {item.get('ident')!r}", _at(document, item))


@rule("QTI-008", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile, rule 13a")
def idents(document: Document) -> Findings:
    """No two questions have one ident.

    Of two questions with one name an importer keeps the last. Rename one.
    """
    first: dict[str, int] = {}
    for item in items(document):
        ident = item.get("ident", "")
        if ident in first:
            message = f"The ident {ident!r} already stands on line {first[ident]}"
            yield Finding(message, _at(document, item))
        first.setdefault(ident, line_of(item))


def _at(document: Document, element: etree._Element) -> Location:
    return document.at(line_of(element))


ROOT_RULES = (root,)
RULES = (parts, labels, profiles, idents)
