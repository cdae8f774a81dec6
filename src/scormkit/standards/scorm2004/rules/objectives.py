"""Objectives: their ids, and what activities share through them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.scorm2004.rules import vocabularies as v
from scormkit.standards.scorm2004.rules.sequencing_tree import objective_of, plain
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.standards.scorm2004.rules.sequencing_tree import Map, Objective, Tree

_GENERIC = re.compile(
    r"^(?:(?:g|global|primary|local|my|the|course|sco|test|quiz|pre|post)?[-_. ]?"
    r"(?:obj|objective|obj[-_]?id|goal|target|module|lesson|test|quiz|item|sco|section|chapter|unit))"
    r"[-_. ]?\d*$",
    re.IGNORECASE,
)
_BOTH = ("imsss:objectives", "adlseq:objectives")


def _groups(tree: Tree) -> Iterator[list[etree._Element]]:
    """Give the objectives of each ``objectives`` element, of IMS and of ADL."""
    for parent in tree.elements(*_BOTH):
        yield [e for e in parent.iterchildren("*") if v.short(e).lower().endswith("objective")]


@rule(
    "S24-026",
    severity=Severity.ERROR,
    clause="IMS SS 1.0, objectiveID; REQ_31.10.1.2, 31.10.2.2, 31.10.2.4.1, 31.15.2.1-2",
)
def identified(tree: Tree) -> Findings:
    """Objectives have ids of their own, and maps name their target.

    An objective needs an id, the primary one as soon as it is mapped; within an activity each id
    stands once. Blanks around an id do not count, and %20 is a blank. Add or change the id.
    """
    for group in _groups(tree):
        seen: set[str] = set()
        for element in group:
            own, at, name = element.get("objectiveID"), tree.at(line_of(element)), v.short(element)
            needed = name != "imsss:primaryObjective" or element.find("{*}mapInfo") is not None
            if own is None and needed:
                yield Finding(f"<{name}> has no objectiveID", at)
            elif own is not None and not plain(own):
                yield Finding(f"<{name}> has an empty objectiveID", at)
            elif own is not None and plain(own) in seen:
                yield Finding(f"The objective {plain(own)!r} stands twice in its activity", at)
            seen.add(plain(own))
            for mapped in element.iterchildren("{*}mapInfo"):
                if not plain(mapped.get("targetObjectiveID")):
                    message = f"A map of {plain(own)!r} has no targetObjectiveID"
                    yield Finding(message, tree.at(line_of(mapped)))


@rule(
    "S24-027",
    severity=Severity.ERROR,
    clause="IMS SS 1.0, mapInfo; REQ_31.10.1.4.6-7, 31.15.2.2.12-13",
)
def one_source(tree: Tree) -> Findings:
    """An objective reads each value from one target, and an activity writes it once.

    From two sources an LMS takes either. Set the read of all maps but one to false, and let only
    one objective write to a target.
    """
    for group in _groups(tree):
        objectives = [objective_of(element) for element in group]
        for objective in objectives:
            counts = Counter(name for each in objective.maps for name in each.stated)
            for name in sorted(name for name, count in counts.items() if count > 1):
                message = f"The objective {objective.name!r} reads {name} from several targets"
                yield Finding(message, tree.at(objective.line))
        yield from _written_twice(tree, objectives)


def _written_twice(tree: Tree, objectives: list[Objective]) -> Findings:
    seen: set[tuple[str, str]] = set()
    for each in (m for objective in objectives for m in objective.maps):
        for name in sorted(each.writes):
            if (each.target, name) in seen:
                message = f"{name} of {each.target!r} is written twice in one activity"
                yield Finding(message, tree.at(each.line))
            seen.add((each.target, name))


def _maps(tree: Tree) -> list[Map]:
    activities = (a.sequencing for a in tree.sequenced)
    return [
        m
        for sequencing in activities
        for objective in (*sequencing.objectives, *sequencing.shared)
        for m in objective.maps
        if m.target
    ]


@rule("S24-031", severity=Severity.WARNING, clause="practice; SN 2004, 3.10")
def written_somewhere(tree: Tree) -> Findings:
    """What an activity reads from a global objective is written by another.

    A gate that waits for something nobody writes never opens. Correct targetObjectiveID. If another
    course writes it, all is well.
    """
    maps = _maps(tree)
    written = {m.target for m in maps if m.writes}
    told: set[str] = set()
    for each in maps:
        if each.reads and each.target not in written and each.target not in told:
            told.add(each.target)
            message = f"Nothing in the package writes the objective {each.target!r}"
            yield Finding(message, tree.at(each.line))


@rule("S24-032", severity=Severity.INFO, clause="practice; SN 2004, 3.10")
def read_somewhere(tree: Tree) -> Findings:
    """What an activity writes to a global objective is read.

    Otherwise it is kept for nobody in this course. Remove the map, unless another course reads it.
    """
    maps = _maps(tree)
    read = {m.target for m in maps if m.reads}
    told: set[str] = set()
    for each in maps:
        if each.writes and each.target not in read and each.target not in told:
            told.add(each.target)
            message = f"Nothing in the package reads the objective {each.target!r}"
            yield Finding(message, tree.at(each.line))


@rule(
    "S24-033",
    severity=Severity.WARNING,
    clause="CAM 2004, adlseq:objectivesGlobalToSystem (true by default)",
)
def own_targets(tree: Tree) -> Findings:
    """Global objectives of two courses do not share a name.

    Unless the organization says objectivesGlobalToSystem="false", a global objective belongs to the
    learner and not to the course: whoever passed obj1 elsewhere has passed it here. Set it to
    false, or use names no other course has.
    """
    told: set[str] = set()
    if not tree.sequenced:
        return
    for root, element in zip(tree.roots, tree.organizations, strict=True):
        if any(str(k).endswith("}objectivesGlobalToSystem") and value == "false"
               for k, value in element.attrib.items()):  # fmt: skip
            continue
        sequencings = (activity.sequencing for activity in root.walk())
        maps = (
            m for s in sequencings for o in (*s.objectives, *s.shared) for m in o.maps if m.target
        )
        for each in maps:
            if _GENERIC.match(each.target) and each.target not in told:
                told.add(each.target)
                message = f"The global objective {each.target!r} may be that of another course"
                yield Finding(message, tree.at(each.line))


@rule(
    "S24-038", severity=Severity.WARNING, clause="IMS SS 1.0, minNormalizedMeasure (1.0 by default)"
)
def passing_measure(tree: Tree) -> Findings:
    """An objective satisfied by measure says which measure is enough.

    Without <imsss:minNormalizedMeasure> only a full score passes. Add it, 0.8 for 80 %.
    """
    for element in tree.elements("imsss:primaryObjective", "imsss:objective"):
        objective = objective_of(element)
        if objective.by_measure and not objective.has_minimum:
            message = f"The objective {objective.name!r} passes at a score of 100 % only"
            yield Finding(message, tree.at(objective.line))


RULES = (
    identified,
    one_source,
    written_somewhere,
    read_somewhere,
    own_targets,
    passing_measure,
)
