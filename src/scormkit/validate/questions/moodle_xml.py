"""Reads Moodle XML: one element for each question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.validate.document import line_of
from scormkit.validate.engine import run
from scormkit.validate.questions.rules import banks
from scormkit.validate.questions.rules import moodle_xml as rules
from scormkit.validate.questions.sheet import Entry, Mark, Sheet
from scormkit.validate.rules import xml_text

if TYPE_CHECKING:
    from lxml import etree

    from scormkit.diagnostics import Report
    from scormkit.validate.document import Document

_ROOT = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>|<!--.*?-->|\s+)*<quiz[\s>]", re.DOTALL)
_HEAD = 1 << 14


def is_moodle_xml(data: bytes) -> bool:
    """Answer whether a document is Moodle XML, by its root."""
    return bool(_ROOT.match(data[:_HEAD]))


def check_moodle_xml(document: Document, report: Report) -> None:
    """Run the rules on a document whose root is ``quiz``."""
    if not all(run(stage, document, report) for stage in (xml_text.FIRST, xml_text.SECOND)):
        return
    run(rules.RULES, document, report)
    entries = tuple(_entry(element) for element in document.root.iterfind("question"))
    sheet = Sheet(document.at().path, tuple(e for e in entries if e.kind != "category"))
    run(banks.RULES, sheet, report)


def _entry(element: etree._Element) -> Entry:
    kind = element.get("type", "")
    # in questions of order the number says where the answer stands
    graded = kind != "ordering"
    marks = tuple(_mark(answer, graded=graded) for answer in element.iterfind("answer"))
    several = kind == "multichoice" and element.findtext("single", "").strip() in {"false", "0"}
    text = " ".join(element.findtext("questiontext/text", "").split())
    identifier = element.findtext("idnumber", "").strip()
    return Entry(line_of(element), kind, text, marks, several, identifier)


def _mark(answer: etree._Element, *, graded: bool) -> Mark:
    stated = answer.get("fraction") if graded else None
    try:
        grade = float(stated or "0")
    except ValueError:
        grade = 0.0
    text = " ".join(answer.findtext("text", "").split())
    return Mark(line_of(answer), text, grade, stated=stated is not None)
