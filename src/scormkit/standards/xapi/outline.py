"""Tells what a ``tincan.xml`` holds: a flat list of activities."""  # noqa: INP001

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.outline import Outline, beside, known, open_document

if TYPE_CHECKING:
    from lxml import etree

    from scormkit.validate.files import Files


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
