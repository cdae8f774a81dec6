"""Learning Object Metadata of a cartridge's manifest: the facts of the course, IEEE LOM spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from scormkit.standards.ims.xml import add

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.standards.cc.facts import Edition


def lom(course: Course, edition: Edition) -> etree._Element:
    """Describe a course; an importer asks for at least the title."""
    root = etree.Element(f"{{{edition.lom}}}lom", nsmap={"lomimscc": edition.lom})
    general = add(root, "general")
    _add_text(general, "title", course.title or course.id, course.language)
    add(general, "language", course.language)
    if course.summary:
        _add_text(general, "description", course.summary, course.language)
    for keyword in course.keywords:
        _add_text(general, "keyword", keyword, course.language)
    if course.publisher:
        contribute = add(add(root, "lifeCycle"), "contribute")
        _add_term(contribute, "role", "publisher")
        name = course.publisher.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
        card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{name}\nN:{name};;;;\nEND:VCARD"
        add(contribute, "entity", card)
    if course.rights:
        rights = add(root, "rights")
        _add_term(rights, "copyrightAndOtherRestrictions", "yes")
        _add_text(rights, "description", course.rights, course.language)
    return root


def _add_text(parent: etree._Element, name: str, text: str, language: str) -> None:
    add(add(parent, name), "string", text, language=language)


def _add_term(parent: etree._Element, name: str, value: str) -> None:
    """Add a term of the vocabulary ``LOMv1.0``."""
    term = add(parent, name)
    add(term, "source", "LOMv1.0")
    add(term, "value", value)
