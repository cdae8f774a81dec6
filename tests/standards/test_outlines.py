"""What packages of each standard are told to hold, whole, odd and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scormkit.archive import FileTree
from scormkit.check.trees import TreeFiles
from scormkit.standards.aicc.outline import outline as aicc
from scormkit.standards.cmi5.outline import outline as cmi5
from scormkit.standards.ims.outline import outline as ims
from scormkit.standards.xapi.checking import outline as xapi

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.standards.outline import Outline

SCORM_2004 = """<?xml version="1.0"?>
<manifest identifier="m" version="3" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o2">
  <organization identifier="o1"><title>Other</title></organization>
  <organization identifier="o2"><title>Main
    course</title>
    <item identifier="i1"><title>Part</title>
      <item identifier="i2" identifierref="r1" parameters="?a=1" isvisible="false"><title>Lesson</title>
        <adlcp:dataFromLMS>x=1</adlcp:dataFromLMS><imsss:sequencing/></item>
      <item identifier="i3" identifierref="gone"><title>Lost</title></item>
    </item></organization></organizations>
<resources xml:base="in/"><resource identifier="r1" type="webcontent" adlcp:scormType="sco" href="a.html?x=1">
  <file href="a.html"/></resource></resources></manifest>"""
CARTRIDGE = """<manifest identifier="c" xmlns="http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.3.0</schemaversion>
<lom xmlns="http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"><general><title><string>Units</string></title>
</general></lom></metadata>
<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
<item identifier="q" identifierref="t"><title>Quiz</title></item></item></organization></organizations>
<resources><resource identifier="t" type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment"><file href="q.xml"/></resource>
</resources></manifest>"""
CMI5 = """<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://ex.org/c"><title><langstring lang="en">Course</langstring></title></course>
<block id="https://ex.org/b"><title><langstring>Block</langstring></title>
<au id="https://ex.org/a" moveOn="Passed" masteryScore="0.8"><title><langstring>Unit</langstring></title>
<url> a/index.html?p=1 </url><launchParameters>{"t":1}</launchParameters></au></block>
<au id="https://ex.org/far"><url>https://far.example/x</url></au></courseStructure>"""
TINCAN = """<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>
<activity id="https://ex.org/q" type="t2"><name lang="en">Question</name><interactionType>choice</interactionType></activity>
<activity id="https://ex.org/c" type="t1"><name lang="en">Course</name><launch lang="en">index.html?a=b</launch></activity>
</activities></tincan>"""
AICC = {
    "sub/Course.CRS": "; made by hand\r\n[Course]\r\nCourse_ID=C1\r\nCOURSE_TITLE = Boats\r\nVersion=4.0\r\n"
    "[Course_Behavior]\r\nMax_Normal=99\r\n",
    "sub/course.au": '"System_ID","Type","Command_Line","File_Name","Mastery_Score"\r\n'
    '"A1","lesson","","a/start.html?x=1","80"\r\n"a2","lesson","","https://far.example/b",""\r\n',
    "sub/course.des": '"System_ID","Developer_ID","Title","Description"\r\n'
    '"A1","d","Sails, and masts","x"\r\n"B1","d","Rigging","x"\r\n',
    "sub/course.cst": '"Block","Member","Member"\r\n"root","B1","A2"\r\n"B1","A1","B1"\r\n',
}  # fmt: skip


def files(**named: str) -> TreeFiles:
    tree = {
        name.replace("__", "/").replace("_xml", ".xml"): t.encode() for name, t in named.items()
    }
    return TreeFiles(FileTree(tree), "p.zip")


def flat(outline: Outline | None, depth: int = 0) -> list[tuple[int, str, str, str]]:
    assert outline
    own = (depth, outline.kind, outline.title, outline.launch)
    return [own, *(line for child in outline.children for line in flat(child, depth + 1))]


def facts(outline: Outline | None, title: str) -> dict[str, str]:
    """The facts of the part with a title."""
    assert outline
    waiting = [outline]
    while waiting:
        part = waiting.pop()
        if part.title == title:
            return dict(part.facts)
        waiting += part.children
    raise AssertionError(title)


def test_scorm_2004() -> None:
    read = ims(files(c__imsmanifest_xml=SCORM_2004, c__stray="x"), "c/imsmanifest.xml")
    assert flat(read) == [
        (0, "SCORM 2004", "Main course", "c/imsmanifest.xml"),
        (1, "organization", "Other", ""),
        (1, "organization", "Main\n    course", ""),
        (2, "item", "Part", ""),
        (3, "SCO", "Lesson", "c/in/a.html"),
        (3, "item", "Lost", ""),
        (1, "resources", "", ""),
        (2, "SCO", "r1", "c/in/a.html"),
        (1, "not listed", "", ""),
        (2, "file", "", "c/stray"),
    ]
    assert facts(read, "Main course") == {
        "identifier": "m", "version": "3", "schema": "ADL SCORM", "schemaversion": "2004 4th Edition",
    }  # fmt: skip
    assert facts(read, "Lesson") == {
        "identifier": "i2", "parameters": "?a=1", "isvisible": "false", "dataFromLMS": "x=1",
    }  # fmt: skip
    assert facts(read, "Lost") == {"identifier": "i3", "refers to nothing": "gone"}


def test_common_cartridge() -> None:
    read = ims(files(imsmanifest_xml=CARTRIDGE), "imsmanifest.xml")
    assert flat(read)[:2] == [
        (0, "Common Cartridge", "Units", "imsmanifest.xml"),
        (1, "organization", "", ""),
    ]
    assert facts(read, "t") == {"type": "imsqti_xmlv1p2/imscc_xmlv1p3/assessment", "files": "1"}


def test_cmi5() -> None:
    read = cmi5(files(cmi5_xml=CMI5), "cmi5.xml")
    assert flat(read) == [
        (0, "cmi5", "Course", "cmi5.xml"),
        (1, "block", "Block", ""),
        (2, "AU", "Unit", "a/index.html"),
        (1, "AU", "", "https://far.example/x"),
    ]
    assert facts(read, "Unit") == {
        "id": "https://ex.org/a", "moveOn": "Passed", "masteryScore": "0.8", "query": "p=1",
        "launchParameters": '{"t":1}',
    }  # fmt: skip
    assert facts(read, "Course") == {"id": "https://ex.org/c"}


def test_tincan() -> None:
    read = xapi(files(x__tincan_xml=TINCAN), "x/tincan.xml")
    assert flat(read) == [
        (0, "Tin Can (xAPI)", "Course", "x/tincan.xml"),
        (1, "activity", "Question", ""),
        (1, "activity", "Course", "x/index.html"),
    ]
    assert facts(read, "Question") == {
        "id": "https://ex.org/q", "type": "t2", "interactionType": "choice",
    }  # fmt: skip


def test_aicc_and_a_block_inside_itself() -> None:
    tree = TreeFiles(FileTree({n: t.encode() for n, t in AICC.items()}), "p.zip")
    read = aicc(tree, "sub/Course.CRS")
    assert flat(read)[:4] == [
        (0, "AICC", "Boats", "sub/Course.CRS"),
        (1, "block", "Rigging", ""),
        (2, "AU", "Sails, and masts", "sub/a/start.html"),
        (2, "block", "Rigging", ""),
    ]
    assert flat(read)[-1] == (1, "AU", "", "https://far.example/b")
    assert facts(read, "Boats") == {"course_id": "C1", "version": "4.0"}
    assert facts(read, "Sails, and masts") == {"system_id": "A1", "mastery_score": "80"}


def test_aicc_without_a_structure_lists_its_units() -> None:
    names = [name for name in AICC if not name.endswith("cst")]
    tree = TreeFiles(FileTree({n: AICC[n].encode() for n in names}), "p.zip")
    assert [part[1] for part in flat(aicc(tree, "sub/Course.CRS"))] == ["AICC", "AU", "AU"]


HOSTILE = [
    "", "<", "<a>", "no XML at all",
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "<a/>", "<a xmlns='b'><course/><activities><activity/></activities><au/><block/></a>",
    "<manifest><organizations><organization><item/></organization></organizations><resources/></manifest>",
    "<manifest>" + "<item>" * 180 + "</item>" * 180 + "</manifest>",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("read", [ims, cmi5, xapi], ids=["ims", "cmi5", "xapi"])
def test_whatever_is_called_so_is_no_reason_to_fail(
    text: str, read: Callable[[Any, str], Outline | None]
) -> None:
    found = read(files(own_xml=text), "own.xml")
    assert found is None or found.launch == "own.xml"
    if not text.startswith(("<a", "<manifest")) or text == "<a>":
        assert found is None
