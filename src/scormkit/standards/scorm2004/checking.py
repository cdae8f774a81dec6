"""Checks a SCORM 2004 package: the document, then what it says, then what lies beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.standards.ims import imsmanifest
from scormkit.standards.ims import rules as ims
from scormkit.standards.ims.edition import (
    NAME,
    SCORM_2004,
    nearest,
    other_edition,
    schemaversion,
)
from scormkit.standards.scorm2004 import rules
from scormkit.standards.scorm2004.rules import sequencing_tree
from scormkit.standards.scorm2004.rules.vocabularies import VERSIONS
from scormkit.standards.scorm2004.schemas import grammar
from scormkit.validate.document import SIZE_LIMIT, Document
from scormkit.validate.engine import run
from scormkit.validate.files import Inside
from scormkit.validate.rules import xml_text, xml_tree

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.validate.files import Files

# Everything of an older edition but adlcp:persistState is in the newest, so nothing that is fine is
# called wrong where the version is missing or unknown.
_NEWEST: Final = "4"


def edition_of(version: str) -> str:
    """Give the edition, ``2``, ``3`` or ``4``, that a ``schemaversion`` without padding means."""
    return VERSIONS.get(version, _NEWEST)


def find(files: Files, edition: str) -> str:
    """Give the path of the manifest nearest to the root if it is one of this edition, or nothing.

    The editions share their namespaces: only ``schemaversion`` tells.
    """
    path = nearest(files)
    if not path or files.size(path) > SIZE_LIMIT:
        return ""
    data = files.read(path)
    if other_edition(data) != SCORM_2004 or edition_of(schemaversion(data)) != edition:
        return ""
    return path


def check(files: Files, report: Report, manifest: str = NAME, *, alone: bool = False) -> None:
    """Run the rules of the edition that the manifest states.

    ``alone`` says that the manifest came without its package.
    """
    folder, _, name = manifest.rpartition("/")
    inside = Inside(files, f"{folder}/") if folder else files
    # A document of more than the limit is not read whole: its first stage refuses it by its size.
    data = inside.read(name) if inside.size(name) <= SIZE_LIMIT else b" " * (SIZE_LIMIT + 1)
    edition = edition_of(schemaversion(data))
    document = Document(name, data, inside, grammar(edition), alone)
    stages = (xml_text.FIRST, xml_text.SECOND, ims.ROOT_RULES)
    if not all(run(stage, document, report) for stage in stages):
        return
    run(xml_tree.RULES, document, report)
    content = imsmanifest.read(document)
    tree = sequencing_tree.read(content, edition)
    run(ims.RULES, content, report)
    run(rules.RULES, tree, report)
    if not alone:
        run(ims.PACKAGE_RULES, content, report)
        run(rules.PACKAGE_RULES, tree, report)
    path = document.at().path
    document.told.update(d.at.line for d in report if d.at.path == path and d.at.line)
    run(xml_tree.LAST, document, report)
