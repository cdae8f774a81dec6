"""Packages of SCORM 2004 in memory: the least that is valid, the known recipes, and changes to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location, Report
from scormkit.standards.scorm2004 import checking
from scormkit.standards.scorm2004.schemas import SCHEMAS, published

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VERSIONS = {"2": "CAM 1.3", "3": "2004 3rd Edition", "4": "2004 4th Edition"}
PAGE = (
    "<!doctype html><html lang=en><title>Sailing</title>"
    "<link rel=stylesheet href=style.css><p>Wind.</p></html>"
)
FLOW = '<imsss:controlMode choice="true" flow="true"/>'
SET = '<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="sailing-basics" version="1.0"
    xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
    xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
    xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
    xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
    xmlns:lom="http://ltsc.ieee.org/xsd/LOM"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd
      http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd
      http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd
      http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd
      http://ltsc.ieee.org/xsd/LOM lom.xsd
      http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
"""


@dataclass(frozen=True)
class MemoryFiles:
    """Files in memory as the rules see a package."""

    content: Mapping[str, bytes]

    def __iter__(self) -> Iterator[str]:
        return iter(self.content)

    def __contains__(self, path: object) -> bool:
        return path in self.content

    def size(self, path: str) -> int:
        return len(self.content[path])

    def read(self, path: str) -> bytes:
        return self.content[path]

    def at(self, path: str, line: int = 0, column: int = 0) -> Location:
        return Location(f"course.zip/{path}" if path else "course.zip", line, column)


def sequencing(parts: str, attributes: str = "") -> str:
    return f"<imsss:sequencing{attributes}>{parts}</imsss:sequencing>"


def item(name: str, extensions: str = "", *, inside: str = "", attributes: str = "") -> str:
    """Write an item; without items inside it launches the resource of its own name."""
    reference = "" if inside else f' identifierref="{name}-page"'
    head = f'<item identifier="{name}"{reference}{attributes}><title>{name}</title>'
    return f"{head}\n{inside}{extensions}</item>\n"


def resource(name: str, kind: str = "sco") -> str:
    head = f'<resource identifier="{name}-page" type="webcontent" adlcp:scormType="{kind}"'
    return (
        f'{head} href="{name}.html">\n<file href="{name}.html"/>\n'
        '<dependency identifierref="shared"/></resource>\n'
    )


_SHARED = (
    '<resource identifier="shared" type="webcontent" adlcp:scormType="asset">\n'
    '<file href="style.css"/></resource>\n'
)


@dataclass(frozen=True)
class Course:
    """What a package is made of; ``changes`` are made to the finished manifest."""

    edition: str = "4"
    items: str = item("lesson") + item("notes")
    names: tuple[str, ...] = ("lesson", "notes")
    whole: str = FLOW
    extensions: str = ""
    metadata: str = ""
    collection: str = ""
    system: str = "false"
    changes: tuple[tuple[str, str], ...] = ()
    files: Mapping[str, bytes | None] = field(default_factory=dict)

    def manifest(self) -> str:
        collection = f"<imsss:sequencingCollection>{self.collection}</imsss:sequencingCollection>"
        text = (
            f"{_HEAD}<metadata>\n<schema>ADL SCORM</schema>\n"
            f"<schemaversion>{VERSIONS[self.edition]}</schemaversion>\n{self.metadata}</metadata>\n"
            '<organizations default="contents">\n<organization identifier="contents"'
            f' adlseq:objectivesGlobalToSystem="{self.system}"><title>Sailing</title>\n'
            f"{self.items}\n{sequencing(self.whole)}\n{self.extensions}</organization>\n"
            f"</organizations>\n<resources>\n{''.join(map(resource, self.names))}{_SHARED}"
            f"</resources>\n{collection if self.collection else ''}</manifest>\n"
        )
        for old, new in self.changes:
            assert old in text, f"{old!r} is not in the manifest"
            text = text.replace(old, new)
        return text

    def tree(self) -> dict[str, bytes]:
        text = self.manifest()
        pages = {f"{name}.html": PAGE.encode() for name in self.names}
        schemas = {name: published(self.edition, name) for name in SCHEMAS}
        files: dict[str, bytes | None] = {
            "imsmanifest.xml": text.encode(),
            "style.css": b"p{}",
            "lom.xsd": b"<schema/>",
            **pages,
            **schemas,
            **self.files,
        }
        return {path: data for path, data in files.items() if data is not None}


def checked(course: Course) -> Report:
    files = MemoryFiles(course.tree())
    report = Report()
    checking.check(files, report, "imsmanifest.xml", alone=False)
    return report


def codes(course: Course) -> set[str]:
    return {d.code for d in checked(course)}


def rule_of(kind: str, conditions: str, action: str, combination: str = "all") -> str:
    return (
        f'<imsss:{kind}ConditionRule><imsss:ruleConditions conditionCombination="{combination}">'
        f'{conditions}</imsss:ruleConditions><imsss:ruleAction action="{action}"/>'
        f"</imsss:{kind}ConditionRule>"
    )


def condition(name: str, attributes: str = "") -> str:
    return f'<imsss:ruleCondition {attributes} condition="{name}"/>'


def rules(*several: str) -> str:
    return f"<imsss:sequencingRules>{''.join(several)}</imsss:sequencingRules>"


def objectives(primary: str, *others: str) -> str:
    return f"<imsss:objectives>{primary}{''.join(others)}</imsss:objectives>"


def mapped(target: str, attributes: str) -> str:
    return f'<imsss:mapInfo targetObjectiveID="{target}" {attributes}/>'


def primary(name: str, *maps: str, attributes: str = "", minimum: str = "") -> str:
    least = f"<imsss:minNormalizedMeasure>{minimum}</imsss:minNormalizedMeasure>" if minimum else ""
    return (
        f'<imsss:primaryObjective objectiveID="{name}" {attributes}>{least}{"".join(maps)}'
        "</imsss:primaryObjective>"
    )


def objective(name: str, *maps: str) -> str:
    return f'<imsss:objective objectiveID="{name}">{"".join(maps)}</imsss:objective>'


def gate(local: str, action: str = "disabled") -> str:
    """Lock an activity while an objective is not satisfied or not known."""
    about = f'referencedObjective="{local}" operator="not"'
    both = condition("satisfied", about) + condition("objectiveStatusKnown", about)
    return rule_of("pre", both, action, "any")


READ = 'readSatisfiedStatus="true"'
WRITE = 'writeSatisfiedStatus="true"'
_NOT = 'operator="not"'
_FORCED = rules(
    rule_of(
        "pre",
        condition("completed", _NOT) + condition("activityProgressKnown", _NOT),
        "stopForwardTraversal",
        "any",
    )
)
_TEST = (
    rules(
        gate("GATE"),
        rule_of("pre", condition("attemptLimitExceeded"), "disabled"),
        rule_of(
            "post",
            condition("objectiveStatusKnown")
            + condition("satisfied", _NOT)
            + condition("attemptLimitExceeded", _NOT),
            "retry",
        ),
    )
    + '<imsss:limitConditions attemptLimit="3"/>'
    + objectives(
        primary(
            "TEST_OBJ",
            mapped("com.x.course1.test", f'{WRITE} writeNormalizedMeasure="true"'),
            attributes='satisfiedByMeasure="true"',
            minimum="0.8",
        ),
        objective("GATE", mapped("com.x.course1.content", READ)),
    )
    + SET
)
_CONTENT = (
    FLOW
    + '<imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0">'
    + '<imsss:rollupRule childActivitySet="all"><imsss:rollupConditions>'
    + '<imsss:rollupCondition condition="completed"/></imsss:rollupConditions>'
    + '<imsss:rollupAction action="satisfied"/></imsss:rollupRule></imsss:rollupRules>'
    + objectives(primary("CONTENT_OBJ", mapped("com.x.course1.content", WRITE)))
)
_M1 = (
    rules(rule_of("pre", condition("satisfied"), "skip"))
    + objectives(primary("M1_OBJ", mapped("com.x.course1.m1", f"{READ} {WRITE}")))
    + SET
    + '<adlseq:rollupConsiderations requiredForCompleted="ifNotSkipped"'
    + ' requiredForIncomplete="ifNotSkipped"/>'
)
_PRE = (
    '<imsss:rollupRules rollupObjectiveSatisfied="false" objectiveMeasureWeight="0"/>'
    + objectives(
        primary("PRE_OBJ"), objective("PT_M1", mapped("com.x.course1.m1", f"{READ} {WRITE}"))
    )
    + SET
)

LINEAR = Course(
    items=item("one", sequencing(_FORCED + SET)) + item("two", sequencing(_FORCED + SET)),
    names=("one", "two"),
    whole='<imsss:controlMode choice="false" flow="true" forwardOnly="false"/>',
)
FREE = Course()
PREREQUISITE = Course(
    items=item(
        "one",
        sequencing(objectives(primary("OBJ-1", mapped("com.x.course1.mod1", WRITE))) + SET),
    )
    + item(
        "two",
        sequencing(
            rules(gate("PRE-1"))
            + objectives(
                primary("OBJ-2", mapped("com.x.course1.mod2", WRITE)),
                objective("PRE-1", mapped("com.x.course1.mod1", READ)),
            )
            + SET
        ),
    ),
    names=("one", "two"),
)
LESSON = item(
    "lesson", sequencing('<imsss:rollupRules objectiveMeasureWeight="0"/>' + SET)
)  # fmt: skip
POST_TEST = Course(
    items=item("content", sequencing(_CONTENT), inside=LESSON) + item("test", sequencing(_TEST)),
    names=("lesson", "test"),
)
PRE_TEST = Course(
    items=item("pretest", sequencing(_PRE)) + item("module", sequencing(_M1)),
    names=("pretest", "module"),
)
RECIPES = {
    "linear": LINEAR,
    "free": FREE,
    "prerequisite": PREREQUISITE,
    "post-test": POST_TEST,
    "pre-test": PRE_TEST,
}
