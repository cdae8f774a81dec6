"""Every rule of Common Cartridge finds what it is for in a good cartridge that one change breaks."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from in_memory import check_tree
from scormkit.archive.tree import FileTree
from scormkit.check.catalogue import codes
from scormkit.diagnostics import Report

MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="boats" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
  xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1 cc.xsd
    http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest lom.xsd">
  <metadata>
    <schema>IMS Common Cartridge</schema>
    <schemaversion>1.3.0</schemaversion>
    <lomimscc:lom><lomimscc:general><lomimscc:title>
      <lomimscc:string language="ru">Лодки</lomimscc:string>
    </lomimscc:title></lomimscc:general></lomimscc:lom>
  </metadata>
  <organizations>
    <organization identifier="o" structure="rooted-hierarchy">
      <item identifier="root">
        <item identifier="m"><title>Модуль</title>
          <item identifier="i1" identifierref="r1"><title>Страница</title></item>
          <item identifier="i2" identifierref="r2"><title>Тест</title></item>
          <item identifier="i3" identifierref="r3"><title>Ссылка</title></item>
        </item>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="r1" type="webcontent" href="page.html">
      <file href="page.html"/>
      <dependency identifierref="r4"/>
    </resource>
    <resource identifier="r2" type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment">
      <file href="test.xml"/>
      <dependency identifierref="r4"/>
    </resource>
    <resource identifier="r3" type="imswl_xmlv1p3">
      <file href="link.xml"/>
    </resource>
    <resource identifier="r4" type="webcontent">
      <file href="boat.svg"/>
    </resource>
    <resource identifier="r5" type="imsqti_xmlv1p2/imscc_xmlv1p3/question-bank">
      <file href="bank.xml"/>
    </resource>
  </resources>
</manifest>
"""


def field(label: str, entry: str) -> str:
    return (
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel><fieldentry>{entry}</fieldentry>"
        "</qtimetadatafield>"
    )


def item(ident: str, profile: str, cardinality: str, labels: str, right: str) -> str:
    made = "".join(
        f'<response_label ident="{label}"><material><mattext>{label}</mattext></material></response_label>'
        for label in labels
    )
    return f"""\
<item ident="{ident}" title="{ident}">
<itemmetadata><qtimetadata>{field("cc_profile", profile)}{field("cc_weighting", "2")}</qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">$IMS-CC-FILEBASE$/boat.svg</mattext></material>
<response_lid ident="r" rcardinality="{cardinality}"><render_choice>{made}</render_choice></response_lid></presentation>
<resprocessing><outcomes><decvar varname="SCORE" vartype="Decimal" minvalue="0" maxvalue="100"/></outcomes>
<respcondition continue="No"><conditionvar><varequal respident="r">{right}</varequal></conditionvar>
<setvar action="Set" varname="SCORE">100</setvar>
<displayfeedback feedbacktype="Response" linkrefid="fb-{ident}"/></respcondition></resprocessing>
<itemfeedback ident="fb-{ident}"><flow_mat><material><mattext>Да</mattext></material></flow_mat></itemfeedback>
</item>
"""


ESSAY = f"""\
<item ident="essay"><itemmetadata><qtimetadata>{field("cc_profile", "cc.essay.v0p1")}
{field("qmd_computerscored", "No")}</qtimetadata></itemmetadata>
<presentation><material><mattext>Расскажите</mattext></material>
<response_str ident="r"><render_fib/></response_str></presentation></item>
"""
NS = 'xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
TEST = f"""\
<questestinterop {NS}>
<assessment ident="a" title="Тест"><qtimetadata>{field("cc_profile", "cc.exam.v0p1")}{field("cc_maxattempts", "3")}</qtimetadata>
<section ident="s">
{item("tf", "cc.true_false.v0p1", "Single", "ab", "a")}\
{item("mc", "cc.multiple_choice.v0p1", "Single", "abc", "b")}\
{item("mr", "cc.multiple_response.v0p1", "Multiple", "ab", "a")}\
{ESSAY}</section>
</assessment>
</questestinterop>
"""
BANK = f'<questestinterop {NS}>\n<objectbank ident="b">{ESSAY}</objectbank></questestinterop>\n'
LINK = """\
<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3"><title>A</title><url href="https://example.org"/></webLink>
"""
GOOD = {
    "imsmanifest.xml": MANIFEST, "test.xml": TEST, "bank.xml": BANK, "link.xml": LINK,
    "boat.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "page.html": "<!doctype html><html lang=ru><title>С</title><img src=boat.svg alt=''></html>",
}  # fmt: skip
SECOND = '<organization identifier="p" structure="rooted-hierarchy"><item identifier="q"/></organization></organizations>'


class Case(NamedTuple):
    """What to replace in which file, and the codes that are found then."""

    name: str
    file: str
    old: str
    new: str
    finds: str


M, T = "imsmanifest.xml", "test.xml"
CASES = [
    Case("no-lom", M, MANIFEST[MANIFEST.index("<lomimscc:lom>") : MANIFEST.index("  </metadata>")], "", "CC-001"),
    Case("version", M, "1.3.0", "1.1.0", "CC-001"),
    Case("schema", M, "IMS Common Cartridge", "ADL SCORM", "CC-001"),
    Case("default", M, "<organizations>", '<organizations default="o">', "CC-002 XML-013"),
    Case("hidden", M, 'identifier="i1"', 'identifier="i1" isvisible="false"', "CC-002 XML-013"),
    Case("parameters", M, 'identifier="i1"', 'identifier="i1" parameters="?a=b"', "CC-002 XML-013"),
    Case("two-organizations", M, "</organizations>", SECOND, "CC-003 XML-013"),
    Case("flat", M, ' structure="rooted-hierarchy"', ' structure="hierarchical"', "CC-003 XML-013"),
    Case("root-title", M, '<item identifier="root">', '<item identifier="root"><title>A</title>', "CC-003 XML-013"),
    Case("root-shows", M, '<item identifier="root">', '<item identifier="root" identifierref="r1">', "CC-003 XML-013"),
    Case("no-title", M, "<title>Тест</title>", "<title> </title>", "CC-003"),
    Case("wrong-type", M, "imswl_xmlv1p3", "imswl_v1", "CC-004"),
    Case("other-edition", M, "imswl_xmlv1p3", "imswl_xmlv1p1", "CC-004"),
    Case("chamilo", M, "imsqti_xmlv1p2/imscc_xmlv1p3/assessment", "imsqti_xmlv1p3/imscc_xmlv1p3/assessment", "CC-004"),
    Case("link-href", M, 'type="imswl_xmlv1p3"', 'type="imswl_xmlv1p3" href="link.xml"', "CC-005"),
    Case("two-files", M, '<file href="link.xml"/>', '<file href="link.xml"/><file href="boat.svg"/>', "CC-005 RES-022"),
    Case("needs-a-link", M, '<file href="test.xml"/>', '<file href="test.xml"/><dependency identifierref="r3"/>', "CC-006"),
    Case("page-needs-a-test", M, '<file href="page.html"/>', '<file href="page.html"/><dependency identifierref="r2"/>', "CC-006"),
    Case("two-banks", M, 'imscc_xmlv1p3/assessment"', 'imscc_xmlv1p3/question-bank"', "CC-007"),
    Case("bank-shown", M, 'identifierref="r3"', 'identifierref="r5"', "CC-007"),
    Case("page-with-items", M, "Страница</title>", 'Страница</title><item identifier="i4"><title>A</title></item>', "CC-008"),
    Case("thin", M, "IMS Common Cartridge", "IMS Thin Common Cartridge", "CC-009"),
    Case("lost-picture", T, "$IMS-CC-FILEBASE$/boat.svg", "$IMS-CC-FILEBASE$/lost.svg", "CC-010"),
    Case("nested", M, "</manifest>", '<manifest identifier="n"/></manifest>', "CC-011 XML-013"),
    Case("extension", M, "</metadata>", '<a:b xmlns:a="urn:a"/></metadata>', "CC-011 XML-009"),
    Case("two-assessments", T, "</assessment>", '</assessment><assessment ident="z" title="z"><section ident="z"/></assessment>', "QTI-001"),
    Case("no-section", T, TEST[TEST.index("<section") : TEST.index("</assessment>")], "", "QTI-001"),
    Case("other-root", T, "questestinterop", "quiz", "QTI-001"),
    Case("ten-attempts", T, ">3<", ">10<", "QTI-002"),
    Case("weight", T, ">2<", ">0<", "QTI-002"),
    Case("label-twice", T, field("cc_weighting", "2"), field("cc_weighting", "2") * 2, "QTI-002"),
    Case("unknown-label", T, "cc_maxattempts", "attempts", "QTI-002"),
    Case("time", T, field("cc_maxattempts", "3"), field("qmd_timelimit", "600000"), "QTI-002"),
    Case("no-profile", T, "cc.multiple_choice.v0p1", "cc.match.v0p1", "QTI-003"),
    Case("true-false-of-three", T, "cc.multiple_choice.v0p1", "cc.true_false.v0p1", "QTI-004"),
    Case("choice-of-two", T, "cc.true_false.v0p1", "cc.multiple_choice.v0p1", "QTI-004"),
    Case("cardinality", T, '"Multiple"', '"Single"', "QTI-004"),
    Case("no-such-answer", T, '<varequal respident="r">b<', '<varequal respident="r">zzz<', "QTI-005"),
    Case("no-such-response", T, '<varequal respident="r">b<', '<varequal respident="s">b<', "QTI-005"),
    Case("scored-essay", T, field("qmd_computerscored", "No"), field("qmd_computerscored", "Yes"), "QTI-006"),
    Case("dangling-feedback", T, 'linkrefid="fb-mc"', 'linkrefid="fb"', "QTI-007"),
    Case("same-ident", T, '<item ident="mr"', '<item ident="mc"', "QTI-008"),
    Case("order", T, "<presentation>", "<itemfeedback ident='x'/><presentation>", "XML-013"),
    Case("unclosed", T, "</section>", "", "XML-001"),
    Case("lost-file", M, '<file href="boat.svg"/>', '<file href="boot.svg"/>', "RES-001 RES-025"),
]  # fmt: skip


def found(changes: dict[str, str]) -> Report:
    report = Report()
    tree = FileTree({name: text.encode() for name, text in {**GOOD, **changes}.items()})
    check_tree(tree, "boats.imscc", report, "cc13")
    return report


def test_a_good_cartridge_is_clean() -> None:
    assert list(found({})) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_finds_exactly(case: Case) -> None:
    text = GOOD[case.file]
    assert case.old in text
    report = found({case.file: text.replace(case.old, case.new)})
    assert {d.code for d in report} == set(case.finds.split()), list(report)
    assert all(d.message and not d.message.endswith(".") and d.hint for d in report)
    own = [d for d in report if d.code in case.finds.split()[:1]]
    assert all(d.at.path == f"boats.imscc/{case.file}" and d.at.line for d in own)


def test_every_rule_is_tried() -> None:
    tried = {code for case in CASES for code in case.finds.split()}
    ours = {c for c in codes() if c.startswith("CC-0") or (c.startswith("QTI-") and c < "QTI-009")}
    assert ours <= tried


@pytest.mark.parametrize(
    ("namespace", "title"),
    [
        ("imscc", "1.1"),
        ("imsccv1p1", "1.1"),
        ("imsccv1p2", "1.1"),
        ("imsccv1p3", "1.3"),
        ("imsccv1p4", "1.3"),
    ],
)
def test_the_namespace_decides_the_edition(namespace: str, title: str) -> None:
    from scormkit.check.trees import TreeFiles
    from scormkit.standards import detect

    text = MANIFEST.replace("xsd/imsccv1p3/imscp", f"xsd/{namespace}/imscp")
    files = TreeFiles(FileTree({"imsmanifest.xml": text.encode()}), "boats.imscc")
    assert [s.title for s, _ in detect(files)] == [f"Common Cartridge {title}"]
