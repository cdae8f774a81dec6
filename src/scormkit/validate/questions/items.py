"""Items of QTI 2 and 3: the same model in two spellings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.validate.engine import run
from scormkit.validate.questions.rules import items as rules
from scormkit.validate.rules import xml_text

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.validate.document import Document

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:assessmentItem|qti-assessment-item)[\s>]")
_HEAD = 1 << 14


def is_item(data: bytes) -> bool:
    """Answer whether a document is an item of QTI 2 or 3, by its root."""
    return bool(_ROOT.search(data[:_HEAD]))


def check_item(document: Document, report: Report) -> None:
    """Run the rules on an item."""
    if all(run(stage, document, report) for stage in (xml_text.FIRST, xml_text.SECOND)):
        run(rules.RULES, document, report)
