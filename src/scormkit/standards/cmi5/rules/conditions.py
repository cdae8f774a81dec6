"""When an AU counts as done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.model.iris import is_iri
from scormkit.standards.cmi5.facts import LIMITS, VOCABULARIES
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.cmi5.structure import Structure

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))$")
_NEEDS_PASSED = ("Passed", "CompletedAndPassed")


@rule("C5-012", severity=Severity.ERROR, clause="cmi5, 13.1.4; moveOn")
def move_on(structure: Structure) -> Findings:
    """When an AU counts as done is said in one of five words.

    Write moveOn as Passed, Completed, CompletedAndPassed, CompletedOrPassed or NotApplicable, in
    exactly this spelling.
    """
    for au in structure.aus:
        value = au.get("moveOn")
        if value is not None and value not in VOCABULARIES["move_on"]:
            yield Finding(f"moveOn is {value!r}", structure.at(au.element))


@rule("C5-013", severity=Severity.ERROR, clause="cmi5, 13.1.4; launchMethod")
def launch_method(structure: Structure) -> Findings:
    """How an AU is opened is AnyWindow or OwnWindow.

    AnyWindow lets the LMS choose, OwnWindow asks for a window of its own. Write one of the two, in
    exactly this spelling.
    """
    for au in structure.aus:
        value = au.get("launchMethod")
        if value is not None and value not in VOCABULARIES["launch_method"]:
            yield Finding(f"launchMethod is {value!r}", structure.at(au.element))


@rule("C5-014", severity=Severity.ERROR, clause="cmi5, 13.1.4; masteryScore")
def mastery_score(structure: Structure) -> Findings:
    """The mastery score is a number from 0 to 1.

    It is a share, not a percentage: write 0.8 for 80 %.
    """
    for au in structure.aus:
        value = au.get("masteryScore")
        if value is not None and not (_DECIMAL.match(value) and 0 <= float(value) <= 1):
            yield Finding(f"masteryScore is {value!r}", structure.at(au.element))


@rule("C5-015", severity=Severity.WARNING, clause="cmi5, 13.1.4; masteryScore")
def mastery_score_short(structure: Structure) -> Findings:
    """The mastery score has at most four decimals.

    An LMS needs to keep no more of them, so scores near the mark may be judged differently. Round
    it.
    """
    for au in structure.aus:
        value = au.get("masteryScore") or ""
        found = _DECIMAL.match(value)
        decimals = (found[1] or found[2] or "") if found else ""
        if len(decimals) > LIMITS["mastery_score_decimals"]:
            message = f"masteryScore {value} has {len(decimals)} decimals"
            yield Finding(message, structure.at(au.element))


@rule("C5-016", severity=Severity.WARNING, clause="practice")
def can_be_passed(structure: Structure) -> Findings:
    """An AU that must be passed can be passed.

    Nothing in it tells the LMS of a result, and there is no mastery score: it would stay open for
    ever. Write moveOn="Completed", or give the AU a test.
    """
    for au in structure.aus:
        if au.get("moveOn") in _NEEDS_PASSED and au.get("masteryScore") is None:
            program = structure.scripts.program(au.path)
            if program and program.lacks("passed"):
                message = f"moveOn is {au.get('moveOn')}, but {au.path} never reports passed"
                yield Finding(message, structure.at(au.element))


@rule("C5-024", severity=Severity.WARNING, clause="cmi5, 13.1.4; activityType")
def activity_type(structure: Structure) -> Findings:
    """The type of an activity is an IRI.

    A bare word means nothing to an LRS. Write for instance
    http://adlnet.gov/expapi/activities/lesson.
    """
    for au in structure.aus:
        value = au.get("activityType")
        if value is not None and not is_iri(value):
            yield Finding(f"activityType is {value!r}", structure.at(au.element))


@rule("C5-029", severity=Severity.WARNING, clause="cmi5, 13.1.4; NotApplicable")
def something_is_asked(structure: Structure) -> Findings:
    """Some AU asks the learner for something.

    Where moveOn is NotApplicable everywhere, the course is satisfied as soon as a learner is
    enrolled. Write moveOn="Completed" or another rule on the AUs.
    """
    rules = {au.get("moveOn") or "NotApplicable" for au in structure.aus}
    if rules == {"NotApplicable"}:
        at = structure.at(structure.aus[0].element)
        yield Finding("No AU asks for anything: moveOn is NotApplicable everywhere", at)


RULES = (
    move_on,
    launch_method,
    mastery_score,
    mastery_score_short,
    activity_type,
    something_is_asked,
)
PACKAGE_RULES = (can_be_passed,)
