"""Writes ``imsmanifest.xml`` and makes a SCORM 2004 package of a site (CAM 4th Ed., chapter 3).

What differs between the editions is in :mod:`~scormkit.standards.scorm2004.editions`; how the LMS
leads from item to item in :mod:`~scormkit.standards.scorm2004.sequencing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit import player
from scormkit.standards.ims.lom import lom_2004
from scormkit.standards.ims.packaging import (
    add_item,
    add_organization,
    add_resources,
    start_manifest,
)
from scormkit.standards.ims.xml import ADLCP_2004, ADLNAV, ADLSEQ, LOM, add, write
from scormkit.standards.scorm2004.schemas import (
    LOM_SCHEMA,
    NAMESPACES,
    PREFIXES,
    SCHEMAS,
    lom_schema,
    published,
)
from scormkit.standards.scorm2004.sequencing import sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course
    from scormkit.render.site import Site
    from scormkit.standards.scorm2004.editions import Edition

NAME: Final = "imsmanifest.xml"
# The player turns its pages itself; a session that is abandoned is lost without a word.
_ALWAYS_HIDDEN: Final = ("abandon", "abandonAll")
_HIDDEN_IF_SINGLE: Final = ("continue", "previous")


def pack(edition: Edition, course: Course, site: Site) -> FileTree:
    """Add what an edition of SCORM 2004 asks for to a rendered course."""
    tree = site.tree.plus({site.player_path: site.extras + player.bundle("scorm2004")})
    manifest = write(_manifest(edition, course, site, tree))
    schemas = {name: published(edition.number, name) for name in SCHEMAS}
    return tree.plus({NAME: manifest, **schemas, LOM_SCHEMA: lom_schema()})


def _manifest(edition: Edition, course: Course, site: Site, paths: Iterable[str]) -> etree._Element:
    schemas = {**NAMESPACES, LOM: LOM_SCHEMA}
    prefixes = {**PREFIXES, LOM: "lom"}
    root = start_manifest(course, prefixes, schemas, edition.schemaversion)
    root[0].append(lom_2004(course))
    organization = add_organization(root, course)
    # By default objectives are one pool for all courses of an LMS (CAM 4th Ed., 3.4.1.6).
    organization.set(f"{{{ADLSEQ}}}objectivesGlobalToSystem", "false")
    items = {sco.id: add_item(organization, sco, course) for sco in site.scos}
    single = len(items) == 1
    for item in items.values():
        if data := _leave(edition, single=single):
            add(item, f"{{{ADLCP_2004}}}dataFromLMS", data)
    sequence(organization, items, course, site)
    for item in items.values():
        _hide_controls(item, edition, single=single)
    add_resources(root, site, paths, f"{{{ADLCP_2004}}}scormType")
    return root


def _leave(edition: Edition, *, single: bool) -> str:
    """Give what the run-time cannot know by itself, as ``cmi.launch_data`` will show it.

    A course of one document is suspended as a whole when the learner leaves, where the edition
    knows the word; from one of several the LMS leads on to the next.
    """
    return "leave=suspendAll" if single and "suspendAll" in edition.requests else ""


def _hide_controls(item: etree._Element, edition: Edition, *, single: bool) -> None:
    hidden = (*(_HIDDEN_IF_SINGLE if single else ()), *_ALWAYS_HIDDEN)
    presentation = add(item, f"{{{ADLNAV}}}presentation")
    interface = add(presentation, "navigationInterface")
    for control in hidden:
        if control in edition.hides:
            add(interface, "hideLMSUI", control)
