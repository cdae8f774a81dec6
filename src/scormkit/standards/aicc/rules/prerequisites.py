"""Prerequisites: what must be done before a unit or a block opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.cmi import aicc_script
from scormkit.standards.cmi.circles import leads_to_itself
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.aicc.descriptors import AiccCourse


@rule("AICC-006", severity=Severity.ERROR, clause="CMI001 4.0, course structure; prerequisites")
def prerequisites_can_be_met(course: AiccCourse) -> Findings:
    """Prerequisites can be read, speak of elements that exist, and do not go round in a circle.

    A unit that waits for itself, or for something that does not exist, never opens. Correct the
    script: names of units and blocks, joined with & and |.
    """
    needs: dict[str, list[str]] = {}
    # Objectives have a line in the .des file only.
    known = course.elements | {one.lower() for _, _, one in course.each("des", "System_ID")}
    for table, record, name in course.each("pre", "Structure_Element"):
        at = course.at(table.text, record.line)
        script = table.get(record, "Prerequisite")
        if "au" in course.tables and name.lower() not in course.elements:
            yield Finding(f"{name!r} is neither a unit nor a block", at)
        try:
            asked = aicc_script.read(script)
        except aicc_script.ScriptError as error:
            yield Finding(f"The prerequisite {script!r} cannot be read: {error}", at)
            continue
        needs.setdefault(name.lower(), []).extend(other.lower() for other in asked)
        for other in asked:
            if "au" in course.tables and other.lower() not in known:
                yield Finding(f"The prerequisite asks for {other!r}, which is nothing", at)
    for table, record, name in course.each("pre", "Structure_Element"):
        if name.lower() in needs and leads_to_itself(name.lower(), needs):
            yield Finding(f"{name!r} waits for itself", course.at(table.text, record.line))


RULES = (prerequisites_can_be_met,)
