"""Checks an AICC package by its course files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.aicc import descriptors, rules
from scormkit.validate.engine import run

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.validate.files import Files

find = descriptors.find


def check(files: Files, report: Report, manifest: str, *, alone: bool = False) -> None:
    """Run the rules on the course whose ``.crs`` is given; ``alone``: it came without the others."""
    course = descriptors.read(files, manifest)
    run(rules.RULES, course, report)
    if not alone:
        run(rules.PACKAGE_RULES, course, report)
