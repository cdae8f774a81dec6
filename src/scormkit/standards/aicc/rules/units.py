"""Assignable units: what is launched, and when it is passed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.diagnostics import Severity
from scormkit.standards.aicc.facts import LIMITS
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.aicc.descriptors import AiccCourse

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)$", re.ASCII)


@rule("AICC-003", severity=Severity.ERROR, clause="CMI001 4.0, course structure; File_Name")
def launch_files_exist(course: AiccCourse) -> Findings:
    """The file that a unit launches is in the package.

    File_Name leads there from the course files, in the very spelling of the package, or is the
    whole address of a page elsewhere. Correct the name or put the file into the package.
    """
    folder = course.path.rpartition("/")[0]
    folded = {path.casefold(): path for path in course.files}
    for table, record, name in course.each("au", "File_Name"):
        if "file_name" not in table.columns or _ELSEWHERE.match(name):
            continue
        at = course.at(table.text, record.line)
        path = unquote(name.partition("#")[0].partition("?")[0]).removeprefix("./")
        path = f"{folder}/{path}" if folder else path
        if not name:
            yield Finding("The unit has no File_Name", at)
        elif path not in course.files:
            other = folded.get(path.replace("\\", "/").casefold())
            hint = f"The package has {other!r}: write it in the same way." if other else ""
            yield Finding(f"{name!r} is not in the package", at, hint)


@rule("AICC-005", severity=Severity.WARNING, clause="CMI001 4.0, course structure; Mastery_Score")
def mastery_is_a_percentage(course: AiccCourse) -> Findings:
    """The mastery score is a number from 0 to 100.

    The LMS compares it with the learner's score to decide about passed and failed; what is no
    number it ignores. Write the percentage as a plain number, such as 80, or leave the field empty.
    """
    for table, record, score in course.each("au", "Mastery_Score"):
        right = _NUMBER.match(score) and 0 <= float(score) <= LIMITS["score_max"]
        if score and not right:
            yield Finding(f"Mastery_Score is {score!r}", course.at(table.text, record.line))


@rule("AICC-009", severity=Severity.ERROR, clause="CMI001 4.0, course structure; System_ID")
def system_ids(course: AiccCourse) -> Findings:
    """Every unit has a System_ID of its own.

    By it the other files speak of the unit; of two with one id an importer keeps the last. Give
    each unit an id such as A1, A2, A3.
    """
    seen: set[str] = set()
    for table, record, name in course.each("au", "System_ID"):
        at = course.at(table.text, record.line)
        if "system_id" not in table.columns:
            return
        if not name:
            yield Finding("The unit has no System_ID", at)
        elif name.lower() in seen:
            yield Finding(f"The System_ID {name!r} stands twice", at)
        seen.add(name.lower())


RULES = (launch_files_exist, mastery_is_a_percentage, system_ids)
