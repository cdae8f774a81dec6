"""Learning Object Metadata as IMS Learning Resource Meta-Data 1.2.1 spells it (lower case)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from scormkit.standards.ims.xml import IMSMD, LANG, add

if TYPE_CHECKING:
    from scormkit.model.course import Course

# CAM 1.2, table of the metadata application profiles: these parts are mandatory for a content
# aggregation, so a course without a summary or keywords still states something true.


def lom(course: Course, scheme: str) -> etree._Element:
    """Describe a course; ``scheme`` is the profile it follows, such as ``ADL SCORM 1.2``."""
    root = etree.Element(f"{{{IMSMD}}}lom", nsmap={"imsmd": IMSMD})
    _add_general(root, course)
    _add_lifecycle(root, course)
    meta = add(root, "metametadata")
    add(meta, "metadatascheme", scheme)
    add(meta, "language", course.language)
    technical = add(root, "technical")
    add(technical, "format", "text/html")
    add(technical, "location", "imsmanifest.xml", type="URI")
    _add_rights(root, course)
    classification = add(root, "classification")
    _add_term(classification, "purpose", "Educational Objective")
    _add_text(classification, "description", course.summary or course.title, course.language)
    for keyword in course.keywords or (course.title,):
        _add_text(classification, "keyword", keyword, course.language)
    return root


def _add_general(root: etree._Element, course: Course) -> None:
    general = add(root, "general")
    _add_text(general, "title", course.title, course.language)
    add(general, "language", course.language)
    _add_text(general, "description", course.summary or course.title, course.language)
    for keyword in course.keywords or (course.title,):
        _add_text(general, "keyword", keyword, course.language)


def _add_lifecycle(root: etree._Element, course: Course) -> None:
    lifecycle = add(root, "lifecycle")
    _add_text(lifecycle, "version", course.version, "x-none")
    _add_term(lifecycle, "status", "Final")
    if course.publisher:
        contribute = add(lifecycle, "contribute")
        _add_term(contribute, "role", "Publisher")
        name = course.publisher.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{name}\nN:{name};;;;\nEND:VCARD"
        add(add(contribute, "centity"), "vcard", card)


def _add_rights(root: etree._Element, course: Course) -> None:
    rights = add(root, "rights")
    _add_term(rights, "cost", "no")
    _add_term(rights, "copyrightandotherrestrictions", "yes" if course.rights else "no")
    if course.rights:
        _add_text(rights, "description", course.rights, course.language)


def _add_text(parent: etree._Element, name: str, text: str, language: str) -> None:
    langstring = add(add(parent, name), "langstring", text)
    langstring.set(LANG, language)


def _add_term(parent: etree._Element, name: str, value: str) -> None:
    """Add a term of the vocabulary ``LOMv1.0``."""
    term = add(parent, name)
    _add_text(term, "source", "LOMv1.0", "x-none")
    _add_text(term, "value", value, "x-none")
