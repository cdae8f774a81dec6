"""Every check of ADL's own package test that a package can fail has a rule that finds it.

A row names the requirements, a package that breaks them and all that is found then. What ADL leaves
to the schemas is found by XML-013. Rows that no package can break are not here: the network (a
schema or an href on a server), the profile that is asked for, a missing zip.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from standards.cases2004 import (
    ASSET,
    INTERFACE,
    LOCATED,
    SHARED,
    THRESHOLD,
    change,
    kept,
    on_first,
    on_item,
    whole,
    with_folder,
)
from standards.packages2004 import (
    FLOW,
    FREE,
    READ,
    SET,
    WRITE,
    Course,
    codes,
    condition,
    item,
    mapped,
    objective,
    objectives,
    primary,
    rule_of,
    rules,
    sequencing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[str, Course, str]
ACTION = '<imsss:ruleAction action="skip"/>'
CONDITIONS = f"<imsss:ruleConditions>{condition('satisfied')}</imsss:ruleConditions>"
PLAIN = rule_of("pre", condition("satisfied"), "skip")
ROLLUP_CONDITIONS = '<imsss:rollupConditions><imsss:rollupCondition condition="completed"/></imsss:rollupConditions>'
ROLLUP_ACTION = '<imsss:rollupAction action="completed"/>'


def rolled(inside: str, attributes: str = "") -> Course:
    """Put one rule of rollup on the organization."""
    rule = f"<imsss:rollupRule {attributes}>{inside}</imsss:rollupRule>"
    return whole(f"{FLOW}<imsss:rollupRules>{rule}</imsss:rollupRules>")


def shared(inside: str, *, local: str = "o") -> Course:
    """Put ADL's part of objectives on the first item."""
    return on_first(
        objectives(primary(local)) + SET + f"<adlseq:objectives>{inside}</adlseq:objectives>"
    )


def extended(maps: str, name: str = 'objectiveID="o"') -> str:
    return f"<adlseq:objective {name}>{maps}</adlseq:objective>"


def adl_map(attributes: str, target: str = "com.x.o") -> str:
    return f'<adlseq:mapInfo targetObjectiveID="{target}" {attributes}/>'


def text_of(part: str, new: str, course: Course = FREE) -> Course:
    return change(part, new, course)


def first_resource(new: str, files: dict[str, bytes | None] | None = None) -> Course:
    """Replace how the first resource and its file are written; @ is the href."""
    old = 'scormType="sco" href="lesson.html">\n<file href="lesson.html"/>'
    course = change(old, f'scormType="sco" href="{new}">\n<file href="{new}"/>')
    return replace(course, files=files or {})


PACKAGE: list[Row] = [
    ("WellformednessChecker.2", change("</metadata>", ""), "XML-001"),
    ("SubmanifestChecker.4", change(
        "</resources>\n", '</resources>\n<manifest identifier="inner"><organizations/><resources/></manifest>',
        change('identifierref="notes-page"', 'identifierref="inner"')), "MAN-023 RES-006"),
    ("ManifestRootElementChecker.1", change("<manifest ", "<package ", change("</manifest>", "</package>")),
     "MAN-001"),
    ("ManifestRootElementChecker.2",
     change('xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"', 'xmlns="http://www.imsproject.org/x"'), "MAN-001"),
    ("SchemaHandler.0", change(" imsss_v1p0.xsd", ""), "XML-008"),
    ("SchemaHandler.1", change(" imsss_v1p0.xsd", " ../imsss_v1p0.xsd"), "XML-011"),
    ("SchemaHandler.6", change("http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd", ""), "XML-009"),
    ("SchemaHandler.7", change("</metadata>", '<x:y xmlns:x="urn:x"/></metadata>'), "MAN-029 XML-009"),
    ("SchemaHandler.2/.3", Course(metadata=LOCATED), "LOM-001"),
    ("SchemaHandler.4", Course(metadata=LOCATED, files={"meta.xml": b"<lom>"}), "LOM-001"),
    ("RequiredFilesChecker.2", change(" imsss_v1p0.xsd", " schemas/"), "XML-010"),
    ("RequiredFilesChecker.4", Course(files={"imsss_v1p0.xsd": None}), "XML-010"),
    ("RequiredFilesChecker.6", change(" imsss_v1p0.xsd", " schemas/imsss_v1p0.xsd"), "XML-010"),
    ("SchemaValidationChecker.2", change("<title>Sailing</title>", "<titel/>"), "MAN-014 MAN-028 XML-013"),
    ("SchemaValidationDOMParser.0", change(
        'xsi:schemaLocation="', 'title="', change("<manifest ", "<manifest ")), "XML-009 XML-013"),
    ("ResourceHrefChecker.16", Course(files={"lesson.html": None}), "RES-001"),
    ("ResourceHrefChecker.9", first_resource("../lesson.html", {"lesson.html": None}), "RES-010"),
    ("ResourceHrefChecker.8/.17", first_resource("less%on.html", {
        "lesson.html": None, "less%on.html": b"<!doctype html><html>"}), "RES-014 XML-013"),
    ("ContentPackageTester metadata", Course(metadata=LOCATED, files={"meta.xml": b"<lom"}), "LOM-001"),
]  # fmt: skip

MANIFEST: list[Row] = [
    ("REQ_30.1", change(' identifier="sailing-basics"', ""), "MAN-002 XML-013"),
    ("REQ_30.1.2", change('identifier="sailing-basics"', 'identifier="notes"'), "MAN-004 XML-013"),
    ("REQ_30.6.1.2", change('"contents"', '"notes"'), "MAN-004 XML-013"),
    ("REQ_30.6.3.6.1.2", change('item identifier="notes"', 'item identifier="lesson"'), "MAN-004 XML-013"),
    ("REQ_30.7.3.1.2", change('resource identifier="notes-page"', 'resource identifier="lesson-page"'),
     "MAN-004 MAN-016 RES-006 XML-013"),
    ("REQ_30.3.2", change("<manifest ", '<manifest xml:base="a\\" '), "MAN-027 RES-001 RES-005"),
    ("REQ_30.3.3", change("<manifest ", '<manifest xml:base="/a/" '), "MAN-027 RES-001 RES-005"),
    ("REQ_30.3.4", change("<manifest ", '<manifest xml:base="a" '), "MAN-027 RES-001 RES-005"),
    ("REQ_30.5", change("</metadata>", "</metadata><metadata/>"), "MAN-005 XML-013"),
    ("REQ_30.6", change("</organizations>", "</organizations><organizations/>"), "MAN-005 XML-013"),
    ("REQ_30.7", change("</resources>", "</resources><resources/>"), "MAN-005 XML-013"),
    ("REQ_32", replace(kept(SET), changes=(("</manifest>", "<imsss:sequencingCollection>"
     + sequencing(SET, ' ID="b"') + "</imsss:sequencingCollection></manifest>"),)), "S24-017"),
    ("REQ_30.5.1", change("<schema>ADL SCORM</schema>\n<schemaversion>2004 4th Edition</schemaversion>",
     "<schemaversion>2004 4th Edition</schemaversion>\n<schema>ADL SCORM</schema>"), "MAN-006 XML-013"),
    ("REQ_30.5.2", change("<schema>ADL SCORM</schema>", ""), "MAN-007"),
    ("REQ_30.5.3", change("</schemaversion>", "</schemaversion><schemaversion>2004 4th Edition</schemaversion>"),
     "XML-013"),
    ("REQ_30.5.2.1", change("ADL SCORM<", "ADL-SCORM<"), "MAN-007"),
    ("REQ_30.5.3.1", change("2004 4th Edition", "2004"), "DET-005"),
    ("REQ_30.6.3.7.1.1.2.2", replace(on_item(LOCATED), files={"meta.xml": b"<x/>"}), "LOM-004"),
    ("REQ_30.7.3.4.2", change('<item identifier="lesson"', '<item adlcp:scormType="sco" identifier="lesson"'),
     "S24-004"),
    ("REQ_30.6.3.3.2", change("<organizations ", '<organizations adlseq:objectivesGlobalToSystem="true" '),
     "S24-004"),
    ("REQ_30.6.3.4.3", change("<resources>", '<resources adlcp:sharedDataGlobalToSystem="true">'), "S24-004"),
]  # fmt: skip

ORGANIZATION: list[Row] = [
    ("REQ_30.6.1", change(' default="contents"', ""), "MAN-009"),
    ("REQ_30.6.1.1", change('default="contents"', 'default="lesson"'), "MAN-010"),
    ("REQ_30.6.3", replace(Course(items="", names=()), changes=(
        ('<organization identifier="contents" adlseq:objectivesGlobalToSystem="false"><title>Sailing</title>', ""),
        (sequencing(FLOW), ""), ("</organization>", ""))), "MAN-011"),
    ("REQ_30.6.3.1", change(' identifier="contents"', ""), "MAN-010 XML-013"),
    ("REQ_30.6.3.3.1", Course(system="1"), "S24-020"),
    ("REQ_30.6.3.4.2", change("<organization ", '<organization adlcp:sharedDataGlobalToSystem="0" '), "S24-020"),
    ("REQ_30.6.3.5", change("<title>Sailing</title>", ""), "MAN-014"),
    ("REQ_30.6.3.6", Course(items="", names=()), "MAN-013 XML-013"),
    ("REQ_30.6.3.7", change("</organization>", "<metadata/><metadata/></organization>", replace(
        FREE, changes=((sequencing(FLOW), ""),))), "S24-035 XML-013"),
    ("REQ_30.6.3.8", change("</organization>", f"{sequencing(FLOW)}</organization>"), "S24-017"),
]  # fmt: skip

ITEM: list[Row] = [
    ("REQ_30.6.3.6.1", change(' identifier="notes"', ""), "XML-013"),
    ("REQ_30.6.3.6.2.2", change('identifierref="notes-page"', 'identifierref="gone"'), "MAN-016 RES-006"),
    ("REQ_30.6.3.6.2.3", change('<item identifier="folder"', '<item identifier="folder" identifierref="notes-page"',
     with_folder(FLOW)), "MAN-018"),
    ("REQ_30.6.3.6.2.4", change(' identifierref="notes-page"', ""), "MAN-017 RES-006"),
    ("REQ_30.6.3.6.3.1", change('"notes-page">', '"notes-page" isvisible="1">'), "MAN-019"),
    ("REQ_30.6.3.6.4.2", change('"notes-page">', '"notes-page" parameters=" ">'), "MAN-020"),
    ("REQ_30.6.3.6.6", change("<title>notes</title>", ""), "MAN-014"),
    ("REQ_30.6.3.6.8", on_item("<metadata/><metadata/>"), "XML-013"),
    ("REQ_30.6.3.6.9", on_item("<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>" * 2), "S24-017"),
    ("REQ_30.6.3.6.10", on_item("<adlcp:dataFromLMS>x</adlcp:dataFromLMS>" * 2), "S24-017"),
    ("REQ_30.6.3.6.11", on_item(sequencing(SET) * 2), "S24-017"),
    ("REQ_30.6.3.6.12", on_item(INTERFACE.format("") * 2), "S24-017"),
    ("REQ_30.6.3.6.13", on_item(THRESHOLD.format(' minProgressMeasure="1"', "") * 2), "S24-017"),
    ("REQ_30.6.3.7.14", on_item(SHARED + SHARED.replace("notes", "more")), "S24-017"),
    ("REQ_30.6.3.6.9.1", replace(FREE, extensions="<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>"),
     "S24-006"),
    ("REQ_30.6.3.6.9.1.1", change(*ASSET, on_item("<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>")),
     "S24-006"),
    ("REQ_30.6.3.6.9.2", on_item("<adlcp:timeLimitAction>stop</adlcp:timeLimitAction>"), "S24-007 XML-013"),
    ("REQ_30.6.3.6.10.1", replace(FREE, extensions="<adlcp:dataFromLMS>x</adlcp:dataFromLMS>"), "S24-006"),
    ("REQ_30.6.3.6.10.2", change(*ASSET, on_item("<adlcp:dataFromLMS>x</adlcp:dataFromLMS>")), "S24-006"),
    ("completionThreshold: parent", Course(metadata=THRESHOLD.format(' minProgressMeasure="1"', "")), "S24-006"),
    ("completionThreshold: no text", on_item(THRESHOLD.format(' minProgressMeasure="1"', "1")), "S24-009 S24-010"),
    ("completionThreshold: completedByMeasure", on_item(THRESHOLD.format(' completedByMeasure="1"', "")), "S24-020"),
    ("completionThreshold: minProgressMeasure", on_item(THRESHOLD.format(' minProgressMeasure="2"', "")),
     "S24-011 XML-013"),
    ("completionThreshold: progressWeight", on_item(THRESHOLD.format(' progressWeight="2"', "")),
     "S24-011 XML-013"),
    ("REQ_30.6.3.6.13.1", replace(FREE, extensions=THRESHOLD.format("", "1")), "S24-006 S24-009"),
    ("REQ_30.6.3.6.13.1 of an asset", change(*ASSET, on_item(THRESHOLD.format("", "1"))), "S24-006 S24-009"),
    ("REQ_30.6.3.6.13.2", on_item(THRESHOLD.format("", "1.5")), "S24-009 S24-011"),
    ("REQ_30.6.3.7.14.1", replace(FREE, extensions=SHARED), "S24-006"),
    ("REQ_30.6.3.7.14.1.1", Course(items=item("folder", sequencing(FLOW) + SHARED,
     inside=item("lesson") + item("notes"))), "S24-006"),
    ("REQ_30.6.3.7.14.2", on_item("<adlcp:data/>"), "S24-013 XML-013"),
    ("REQ_30.6.3.7.14.2.1", on_item("<adlcp:data><adlcp:map/></adlcp:data>"), "S24-013 XML-013"),
    ("REQ_30.6.3.7.14.2.1.2", on_item('<adlcp:data><adlcp:map targetID=""/></adlcp:data>'), "S24-013"),
    ("REQ_30.6.3.7.14.2.2.2", on_item('<adlcp:data><adlcp:map targetID="a" readSharedData="1"/></adlcp:data>'),
     "S24-020"),
    ("REQ_30.6.3.7.14.2.3.2", on_item('<adlcp:data><adlcp:map targetID="a" writeSharedData="1"/></adlcp:data>'),
     "S24-020"),
    ("REQ_33.1", replace(FREE, extensions=INTERFACE.format("")), "S24-015"),
    ("REQ_33.1 twice", on_item("<adlnav:presentation><adlnav:navigationInterface/><adlnav:navigationInterface/>"
     "</adlnav:presentation>"), "S24-015 XML-013"),
    ("REQ_33.2", Course(items=item("folder", sequencing(FLOW) + INTERFACE.format(""),
     inside=item("lesson") + item("notes"))), "S24-015"),
    ("REQ_33.3.2", on_item("<adlnav:navigationInterface/>"), "S24-015"),
    ("REQ_33.3.1.2", on_item("<adlnav:hideLMSUI>exit</adlnav:hideLMSUI>"), "S24-015"),
    ("REQ_33.1.1.1", on_item(INTERFACE.format("<adlnav:hideLMSUI>quit</adlnav:hideLMSUI>")), "S24-015 XML-013"),
]  # fmt: skip

RESOURCES: list[Row] = [
    ("REQ_30.7.1.2", change("<resources>", '<resources xml:base="a\\">'), "MAN-027 RES-001 RES-005"),
    ("REQ_30.7.1.3", change("<resources>", '<resources xml:base="/">'), "MAN-027 RES-001 RES-005"),
    ("REQ_30.7.1.4", change("<resources>", '<resources xml:base="a">'), "MAN-027 RES-001 RES-005"),
    ("REQ_30.7.3.1", change('resource identifier="notes-page"', "resource"), "MAN-016 RES-006 XML-013"),
    ("REQ_30.7.3.2", change('notes-page" type="webcontent"', 'notes-page"'), "RES-018 XML-013"),
    ("REQ_30.7.3.3.2", first_resource("a\\lesson.html", {"lesson.html": None}), "RES-007"),
    ("REQ_30.7.3.3.3", first_resource("/lesson.html", {"lesson.html": None}), "RES-008"),
    ("href: file:", first_resource("file:///lesson.html", {"lesson.html": None}), "RES-009"),
    ("href of what an item refers to", change(' href="notes.html">', ">"), "RES-003"),
    ("href: extension", first_resource("lesson", {"lesson.html": None, "lesson": b"<!doctype html><html>"}),
     "RES-015"),
    ("REQ_30.7.3.4", change('notes-page" type="webcontent" adlcp:scormType="sco"', 'notes-page" type="webcontent"'),
     "S24-002"),
    ("REQ_30.7.3.4.1", change('notes-page" type="webcontent" adlcp:scormType="sco"',
     'notes-page" type="webcontent" adlcp:scormType="SCO"'), "S24-003 XML-013"),
    ("REQ_30.7.3.5.2", change('identifier="shared"', 'xml:base="\\" identifier="shared"'),
     "MAN-027 RES-001 RES-025"),
    ("REQ_30.7.3.5.3", change('identifier="shared"', 'xml:base="/" identifier="shared"'),
     "MAN-027 RES-001 RES-025"),
    ("REQ_30.7.3.5.4", change('identifier="shared"', 'xml:base="a" identifier="shared"'),
     "MAN-027 RES-001 RES-025"),
    ("REQ_30.7.3.8", change('href="notes.html">\n', 'href="notes.html"><metadata/><metadata/>\n'), "XML-013"),
    ("REQ_30.7.3.9.1.1", change('<file href="notes.html"/>', ""), "RES-004 RES-005"),
    ("persistState", change('href="lesson.html">', 'href="lesson.html" adlcp:persistState="true">'), "S24-005"),
    ("REQ_30.7.3.9.2", change('<file href="style.css"/>', '<file href="style.css"/><file/>'), "XML-013"),
    ("REQ_30.7.3.9.2.2", change('<file href="style.css"/>', '<file href="style.css"/><file href="a\\b.css"/>'),
     "RES-007"),
    ("REQ_30.7.3.9.2.3", change('<file href="style.css"/>', '<file href="style.css"/><file href="/b.css"/>'),
     "RES-008"),
    ("file href: file:", change('<file href="style.css"/>',
     '<file href="style.css"/><file href="file:///b.css"/>'), "RES-009"),
    ("file href: extension", replace(change('<file href="style.css"/>',
     '<file href="style.css"/><file href="licence"/>'), files={"licence": b"x"}), "RES-015"),
    ("REQ_30.7.3.9.3", change('<file href="style.css"/>',
     '<file href="style.css"><metadata/><metadata/></file>'), "XML-013"),
    ("REQ_30.7.3.10.1", change('<dependency identifierref="shared"/>', "<dependency/>"),
     "RES-006 RES-017 XML-013"),
    ("REQ_30.7.3.10.1.2", change('<dependency identifierref="shared"/>', '<dependency identifierref="gone"/>'),
     "RES-006 RES-017"),
]  # fmt: skip


def _booleans() -> Iterator[Row]:
    """Give a row for each switch of sequencing with the digit 1."""
    for number, name in enumerate(
        ("choice", "choiceExit", "flow", "forwardOnly", "useCurrentAttemptObjectiveInfo",
         "useCurrentAttemptProgressInfo"), start=1):  # fmt: skip
        control = f'<imsss:controlMode {name}="1"/>'
        yield f"REQ_31.5.{number}.2 {name}", on_first(control), "S24-020"
    yield "REQ_31.11.3.2", on_first('<imsss:randomizationControls reorderChildren="1"/>'), "S24-020"
    for number, name in enumerate(
        ("tracked", "completionSetByContent", "objectiveSetByContent"), 1
    ):
        delivery = f'<imsss:deliveryControls {name}="1"/>'
        yield f"REQ_31.12.{number}.2", on_first(delivery), "S24-020"
    for number, name in enumerate(("rollupObjectiveSatisfied", "rollupProgressCompletion"), 1):
        yield f"REQ_31.9.{number}.2", on_first(f'<imsss:rollupRules {name}="1"/>'), "S24-020"
    yield ("REQ_31.14.6.2", on_first('<adlseq:rollupConsiderations measureSatisfactionIfActive="1"/>'),
           "S24-020")  # fmt: skip
    for number, name in enumerate(("preventActivation", "constrainChoice"), 2):
        choice = f'<adlseq:constrainedChoiceConsiderations {name}="1"/>'
        yield f"REQ_31.13.{number}.2", on_first(choice), "S24-020"
    for requirement, own in (
        ("REQ_31.10.1.1.2", '<imsss:primaryObjective satisfiedByMeasure="1"/>'),
        ("REQ_31.10.2.1.2", primary("o") + '<imsss:objective objectiveID="p" satisfiedByMeasure="1"/>'),
    ):  # fmt: skip
        yield requirement, on_first(objectives(own)), "S24-020"
    for number, name in enumerate(
        ("readSatisfiedStatus", "readNormalizedMeasure", "writeSatisfiedStatus", "writeNormalizedMeasure"), 2):  # fmt: skip
        other = (
            "writeNormalizedMeasure" if name == "writeSatisfiedStatus" else "writeSatisfiedStatus"
        )
        given = objectives(primary("o", mapped("com.x.o", f'{name}="1" {other}="true"')))
        yield f"REQ_31.10.2.4.{number}.2 {name}", on_first(given + SET), "S24-020"
    values = ("RawScore", "MinScore", "MaxScore", "CompletionStatus", "ProgressMeasure")
    for name in (f"{verb}{value}" for verb in ("read", "write") for value in values):
        other = "writeMinScore" if name == "writeRawScore" else "writeRawScore"
        yield (f"REQ_31.15.2.2.2-11 {name}", shared(extended(adl_map(f'{name}="1" {other}="true"'))),
               "S24-020")  # fmt: skip


SEQUENCING: list[Row] = [
    ("REQ_23.1", change("</manifest>", "<imsss:sequencingCollection/></manifest>"), "S24-022 XML-013"),
    ("REQ_31.3.3", Course(collection=sequencing(SET)), "S24-029"),
    ("REQ_31.3.2", Course(collection=sequencing(SET, ' ID="a"') * 2), "S24-029 XML-013"),
    ("REQ_31.3.4", on_item(sequencing("", ' ID="own"')), "S24-029"),
    ("REQ_31.4", Course(collection=sequencing(SET, ' ID="a"') + sequencing(SET, ' ID="b" IDRef="a"')), "S24-029"),
    ("REQ_31.4.3", on_item(sequencing("", ' IDRef="nope"')), "S24-029"),
    *((f"REQ_31.{number} {name}", on_first(f"<imsss:{name}/>" * 2), "S24-018 XML-013") for number, name in (
        (5, "controlMode"), (6, "sequencingRules"), (7, "limitConditions"), (9, "rollupRules"),
        (11, "randomizationControls"), (12, "deliveryControls"))),
    ("REQ_31.10", on_first(objectives(primary("o")) * 2), "S24-018 XML-013"),
    ("REQ_31.13", on_first("<adlseq:constrainedChoiceConsiderations/>" * 2), "S24-018"),
    ("REQ_31.14", on_first("<adlseq:rollupConsiderations/>" * 2), "S24-018"),
    ("REQ_31.15", on_first(objectives(primary("o")) + SET + 2 * (
        "<adlseq:objectives>" + extended(adl_map('writeRawScore="true"')) + "</adlseq:objectives>")),
     "S24-018"),
    ("REQ_31.8.3", on_item("<imsss:auxiliaryResources/>"), "S24-018 S24-030"),
    *((f"REQ_31.{number} {name} outside", on_item(f"<imsss:{name}/>"), "S24-018") for number, name in (
        ("5.7", "controlMode"), ("6.4", "sequencingRules"),
        ("7.8", "limitConditions"), ("9.5", "rollupRules"), ("11.5", "randomizationControls"),
        ("12.4", "deliveryControls"))),
    ("REQ_31.10.3", on_item(objectives(primary("o"))), "S24-018"),
    ("REQ_31.14.1", on_item("<adlseq:rollupConsiderations/>"), "S24-018"),
    ("REQ_31.13.1", on_item("<adlseq:constrainedChoiceConsiderations/>"), "S24-018"),
    ("REQ_31.15.1", on_item("<adlseq:objectives>" + extended(adl_map('writeRawScore="true"'))
     + "</adlseq:objectives>"), "S24-018"),
    ("REQ_31.11.1.1", on_first('<imsss:randomizationControls randomizationTiming="always"/>'), "S24-019 XML-013"),
    ("REQ_31.11.4.1", on_first('<imsss:randomizationControls selectionTiming="always"/>'), "S24-019 XML-013"),
    *((f"REQ_31.14.{n}.2 {name}", on_first(f'<adlseq:rollupConsiderations {name}="never"/>'), "S24-019 XML-013")
      for n, name in enumerate(
        ("requiredForSatisfied", "requiredForNotSatisfied", "requiredForCompleted", "requiredForIncomplete"), 2)),
    *_booleans(),
]  # fmt: skip

RULES: list[Row] = [
    *((f"REQ_31.6.{n}.3", on_first(rule_of(kind, condition("satisfied"), action)), "S24-018 XML-013")
      for n, kind, action in ((1, "pre", "skip"), (2, "exit", "exit"), (3, "post", "exitAll"))),
    *((f"REQ_31.6.{n}.1", on_first(rules(f'<imsss:{kind}ConditionRule><imsss:ruleAction action="{action}"/>'
       f"</imsss:{kind}ConditionRule>")), "S24-022")
      for n, kind, action in ((1, "pre", "skip"), (2, "exit", "exit"), (3, "post", "exitAll"))),
    *((f"REQ_31.6.{n}.2", on_first(rules(f"<imsss:{kind}ConditionRule>{CONDITIONS}</imsss:{kind}ConditionRule>")),
       "S24-022 XML-013") for n, kind in ((1, "pre"), (2, "exit"), (3, "post"))),
    ("REQ_31.6.3.1.3", on_first(rules(PLAIN) + CONDITIONS), "S24-018 XML-013"),
    ("REQ_31.6.3.2.2", on_first(rules(PLAIN) + ACTION), "S24-018 XML-013"),
    ("REQ_31.6.3.1.1.1", on_first(rules(rule_of("pre", condition("satisfied"), "skip", "both"))),
     "S24-019 XML-013"),
    ("REQ_31.6.3.1.2", on_first(rules(rule_of("pre", "", "skip"))), "S24-022 XML-013"),
    ("REQ_31.6.3.1.2.5", on_first(rules(PLAIN + condition("satisfied"))), "S24-018 XML-013"),
    ("REQ_31.6.3.1.2.1.2", on_first(rules(rule_of("pre", condition("satisfied", 'referencedObjective=" "'), "skip"))),
     "S24-023"),
    ("REQ_31.6.3.1.2.1.3", on_first(rules(rule_of("pre", condition("satisfied", 'referencedObjective="x"'), "skip"))),
     "S24-023"),
    ("SchematronValidationDOMParser.1", kept(rules(rule_of(
        "pre", condition("satisfied", 'referencedObjective="x"'), "skip")) + objectives(primary("o"))), "S24-023"),
    ("REQ_31.6.3.1.2.3.1", on_first(rules(rule_of("pre", condition("satisfied", 'operator="no"'), "skip"))),
     "S24-019 XML-013"),
    ("REQ_31.6.3.1.2.4", on_first(rules(rule_of("pre", "<imsss:ruleCondition/>", "skip"))), "S24-022 XML-013"),
    ("REQ_31.6.3.1.2.4.1", on_first(rules(rule_of("pre", condition("passed"), "skip"))), "S24-019 XML-013"),
    ("REQ_31.6.3.2.1", on_first(rules(f"<imsss:preConditionRule>{CONDITIONS}<imsss:ruleAction/>"
     "</imsss:preConditionRule>")), "S24-022 XML-013"),
    ("REQ_31.6.1.2.1.1", on_first(rules(rule_of("pre", condition("satisfied"), "exit"))), "S24-019 XML-013"),
    ("REQ_31.6.2.2.1.1", on_first(rules(rule_of("exit", condition("satisfied"), "skip"))), "S24-019 XML-013"),
    ("REQ_31.6.3.2.1.1", on_first(rules(rule_of("post", condition("satisfied"), "next"))), "S24-019 XML-013"),
    ("REQ_31.6.3.2.1.1.2", whole(FLOW + rules(rule_of("post", condition("satisfied"), "previous"))), "S24-024"),
]  # fmt: skip

ROLLUP: list[Row] = [
    ("REQ_31.9.4.6", whole(f"{FLOW}<imsss:rollupRule>{ROLLUP_CONDITIONS}{ROLLUP_ACTION}</imsss:rollupRule>"),
     "S24-018 XML-013"),
    ("REQ_31.9.4.1.1", rolled(ROLLUP_CONDITIONS + ROLLUP_ACTION, 'childActivitySet="most"'), "S24-019 XML-013"),
    ("REQ_31.9.4.2.1", rolled(ROLLUP_CONDITIONS + ROLLUP_ACTION, 'minimumCount="-1"'), "S24-021 XML-013"),
    ("REQ_31.9.4.4", rolled(ROLLUP_ACTION), "S24-022 XML-013"),
    ("REQ_31.9.4.5", rolled(ROLLUP_CONDITIONS), "S24-022 XML-013"),
    ("REQ_31.9.4.4.3", whole(f"{FLOW}<imsss:rollupRules>{ROLLUP_CONDITIONS}</imsss:rollupRules>"),
     "S24-018 XML-013"),
    ("REQ_31.9.4.4.2.3", rolled(ROLLUP_CONDITIONS + ROLLUP_ACTION + '<imsss:rollupCondition condition="completed"/>'),
     "S24-018 XML-013"),
    ("REQ_31.9.4.5.2", whole(f"{FLOW}<imsss:rollupRules>{ROLLUP_ACTION}</imsss:rollupRules>"), "S24-018 XML-013"),
    ("REQ_31.9.4.4.1.1", rolled(ROLLUP_CONDITIONS.replace("Conditions>", 'Conditions conditionCombination="x">', 1)
     + ROLLUP_ACTION), "S24-019 XML-013"),
    ("REQ_31.9.4.4.2", rolled("<imsss:rollupConditions/>" + ROLLUP_ACTION), "S24-022 XML-013"),
    ("REQ_31.9.4.4.2.1.1", rolled(ROLLUP_CONDITIONS.replace("Condition c", 'Condition operator="no" c')
     + ROLLUP_ACTION), "S24-019 XML-013"),
    ("REQ_31.9.4.4.2.2", rolled(ROLLUP_CONDITIONS.replace(' condition="completed"', "") + ROLLUP_ACTION),
     "S24-022 XML-013"),
    ("REQ_31.9.4.4.2.2.1", rolled(ROLLUP_CONDITIONS.replace("completed", "always") + ROLLUP_ACTION),
     "S24-019 XML-013"),
    ("REQ_31.9.4.5.1", rolled(ROLLUP_CONDITIONS + "<imsss:rollupAction/>"), "S24-022 XML-013"),
    ("REQ_31.9.4.5.1.1", rolled(ROLLUP_CONDITIONS + '<imsss:rollupAction action="passed"/>'), "S24-019 XML-013"),
]  # fmt: skip

_TWO_READS = 'readRawScore="true" readMinScore="false" readMaxScore="false"'
OBJECTIVES: list[Row] = [
    ("REQ_31.10.1", on_first(objectives(objective("o"))), "S24-025 XML-013"),
    ("REQ_31.10.1.5", on_first(rules(PLAIN) + primary("o")), "S24-018 XML-013"),
    ("REQ_31.10.2.5", on_first(rules(PLAIN) + objective("o")), "S24-018 XML-013"),
    ("REQ_31.10.1.2.2", on_first(objectives("<imsss:primaryObjective>" + mapped("com.x.o", WRITE)
     + "</imsss:primaryObjective>") + SET), "S24-026"),
    ("REQ_31.10.2.2", on_first(objectives(primary("o"), "<imsss:objective/>")), "S24-026 XML-013"),
    ("REQ_31.10.1.2.3", on_first(objectives(primary("o"), objective("o"))), "S24-026"),
    ("REQ_31.10.2.2.2", on_first(objectives(primary("o"), objective("p"), objective(" p"))), "S24-026"),
    ("REQ_31.10.1.2.4", on_first(objectives(primary(""))), "S24-026"),
    ("REQ_31.10.2.2.3", on_first(objectives(primary("o"), objective(" "))), "S24-026"),
    ("REQ_31.10.1.3", on_first(objectives('<imsss:primaryObjective objectiveID="o">'
     + 2 * "<imsss:minNormalizedMeasure>1</imsss:minNormalizedMeasure>" + "</imsss:primaryObjective>")),
     "S24-018 XML-013"),
    ("REQ_31.10.2.3.3", on_first(objectives(primary("o")) + "<imsss:minNormalizedMeasure>1</imsss:minNormalizedMeasure>"),
     "S24-018 XML-013"),
    ("REQ_31.10.1.4.6.1", on_first(objectives(primary("o", *(mapped(
        f"com.x.{n}", f'{READ} readNormalizedMeasure="false" {WRITE}') for n in "ab"))) + SET), "S24-027"),
    ("REQ_31.10.1.4.6.2", on_first(objectives(primary("o", *(mapped(
        f"com.x.{n}", f'readSatisfiedStatus="false" readNormalizedMeasure="true" {WRITE}') for n in "ab"))) + SET),
     "S24-027"),
    ("REQ_31.10.2.4.6", on_first(objectives(primary("o"), mapped("com.x.o", WRITE)) + SET), "S24-018 XML-013"),
    ("REQ_31.10.2.4.1", on_first(objectives(primary("o", "<imsss:mapInfo/>"))), "S24-026 XML-013"),
    ("REQ_31.10.2.4.1.PENDING", on_first(objectives(primary("o", mapped(" ", "")))), "S24-026"),
    ("REQ_31.10.1.4.7.1", on_first(objectives(primary("o", mapped("com.x.a", WRITE)),
     objective("p", mapped("com.x.a", WRITE))) + SET), "S24-027"),
    ("REQ_31.10.1.4.7.2", on_first(objectives(primary("o", mapped("com.x.a", 'writeNormalizedMeasure="true"')),
     objective("p", mapped("com.x.a", 'writeNormalizedMeasure="true"')))), "S24-027"),
    ("REQ_31.15.2", shared(""), "S24-022 XML-013"),
    ("REQ_31.15.2.3", on_first(SET + extended(adl_map('writeRawScore="true"'))), "S24-018"),
    ("REQ_31.15.2.1", shared(extended(adl_map('writeRawScore="true"'), "")), "S24-026 XML-013"),
    ("REQ_31.15.2.1.2", shared(extended(adl_map('writeRawScore="true"'))
     + extended(adl_map('writeMinScore="true"'))), "S24-026"),
    ("REQ_31.15.2.1.3", shared(extended(adl_map('writeRawScore="true"'), 'objectiveID=" "')), "S24-026"),
    ("REQ_31.15.2.1.4", shared(extended(adl_map('writeRawScore="true"'), 'objectiveID="p"')), "S24-028"),
    ("SchematronValidationDOMParser.4", kept(objectives(primary("o")) + SET + "<adlseq:objectives>" + extended(
        adl_map('writeRawScore="true"'), 'objectiveID="p"') + "</adlseq:objectives>"), "S24-028"),
    ("REQ_31.15.2.2", shared(extended("")), "S24-022 XML-013"),
    *((f"REQ_31.15.2.2.12.{n}", shared(extended(
        adl_map(f'read{name}="true" write{name}="true"', "com.x.a")
        + adl_map(f'read{name}="true" write{name}="true"', "com.x.b"))), "S24-027")
      for n, name in enumerate(("RawScore", "MinScore", "MaxScore", "CompletionStatus", "ProgressMeasure"), 1)),
    ("REQ_31.15.2.2.14", shared(extended(adl_map('writeRawScore="true"')) + adl_map('writeMinScore="true"')),
     "S24-018 XML-013"),
    ("REQ_31.15.2.2.1", shared(extended("<adlseq:mapInfo/>")), "S24-026 XML-013"),
    ("REQ_31.15.2.2.1.2", shared(extended(adl_map("", " "))), "S24-026"),
    *((f"REQ_31.15.2.2.13.{n}", shared(extended(2 * adl_map(f'write{name}="true"'))), "S24-027")
      for n, name in enumerate(("RawScore", "MinScore", "MaxScore", "CompletionStatus", "ProgressMeasure"), 1)),
]  # fmt: skip

SCHEMAS: list[Row] = [
    ("XSD-1", change('item identifier="notes"', 'item identifier="1 notes"'), "MAN-003 XML-013"),
    ("XSD-2", change("<title>notes</title>", "<metadata/><title>notes</title>"), "MAN-006 XML-013"),
    ("XSD-3", change("<title>notes</title>", f"{sequencing(SET)}<title>notes</title>"), "MAN-006 XML-013"),
    ("XSD-4", on_first(SET + FLOW), "S24-018 XML-013"),
    ("XSD-5", on_first(rules(rule_of("exit", condition("satisfied"), "exit") + PLAIN)), "S24-018 XML-013"),
    ("XSD-6", on_first('<imsss:limitConditions attemptAbsoluteDurationLimit="30 min"/>'), "XML-013"),
    ("XSD-6 count", on_first('<imsss:limitConditions attemptLimit="-1"/>'), "S24-021 XML-013"),
    ("XSD-7", on_first(rules(rule_of("pre", condition("objectiveMeasureLessThan", 'measureThreshold="2"'), "skip"))),
     "S24-021 XML-013"),
    ("XSD-9", on_first("<imsss:auxiliaryResources><imsss:auxiliaryResource/></imsss:auxiliaryResources>"),
     "S24-030 XML-013"),
]  # fmt: skip

ROWS = [
    *PACKAGE, *MANIFEST, *ORGANIZATION, *ITEM, *RESOURCES, *SEQUENCING, *RULES, *ROLLUP, *OBJECTIVES,
    *SCHEMAS,
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_finds_what_adl_refuses(row: Row) -> None:
    _, course, finds = row
    assert codes(course) == set(finds.split())


def test_requirements_are_named_once() -> None:
    names = [name for name, _, _ in ROWS]
    assert len(names) == len(set(names))
