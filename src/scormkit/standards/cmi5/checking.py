"""Checks a cmi5 package, or a course structure alone: the document, what it says, what it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.cmi5 import rules
from scormkit.standards.cmi5.facts import NAME, grammar
from scormkit.standards.cmi5.structure import Structure
from scormkit.validate.document import SIZE_LIMIT, Document
from scormkit.validate.engine import run
from scormkit.validate.rules import xml_text

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.validate.files import Files


def find(files: Files) -> str:
    """Give the path of the course structure nearest to the root, or nothing."""
    named = [path for path in files if path.rpartition("/")[2].lower() == NAME]
    return min(named, key=lambda path: (path.count("/"), path != NAME, path), default="")


def check(files: Files, report: Report, manifest: str = NAME, *, alone: bool = False) -> None:
    """Run the rules; ``alone`` says that the course structure came without its package."""
    # A document of more than the limit is not read whole: its first stage refuses it by its size.
    small = files.size(manifest) <= SIZE_LIMIT
    data = files.read(manifest) if small else b" " * (SIZE_LIMIT + 1)
    document = Document(manifest, data, files, grammar(), alone)
    stages = (rules.PLACE, xml_text.FIRST, xml_text.SECOND, rules.ROOT)
    if not all(run(stage, document, report) for stage in stages):
        return
    run(rules.DOCUMENT, document, report)
    structure = Structure(document)
    run(rules.RULES, structure, report)
    run(rules.BARE if alone else rules.PACKAGE, structure, report)
    path = document.at().path
    document.told.update(d.at.line for d in report if d.at.path == path and d.at.line)
    run(rules.LAST, document, report)
