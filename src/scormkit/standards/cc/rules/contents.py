"""Questions of assessments from inside: answers, what is right, what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.cc.facts import PROFILES, QTI
from scormkit.standards.cc.rules.assessments import fields, items, profile
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.validate.document import Document

_NS = f"{{{QTI}}}"
_ESSAY = "cc.essay.v0p1"


@rule("QTI-004", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile, rules 3d-5d")
def shapes(document: Document) -> Findings:
    """A question has as many answers as its profile asks for.

    True-false has two, multiple choice at least three, multiple response at least two; only the last
    one lets learners choose several. Add answers, or name another profile.
    """
    for item in items(document):
        name = profile(item)
        facts = PROFILES.get(name, {})
        response = item.find(f".//{_NS}response_lid")
        if "cardinality" not in facts:
            continue
        at = document.at(line_of(item if response is None else response))
        if response is None:
            yield Finding(f"A question of {name} has no <response_lid>", at)
            continue
        cardinality = response.get("rcardinality", "Single")
        if cardinality != facts["cardinality"]:
            yield Finding(f"rcardinality is {cardinality!r} in a question of {name}", at)
        count = len(response.findall(f".//{_NS}response_label"))
        if count < facts["least"] or count > facts.get("most", count):
            yield Finding(f"A question of {name} has {count} answers", at)


@rule("QTI-005", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile, rules 3e, 9a")
def answers_exist(document: Document) -> Findings:
    """What counts as right is an answer of the question.

    A condition that names no answer never holds, and nobody gets the points. Correct respident or the
    name of the answer.
    """
    for item in items(document):
        responses = [*item.iter(f"{_NS}response_lid"), *item.iter(f"{_NS}response_str")]
        names = {response.get("ident") for response in responses}
        labels = {label.get("ident") for label in item.iter(f"{_NS}response_label")}
        chosen = {r.get("ident") for r in item.iter(f"{_NS}response_lid")}
        for condition in (*item.iter(f"{_NS}varequal"), *item.iter(f"{_NS}varsubstring")):
            respident = condition.get("respident")
            value = (condition.text or "").strip()
            at = document.at(line_of(condition))
            if respident not in names:
                yield Finding(f"respident {respident!r} is no response of the question", at)
            elif respident in chosen and value not in labels:
                yield Finding(f"{value!r} is no answer of the question", at)


@rule("QTI-006", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile, rules 8c-f")
def essays(document: Document) -> Findings:
    """An essay is graded by people.

    Nothing can compare it with a right answer. Say qmd_computerscored No and leave the comparisons
    out.
    """
    for item in items(document):
        if profile(item) != _ESSAY:
            continue
        told = {label: entry for _, label, entry in fields(item.find(f"{_NS}itemmetadata"))}
        at = document.at(line_of(item))
        if told.get("qmd_computerscored") != "No":
            yield Finding("An essay does not say qmd_computerscored No", at)
        for name in ("varequal", "varsubstring"):
            for condition in item.iter(f"{_NS}{name}"):
                message = f"An essay has <{name}>"
                yield Finding(message, document.at(line_of(condition)))


@rule("QTI-007", severity=Severity.ERROR, clause="QTI 1.2, Common Cartridge profile, rules 12c, d")
def feedback_exists(document: Document) -> Findings:
    """What is to be told after an answer stands in the question.

    A link that leads nowhere tells the learner nothing; some importers refuse the test. Add the
    <itemfeedback>, or correct linkrefid.
    """
    for item in items(document):
        known = {feedback.get("ident") for feedback in item.iter(f"{_NS}itemfeedback")}
        for shown in item.iter(f"{_NS}displayfeedback"):
            name = shown.get("linkrefid")
            if name not in known:
                message = f"linkrefid {name!r} is no feedback of the question"
                yield Finding(message, document.at(line_of(shown)))


RULES = (shapes, answers_exist, essays, feedback_exists)
