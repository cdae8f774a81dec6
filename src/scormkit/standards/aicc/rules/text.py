"""How the course files are written: lines, quotes, names of columns and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.aicc.facts import COURSE, TABLES
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.aicc.descriptors import AiccCourse, Table

_CLAUSE = "CMI001 4.0, course structure; practice"


@rule("AICC-004", severity=Severity.WARNING, clause=_CLAUSE)
def written_as_importers_read(course: AiccCourse) -> Findings:
    """Course files are written so that every importer can read them.

    Lines end with CR and LF, every field of a table stands in double quotes and has a column, and
    columns and values bear the names of the standard. Importers match lines against patterns and
    drop in silence what looks different: a unit is then missing, or has no title. Export the course
    again or correct the line.
    """
    for text in (course.text, *(table.text for table in course.tables.values())):
        at = course.at(text)
        if text.empty:
            yield Finding("The file is empty", at)
        elif text.ends - {"\r\n"}:
            yield Finding("Lines end without CR and LF", at)
        if text.marked:
            yield Finding("The file begins with a byte order mark, which spoils its first name", at)
        if not text.utf8:
            yield Finding("The file is not UTF-8: letters beyond ASCII may arrive wrong", at)
    yield from _course(course)
    for kind, table in course.tables.items():
        if not table.text.empty:
            yield from _table(course, kind, table)


def _course(course: AiccCourse) -> Findings:
    at = course.at(course.text)
    if course.text.empty:
        return
    if "course" not in course.groups:
        yield Finding("There is no group [Course]", at)
        return
    for name in (*COURSE["required"], *COURSE["expected"]):
        value = course.value(name)
        if value is None:
            yield Finding(f"[Course] has no {name}", at)
        elif not value.text and name in COURSE["required"]:
            yield Finding(f"{name} is empty", course.at(course.text, value.line))


def _table(course: AiccCourse, kind: str, table: Table) -> Findings:
    names = [name for name in TABLES[kind]["required"] if name.lower() not in table.columns]
    if names:
        at = course.at(table.text, table.header.line)
        yield Finding(f"There is no column {', '.join(names)}", at)
    for record in (table.header, *table.records):
        at = course.at(table.text, record.line)
        given, wanted = len(record.fields), len(table.columns)
        if record.broken:
            yield Finding("Double quotes do not come in pairs around fields", at)
        elif record.bare:
            yield Finding(f"{record.bare[0]!r} does not stand in double quotes", at)
        elif given != wanted:
            yield Finding(f"There are {given} fields and {wanted} columns", at)


RULES = (written_as_importers_read,)
