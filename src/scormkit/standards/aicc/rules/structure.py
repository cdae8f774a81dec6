"""Whether the course files belong together and speak of the same things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.aicc.facts import ROOT, TABLES
from scormkit.standards.cmi.circles import leads_to_itself
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.aicc.descriptors import AiccCourse

_CLAUSE = "CMI001 4.0, course structure"


@rule("AICC-001", severity=Severity.ERROR, clause=_CLAUSE)
def all_files(course: AiccCourse) -> Findings:
    """A course has a .crs, an .au, a .des and a .cst of one name.

    They lie in one folder and differ in their endings only; without one of them an importer refuses
    the course or finds nothing in it. Export the course again, or give the files one name.
    """
    base = course.path.rpartition(".")[0]
    for kind in course.missing:
        yield Finding(f"{base}.{kind} is missing ({TABLES[kind]['title']})", course.at(course.text))


@rule("AICC-002", severity=Severity.ERROR, clause=_CLAUSE)
def members_exist(course: AiccCourse) -> Findings:
    """The structure has a block called root, and every member of a block exists.

    A member is a unit with a line in the .au file or a block with a line in the .cst file. What is
    only named cannot be launched, and without a root there is nothing to begin with. Correct the
    name or add the missing line.
    """
    table = course.tables.get("cst")
    if table is None:
        return
    if ROOT not in course.blocks:
        yield Finding("No block is called root", course.at(table.text))
    for _, record, block, members in course.structure():
        at = course.at(table.text, record.line)
        for member in members:
            if "au" in course.tables and member.lower() not in course.elements:
                yield Finding(f"The member {member!r} is neither a unit nor a block", at)
        if leads_to_itself(block.lower(), course.blocks):
            yield Finding(f"The block {block!r} is inside itself", at)


@rule("AICC-007", severity=Severity.WARNING, clause=_CLAUSE)
def units_are_placed_and_described(course: AiccCourse) -> Findings:
    """Every unit stands in the structure and has a title.

    A unit that no block holds is shown at the wrong place or not at all; one without a line in the
    .des file has no title. Add the unit to the .cst and the .des file.
    """
    placed = {member for members in course.blocks.values() for member in members}
    titles = {n.lower() for t, r, n in course.each("des", "System_ID") if t.get(r, "Title")}
    for table, record, name in course.each("au", "System_ID"):
        at = course.at(table.text, record.line)
        if name and "cst" in course.tables and name.lower() not in placed:
            yield Finding(f"No block holds the unit {name!r}", at)
        if name and "des" in course.tables and name.lower() not in titles:
            yield Finding(f"The unit {name!r} has no title in the .des file", at)


@rule("AICC-008", severity=Severity.WARNING, clause=_CLAUSE)
def counted_right(course: AiccCourse) -> Findings:
    """The .crs file counts the units and the fields of the structure as they are.

    An importer that trusts the numbers leaves out what is beyond them. Correct Total_AUs and
    Max_Fields_CST.
    """
    table = course.tables.get("cst")
    widest = max((len(record.fields) for record in table.records), default=0) if table else 0
    for name, least, exact in (
        ("Total_AUs", len(course.units), True),
        ("Max_Fields_CST", widest, False),
    ):
        value = course.value(name)
        if value is None or not least:
            continue
        number = int(value.text) if value.text.isascii() and value.text.isdigit() else -1
        if number < least or (exact and number != least):
            at = course.at(course.text, value.line)
            yield Finding(f"{name} is {value.text!r} and should be {least}", at)


RULES = (all_files, members_exist, units_are_placed_and_described, counted_right)
