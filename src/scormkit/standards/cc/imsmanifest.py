"""Writes ``imsmanifest.xml`` and makes a cartridge of a rendered course.

A cartridge is content for an LMS to show in its own way: each page is a file of its own, each test
an assessment, and nothing talks to a run-time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from lxml import etree

from scormkit.archive.tree import FileTree
from scormkit.model.names import slug, stable_key
from scormkit.render.course.quiz.exams import render_exam
from scormkit.standards.cc.assessment import write_assessment
from scormkit.standards.cc.facts import FILE_BASE, SCHEMA
from scormkit.standards.cc.lom import lom
from scormkit.standards.cc.pages import leaves, used_files, write_pages
from scormkit.standards.ims.xml import SCHEMA_LOCATION, XSI, add, legal, write
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scormkit.archive.tree import Content
    from scormkit.model.course import Course
    from scormkit.render.course.assets import Asset
    from scormkit.render.course.contents import Chapter
    from scormkit.render.site import Site
    from scormkit.standards.cc.facts import Edition
    from scormkit.standards.cc.pages import Leaf

NAME = "imsmanifest.xml"
_TITLE_LIMIT = 200


def packer(edition: Edition) -> Callable[[Course, Site], FileTree]:
    """Give what makes a cartridge of one edition."""

    def pack(course: Course, site: Site) -> FileTree:
        return _pack(course, site, edition)

    return pack


class _Entry(Struct, frozen=True):
    """A resource that an item shows; ``uses`` are files that other entries may use, too."""

    chapter: Chapter
    title: str
    identifier: str
    path: str
    uses: tuple[str, ...]
    assessment: bool = False


def _pack(course: Course, site: Site, edition: Edition) -> FileTree:
    all_leaves = leaves(site)
    pages = write_pages(course, site, all_leaves)
    look = _look(site) if pages else {}
    files: dict[str, Content] = {**look, **pages}
    entries: list[_Entry] = []
    for leaf in all_leaves:
        if leaf.href:
            uses = tuple(used_files(leaf))
            files |= {path: site.tree[path] for path in uses}
            name = _identifier("page", leaf.page.id)
            page = _Entry(leaf.chapter, leaf.page.title, name, leaf.href, (*look, *uses))
            entries.append(page)
        if leaf.chapter.test_page == leaf.page.id and leaf.chapter.module.test:
            entry, made = _assessment(course, leaf, edition)
            files |= made
            entries.append(entry)
    manifest = _manifest(course, entries, edition)
    return FileTree({**files, NAME: write(manifest)})


def _look(site: Site) -> dict[str, Content]:
    """Give the theme's style sheet with its font; a page without the frame shows no logo."""
    at_root = [path for path in site.tree if "/" not in path]
    sheets = {path: site.tree[path] for path in at_root if path.endswith(".css")}
    text = b"".join(sheet for sheet in sheets.values() if isinstance(sheet, bytes)).decode()
    return sheets | {path: site.tree[path] for path in at_root if f"url({path})" in text}


def _assessment(course: Course, leaf: Leaf, edition: Edition) -> tuple[_Entry, dict[str, Content]]:
    """Give a module's test with its document and the pictures of its questions."""
    chapter = leaf.chapter
    test = chapter.module.test
    assert test is not None
    used: dict[str, Content] = {}

    def address(asset: Asset) -> str:
        used[asset.path] = asset.file
        return f"{FILE_BASE}/{asset.path}"

    exam = render_exam(test, chapter.assets, course.language, address)
    identifier = _identifier("test", test.id)
    path = f"tests/{identifier}.xml"
    document = write_assessment(exam, identifier, edition)
    entry = _Entry(chapter, test.title, identifier, path, tuple(used), assessment=True)
    return entry, {path: document, **used}


def _manifest(course: Course, entries: list[_Entry], edition: Edition) -> etree._Element:
    prefixes = cast(  # the stubs do not know that None stands for the default namespace
        "dict[str, str]", {None: edition.namespace, "lomimscc": edition.lom, "xsi": XSI}
    )
    root = etree.Element(
        f"{{{edition.namespace}}}manifest",
        {"identifier": _identifier("course", course.id)},
        nsmap=prefixes,
    )
    root.set(SCHEMA_LOCATION, _locations(edition))
    metadata = add(root, "metadata")
    add(metadata, "schema", SCHEMA)
    add(metadata, "schemaversion", edition.schemaversion)
    metadata.append(lom(course, edition))
    _add_organization(root, course, entries)
    _add_resources(root, entries, edition)
    return root


def _locations(edition: Edition) -> str:
    profile = f"http://www.imsglobal.org/profile/cc/cc{edition.short}"
    return (
        f"{edition.namespace} {profile}/cc{edition.short}_imscp_v1p2_v1p0.xsd "
        f"{edition.lom} {profile}/LOM/cc{edition.short}_lommanifest_v1p0.xsd"
    )


def _add_organization(root: etree._Element, course: Course, entries: list[_Entry]) -> None:
    """Add the table of contents: one root without a title, then modules, then what is in them."""
    organization = add(
        add(root, "organizations"),
        "organization",
        identifier=_identifier("org", course.id),
        structure="rooted-hierarchy",
    )
    top = add(organization, "item", identifier="root")
    for chapter in dict.fromkeys(entry.chapter.module.id for entry in entries):
        own = [entry for entry in entries if entry.chapter.module.id == chapter]
        module = own[0].chapter.module
        folder = add(top, "item", identifier=_identifier("module", module.id))
        add(folder, "title", _title(module.title, module.id))
        for entry in own:
            name = f"item-{entry.identifier}"
            item = add(folder, "item", identifier=name, identifierref=entry.identifier)
            add(item, "title", _title(entry.title, module.title))


def _add_resources(root: etree._Element, entries: list[_Entry], edition: Edition) -> None:
    """List every file once: with the one page that uses it, or in a resource that many need."""
    owners: dict[str, list[str]] = {}
    for entry in entries:
        for path in dict.fromkeys(entry.uses):
            owners.setdefault(path, []).append("" if entry.assessment else entry.identifier)
    shared = [path for path, users in owners.items() if users == [""] or len(users) > 1]
    resources = add(root, "resources")
    for entry in entries:
        kind = f"imsqti_xmlv1p2/imscc_{edition.suffix}/assessment"
        resource = add(
            resources,
            "resource",
            identifier=entry.identifier,
            type=kind if entry.assessment else "webcontent",
        )
        if not entry.assessment:
            resource.set("href", quote(entry.path))
        own = [path for path in entry.uses if path not in shared]
        for path in dict.fromkeys((entry.path, *own)):
            add(resource, "file", href=quote(path))
        if set(entry.uses) & set(shared):
            add(resource, "dependency", identifierref="shared-files")
    if shared:
        _add_shared(resources, shared)


def _add_shared(resources: etree._Element, paths: Iterable[str]) -> None:
    resource = add(resources, "resource", identifier="shared-files", type="webcontent")
    for path in paths:
        add(resource, "file", href=quote(path))


def _identifier(kind: str, name: str) -> str:
    """Make an NCName without dots and blanks, the same in every build."""
    return f"{kind}-{slug(name, 40)}-{stable_key(name):06x}"


def _title(title: str, otherwise: str) -> str:
    text = " ".join((legal(title).strip() or otherwise).split())
    return text if len(text) <= _TITLE_LIMIT else text[: _TITLE_LIMIT - 1].rstrip() + "…"
