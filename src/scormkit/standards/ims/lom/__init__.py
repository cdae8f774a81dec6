"""Learning Object Metadata (IEEE 1484.12.1): what is said of a course, in its two spellings.

SCORM 1.2 carries IMS Learning Resource Meta-Data 1.2.1, in lower case; SCORM 2004 the XML of IEEE
1484.12.3. CAM 1.2 has these parts mandatory for a content aggregation, so a course without a
summary or keywords still states something true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from scormkit.standards.ims.xml import IMSMD, LANG, LOM, add
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.model.course import Course

_VOCABULARY: Final = "LOMv1.0"


class _Facts(Struct, frozen=True):
    """What is said of a course; ``card``, ``duration`` and ``rights`` may be empty."""

    title: str
    language: str
    description: str
    keywords: tuple[str, ...]
    version: str
    card: str
    duration: str
    rights: str


def _facts(course: Course) -> _Facts:
    name = course.publisher.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{name}\nN:{name};;;;\nEND:VCARD"
    hours, minutes = divmod(course.minutes, 60)
    duration = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return _Facts(
        title=course.title,
        language=course.language,
        description=course.summary or course.title,
        keywords=course.keywords or (course.title,),
        version=course.version,
        card=card if name else "",
        duration=f"PT{duration}" if duration else "",
        rights=course.rights,
    )


def lom_12(course: Course, scheme: str) -> etree._Element:
    """Describe a course for SCORM 1.2; ``scheme`` is the profile it follows."""
    facts = _facts(course)
    root = etree.Element(f"{{{IMSMD}}}lom", nsmap={"imsmd": IMSMD})
    general = add(root, "general")
    _text_12(general, "title", facts.title, facts.language)
    add(general, "language", facts.language)
    _text_12(general, "description", facts.description, facts.language)
    for keyword in facts.keywords:
        _text_12(general, "keyword", keyword, facts.language)
    lifecycle = add(root, "lifecycle")
    _text_12(lifecycle, "version", facts.version)
    _term_12(lifecycle, "status", "Final")
    if facts.card:
        contribute = add(lifecycle, "contribute")
        _term_12(contribute, "role", "Publisher")
        add(add(contribute, "centity"), "vcard", facts.card)
    meta = add(root, "metametadata")
    add(meta, "metadatascheme", scheme)
    add(meta, "language", facts.language)
    technical = add(root, "technical")
    add(technical, "format", "text/html")
    add(technical, "location", "imsmanifest.xml", type="URI")
    if facts.duration:
        time = add(add(root, "educational"), "typicallearningtime")
        add(time, "datetime", facts.duration)
    _end_12(root, facts)
    return root


def _end_12(root: etree._Element, facts: _Facts) -> None:
    rights = add(root, "rights")
    _term_12(rights, "cost", "no")
    _term_12(rights, "copyrightandotherrestrictions", "yes" if facts.rights else "no")
    if facts.rights:
        _text_12(rights, "description", facts.rights, facts.language)
    classification = add(root, "classification")
    _term_12(classification, "purpose", "Educational Objective")
    _text_12(classification, "description", facts.description, facts.language)
    for keyword in facts.keywords:
        _text_12(classification, "keyword", keyword, facts.language)


def _text_12(parent: etree._Element, name: str, text: str, language: str = "x-none") -> None:
    add(add(parent, name), "langstring", text).set(LANG, language)


def _term_12(parent: etree._Element, name: str, value: str) -> None:
    term = add(parent, name)
    _text_12(term, "source", _VOCABULARY)
    _text_12(term, "value", value)


def lom_2004(course: Course) -> etree._Element:
    """Describe a course for SCORM 2004."""
    facts = _facts(course)
    root = etree.Element(f"{{{LOM}}}lom", nsmap={"lom": LOM})
    general = add(root, "general")
    if course.iri:
        name = add(general, "identifier")
        add(name, "catalog", "URI")
        add(name, "entry", course.iri)
    _text(general, "title", facts.title, facts.language)
    add(general, "language", facts.language)
    _text(general, "description", facts.description, facts.language)
    for keyword in facts.keywords:
        _text(general, "keyword", keyword, facts.language)
    cycle = add(root, "lifeCycle")
    _text(cycle, "version", facts.version)
    _term(cycle, "status", "final")
    if facts.card:
        contribute = add(cycle, "contribute")
        _term(contribute, "role", "publisher")
        add(contribute, "entity", facts.card)
    meta = add(root, "metaMetadata")
    for scheme in (_VOCABULARY, "ADLv1.0"):
        add(meta, "metadataSchema", scheme)
    add(meta, "language", facts.language)
    add(add(root, "technical"), "format", "text/html")
    if facts.duration:
        time = add(add(root, "educational"), "typicalLearningTime")
        add(time, "duration", facts.duration)
    rights = add(root, "rights")
    _term(rights, "cost", "no")
    _term(rights, "copyrightAndOtherRestrictions", "yes" if facts.rights else "no")
    if facts.rights:
        _text(rights, "description", facts.rights, facts.language)
    return root


def _text(parent: etree._Element, name: str, text: str, language: str = "") -> None:
    string = add(add(parent, name), "string", text)
    if language:
        string.set("language", language)


def _term(parent: etree._Element, name: str, value: str) -> None:
    term = add(parent, name)
    add(term, "source", _VOCABULARY)
    add(term, "value", value)
