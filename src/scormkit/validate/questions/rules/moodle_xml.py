"""What only Moodle XML can get wrong."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from scormkit.diagnostics import Severity
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.validate.document import Document

_KINDS: Final = frozenset(
    "category description multichoice truefalse shortanswer numerical matching essay cloze multianswer "
    "calculated calculatedsimple calculatedmulti ddwtos gapselect ddimageortext ddmarker ordering "
    "randomsamatch".split()
)
_PLACE = re.compile(r"@@PLUGINFILE@@/([^\"'<>\s)?#]+)")


@rule("QF-004", severity=Severity.ERROR, clause="Moodle XML format")
def complete(document: Document) -> Findings:
    """Every question in Moodle XML has a known type, a name and a text.

    Moodle stops at an unknown type and shows a question without a name as an empty line. Write the
    type as Moodle spells it, and fill in <name> and <questiontext>.
    """
    for question in document.root.iterfind("question"):
        kind = question.get("type")
        at = document.at(line_of(question))
        if kind not in _KINDS:
            near = difflib.get_close_matches(kind or "", _KINDS, 1)
            hint = f"Did you mean {near[0]}?" if near else ""
            told = f"The type {kind!r} is unknown" if kind else "The question has no type"
            yield Finding(told, at, hint)
            continue
        if kind == "category":
            if not question.findtext("category/text", "").strip():
                yield Finding("The category has no name", at)
            continue
        for name in ("name", "questiontext"):
            if not question.findtext(f"{name}/text", "").strip():
                yield Finding(f"The question has no <{name}>", at)


@rule("QF-006", severity=Severity.WARNING, clause="Moodle XML format, file")
def files(document: Document) -> Findings:
    """Files that a text refers to are embedded in it, and embedded ones are used.

    A picture stands as <file> right beside the <text> that shows it; elsewhere Moodle does not find
    it. Embed the file, or remove what nothing shows.
    """
    for holder in document.root.iter("*"):
        text = holder.find("text")
        if text is None:
            continue
        wanted = {unquote(found) for found in _PLACE.findall(text.text or "")}
        given = {}
        for file in holder.iterfind("file"):
            path = file.get("path", "/").lstrip("/") + file.get("name", "")
            given[path] = line_of(file)
        for path in sorted(wanted - given.keys()):
            message = f"The file {path!r} is not embedded"
            yield Finding(message, document.at(line_of(text)))
        for path in sorted(given.keys() - wanted):
            yield Finding(f"Nothing shows the file {path!r}", document.at(given[path]))


RULES = (complete, files)
