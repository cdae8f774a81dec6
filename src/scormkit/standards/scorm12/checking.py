"""Checks a SCORM 1.2 package: the document, then what it says, then what lies beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.ims import imsmanifest
from scormkit.standards.ims import rules as ims
from scormkit.standards.ims.edition import nearest, other_edition
from scormkit.standards.scorm12 import rules
from scormkit.standards.scorm12.imsmanifest import NAME
from scormkit.standards.scorm12.schemas import grammar
from scormkit.validate.document import SIZE_LIMIT, Document
from scormkit.validate.engine import run
from scormkit.validate.files import Inside
from scormkit.validate.rules import xml_text, xml_tree

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.validate.files import Files


def find(files: Files) -> str:
    """Give the path of the manifest nearest to the root, or nothing if none is of SCORM 1.2."""
    path = nearest(files)
    if path and (files.size(path) > SIZE_LIMIT or not other_edition(files.read(path))):
        return path
    return ""


def check(files: Files, report: Report, manifest: str = NAME, *, alone: bool = False) -> None:
    """Run the rules; ``alone`` says that the manifest came without its package."""
    folder, _, name = manifest.rpartition("/")
    inside = Inside(files, f"{folder}/") if folder else files
    # A document of more than the limit is not read whole: its first stage refuses it by its size.
    data = inside.read(name) if inside.size(name) <= SIZE_LIMIT else b" " * (SIZE_LIMIT + 1)
    document = Document(name, data, inside, grammar(), alone)
    stages = (xml_text.FIRST, xml_text.SECOND, (*ims.ROOT_RULES, *rules.ROOT_RULES))
    if not all(run(stage, document, report) for stage in stages):
        return
    run(xml_tree.RULES, document, report)
    content = imsmanifest.read(document)
    run((*ims.RULES, *rules.RULES), content, report)
    if not alone:
        run((*ims.PACKAGE_RULES, *rules.PACKAGE_RULES), content, report)
    path = document.at().path
    document.told.update(d.at.line for d in report if d.at.path == path and d.at.line)
    run(xml_tree.LAST, document, report)
