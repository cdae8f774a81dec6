"""What the writers of ``imsmanifest.xml`` share: names, organization, items, resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote

from lxml import etree

from scormkit.model.names import slug, stable_key
from scormkit.standards.ims.xml import SCHEMA_LOCATION, XSI, add, legal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scormkit.model.course import Course
    from scormkit.render.site import Sco, Site

TITLE_LIMIT: Final = 200  # IMS Content Packaging 1.1.2, 4.3
_VERSION_LIMIT = 20


def start_manifest(
    course: Course, prefixes: Mapping[str, str], schemas: Mapping[str, str], version: str
) -> etree._Element:
    """Begin a manifest with its metadata, to which a description may be added.

    ``prefixes`` maps namespaces to prefixes, that of IMS Content Packaging to "", and comes first;
    ``schemas`` maps them to files at the root of the package; ``version`` is ``schemaversion``.
    """
    names = {prefix or None: namespace for namespace, prefix in prefixes.items()}
    root = etree.Element(
        f"{{{next(iter(prefixes))}}}manifest",
        {
            "identifier": identifier("course", course.id),
            "version": course.version[:_VERSION_LIMIT],
        },
        # the stubs do not know that None stands for the default namespace
        nsmap=cast("dict[str, str]", {**names, "xsi": XSI}),
    )
    root.set(SCHEMA_LOCATION, " ".join(f"{name} {file}" for name, file in schemas.items()))
    metadata = add(root, "metadata")
    add(metadata, "schema", "ADL SCORM")
    add(metadata, "schemaversion", version)
    return root


def add_organization(root: etree._Element, course: Course) -> etree._Element:
    """Add the one table of contents, with its title."""
    name = identifier("org", course.id)
    organization = add(add(root, "organizations", default=name), "organization", identifier=name)
    add(organization, "title", title(course.title, course.id))
    return organization


def add_item(organization: etree._Element, sco: Sco, course: Course) -> etree._Element:
    """Add a line of the table of contents that launches a document."""
    item = add(
        organization,
        "item",
        identifier=item_identifier(sco),
        identifierref=identifier("res", sco.id),
        isvisible="true",
    )
    add(item, "title", title(sco.title, course.title or course.id))
    return item


def add_resources(root: etree._Element, site: Site, paths: Iterable[str], kind: str) -> None:
    """List every file once: those of one SCO with it, the others in a resource all depend on.

    ``kind`` is the attribute that tells SCOs from assets, as the standard spells it.
    """
    owners: dict[str, list[str]] = {path: [] for path in paths}
    for sco in site.scos:
        for path in {*sco.files, sco.href, site.player_path}:
            owners[path].append(sco.id)
    shared = [path for path, scos in owners.items() if len(scos) != 1]
    resources = add(root, "resources")
    for sco in site.scos:
        own = [path for path, scos in owners.items() if scos == [sco.id]]
        resource = _add_resource(resources, identifier("res", sco.id), {kind: "sco"}, own)
        resource.set("href", quote(sco.href))
        if shared:
            add(resource, "dependency", identifierref="res-shared")
    if shared:
        _add_resource(resources, "res-shared", {kind: "asset"}, shared)


def _add_resource(
    parent: etree._Element, name: str, kind: Mapping[str, str], files: Iterable[str]
) -> etree._Element:
    resource = add(parent, "resource", identifier=name, type="webcontent", **kind)
    for path in files:
        add(resource, "file", href=quote(path))
    return resource


def required(course: Course, site: Site) -> dict[str, tuple[Sco, ...]]:
    """Give, for each SCO by its id, those that have to be done before it opens.

    ``prerequisites`` and ``linear`` ask for the one before; ``test-gate`` asks, of a SCO with a
    test, for all before it that have none. Else everything is open; a final
    test waits for all.
    """
    scos = site.scos
    if course.navigation in {"linear", "prerequisites"}:
        return {sco.id: scos[max(0, number - 1) : number] for number, sco in enumerate(scos)}
    needed: dict[str, tuple[Sco, ...]] = {sco.id: () for sco in scos}
    if course.navigation == "test-gate":
        reading = [not site.data[sco.id]["tests"] for sco in scos]
        for number, sco in enumerate(scos):
            if not reading[number]:
                needed[sco.id] = tuple(scos[i] for i in range(number) if reading[i])
    if course.final and course.final.waits and course.final.module == scos[-1].id:
        needed[scos[-1].id] = scos[:-1]
    return needed


def item_identifier(sco: Sco) -> str:
    """Give the identifier of a SCO's item."""
    return identifier("item", sco.id)


def identifier(kind: str, name: str) -> str:
    """Make an NCName without dots and blanks, which some LMSs refuse, the same in every build."""
    return f"{kind}-{slug(name, 40)}-{stable_key(name):06x}"


def title(text: str, otherwise: str) -> str:
    """Fit a title into what importers take, on one line; ``otherwise`` stands for an empty one."""
    line = " ".join((legal(text).strip() or otherwise).split())
    return line if len(line) <= TITLE_LIMIT else line[: TITLE_LIMIT - 1].rstrip() + "…"
