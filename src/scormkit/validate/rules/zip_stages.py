"""The rules of a package as a container, in the order in which they make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.validate.engine import run
from scormkit.validate.rules import zip_contents, zip_names, zip_structure

if TYPE_CHECKING:
    from scormkit.archive import Package
    from scormkit.diagnostics import Report

# What can be told without unpacking a byte comes first: it may advise against unpacking.
STAGES = (
    (*zip_structure.RULES, *zip_names.RULES, *zip_contents.RULES),
    zip_contents.READING_RULES,
)


def check_container(package: Package, report: Report) -> bool:
    """Run the rules PKG on an opened package; answer whether looking inside makes sense."""
    return package.bare or all(run(stage, package, report) for stage in STAGES)
