"""The activities that a Tin Can package tells of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.model.iris import is_example, is_iri
from scormkit.standards.xapi.facts import PATTERNS, VOCABULARIES
from scormkit.standards.xapi.rules.responses import pattern_fault
from scormkit.standards.xapi.structure import LISTS, named, text
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from lxml import etree

    from scormkit.standards.xapi.structure import TinCan

_OF_OTHERS = ("http://adlnet.gov/", "https://adlnet.gov/", "http://tincanapi.com/")


def _id(activity: etree._Element) -> str:
    return (activity.get("id") or "").strip()


@rule("TC-007", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.4.1")
def absolute_ids(package: TinCan) -> Findings:
    """The id of an activity is an absolute IRI.

    It names the activity for the whole world. Write an address that belongs to you, such as
    https://learn.your-organisation.org/courses/intro.
    """
    for activity in package.activities:
        if activity.get("id") is not None and not is_iri(_id(activity)):
            message = f"The id {_id(activity)!r} is no absolute IRI"
            yield Finding(message, package.at(activity))


@rule("TC-008", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.4.1")
def distinct_ids(package: TinCan) -> Findings:
    """No two activities have one id.

    Statements about the one would be taken for statements about the other. Give each its own.
    """
    seen = Counter[str]()
    for activity in package.activities:
        seen[_id(activity)] += 1
        if seen[_id(activity)] > 1:
            message = f"The id {_id(activity)!r} stands at another activity too"
            yield Finding(message, package.at(activity))


@rule("TC-009", severity=Severity.WARNING, clause="xAPI 1.0.3, 2.4.4.1")
def types(package: TinCan) -> Findings:
    """The type of an activity is an IRI.

    A bare word means nothing to an LRS. Write for instance
    http://adlnet.gov/expapi/activities/course.
    """
    for activity in package.activities:
        value = activity.get("type")
        if value is not None and not is_iri(value.strip()):
            yield Finding(f"The type is {value!r}", package.at(activity))


@rule("TC-010", severity=Severity.WARNING, clause="Rustici's launch method, Language")
def texts(package: TinCan) -> Findings:
    """Activities have a name and a description, and these say their language.

    Reports show them in the reader's language. Write <name lang="ru">…</name> with the code of a
    language.
    """
    for activity in package.activities:
        for name in ("name", "description"):
            if activity.find(named(name)) is None:
                yield Finding(f"{_id(activity)!r} has no <{name}>", package.at(activity))
        for element in activity.iter(*(named(n) for n in ("name", "description", "launch"))):
            language = element.get("lang")
            tag = str(element.tag).rpartition("}")[2]
            if language is None:
                message = f"The <{tag}> does not say its language"
                yield Finding(message, package.at(element))
            elif not PATTERNS["language"].match(language):
                message = f"The language of <{tag}> is {language!r}"
                yield Finding(message, package.at(element))


@rule("TC-012", severity=Severity.WARNING, clause="xAPI 1.0.3, Interaction Activities")
def interactions(package: TinCan) -> Findings:
    """A question says what kind it is, and its right answers fit the kind.

    Reports read answers by the kind. Write one of the kinds of xAPI, such as choice, and join
    several ids of one answer by [,].
    """
    for activity in package.activities:
        kind = text(activity, "interactionType")
        if kind is None:
            continue
        if kind not in VOCABULARIES["interaction_type"]:
            yield Finding(f"The kind of interaction is {kind!r}", package.at(activity))
            continue
        known = {name: set(_components(activity, name)) for name in LISTS}
        for element in activity.iter(named("correctResponsePattern")):
            if fault := pattern_fault(kind, (element.text or "").strip(), known):
                yield Finding(f"A right answer {fault}", package.at(element))


@rule("TC-013", severity=Severity.WARNING, clause="xAPI 1.0.3, Interaction Activities")
def components(package: TinCan) -> Findings:
    """The ids of a question's answers are distinct and free of delimiters.

    An answer could mean either, or be cut in two. Use plain distinct ids.
    """
    for activity in package.activities:
        for name in LISTS:
            counted = Counter(_components(activity, name))
            for identifier, count in counted.items():
                if count > 1:
                    message = f"The id {identifier!r} stands {count} times in <{name}>"
                    yield Finding(message, package.at(activity))
                if any(mark in identifier for mark in ("[,]", "[.]", "[:]")):
                    message = f"The id {identifier!r} in <{name}> holds a delimiter"
                    yield Finding(message, package.at(activity))


@rule("TC-015", severity=Severity.WARNING, clause="practice")
def own_ids(package: TinCan) -> Findings:
    """Ids belong to the publisher of the course.

    Addresses of examples and of others are used by many, so an LRS would mix up their records. Use
    an address of your own organisation.
    """
    for activity in package.activities:
        if is_example(_id(activity)) or _id(activity).startswith(_OF_OTHERS):
            message = f"The id {_id(activity)!r} belongs to somebody else"
            yield Finding(message, package.at(activity))


def _components(activity: etree._Element, name: str) -> list[str]:
    path = f"{named(name)}/{named('component')}/{named('id')}"
    return [(element.text or "").strip() for element in activity.iterfind(path)]


RULES = (absolute_ids, distinct_ids, types, texts, interactions, components, own_ids)
