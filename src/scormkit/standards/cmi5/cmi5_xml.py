"""Writes ``cmi5.xml`` and makes a cmi5 package of a site (cmi5, sections 13 and 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from scormkit import player
from scormkit.lrs.activities import VOCABULARY, activity_id
from scormkit.model.names import wire_id
from scormkit.standards.cmi5.facts import LIMITS, NAME, NAMESPACE
from scormkit.standards.ims.xml import add, legal, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course
    from scormkit.render.site import Sco, Site

_DEFAULT = cast("dict[str, str]", {None: NAMESPACE})  # the stubs do not know the default namespace


def pack(course: Course, site: Site) -> FileTree:
    """Add what cmi5 asks for to a rendered course."""
    return site.tree.plus({
        site.player_path: site.extras + player.bundle("cmi5"),
        NAME: write(_structure(course, site)),
    })  # fmt: skip


def au_id(course: Course, site: Site, sco: Sco) -> str:
    """Give the publisher id of a document's AU: the same in every build, whatever else changes.

    An activity's id with ``/au`` behind it is no other activity's, so ids are unique across kinds.
    """
    if _is_whole(course, site, sco):
        return f"{course.iri}/au"
    return f"{activity_id(course.iri, 'module', wire_id(sco.id))}/au"


def _is_whole(course: Course, site: Site, sco: Sco) -> bool:
    """Answer whether a document is the course itself and not one of its modules."""
    return len(site.scos) == 1 and sco.id == course.id


def _structure(course: Course, site: Site) -> etree._Element:
    root = etree.Element(f"{{{NAMESPACE}}}courseStructure", nsmap=_DEFAULT)
    head = add(root, "course", id=course.iri)
    _describe(head, course.title or course.id, course.summary, course.language)
    for sco in site.scos:
        _add_au(root, course, site, sco)
    return root


def _add_au(root: etree._Element, course: Course, site: Site, sco: Sco) -> None:
    of_course = _is_whole(course, site, sco)
    summaries = {module.id: module.summary for module in course.modules}
    au = add(
        root,
        "au",
        id=au_id(course, site, sco),
        moveOn=_move_on(course, tested=_is_tested(course, site.data[sco.id])),
        # The player works in a frame as well as in a window of its own, so the LMS may choose.
        launchMethod="AnyWindow",
        activityType=VOCABULARY["activities"]["course" if of_course else "module"],
    )
    if sco.pass_percent is not None:
        score = round(sco.pass_percent / 100, LIMITS["mastery_score_decimals"])
        au.set("masteryScore", f"{score:g}")
    summary = course.summary if of_course else summaries.get(sco.id, "")
    _describe(au, sco.title or course.title or sco.id, summary, course.language)
    add(au, "url", sco.href)


def _describe(parent: etree._Element, title: str, summary: str, language: str) -> None:
    """Add title and description, which the schema asks for even where there is nothing to say."""
    name = " ".join(legal(title).split()) or "–"
    for tag, text in (("title", name), ("description", " ".join(legal(summary).split()) or name)):
        add(add(parent, tag), "langstring", text, lang=language)


def _is_tested(course: Course, data: Mapping[str, Any]) -> bool:
    """Answer whether a document has a test to pass: where the final one decides alone, only that."""
    return bool(data["tests"]) and (not course.completion.final or data["final"] is not None)


def _move_on(course: Course, *, tested: bool) -> str:
    """Say in the words of cmi5 when an AU counts as done (section 13.1.4, moveOn)."""
    rule = course.completion
    if not (rule.test and tested):
        return "Completed"
    return "CompletedAndPassed" if rule.pages or rule.tasks or rule.videos else "Passed"
