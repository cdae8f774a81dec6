"""One broken package for each rule of SCORM 2004, some more where a rule has several sides.

The first word of a name is the rule it is about; ``FINE`` holds what must not be complained about.
"""

from __future__ import annotations

from dataclasses import replace

from standards.packages2004 import (
    FLOW,
    FREE,
    LINEAR,
    POST_TEST,
    PRE_TEST,
    PREREQUISITE,
    READ,
    SET,
    WRITE,
    Course,
    condition,
    gate,
    item,
    mapped,
    objective,
    objectives,
    primary,
    rule_of,
    rules,
    sequencing,
)

ASSET = (
    'identifier="lesson-page" type="webcontent" adlcp:scormType="sco"',
    'identifier="lesson-page" type="webcontent" adlcp:scormType="asset"',
)


def change(old: str, new: str, course: Course = FREE) -> Course:
    """Change the text of a manifest."""
    return replace(course, changes=(*course.changes, (old, new)))


def on_item(extensions: str, edition: str = "4") -> Course:
    """Put extensions on the first item."""
    return Course(edition, items=item("lesson", extensions) + item("notes"))


def on_first(parts: str, edition: str = "4") -> Course:
    """Put parts of sequencing on the first item."""
    return on_item(sequencing(parts), edition)


def whole(parts: str) -> Course:
    """Put parts of sequencing on the organization."""
    return Course(whole=parts)


def with_folder(parts: str, *lessons: str) -> Course:
    """Put parts of sequencing on a folder of the items."""
    inside = "".join(lessons) or item("lesson") + item("notes")
    return Course(items=item("folder", sequencing(parts), inside=inside))


def kept(parts: str, edition: str = "4") -> Course:
    """Put an entry into the collection, to which the first item refers."""
    course = on_item(sequencing("", ' IDRef="shared-rules"'), edition)
    return replace(course, collection=sequencing(parts, ' ID="shared-rules"'))


def locked(name: str, own: str, other: str) -> str:
    """Give an item that writes one objective and waits for another."""
    return item(
        name,
        sequencing(
            rules(gate("before"))
            + objectives(
                primary("own", mapped(own, WRITE)), objective("before", mapped(other, READ))
            )
            + SET
        ),
    )


RETRY = rule_of("post", condition("satisfied", 'operator="not"'), "retry")
SHARED = '<adlcp:data><adlcp:map targetID="notes"/></adlcp:data>'
HIDDEN = "".join(
    f"<adlnav:hideLMSUI>{name}</adlnav:hideLMSUI>" for name in ("continue", "previous")
)
INTERFACE = "<adlnav:presentation><adlnav:navigationInterface>{}</adlnav:navigationInterface></adlnav:presentation>"
THRESHOLD = "<adlcp:completionThreshold{}>{}</adlcp:completionThreshold>"
TWICE = Course(
    items=item("lesson")
    + item("again").replace('identifierref="again-page"', 'identifierref="lesson-page"')
    + item("notes"),
)
STUCK = Course(
    items=item("lesson", INTERFACE.format(HIDDEN)) + item("notes"),
    whole='<imsss:controlMode choice="false" flow="true"/>',
)
LOCATED = "<adlcp:location>meta.xml</adlcp:location>"

CASES: dict[str, tuple[Course, str]] = {
    "DET-004 version of SCORM 1.2": (change("2004 4th Edition", "1.2"), "DET-004"),
    "DET-005 no such edition": (change("2004 4th Edition", "2004 5th Edition"), "DET-005"),
    "DET-005 what tools write for the 2nd": (
        change("2004 4th Edition", "2004 2nd Edition"), "DET-005 S24-001"),
    "MAN-001 no namespace": (
        change('xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"', 'xmlns="urn:x"'), "MAN-001"),
    "MAN-007 other schema": (change("ADL SCORM<", "ADL Scorm<"), "MAN-007"),
    "MAN-008 no version": (
        change("<schemaversion>2004 4th Edition</schemaversion>", ""), "MAN-008"),
    "MAN-017 label": (
        change(' identifierref="notes-page"', ""), "MAN-017 RES-006"),
    "MAN-018 folder that launches": (
        change('<item identifier="folder"', '<item identifier="folder" identifierref="notes-page"',
               with_folder(FLOW)), "MAN-018"),
    "MAN-020 a flag": (change('"notes-page">', '"notes-page" parameters="?flag">'), "MAN-020"),
    "MAN-020 what a path may hold": (
        change('"notes-page">', '"notes-page" parameters="?a=b/c">'), "MAN-020"),
    "MAN-022 parameters": (
        change('"notes-page">', f'"notes-page" parameters="a={"b" * 1000}">'), "MAN-022"),
    "MAN-022 the path with its base": (
        Course(changes=(('<file href="notes.html"', f'<file href="{"n" * 1999}.html"'),
                        ('scormType="sco" href="notes.html"', f'scormType="sco" href="{"n" * 1999}.html"')),
               files={"notes.html": None, f"{'n' * 1999}.html": b"<!doctype html><html>"}), "MAN-022"),
    "RES-015 no extension": (
        Course(changes=(('"notes.html"', '"notes"'),),
               files={"notes.html": None, "notes": b"<!doctype html><html>"}), "RES-015"),
    "S24-001 first editions": (Course("2"), "S24-001"),
    "S24-002 small letters": (
        change('notes-page" type="webcontent" adlcp:scormType', 'notes-page" type="webcontent" adlcp:scormtype'),
        "S24-002"),
    "S24-002 strict edition": (
        change('notes-page" type="webcontent" adlcp:scormType', 'notes-page" type="webcontent" adlcp:scormtype',
               Course("3")), "S24-002 XML-013"),
    "S24-002 none": (
        change('notes-page" type="webcontent" adlcp:scormType="sco"', 'notes-page" type="webcontent"'),
        "S24-002"),
    "S24-003 capital": (
        change('notes-page" type="webcontent" adlcp:scormType="sco"',
               'notes-page" type="webcontent" adlcp:scormType="Sco"'), "S24-003 XML-013"),
    "S24-004 kind of an item": (
        change('<item identifier="lesson"', '<item identifier="lesson" adlcp:scormType="sco"'), "S24-004"),
    "S24-004 objectives of an item": (
        change('<item identifier="lesson"', '<item identifier="lesson" adlseq:objectivesGlobalToSystem="true"'),
        "S24-004"),
    "S24-004 data of an item": (
        change('<item identifier="lesson"', '<item identifier="lesson" adlcp:sharedDataGlobalToSystem="true"'),
        "S24-004"),
    "S24-005 persisted": (
        change('href="lesson.html">', 'href="lesson.html" adlcp:persistState="true">'), "S24-005"),
    "S24-005 strict edition": (
        change('href="lesson.html">', 'href="lesson.html" adlcp:persistState="true">', Course("3")),
        "S24-005 XML-013"),
    "S24-006 launch data of an asset": (
        change(*ASSET, on_item("<adlcp:dataFromLMS>x</adlcp:dataFromLMS>")), "S24-006"),
    "S24-006 time limit of a folder": (
        Course(items=item("folder", "<adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>",
                          inside=item("lesson") + item("notes"))), "S24-006"),
    "S24-006 data of a folder": (
        Course(items=item("folder", sequencing(FLOW) + SHARED, inside=item("lesson") + item("notes"))),
        "S24-006"),
    "S24-006 of SCORM 1.2": (on_item("<adlcp:masteryscore>80</adlcp:masteryscore>"), "S24-006"),
    "S24-007 action": (
        on_item("<adlcp:timeLimitAction>exit</adlcp:timeLimitAction>"), "S24-007 XML-013"),
    "S24-008 long": (on_item(f"<adlcp:dataFromLMS>{'x' * 4001}</adlcp:dataFromLMS>"), "S24-008"),
    "S24-009 text": (on_item(THRESHOLD.format("", "0.8")), "S24-009"),
    "S24-010 both": (
        on_item(THRESHOLD.format(' completedByMeasure="true"', "0.8")), "S24-009 S24-010"),
    "S24-011 percent": (on_item(THRESHOLD.format("", "80"), "3"), "S24-011 XML-013"),
    "S24-011 percent in the 4th": (on_item(THRESHOLD.format("", "80")), "S24-009 S24-011"),
    "S24-011 measure": (
        on_item(THRESHOLD.format(' minProgressMeasure="80"', "")), "S24-011 XML-013"),
    "S24-011 weight": (on_item(THRESHOLD.format(' progressWeight="-1"', "")), "S24-011 XML-013"),
    "S24-012 measure of progress": (
        on_item(THRESHOLD.format(' minProgressMeasure="0.5"', "0.5"), "3"), "S24-010 S24-012 XML-013"),
    "S24-012 shared data": (on_item(SHARED, "3"), "S24-012 XML-013"),
    "S24-012 shared data in the 2nd": (on_item(SHARED, "2"), "S24-001 S24-012 XML-013"),
    "S24-012 organization": (
        change("<organization ", '<organization adlcp:sharedDataGlobalToSystem="false" ', Course("3")),
        "S24-012 XML-013"),
    "S24-012 maps": (
        on_first(objectives(primary("o")) + '<adlseq:objectives><adlseq:objective objectiveID="o">'
                 '<adlseq:mapInfo targetObjectiveID="com.x.o" writeRawScore="true"/>'
                 "</adlseq:objective></adlseq:objectives>", "3"), "S24-012 XML-013"),
    "S24-013 empty": (on_item("<adlcp:data/>"), "S24-013 XML-013"),
    "S24-013 blank": (on_item('<adlcp:data><adlcp:map targetID=" "/></adlcp:data>'), "S24-013"),
    "S24-014 twice": (
        on_item('<adlcp:data><adlcp:map targetID="a"/><adlcp:map targetID="a"/></adlcp:data>'), "S24-014"),
    "S24-015 word": (
        on_item(INTERFACE.format("<adlnav:hideLMSUI>next</adlnav:hideLMSUI>")), "S24-015 XML-013"),
    "S24-015 word of the 3rd": (
        on_item(INTERFACE.format("<adlnav:hideLMSUI>suspendAll</adlnav:hideLMSUI>"), "2"),
        "S24-001 S24-015"),
    "S24-015 place": (on_item("<adlnav:hideLMSUI>exit</adlnav:hideLMSUI>"), "S24-015"),
    "S24-015 folder": (
        Course(items=item("folder", sequencing(FLOW) + INTERFACE.format(""),
                          inside=item("lesson") + item("notes"))), "S24-015"),
    "S24-016 no way on": (STUCK, "S24-016"),
    "S24-017 twice": (on_item(sequencing(SET) * 2), "S24-017"),
    "S24-017 presentation": (on_item(INTERFACE.format("") * 2), "S24-017"),
    "S24-017 threshold": (
        on_item(THRESHOLD.format(' minProgressMeasure="1"', "") * 2), "S24-017"),
    "S24-017 data": (on_item(SHARED + SHARED.replace("notes", "more")), "S24-017"),
    "S24-018 objectives first": (
        on_first(objectives(primary("o")) + '<imsss:controlMode flow="true"/>'), "S24-018 XML-013"),
    "S24-018 outside of sequencing": (on_item('<imsss:controlMode flow="true"/>'), "S24-018"),
    "S24-018 unknown": (on_item("<imsss:sequence/>"), "S24-018"),
    "S24-019 condition": (
        on_first(rules(rule_of("pre", condition("notSatisfied"), "skip"))), "S24-019 XML-013"),
    "S24-019 action of another rule": (
        on_first(rules(rule_of("post", condition("satisfied"), "skip"))), "S24-019 XML-013"),
    "S24-020 digit": (whole('<imsss:controlMode choice="1" flow="true"/>'), "S24-020"),
    "S24-020 organization": (Course(system="0"), "S24-020"),
    "S24-021 weight": (
        on_first('<imsss:rollupRules objectiveMeasureWeight="2"/>'), "S24-021 XML-013"),
    "S24-021 measure": (
        on_first(objectives(primary("o", attributes='satisfiedByMeasure="true"', minimum="80"))),
        "S24-021 XML-013"),
    "S24-022 no conditions": (
        on_first(rules('<imsss:preConditionRule><imsss:ruleAction action="skip"/></imsss:preConditionRule>')),
        "S24-022"),
    "S24-022 no action": (
        on_first(rules("<imsss:preConditionRule><imsss:ruleConditions>" + condition("always")
                       + "</imsss:ruleConditions></imsss:preConditionRule>")), "S24-022 XML-013"),
    "S24-023 typo": (
        on_first(rules(rule_of("pre", condition("satisfied", 'referencedObjective="x"'), "skip"))
                 + objectives(primary("o"))), "S24-023"),
    "S24-023 collection": (
        kept(rules(rule_of("pre", condition("satisfied", 'referencedObjective="x"'), "skip"))), "S24-023"),
    "S24-023 unused entry": (
        Course(collection=sequencing(
            rules(rule_of("pre", condition("satisfied", 'referencedObjective="x"'), "skip")), ' ID="a"')),
        "S24-023"),
    "S24-024 parent": (
        whole(FLOW + rules(rule_of("post", condition("satisfied"), "exitParent"))), "S24-024"),
    "S24-025 none": (
        on_first(objectives(objective("o"))), "S24-025 XML-013"),
    "S24-025 two": (on_first(objectives(primary("o"), primary("p"))), "S24-025 XML-013"),
    "S24-026 mapped without id": (
        on_first(objectives("<imsss:primaryObjective>" + mapped("com.x.o", WRITE)
                            + "</imsss:primaryObjective>")), "S24-026"),
    "S24-026 same id": (on_first(objectives(primary("o"), objective("o"))), "S24-026"),
    "S24-026 same id for ADL": (
        on_first(objectives(primary("o n"), objective(" o%20n "))), "S24-026"),
    "S24-026 blank": (on_first(objectives(primary(" "))), "S24-026"),
    "S24-027 two reads": (
        on_first(objectives(primary("o", mapped("com.x.a", f'{READ} readNormalizedMeasure="false" {WRITE}'),
                                    mapped("com.x.b", f'{READ} readNormalizedMeasure="false" {WRITE}'))) + SET),
        "S24-027"),
    "S24-027 two writes": (
        on_first(objectives(primary("o", mapped("com.x.a", WRITE)), objective("p", mapped("com.x.a", WRITE)))
                 + SET), "S24-027"),
    "S24-028 typo": (
        on_first(objectives(primary("o")) + '<adlseq:objectives><adlseq:objective objectiveID="p">'
                 '<adlseq:mapInfo targetObjectiveID="com.x.o" writeRawScore="true"/>'
                 "</adlseq:objective></adlseq:objectives>"), "S24-028"),
    "S24-029 dangling": (on_item(sequencing("", ' IDRef="nope"')), "S24-029"),
    "S24-029 ID of an item": (on_item(sequencing("", ' ID="own"')), "S24-029"),
    "S24-029 no ID": (Course(collection=sequencing(SET)), "S24-029"),
    "S24-030 date": (
        on_first('<imsss:limitConditions endTimeLimit="2027-01-01T00:00:00"/>'), "S24-030"),
    "S24-030 resources": (on_first("<imsss:auxiliaryResources/>"), "S24-030"),
    "S24-030 time": (
        on_first(rules(rule_of("exit", condition("timeLimitExceeded"), "exit"))), "S24-030"),
    "S24-031 typo": (change('targetObjectiveID="com.x.course1.mod1" readS',
                            'targetObjectiveID="com.x.course1.mod" readS', PREREQUISITE), "S24-031"),
    "S24-032 for nobody": (
        on_first(objectives(primary("o", mapped(
            "com.x.o", f'readSatisfiedStatus="false" readNormalizedMeasure="false" {WRITE}'))) + SET),
        "S24-032"),
    "S24-033 name of many": (
        replace(on_first(objectives(primary("o", mapped("obj1", WRITE))) + SET), system="true"), "S24-033"),
    "S24-034 no way in": (
        with_folder('<imsss:controlMode choice="false" flow="false"/>'), "S24-034"),
    "S24-035 no flow": (whole('<imsss:controlMode choice="true"/>'), "S24-035"),
    "S24-036 one condition": (
        change('<imsss:ruleCondition referencedObjective="PRE-1" operator="not" condition="objectiveStatusKnown"/>',
               "", PREREQUISITE), "S24-036"),
    "S24-036 both at once": (
        change('conditionCombination="any"', 'conditionCombination="all"', PREREQUISITE), "S24-036"),
    "S24-037 opened by ending": (
        change(f"{SET}</imsss:sequencing></item>\n<item", "</imsss:sequencing></item>\n<item", PREREQUISITE),
        "S24-037"),
    "S24-038 full score": (
        on_first(objectives(primary("o", attributes='satisfiedByMeasure="true"'))), "S24-038"),
    "S24-039 too many": (
        with_folder(FLOW + '<imsss:randomizationControls selectCount="9" selectionTiming="once"/>'),
        "S24-039"),
    "S24-039 never": (
        with_folder(FLOW + '<imsss:randomizationControls selectCount="1"/>'), "S24-039"),
    "S24-040 no number": (
        whole(FLOW + '<imsss:rollupRules><imsss:rollupRule childActivitySet="atLeastCount">'
              '<imsss:rollupConditions><imsss:rollupCondition condition="completed"/></imsss:rollupConditions>'
              '<imsss:rollupAction action="completed"/></imsss:rollupRule></imsss:rollupRules>'), "S24-040"),
    "S24-041 none": (on_first('<imsss:limitConditions attemptLimit="0"/>'), "S24-041"),
    "S24-041 for ever": (on_first(rules(RETRY)), "S24-041"),
    "S24-043 never": (
        on_first(rules(rule_of("pre", condition("always"), "disabled"))), "S24-043"),
    "S24-043 circle": (
        Course(items=locked("lesson", "com.x.a", "com.x.b") + locked("notes", "com.x.b", "com.x.a")),
        "S24-043"),
    "S24-043 folder that waits for what is in it": (
        Course(items=item(
            "folder",
            sequencing(FLOW + rules(gate("g")) + objectives(primary("f"), objective("g", mapped("com.x.a", READ)))),
            inside=item("lesson", sequencing(objectives(primary("o", mapped("com.x.a", WRITE))) + SET))
            + item("notes"))), "S24-043"),
    "S24-044 no weight": (
        Course(items=item("lesson", sequencing('<imsss:rollupRules objectiveMeasureWeight="0"/>'))
               + item("notes", sequencing('<imsss:rollupRules objectiveMeasureWeight="0.0"/>'))), "S24-044"),
    "S24-045 twice": (TWICE, "S24-045"),
    "XML-012 of another edition": (Course("3", changes=(("2004 3rd", "2004 4th"),)), "XML-012"),
    "LOM-001 missing": (Course(metadata=LOCATED), "LOM-001"),
    "LOM-003 of SCORM 1.2": (
        Course(metadata=LOCATED, files={
            "meta.xml": b'<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"/>'}), "LOM-003"),
    "LOM-003 small letters": (
        Course(metadata=LOCATED, files={"meta.xml": b'<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><lifecycle/></lom>'}),
        "LOM-002 LOM-003"),
    "LOM-004 of an item": (
        replace(on_item(LOCATED), files={"meta.xml": b"<x/>"}), "LOM-004"),
}  # fmt: skip


def lom(inside: str) -> Course:
    """Put a metadata record into a file of its own."""
    text = f'<lom xmlns="http://ltsc.ieee.org/xsd/LOM">{inside}</lom>'
    return Course(metadata=LOCATED, files={"meta.xml": text.encode()})


CASES |= {
    "LOM-005 empty": (
        lom('<general><title><string language="en"/></title></general>'), "LOM-005"),
    "LOM-006 word": (
        lom("<lifeCycle><status><source>LOMv1.0</source><value>done</value></status></lifeCycle>"),
        "LOM-006"),
    "LOM-007 card": (
        lom("<lifeCycle><contribute><entity>BEGIN:VCARD\nVERSION:3.0\nFN:A</entity></contribute></lifeCycle>"),
        "LOM-007"),
    "LOM-008 date": (
        lom("<lifeCycle><contribute><date><dateTime>01.02.2024</dateTime></date></contribute></lifeCycle>"),
        "LOM-008"),
    "LOM-008 duration": (
        lom("<technical><duration><duration>45 min</duration></duration></technical>"), "LOM-008"),
    "LOM-009 scheme": (lom("<metaMetadata><language>en</language></metaMetadata>"), "LOM-009"),
    "LOM-010 time": (lom("<educational><language>en</language></educational>"), "LOM-010"),
    "LOM-011 language": (lom("<general><language>russian</language></general>"), "LOM-011"),
    "LOM-011 of a text": (
        lom('<general><title><string language="russian">Парус</string></title></general>'), "LOM-011"),
    "LOM-012 place": (lom("<technical><location>gone.html</location></technical>"), "LOM-012"),
}  # fmt: skip

FINE: dict[str, Course] = {
    "linear": LINEAR,
    "free": FREE,
    "prerequisite": PREREQUISITE,
    "post-test": POST_TEST,
    "pre-test": PRE_TEST,
    "the 3rd Edition": Course("3"),
    "no extensions at all": Course(whole=FLOW, items=item("lesson") + item("notes")),
    "a threshold as the 3rd Edition writes it": on_item(THRESHOLD.format("", "0.8"), "3"),
    "a threshold as the 4th Edition writes it": on_item(
        THRESHOLD.format(' completedByMeasure="true" minProgressMeasure="0.8"', "")
    ),
    "shared data": on_item(SHARED),
    "all that can be hidden": on_item(
        INTERFACE.format(
            "".join(
                f"<adlnav:hideLMSUI>{name}</adlnav:hideLMSUI>"
                for name in "exit exitAll abandon abandonAll suspendAll continue previous".split()
            )
        )
    ),
    "hidden buttons and a menu": replace(STUCK, whole=FLOW),
    "hidden buttons and a script": replace(
        STUCK,
        changes=(('<file href="style.css"/>', '<file href="style.css"/><file href="go.js"/>'),),
        files={"go.js": b'api.SetValue("adl.nav.request", "continue")'},
    ),
    "one part with hidden buttons": Course(
        items=item("lesson", INTERFACE.format(HIDDEN)),
        names=("lesson",),
        whole='<imsss:controlMode choice="false" flow="true"/>',
    ),
    "one part without sequencing": change(
        sequencing(FLOW), "", Course(items=item("lesson"), names=("lesson",))
    ),
    "one resource with parameters": change(
        'identifierref="lesson-page"><title>again',
        'identifierref="lesson-page" parameters="part=2"><title>again',
        TWICE,
    ),
    "one asset twice": change(*ASSET, TWICE),
    "a condition on an objective of the collection": kept(
        rules(rule_of("pre", condition("satisfied", 'referencedObjective="o"'), "skip"))
        + objectives(primary("o"))
    ),
    "a retry that the attempts end": on_first(
        rules(RETRY) + '<imsss:limitConditions attemptLimit="3"/>'
    ),
    "a gate that asks only for what is known": change(
        'operator="not" condition="objectiveStatusKnown"',
        'condition="objectiveStatusKnown"',
        change('conditionCombination="any"', 'conditionCombination="all"', PREREQUISITE),
    ),
    "two writers of which one is open": Course(
        items=locked("lesson", "com.x.a", "com.x.b")
        + locked("notes", "com.x.b", "com.x.a")
        + item("key", sequencing(objectives(primary("k", mapped("com.x.a", WRITE))) + SET)),
        names=("lesson", "notes", "key"),
    ),
    "a gate on an asset that ends": change(
        'identifier="one-page" type="webcontent" adlcp:scormType="sco"',
        'identifier="one-page" type="webcontent" adlcp:scormType="asset"',
        change(
            f"{SET}</imsss:sequencing></item>\n<item",
            "</imsss:sequencing></item>\n<item",
            PREREQUISITE,
        ),
    ),
    "parameters of all kinds": change(
        '"notes-page">', '"notes-page" parameters="?a=%D1%8F&amp;b=(1)#top">'
    ),
    "names of objectives that no other course has": replace(
        on_first(objectives(primary("o", mapped("com.x.o", WRITE))) + SET), system="true"
    ),
    "names of many courses, kept apart": on_first(
        objectives(primary("o", mapped("obj1", WRITE))) + SET
    ),
}
