"""Titles and descriptions, and blanks around values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.cmi5.structure import named
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.cmi5.structure import Structure

_TEXTS = ("title", "description")
_VALUES = ("id", "idref", "moveOn", "masteryScore", "launchMethod", "activityType")


@rule("C5-009", severity=Severity.ERROR, clause="cmi5, 13.1; the schema's textType")
def described(structure: Structure) -> Findings:
    """Course, blocks, AUs and objectives have a title and a description.

    Both are mandatory, each with at least one <langstring>. Where there is nothing to describe,
    repeat the title.
    """
    for kind, element in structure.identified:
        for name in _TEXTS:
            text = element.find(named(name))
            if text is None:
                yield Finding(f"The {kind} has no <{name}>", structure.at(element))
            elif text.find(named("langstring")) is None:
                message = f"The <{name}> of the {kind} has no <langstring>"
                yield Finding(message, structure.at(text))


@rule("C5-010", severity=Severity.WARNING, clause="cmi5, 13.1; langstring")
def languages(structure: Structure) -> Findings:
    """Every text says its language, once for each, and is not empty.

    An LMS shows the text in the learner's language. Write lang="ru" on the <langstring>, without a
    prefix, and one <langstring> for each language.
    """
    for element in structure.root.iter(*(named(name) for name in _TEXTS)):
        seen = set()
        for text in element.iterfind(named("langstring")):
            at, language = structure.at(text), (text.get("lang") or "").strip().lower()
            if not language:
                yield Finding("A <langstring> does not say its language", at)
            elif language in seen:
                yield Finding(f"The language {language!r} stands twice", at)
            seen.add(language)
            if not "".join(map(str, text.itertext())).strip():
                yield Finding("A <langstring> is empty", at)


@rule("C5-030", severity=Severity.WARNING, clause="C:13.1.0.0-1")
def no_padding(structure: Structure) -> Findings:
    """Values have no blanks or line breaks around them.

    Importers are to cut them off, but some look for a file or an id with the blanks. Write the
    value on one line.
    """
    for element in structure.document.elements:
        for name in _VALUES:
            value = element.get(name)
            if value is not None and value != value.strip():
                message = f"The attribute {name} is {value!r}, with blanks around it"
                yield Finding(message, structure.at(element))
    for au in structure.aus:
        url = au.element.findtext(named("url")) or ""
        if url != url.strip() and url.strip():
            at = structure.document.at(au.url_line or line_of(au.element))
            yield Finding(f"The url is {url!r}, with blanks around it", at)


RULES = (described, languages, no_padding)
