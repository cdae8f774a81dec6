"""Checks a SCORM 2004 package: the document, then what it says, then what lies beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.ims import imsmanifest
from scormkit.standards.ims import rules as ims
from scormkit.standards.ims.edition import NAME, schemaversion
from scormkit.standards.scorm2004 import rules
from scormkit.standards.scorm2004.editions import edition_of, find
from scormkit.standards.scorm2004.rules import sequencing_tree
from scormkit.standards.scorm2004.schemas import grammar
from scormkit.validate.document import SIZE_LIMIT, Document
from scormkit.validate.engine import run
from scormkit.validate.files import Inside
from scormkit.validate.rules import xml_text, xml_tree

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.validate.files import Files

__all__ = ["check", "find"]


def check(files: Files, report: Report, manifest: str = NAME, *, alone: bool = False) -> None:
    """Run the rules of the edition that the manifest states.

    ``alone`` says that the manifest came without its package.
    """
    folder, _, name = manifest.rpartition("/")
    inside = Inside(files, f"{folder}/") if folder else files
    # A document of more than the limit is not read whole: its first stage refuses it by its size.
    data = inside.read(name) if inside.size(name) <= SIZE_LIMIT else b" " * (SIZE_LIMIT + 1)
    document = Document(name, data, inside, grammar(edition_of(schemaversion(data))), alone)
    stages = (xml_text.FIRST, xml_text.SECOND, ims.ROOT_RULES)
    if not all(run(stage, document, report) for stage in stages):
        return
    run(xml_tree.RULES, document, report)
    content = imsmanifest.read(document)
    tree = sequencing_tree.read(content)
    run(ims.RULES, content, report)
    run(rules.RULES, tree, report)
    if not alone:
        run(ims.PACKAGE_RULES, content, report)
        run(rules.PACKAGE_RULES, tree, report)
    path = document.at().path
    document.told.update(d.at.line for d in report if d.at.path == path and d.at.line)
    run(xml_tree.LAST, document, report)
