"""Files of questions: every rule finds what it is for, and in good files nothing is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.check.catalogue import codes
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from scormkit.validate.questions import check_aiken, check_gift
from scormkit.validate.questions.gift import read_gift
from scormkit.writers.gift import escape

if TYPE_CHECKING:
    from pathlib import Path

GIFT = r"""// Вопросы
$CATEGORY: $course$/top/Лодки

::Мачта::[html]Что держит парус\: a \= b \{да\}?{
  =Мачта#Верно\: она.
  ~Киль
  ~%50%Рея
}

Кто на борту? {~%33.33333%Капитан ~%33.33333%Кок ~%33.33333%Юнга ~%-100%Чайка ####Двое.}

Море солёное. {T}

Год? {#1822:2}

Столица {=Москва -> Россия =Париж -> Франция} верна.

Как зовут? {=Иван =%80%Ваня}

Расскажите. {}

Просто текст без скобок.
"""
AIKEN = """\
Что держит парус?
A) Мачта
B) Киль
ANSWER: A

Где нос?
A. Спереди
B. Сзади
ANSWER: A
"""
MOODLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/A</text></category></question>
<question type="multichoice"><name><text>Кто</text></name>
<questiontext format="html"><text>Кто? @@PLUGINFILE@@/boat.svg</text><file name="boat.svg" path="/" encoding="base64">AA==</file></questiontext>
<single>false</single><idnumber>who</idnumber>
<answer fraction="50"><text>Капитан</text></answer>
<answer fraction="50"><text>Кок</text></answer>
<answer fraction="-50"><text>Чайка</text></answer>
</question>
<question type="essay"><name><text>Эссе</text></name><questiontext><text>Эссе</text></questiontext><idnumber>essay</idnumber></question>
</quiz>
"""
ITEM = """\
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="q" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="identifier">
<correctResponse><value>a</value></correctResponse>
<mapping><mapEntry mapKey="b" mappedValue="1"/></mapping></responseDeclaration>
<itemBody><p>Кто? <img src="boat.svg" alt="Лодка"/></p>
<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="0">
<simpleChoice identifier="a">A</simpleChoice><simpleChoice identifier="b">B</simpleChoice>
</choiceInteraction></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>
</assessmentItem>
"""
ITEM3 = """\
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q" title="q">
<qti-response-declaration identifier="RESPONSE" cardinality="multiple" base-type="directedPair">
<qti-correct-response><qti-value>a b</qti-value></qti-correct-response></qti-response-declaration>
<qti-item-body><qti-match-interaction response-identifier="RESPONSE"><qti-prompt>Что?</qti-prompt>
<qti-simple-match-set><qti-simple-associable-choice identifier="a" match-max="1">A</qti-simple-associable-choice></qti-simple-match-set>
<qti-simple-match-set><qti-simple-associable-choice identifier="b" match-max="1">B</qti-simple-associable-choice></qti-simple-match-set>
</qti-match-interaction></qti-item-body>
<qti-response-processing template="match_correct"/></qti-assessment-item>
"""
PACKAGE = """\
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><metadata/><organizations/><resources>
<resource identifier="r" type="imsqti_item_xmlv2p1" href="items/q.xml"><file href="items/q.xml"/></resource>
</resources></manifest>
"""
GOOD = {"g.gift": GIFT, "a.aiken": AIKEN, "m.xml": MOODLE, "i2.xml": ITEM, "i3.xml": ITEM3}
CASES = [
    ("g.gift", "Просто текст", "Просто { текст", "QF-001", 22),
    ("g.gift", "Просто текст", "Просто } текст", "QF-001", 22),
    ("g.gift", "Море солёное.", "Море {солёное}.", "QF-001", 12),
    ("g.gift", "{T}", "{~a}", "QF-002", 12),
    ("g.gift", "{T}", "{~a ~b}", "QF-002", 12),
    ("g.gift", "%50%Рея", "%51%Рея", "QF-003", 7),
    ("g.gift", "~%33.33333%Юнга", "", "QF-003", 10),
    ("g.gift", "%80%Ваня", "%33%Ваня", "QF-003", 18),
    ("g.gift", "Расскажите.", "Расскажите. {}\n\nРасскажите.", "QF-007", 22),
    ("a.aiken", "ANSWER: A\n\n", "ANSWER: Z\n\n", "QF-005", 4),
    ("a.aiken", "ANSWER: A\n\n", "\n", "QF-005", 1),
    ("a.aiken", "B) Киль\n", "", "QF-005", 1),
    ("a.aiken", "ANSWER: A\n\n", "ANSWER: A\nANSWER: A\n", "QF-005", 5),
    ("m.xml", '"essay"', '"mcq"', "QF-004", 11),
    ("m.xml", "<name><text>Эссе</text></name>", "", "QF-004", 11),
    ("m.xml", "<questiontext><text>Эссе</text></questiontext>", "", "QF-004", 11),
    ("m.xml", 'fraction="50"><text>Кок', 'fraction="40"><text>Кок', "QF-003", 4),
    ("m.xml", 'fraction="-50"', 'fraction="-51"', "QF-003", 9),
    ("m.xml", 'name="boat.svg"', 'name="boot.svg"', "QF-006", 5),
    ("m.xml", "<idnumber>essay</idnumber>", "<idnumber>who</idnumber>", "QF-007", 11),
    ("m.xml", "</quiz>", "", "XML-001", 13),
    ("i2.xml", 'responseIdentifier="RESPONSE"', 'responseIdentifier="RESPONS"', "QTI-009", 6),
    ("i2.xml", "<value>a</value>", "<value>z</value>", "QTI-009", 3),
    ("i2.xml", 'mapKey="b"', 'mapKey="z"', "QTI-009", 4),
    ("i2.xml", 'cardinality="multiple"', 'cardinality="single"', "QTI-009", 2),
    ("i2.xml", 'baseType="identifier"', 'baseType="string"', "QTI-009", 2),
    ("i3.xml", "<qti-value>a b</qti-value>", "<qti-value>a c</qti-value>", "QTI-009", 3),
    ("i3.xml", "directedPair", "pair", "QTI-009", 2),
    ("i2.xml", ' template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"', "", "QTI-010", 1),
    ("i3.xml", '<qti-response-processing template="match_correct"/>', "", "QTI-010", 1),
    ("i2.xml", ' alt="Лодка"', "", "QTI-011", 5),
    ("i3.xml", "<qti-prompt>Что?</qti-prompt>", "", "QTI-011", 4),
]  # fmt: skip


def found(path: Path, text: str) -> Report:
    path.write_text(text, encoding="utf-8")
    report = Report()
    check_package(path, report)
    return report


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_clean(name: str, tmp_path: Path) -> None:
    assert list(found(tmp_path / name, GOOD[name])) == []


@pytest.mark.parametrize(("name", "old", "new", "code", "line"), CASES)
def test_finds_exactly(name: str, old: str, new: str, code: str, line: int, tmp_path: Path) -> None:
    assert old in GOOD[name]
    report = found(tmp_path / name, GOOD[name].replace(old, new, 1))
    assert {d.code for d in report} == {code}, list(report)
    assert line in {d.at.line for d in report}, list(report)
    assert all(d.hint and not d.message.endswith(".") for d in report)


def test_every_rule_is_tried() -> None:
    ours = {c for c in codes() if c.startswith("QF-") or c in {"QTI-009", "QTI-010", "QTI-011"}}
    assert ours == {code for _, _, _, code, _ in CASES if not code.startswith("XML")}


def test_a_package_of_items_is_known_by_its_manifest(tmp_path: Path) -> None:
    items = tmp_path / "items"
    items.mkdir()
    (tmp_path / "imsmanifest.xml").write_text(PACKAGE, encoding="utf-8")
    (items / "q.xml").write_text(ITEM.replace("<value>a<", "<value>z<"), encoding="utf-8")
    report = Report()
    check_package(tmp_path, report)
    assert [d.code for d in report] == ["QTI-009"]
    (items / "q.xml").unlink()
    lost = Report()
    check_package(tmp_path, lost)
    assert [d.code for d in lost] == ["RES-001"]


def test_odd_bytes_are_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "x.gift"
    path.write_bytes(b"\xff{~\x00")
    report = Report()
    check_package(path, report)
    assert report.has_errors


@given(st.text(alphabet="ab={}~#%:[]/\\\n -5.T>AB)", max_size=80))
def test_any_text_is_read(text: str) -> None:
    report = Report()
    check_gift(text, report, "x.gift")
    check_aiken(text, report, "x.aiken")
    assert all(d.at.line > 0 for d in report)


@given(st.text(max_size=60))
def test_escaped_text_is_one_question_without_braces(text: str) -> None:
    sheet = read_gift(f"::n::x{escape(text)}", "x.gift")
    assert sheet.faults == ()
    assert len(sheet.entries) == 1
