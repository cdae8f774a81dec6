"""The activities of a manifest with their sequencing, as the rules reason about them.

Nothing is corrected: what is missing takes the default of the schemas, what is wrong is left out
here, for the rules about the XML speak of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from scormkit.standards.ims.xml import ADLSEQ, IMSCP_2004, IMSSS
from scormkit.standards.scorm2004.rules import shape
from scormkit.standards.scorm2004.rules.vocabularies import short
from scormkit.validate.document import line_of
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.diagnostics import Location
    from scormkit.standards.ims.imsmanifest import ImsManifest, Item, Organization, Resource

_SEQUENCING = f"{{{IMSSS}}}sequencing"
_COLLECTION = f"{{{IMSSS}}}sequencingCollection"
_NOTHING: Final = etree.Element("nothing")


class Condition(NamedTuple):
    """A condition of a rule; ``objective`` is "" for the activity's primary objective."""

    line: int
    name: str
    negated: bool
    objective: str


class SequencingRule(NamedTuple):
    """A rule; ``kind`` is ``pre``, ``exit`` or ``post``, ``every`` that all conditions must hold."""

    line: int
    kind: str
    every: bool
    conditions: tuple[Condition, ...]
    action: str


class Map(NamedTuple):
    """What an objective shares: ``reads`` and ``writes`` name data such as ``SatisfiedStatus``.

    ``stated`` are the reads that are written out.
    """

    line: int
    target: str
    reads: frozenset[str]
    stated: frozenset[str]
    writes: frozenset[str]


class Objective(NamedTuple):
    """An objective of an activity; ``name`` is its id, "" if it has none."""

    line: int
    name: str
    primary: bool
    by_measure: bool
    has_minimum: bool
    maps: tuple[Map, ...]


class Sequencing(NamedTuple):
    """A ``sequencing`` element, with what it takes over from the collection."""

    line: int
    control: Mapping[str, str]
    rules: tuple[SequencingRule, ...]
    limits: Mapping[str, str]
    rollup: Mapping[str, str]
    rollup_rules: tuple[tuple[int, Mapping[str, str]], ...]
    objectives: tuple[Objective, ...]
    shared: tuple[Objective, ...]
    random: Mapping[str, str]
    delivery: Mapping[str, str]

    def allows(self, name: str) -> bool:
        """Answer for ``choice`` or ``flow``, with the schemas' defaults."""
        return self.control.get(name, "true" if name == "choice" else "false") == "true"

    def mapped(self, objective: str) -> tuple[Map, ...]:
        """Give the maps of a local objective; "" is the primary one."""
        return tuple(
            each
            for o in (*self.objectives, *self.shared)
            if (o.name == objective if objective else o.primary)
            for each in o.maps
        )


class Activity(Struct, frozen=True, eq=False, dict=True):
    """An organization or an item; ``item`` is ``None`` for an organization.

    ``items`` are those below it; they become ``children`` when somebody asks for them, for most
    manifests have no sequencing to speak of.
    """

    line: int
    identifier: str
    item: Item | None
    stated: bool
    sequencing: Sequencing
    items: tuple[Item, ...]
    reader: _Reader

    @cached_property
    def children(self) -> tuple[Activity, ...]:
        """The activities below this one."""
        return tuple(map(self.reader.activity, self.items))

    def walk(self) -> Iterator[Activity]:
        """Give this activity and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def leaves(self) -> tuple[Activity, ...]:
        """All activities below that launch something."""
        return tuple(a for a in self.walk() if not a.children and a.item)


class Tree(Struct, frozen=True, dict=True):
    """A manifest of SCORM 2004 with its edition, ``2``, ``3`` or ``4``, and its activities."""

    manifest: ImsManifest
    edition: str
    roots: tuple[Activity, ...]
    collection: Mapping[str, etree._Element]

    def at(self, line: int) -> Location:
        """Name a line of the manifest."""
        return self.manifest.at(line)

    @cached_property
    def faults(self) -> tuple[shape.Fault, ...]:
        """What is wrong with the form of the extensions."""
        return shape.faults(self.manifest.document, self.edition)

    @cached_property
    def _by_name(self) -> Mapping[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for element in self.manifest.document.foreign:
            found.setdefault(short(element), []).append(element)
        return found

    def elements(self, *names: str) -> Iterator[etree._Element]:
        """Give the extensions of these names, such as ``imsss:objectives``."""
        for name in names:
            yield from self._by_name.get(name, ())

    @property
    def unused(self) -> Iterator[Sequencing]:
        """The entries of the collection that no activity refers to."""
        used = {element.get("IDRef") for element in self.elements("imsss:sequencing")}
        for name, element in self.collection.items():
            if name not in used:
                parts = {child.tag: child for child in element.iterchildren("*")}
                yield _read(parts, line_of(element))

    @cached_property
    def organizations(self) -> tuple[etree._Element, ...]:
        """The elements of the organizations."""
        return _organizations(self.manifest)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """All activities in the order of the document."""
        return tuple(activity for root in self.roots for activity in root.walk())

    @cached_property
    def sequenced(self) -> tuple[Activity, ...]:
        """The activities that say anything about sequencing."""
        some = next(self.elements("imsss:sequencing"), None) is not None
        return tuple(activity for activity in self.activities if activity.stated) if some else ()

    @cached_property
    def above(self) -> Mapping[Activity, Activity]:
        """The parent of each activity but the organizations."""
        return {child: activity for activity in self.activities for child in activity.children}

    def resource(self, activity: Activity) -> Resource | None:
        """Give the resource that an activity launches."""
        reference = activity.item.identifierref if activity.item else None
        return self.manifest.resource_by_id.get(reference or "")

    def is_sco(self, activity: Activity) -> bool:
        """Answer whether an activity launches a SCO."""
        resource = self.resource(activity)
        return resource is not None and resource.kind == "sco"


def plain(identifier: str | None) -> str:
    """Give an id of an objective as ADL compares it: %20 is a blank, blanks count once."""
    return " ".join((identifier or "").replace("%20", " ").split())


def read(manifest: ImsManifest, edition: str) -> Tree:
    """Read the activities of a manifest of an edition, each with its sequencing."""
    collections = manifest.root.iterchildren(_COLLECTION)
    named = ((e.get("ID"), e) for c in collections for e in c.iterchildren(_SEQUENCING))
    collection = {name: element for name, element in named if name}
    foreign = reversed(manifest.document.foreign)  # of two the first counts
    own = {p: e for e in foreign if e.tag == _SEQUENCING and (p := e.getparent()) is not None}
    reader = _Reader(own, collection)
    roots = tuple(map(reader.root, manifest.organizations, _organizations(manifest)))
    return Tree(manifest, edition, roots, collection)


def _organizations(manifest: ImsManifest) -> tuple[etree._Element, ...]:
    above = manifest.root.find(f"{{{IMSCP_2004}}}organizations")
    return () if above is None else tuple(above.iterfind(f"{{{IMSCP_2004}}}organization"))


class _Reader:
    """Reads activities; ``own`` are the elements of sequencing by what they stand in."""

    def __init__(
        self, own: Mapping[etree._Element, etree._Element], collection: Mapping[str, etree._Element]
    ) -> None:
        self.own = own
        self.collection = collection
        self.empty = _read({}, 0)

    def root(self, organization: Organization, element: etree._Element) -> Activity:
        name, items = organization.identifier or "", organization.items
        return Activity(organization.line, name, None, *self.sequencing(element), items, self)

    def activity(self, item: Item) -> Activity:
        name = item.identifier or ""
        return Activity(item.line, name, item, *self.sequencing(item.element), item.items, self)

    def sequencing(self, parent: etree._Element) -> tuple[bool, Sequencing]:
        """Read the sequencing of an activity; its own parts take the place of the collection's."""
        own = self.own.get(parent)
        if own is None:
            return False, self.empty
        parts: dict[str, etree._Element] = {}
        for source in (self.collection.get(own.get("IDRef") or ""), own):
            if source is not None:
                parts.update((child.tag, child) for child in source.iterchildren("*"))
        return True, _read(parts, line_of(own))


def _read(parts: Mapping[str, etree._Element], line: int) -> Sequencing:
    def part(name: str, namespace: str = IMSSS) -> etree._Element:
        return parts.get(f"{{{namespace}}}{name}", _NOTHING)

    def attributes(name: str) -> Mapping[str, str]:
        return {str(key): str(value) for key, value in part(name).attrib.items()}

    rollup = part("rollupRules").iterchildren(f"{{{IMSSS}}}rollupRule")
    return Sequencing(
        line,
        attributes("controlMode"),
        tuple(map(_rule, part("sequencingRules").iterchildren("*"))),
        attributes("limitConditions"),
        attributes("rollupRules"),
        tuple((line_of(e), {str(k): str(v) for k, v in e.attrib.items()}) for e in rollup),
        tuple(map(objective_of, part("objectives").iterchildren("*"))),
        tuple(map(objective_of, part("objectives", ADLSEQ).iterchildren("*"))),
        attributes("randomizationControls"),
        attributes("deliveryControls"),
    )


def _rule(element: etree._Element) -> SequencingRule:
    name = etree.QName(element).localname
    conditions = element.find(f"{{{IMSSS}}}ruleConditions")
    action = element.find(f"{{{IMSSS}}}ruleAction")
    every = conditions is None or conditions.get("conditionCombination", "all") == "all"
    return SequencingRule(
        line_of(element),
        name.removesuffix("ConditionRule"),
        every,
        tuple(map(_condition, () if conditions is None else conditions.iterchildren("*"))),
        "" if action is None else action.get("action", ""),
    )


def _condition(element: etree._Element) -> Condition:
    negated = element.get("operator") == "not"
    objective = plain(element.get("referencedObjective"))
    return Condition(line_of(element), element.get("condition", ""), negated, objective)


def objective_of(element: etree._Element) -> Objective:
    """Read one objective, of IMS or of ADL, with its maps."""
    name = etree.QName(element)
    return Objective(
        line_of(element),
        plain(element.get("objectiveID")),
        name.localname == "primaryObjective",
        element.get("satisfiedByMeasure") == "true",
        element.find(f"{{{IMSSS}}}minNormalizedMeasure") is not None,
        tuple(map(_map, element.iterchildren(f"{{{name.namespace}}}mapInfo"))),
    )


_SHARED: Final = {
    IMSSS: ("SatisfiedStatus", "NormalizedMeasure"),
    ADLSEQ: ("RawScore", "MinScore", "MaxScore", "CompletionStatus", "ProgressMeasure"),
}


def _map(element: etree._Element) -> Map:
    get, data = element.get, _SHARED.get(etree.QName(element).namespace or "", ())
    return Map(
        line_of(element),
        plain(get("targetObjectiveID")),
        frozenset(name for name in data if get(f"read{name}", "true") == "true"),
        frozenset(name for name in data if get(f"read{name}") == "true"),
        frozenset(name for name in data if get(f"write{name}") == "true"),
    )
