"""Writes ``imsmanifest.xml`` and makes a SCORM 1.2 package of a site (CAM 1.2, chapter 2).

IMS Content Packaging stands in the default namespace and ADL's under the literal prefix
``adlcp``: Moodle and others match prefixed names as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit import player
from scormkit.standards.ims.lom import lom_12
from scormkit.standards.ims.packaging import (
    add_item,
    add_organization,
    add_resources,
    item_identifier,
    required,
    start_manifest,
)
from scormkit.standards.ims.xml import ADLCP, IMSCP, IMSMD, add, write
from scormkit.standards.scorm12.facts import LIMITS
from scormkit.standards.scorm12.schemas import NAMESPACES, SCHEMAS, published

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course
    from scormkit.render.site import Sco, Site

NAME = "imsmanifest.xml"
_PREFIXES: Final = {IMSCP: "", ADLCP: "adlcp", IMSMD: "imsmd"}


def pack(course: Course, site: Site) -> FileTree:
    """Add what SCORM 1.2 asks for to a rendered course."""
    tree = site.tree.plus({site.player_path: site.extras + player.bundle("scorm12")})
    manifest = write(_manifest(course, site, tree))
    return tree.plus({NAME: manifest, **{name: published(name) for name in SCHEMAS}})


def _manifest(course: Course, site: Site, paths: Iterable[str]) -> etree._Element:
    root = start_manifest(course, _PREFIXES, NAMESPACES, "1.2")
    root[0].append(lom_12(course, "ADL SCORM 1.2"))
    organization = add_organization(root, course)
    before = required(course, site)
    for sco in site.scos:
        item = add_item(organization, sco, course)
        if script := _script(before[sco.id]):
            add(item, f"{{{ADLCP}}}prerequisites", script, type="aicc_script")
        if sco.pass_percent is not None:
            # An LMS that knows a mastery score overrules the status a SCO reports, so it stands
            # only where passing the test is the rule (RTE 1.2, cmi.student_data.mastery_score).
            add(item, f"{{{ADLCP}}}masteryscore", f"{round(sco.pass_percent, 2):g}")
    add_resources(root, site, paths, f"{{{ADLCP}}}scormtype")
    return root


def _script(scos: Sequence[Sco]) -> str:
    """Ask for all of several items; of too many, for the last ones that fit (CAM 1.2, 2.3.2)."""
    script = ""
    for sco in reversed(scos):
        longer = f"{item_identifier(sco)}&{script}" if script else item_identifier(sco)
        if len(longer) > LIMITS["prerequisites"]:
            break
        script = longer
    return script
