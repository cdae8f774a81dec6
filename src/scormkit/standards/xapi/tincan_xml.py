"""Writes ``tincan.xml`` and makes an xAPI package of a site (Rustici's launch method, Packaging)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from lxml import etree

from scormkit import player
from scormkit.lrs.activities import activities, module_of
from scormkit.render.course.entrance import ENTRANCE, entrance
from scormkit.standards.ims.xml import add, legal, write
from scormkit.standards.xapi.facts import NAME, NAMESPACE
from scormkit.standards.xapi.templates import templates

if TYPE_CHECKING:
    from scormkit.archive.tree import FileTree
    from scormkit.lrs.activities import Activity
    from scormkit.model.course import Course
    from scormkit.render.site import Site

_DEFAULT = cast("dict[str, str]", {None: NAMESPACE})  # the stubs do not know the default namespace
# Pages and videos are told of when a learner comes to them; an LMS lists what can be graded.
_LISTED = ("course", "module", "test", "question")


def pack(course: Course, site: Site) -> FileTree:
    """Add what an xAPI package asks for to a rendered course."""
    known = activities(course, (site.data[sco.id] for sco in site.scos))
    launch, own = ENTRANCE, {}
    if len(site.scos) == 1:
        launch = site.scos[0].href
    else:
        own[ENTRANCE] = entrance(course, site, module_of(course))
    root = _package(known, launch)
    return site.tree.plus({
        site.player_path: site.extras + player.bundle("xapi"),
        NAME: write(root),
        **own,
        **templates(known, single=len(site.scos) == 1),
    })  # fmt: skip


def _package(known: tuple[Activity, ...], launch: str) -> etree._Element:
    root = etree.Element(f"{{{NAMESPACE}}}tincan", nsmap=_DEFAULT)
    listed = add(root, "activities")
    for activity in known:
        if activity.kind in _LISTED:
            _add_activity(listed, activity, launch if activity.kind == "course" else "")
    return root


def _add_activity(parent: etree._Element, activity: Activity, launch: str) -> None:
    """Add one activity; the schema holds the order of its parts."""
    said = {"lang": activity.language}
    element = add(parent, "activity", id=activity.id, type=activity.type)
    add(element, "name", _line(activity.name), **said)
    add(element, "description", _line(activity.description), **said)
    if launch:
        add(element, "launch", launch, **said)
    asked = activity.interaction
    if asked is None:
        return
    add(element, "interactionType", asked.type)
    patterns = add(element, "correctResponsePatterns")
    for pattern in asked.patterns:
        add(patterns, "correctResponsePattern", legal(pattern))
    for list_, components in asked.lists:
        outer = add(element, list_)
        for name, text in components:
            component = add(outer, "component")
            add(component, "id", name)
            add(component, "description", _line(text), **said)


def _line(text: str) -> str:
    return " ".join(legal(text).split()) or "–"
