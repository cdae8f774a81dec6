"""How an LMS leads a learner from item to item (SN 4th Ed., chapters 3 and 4), for a course.

A course of one document has no sequencing: its player keeps to the order by itself. An unknown
status is neither satisfied nor not satisfied, so whatever locks asks for both (SN 4th Ed., 3.4.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scormkit.model.names import slug, stable_key
from scormkit.standards.ims.packaging import identifier, required
from scormkit.standards.ims.xml import ADLSEQ, IMSSS, add
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

    from scormkit.model.course import Course
    from scormkit.render.site import Sco, Site


class _Rule(NamedTuple):
    """What becomes of an item before it is delivered if any of the conditions holds.

    A condition is a word of the standard, whether it is denied, and the objective it is about,
    "" for the item's own.
    """

    action: str
    conditions: tuple[tuple[str, bool, str], ...]


class _Map(NamedTuple):
    """A tie of an objective to one that all items share."""

    target: str
    reads: bool
    writes: bool


class _Activity(Struct):
    """What is written of an item.

    ``objectives`` are those beside its primary one; ``measured`` says that its score is part of the
    course's, ``exempted`` that the course does without it once it is skipped.
    """

    primary: str
    measure: float | None = None
    maps: list[_Map] = field(default_factory=list)
    rules: list[_Rule] = field(default_factory=list)
    objectives: dict[str, list[_Map]] = field(default_factory=dict)
    measured: bool = True
    exempted: bool = False


_UNLESS_SKIPPED: Final = {
    f"requiredFor{outcome}": "ifNotSkipped"
    for outcome in ("Satisfied", "NotSatisfied", "Completed", "Incomplete")
}
_NOT_COMPLETED: Final = (("completed", True, ""), ("activityProgressKnown", True, ""))


def sequence(
    organization: etree._Element, items: Mapping[str, etree._Element], course: Course, site: Site
) -> None:
    """Write the sequencing of an organization and of its items, given by the ids of their SCOs."""
    activities = {sco.id: _activity(sco, site) for sco in site.scos}
    pretest = _pretest(site)
    if pretest:
        _exempt(activities, pretest, course, site)
    elif len(items) > 1 and course.navigation == "linear":
        for activity in activities.values():
            activity.rules.append(_Rule("stopForwardTraversal", _NOT_COMPLETED))
    elif len(items) > 1:
        _lock(activities, course, site)
    for name, item in items.items():
        _write(item, activities[name], course.attempts)
    whole = add(organization, f"{{{IMSSS}}}sequencing")
    add(whole, "controlMode", choice="true", flow="true")


def _pretest(site: Site) -> Sco | None:
    """Give the document whose test shows what is known of the others, if there is one."""
    first, *others = site.scos
    return first if others and site.data[first.id]["pretest"] else None


def _modules(site: Site, sco: Sco) -> tuple[str, ...]:
    return tuple(module["wire"] for module in site.data[sco.id]["modules"])


def _activity(sco: Sco, site: Site) -> _Activity:
    """Give an objective to each module, by which the player finds it.

    An LMS that knows a pass mark overrules the success a SCO reports, so the mark stands only where
    passing the one test is the rule (RTE 4th Ed., 4.2.22).
    """
    modules = _modules(site, sco)
    measure = None if sco.pass_percent is None else round(sco.pass_percent / 100, 4)
    if len(modules) == 1:
        return _Activity(modules[0], measure)
    return _Activity(identifier("all", sco.id), measure, objectives={name: [] for name in modules})


def _lock(activities: Mapping[str, _Activity], course: Course, site: Site) -> None:
    """Disable items until those before them are satisfied."""
    before = required(course, site)
    for needed in {sco.id for scos in before.values() for sco in scos}:
        activity = activities[needed]
        activity.maps.append(_Map(_shared(course, activity.primary), reads=True, writes=True))
    for name, scos in before.items():
        conditions: list[tuple[str, bool, str]] = []
        for primary in (activities[sco.id].primary for sco in scos):
            local = f"after_{primary}"
            shared = _Map(_shared(course, primary), reads=True, writes=False)
            activities[name].objectives[local] = [shared]
            conditions += [("satisfied", True, local), ("objectiveStatusKnown", True, local)]
        if conditions:
            activities[name].rules.append(_Rule("disabled", tuple(conditions)))


def _exempt(activities: Mapping[str, _Activity], pretest: Sco, course: Course, site: Site) -> None:
    """Skip and hide what the pretest shows to be known, but not what was learnt by reading it."""
    test = activities[pretest.id]
    test.measured = False
    for sco in site.scos:
        if sco is pretest:
            continue
        activity = activities[sco.id]
        known = f"known_{activity.primary}"
        shared = _shared(course, known)
        activity.exempted = True
        activity.objectives[known] = [_Map(shared, reads=True, writes=False)]
        activity.rules += [
            _Rule(action, (("satisfied", False, known),)) for action in ("skip", "hiddenFromChoice")
        ]
        test.objectives[activity.primary] = [_Map(shared, reads=True, writes=True)]


def _shared(course: Course, name: str) -> str:
    """Name an objective for all items of this course and for no other course."""
    return f"{slug(course.id, 40)}-{stable_key(course.iri or course.id):06x}-{name}"


def _write(item: etree._Element, activity: _Activity, attempts: int) -> None:
    """Write the sequencing of an item, its parts in the order of the schema.

    The limit of attempts stands without a rule that disables the item: such a rule holds for a
    suspended last attempt, too, and would not let the learner back in (SN 4th Ed., UP.2, UP.5).
    """
    sequencing = add(item, f"{{{IMSSS}}}sequencing")
    if activity.rules:
        rules = add(sequencing, "sequencingRules")
        for rule in activity.rules:
            _write_rule(rules, rule)
    if attempts:
        add(sequencing, "limitConditions", attemptLimit=str(attempts))
    if not activity.measured:
        add(sequencing, "rollupRules", objectiveMeasureWeight="0")
    _write_objectives(sequencing, activity)
    # Otherwise an LMS calls an item completed and satisfied as soon as the learner leaves it.
    add(sequencing, "deliveryControls", completionSetByContent="true", objectiveSetByContent="true")
    if activity.exempted:
        add(sequencing, f"{{{ADLSEQ}}}rollupConsiderations", **_UNLESS_SKIPPED)


def _write_rule(rules: etree._Element, rule: _Rule) -> None:
    element = add(rules, "preConditionRule")
    conditions = add(element, "ruleConditions", conditionCombination="any")
    for word, denied, objective in rule.conditions:
        condition = add(conditions, "ruleCondition", condition=word)
        if denied:
            condition.set("operator", "not")
        if objective:
            condition.set("referencedObjective", objective)
    add(element, "ruleAction", action=rule.action)


def _write_objectives(sequencing: etree._Element, activity: _Activity) -> None:
    objectives = add(sequencing, "objectives")
    primary = add(objectives, "primaryObjective", objectiveID=activity.primary)
    if activity.measure is not None:
        primary.set("satisfiedByMeasure", "true")
        add(primary, "minNormalizedMeasure", f"{activity.measure:g}")
    _write_maps(primary, activity.maps)
    for name, maps in activity.objectives.items():
        _write_maps(add(objectives, "objective", objectiveID=name), maps)


def _write_maps(objective: etree._Element, maps: list[_Map]) -> None:
    """Write out every reading and writing: reading is the default, and one may read each (REQ_31)."""
    for each in maps:
        add(
            objective,
            "mapInfo",
            targetObjectiveID=each.target,
            readSatisfiedStatus=str(each.reads).lower(),
            readNormalizedMeasure="false",
            writeSatisfiedStatus=str(each.writes).lower(),
            writeNormalizedMeasure="false",
        )
