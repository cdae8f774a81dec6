"""Checks a Tin Can package and tells what it holds: its description, what it names, and the statements it brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.outline import Outline, beside, known, open_document
from scormkit.standards.xapi import rules
from scormkit.standards.xapi.facts import NAME, grammar
from scormkit.standards.xapi.rules.collection import check_file, is_collection
from scormkit.standards.xapi.structure import TinCan
from scormkit.validate.document import SIZE_LIMIT, Document
from scormkit.validate.engine import run
from scormkit.validate.files import Inside
from scormkit.validate.rules import xml_text, xml_tree

if TYPE_CHECKING:
    from lxml import etree

    from scormkit.diagnostics import Report
    from scormkit.validate.files import Files


def find(files: Files) -> str:
    """Give the path of the description nearest to the root, or nothing."""
    named = [path for path in files if path.rpartition("/")[2].lower() == NAME]
    return min(named, key=lambda path: (path.count("/"), path != NAME, path), default="")


def check(files: Files, report: Report, manifest: str = NAME, *, alone: bool = False) -> None:
    """Run the rules; ``alone`` says that the description came without its package."""
    if not alone and not run(rules.PLACE, rules.Place(files, manifest), report):
        return
    folder, _, name = manifest.rpartition("/")
    inside = Inside(files, f"{folder}/") if folder else files
    # A document of more than the limit is not read whole: its first stage refuses it by its size.
    data = inside.read(name) if inside.size(name) <= SIZE_LIMIT else b" " * (SIZE_LIMIT + 1)
    document = Document(name, data, inside, grammar(), alone)
    _check_document(document, report)
    for path in inside if not alone else ():
        if is_collection(path):
            check_file(inside, path, report)


def _check_document(document: Document, report: Report) -> None:
    stages = (xml_text.FIRST, xml_text.SECOND, rules.ROOT)
    if not all(run(stage, document, report) for stage in stages):
        return
    run(rules.DOCUMENT, document, report)
    package = TinCan(document)
    run(rules.RULES, package, report)
    if not document.alone:
        run(rules.PACKAGE, package, report)
    path = document.at().path
    document.told.update(d.at.line for d in report if d.at.path == path and d.at.line)
    run(xml_tree.LAST, document, report)


def outline(files: Files, path: str) -> Outline | None:
    """Give the activities, the one that is launched with its path; nothing if it is no XML."""
    document = open_document(files, path)
    if document is None:
        return None
    activities = tuple(
        _activity(element, path) for element in document.root.iterfind("{*}activities/{*}activity")
    )
    launched = [activity for activity in activities if activity.launch] or list(activities)
    title = launched[0].title if launched else ""
    about = tuple(fact for fact in launched[0].facts if fact[0] == "id") if launched else ()
    return Outline(title, "Tin Can (xAPI)", path, about, activities)


def _activity(element: etree._Element, path: str) -> Outline:
    launch = (element.findtext("{*}launch") or "").strip()
    about = {
        "id": element.get("id"),
        "type": element.get("type"),
        "query": launch.partition("#")[0].partition("?")[2],
        "interactionType": element.findtext("{*}interactionType"),
    }
    name = " ".join((element.findtext("{*}name") or "").split())
    return Outline(name, "activity", beside(path, launch), known(about))
