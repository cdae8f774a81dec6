"""Whether the learner gets everywhere: control modes, gates, repetitions.

A rule is only called dead or an activity unreachable when no course of events can open it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.standards.scorm2004.rules.sequencing_tree import (
        Activity,
        Condition,
        Sequencing,
        SequencingRule,
        Tree,
    )

_GATES: Final = frozenset({"disabled", "stopForwardTraversal", "hiddenFromChoice"})
_RETRIES: Final = frozenset({"retry", "retryAll"})
_KNOWN: Final = frozenset({"objectiveStatusKnown", "objectiveMeasureKnown"})
# SN 2004, UP.2.1: before anything was tried, these are false, and what they ask about is unknown.
_FALSE_AT_FIRST: Final = _KNOWN | {
    "activityProgressKnown",
    "attempted",
    "attemptLimitExceeded",
    "timeLimitExceeded",
    "outsideAvailableTimeRange",
}


@rule("S24-024", severity=Severity.ERROR, clause="REQ_31.6.3.2.1.1.2")
def nothing_above(tree: Tree) -> Findings:
    """An organization does not lead to its parent or to what comes before it.

    There is nothing above or beside it. Use exitAll, or put the rule on an item.
    """
    for root in tree.roots:
        for each in root.sequencing.rules:
            if each.kind == "post" and each.action in {"exitParent", "previous"}:
                message = f"The organization has a rule with the action {each.action}"
                yield Finding(message, tree.at(each.line))


@rule("S24-034", severity=Severity.ERROR, clause="SN 2004, 3.2")
def some_way_in(tree: Tree) -> Findings:
    """The items of a folder can be reached.

    With choice and flow both off, neither the menu nor the next button leads to them. Set
    flow="true", choice="true" or both.
    """
    for activity in tree.sequenced:
        sequencing = activity.sequencing
        if activity.children and not sequencing.allows("choice") and not sequencing.allows("flow"):
            message = f"Nothing leads to the items of {activity.identifier!r}"
            yield Finding(message, tree.at(sequencing.line))


@rule("S24-035", severity=Severity.WARNING, clause="SN 2004, SB.2.5; practice")
def starts_by_itself(tree: Tree) -> Findings:
    """The course opens its first part by itself.

    Without flow on the organization, LMSs show only the menu, and their next button is off. Add
    <imsss:controlMode choice="true" flow="true"/> to the organization's sequencing.
    """
    for root in tree.roots:
        control = root.sequencing.control
        items = root.items
        while len(items) == 1:
            items = items[0].items
        alone = not items and not control  # LMSs open a single part anyhow
        chosen = root.sequencing.allows("choice")
        if root.items and chosen and not root.sequencing.allows("flow") and not alone:
            message = f"The organization {root.identifier!r} has no flow"
            yield Finding(message, tree.at(root.sequencing.line or root.line))


@rule("S24-036", severity=Severity.WARNING, clause="SN 2004, UP.2.1 (three-valued logic)")
def unknown_is_closed(tree: Tree) -> Findings:
    """A gate is also closed while nothing is known yet.

    As long as a status is unknown, "not satisfied" is unknown too, and the rule does not work. Join
    it by conditionCombination="any" with a second condition: operator="not"
    condition="objectiveStatusKnown".
    """
    for activity in tree.sequenced:
        for each in activity.sequencing.rules:
            if each.kind == "pre" and each.action in _GATES:
                for condition in _open_at_first(each):
                    message = f"The rule {each.action} does not work while the status is unknown"
                    yield Finding(message, tree.at(condition.line))


def _open_at_first(each: SequencingRule) -> Iterator[Condition]:
    """Give the conditions "not satisfied" that no question for a known status goes with."""
    asked = {(c.name in _KNOWN, c.objective, c.negated) for c in each.conditions}
    for condition in each.conditions:
        # with "all" the author may mean: known, and not satisfied
        said = (True, condition.objective, not each.every) in asked
        if condition.name == "satisfied" and condition.negated and not said:
            yield condition


@rule("S24-037", severity=Severity.WARNING, clause="SN 2004, 3.13; deliveryControls")
def gates_are_earned(tree: Tree) -> Findings:
    """What opens a gate is set by the course itself.

    Without objectiveSetByContent="true" the LMS takes an activity whose SCO says nothing for
    satisfied as soon as it ends, and the gate opens for nothing. Add
    <imsss:deliveryControls objectiveSetByContent="true"/> to the activity that must be passed.
    """
    asked = {
        mapped.target
        for activity in tree.sequenced
        for each in activity.sequencing.rules
        if each.kind == "pre"
        for condition in each.conditions
        if condition.name == "satisfied"
        for mapped in activity.sequencing.mapped(condition.objective)
        if "SatisfiedStatus" in mapped.reads and "SatisfiedStatus" not in mapped.writes
    }
    for activity in tree.sequenced if asked else ():
        if activity.children or not tree.is_sco(activity):
            continue
        sets = activity.sequencing.delivery.get("objectiveSetByContent") == "true"
        for mapped in () if sets else activity.sequencing.mapped(""):
            if "SatisfiedStatus" in mapped.writes and mapped.target in asked:
                message = f"The item {activity.identifier!r} opens a gate by ending"
                yield Finding(message, tree.at(activity.sequencing.line))


@rule("S24-041", severity=Severity.WARNING, clause="practice; SN 2004, 3.4 and 3.6")
def attempts(tree: Tree) -> Findings:
    """Attempts are limited, but not to none.

    With an attemptLimit of 0 nobody ever gets in; a retry without a limit sends the learner back
    for ever. Add <imsss:limitConditions attemptLimit="…"/> to the activity.
    """
    for activity in tree.sequenced:
        sequencing = activity.sequencing
        if sequencing.limits.get("attemptLimit", "").strip() == "0":
            message = f"The attempt limit of {activity.identifier!r} is 0"
            yield Finding(message, tree.at(sequencing.line))
        for each in sequencing.rules:
            if each.kind == "post" and each.action in _RETRIES and not _is_limited(tree, activity):
                message = f"The rule {each.action} of {activity.identifier!r} has no limit"
                yield Finding(message, tree.at(each.line))


def _is_limited(tree: Tree, activity: Activity) -> bool:
    here: Activity | None = activity
    while here is not None:
        if "attemptLimit" in here.sequencing.limits:
            return True
        here = tree.above.get(here)
    return False


@rule("S24-043", severity=Severity.ERROR, clause="SN 2004, UP.5; practice")
def reachable(tree: Tree) -> Findings:
    """Every activity can be opened at some time.

    One that is always disabled, or waits for another that waits for it, is never seen. Remove the
    rule or break the circle.
    """
    gated = {a: gates for a in tree.sequenced if (gates := list(_closed_at_first(a.sequencing)))}
    opened = _openable(tree, gated) if gated else set()
    for activity in tree.activities if gated else ():
        above = tree.above.get(activity)
        if activity not in opened and (above is None or above in opened):
            message = f"Nothing ever opens {activity.identifier!r}"
            yield Finding(message, tree.at(activity.sequencing.line))


def _openable(tree: Tree, gated: Mapping[Activity, list[SequencingRule]]) -> set[Activity]:
    """Open activities until no more gates open."""
    writers: dict[str, list[Activity]] = {}
    for activity in tree.sequenced:
        sequencing = activity.sequencing
        for objective in (*sequencing.objectives, *sequencing.shared):
            for mapped in objective.maps:
                if mapped.writes:
                    writers.setdefault(mapped.target, []).append(activity)
    opened: set[Activity] = set()
    before = -1
    while before < len(opened):
        before = len(opened)
        for activity in tree.activities:
            above = tree.above.get(activity)
            gates = gated.get(activity, [])
            if (above is None or above in opened) and all(
                _opens(gate, activity.sequencing, writers, opened) for gate in gates
            ):
                opened.add(activity)
    return opened


def _closed_at_first(sequencing: Sequencing) -> Iterator[SequencingRule]:
    """Give the rules that disable an activity before anything was tried."""
    for each in sequencing.rules:
        if each.kind == "pre" and each.action == "disabled" and each.conditions:
            true = [_true_at_first(condition) for condition in each.conditions]
            if all(true) if each.every else any(true):
                yield each


def _true_at_first(condition: Condition) -> bool:
    if condition.negated:
        return condition.name in _FALSE_AT_FIRST
    return condition.name == "always"


def _opens(
    each: SequencingRule,
    sequencing: Sequencing,
    writers: dict[str, list[Activity]],
    opened: set[Activity],
) -> bool:
    """Answer whether a rule can cease to hold, given what can be opened."""
    flips = [
        _flips(condition, sequencing, writers, opened)
        for condition in each.conditions
        if _true_at_first(condition)
    ]
    return any(flips) if each.every else all(flips)


def _flips(
    condition: Condition,
    sequencing: Sequencing,
    writers: dict[str, list[Activity]],
    opened: set[Activity],
) -> bool:
    if condition.name not in _KNOWN:
        return condition.name != "always"
    targets = [m.target for m in sequencing.mapped(condition.objective) if m.reads]
    known = [writers[target] for target in targets if target in writers]
    if not known or len(known) < len(targets):
        return True  # the activity's own status, or another course's
    return any(leaf in opened for several in known for writer in several for leaf in writer.leaves)


RULES = (
    nothing_above,
    some_way_in,
    starts_by_itself,
    unknown_is_closed,
    gates_are_earned,
    attempts,
    reachable,
)
