"""Writes ``imsmanifest.xml`` and makes a SCORM 1.2 package of a site (CAM 1.2, chapter 2).

IMS Content Packaging stands in the default namespace and ADL's under the literal prefix
``adlcp``: Moodle and others match prefixed names as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from lxml import etree

from scormkit import player
from scormkit.model.names import slug, stable_key
from scormkit.standards.ims.lom import lom
from scormkit.standards.ims.xml import ADLCP, IMSCP, IMSMD, SCHEMA_LOCATION, XSI, add, legal, write
from scormkit.standards.scorm12.facts import LIMITS
from scormkit.standards.scorm12.schemas import NAMESPACES, SCHEMAS, published

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course
    from scormkit.render.site import Sco, Site

NAME = "imsmanifest.xml"
_LOCATIONS = " ".join(f"{namespace} {name}" for namespace, name in NAMESPACES.items())
_PREFIXES = cast(  # the stubs do not know that None stands for the default namespace
    "dict[str, str]", {None: IMSCP, "adlcp": ADLCP, "imsmd": IMSMD, "xsi": XSI}
)
_TITLE_LIMIT = LIMITS["item_title"]
_VERSION_LIMIT = 20


def pack(course: Course, site: Site) -> FileTree:
    """Add what SCORM 1.2 asks for to a rendered course."""
    tree = site.tree.plus({site.player_path: player.bundle("scorm12")})
    manifest = write(_manifest(course, site, tree))
    return tree.plus({NAME: manifest, **{name: published(name) for name in SCHEMAS}})


def _manifest(course: Course, site: Site, paths: Iterable[str]) -> etree._Element:
    root = etree.Element(
        f"{{{IMSCP}}}manifest",
        {
            "identifier": _identifier("course", course.id),
            "version": course.version[:_VERSION_LIMIT],
        },
        nsmap=_PREFIXES,
    )
    root.set(SCHEMA_LOCATION, _LOCATIONS)
    metadata = add(root, "metadata")
    add(metadata, "schema", "ADL SCORM")
    add(metadata, "schemaversion", "1.2")
    metadata.append(lom(course, "ADL SCORM 1.2"))
    _add_organization(root, course, site.scos)
    _add_resources(root, site, paths)
    return root


def _add_organization(root: etree._Element, course: Course, scos: tuple[Sco, ...]) -> None:
    name = _identifier("org", course.id)
    organization = add(add(root, "organizations", default=name), "organization", identifier=name)
    add(organization, "title", _title(course.title, course.id))
    for sco in scos:
        item = add(
            organization,
            "item",
            identifier=_identifier("item", sco.id),
            identifierref=_identifier("res", sco.id),
            isvisible="true",
        )
        add(item, "title", _title(sco.title, course.title or course.id))
        if sco.pass_percent is not None:
            # An LMS that knows a mastery score overrules the status a SCO reports, so it stands
            # only where passing the test is the rule (RTE 1.2, cmi.student_data.mastery_score).
            add(item, f"{{{ADLCP}}}masteryscore", f"{round(sco.pass_percent, 2):g}")


def _add_resources(root: etree._Element, site: Site, paths: Iterable[str]) -> None:
    """List every file once: those of one SCO with it, the others in a resource all depend on."""
    owners: dict[str, list[str]] = {path: [] for path in paths}
    for sco in site.scos:
        for path in {*sco.files, sco.href, site.player_path}:
            owners[path].append(sco.id)
    shared = [path for path, scos in owners.items() if len(scos) != 1]
    resources = add(root, "resources")
    for sco in site.scos:
        own = [path for path, scos in owners.items() if scos == [sco.id]]
        resource = _add_resource(resources, _identifier("res", sco.id), "sco", own)
        resource.set("href", quote(sco.href))
        if shared:
            add(resource, "dependency", identifierref="res-shared")
    if shared:
        _add_resource(resources, "res-shared", "asset", shared)


def _add_resource(
    parent: etree._Element, identifier: str, kind: str, files: Iterable[str]
) -> etree._Element:
    resource = add(parent, "resource", identifier=identifier, type="webcontent")
    resource.set(f"{{{ADLCP}}}scormtype", kind)
    for path in files:
        add(resource, "file", href=quote(path))
    return resource


def _identifier(kind: str, name: str) -> str:
    """Make an NCName without dots and blanks, which some LMSs refuse, the same in every build."""
    return f"{kind}-{slug(name, 40)}-{stable_key(name):06x}"


def _title(title: str, otherwise: str) -> str:
    text = " ".join((legal(title).strip() or otherwise).split())
    return text if len(text) <= _TITLE_LIMIT else text[: _TITLE_LIMIT - 1].rstrip() + "…"
