"""``imsmanifest.xml`` as the rules see it: organizations, items, resources, each with its line.

Nothing is required and nothing is corrected: what is missing is ``None``, what is wrong stays.
"""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import unquote

from scormkit.standards.ims import records
from scormkit.standards.ims.links import Links, follow
from scormkit.standards.ims.xml import ADLCP, ADLCP_2004, BASE, IMSCP_2004
from scormkit.validate.document import line_of
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from scormkit.diagnostics import Location
    from scormkit.validate.document import Document
    from scormkit.validate.files import Files

_KIND, _KIND_2004 = f"{{{ADLCP}}}scormtype", f"{{{ADLCP_2004}}}scormType"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Nearly all paths are written in plain characters and without detours.
_PLAIN = re.compile(r"\w[\w-]*(?:[./][\w-]+)*+\Z", re.ASCII)
_CONTROL = re.compile(r"(?i)\.(?:xsd|dtd)$")
_JUNK = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._|~\$|\.git/)")


class Item(NamedTuple):
    """An item of an organization."""

    element: etree._Element
    identifier: str | None
    identifierref: str | None
    isvisible: str | None
    parameters: str | None
    title: str | None
    items: tuple[Item, ...]

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return line_of(self.element)


_HELD = cast("Item", None)  # keeps an item's place in reading order until it has been read


class Organization(NamedTuple):
    """A table of contents."""

    line: int
    identifier: str | None
    structure: str | None
    title: str | None
    items: tuple[Item, ...]


class FileRef(NamedTuple):
    """A ``file`` of a resource; ``path`` is where it lies in the package, "" if nowhere in it."""

    line: int
    href: str | None
    path: str


class Dependency(NamedTuple):
    """A ``dependency`` of a resource."""

    element: etree._Element
    identifierref: str | None

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return line_of(self.element)


class Resource(NamedTuple):
    """A resource; ``path`` is its launch file in the package, "" if there is none in it.

    ``kind`` is the attribute ``adlcp:scormtype``, ``adlcp:scormType`` in SCORM 2004.
    """

    element: etree._Element
    identifier: str | None
    type: str | None
    href: str | None
    path: str
    base: str
    kind: str | None
    files: tuple[FileRef, ...]
    dependencies: tuple[Dependency, ...]

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return line_of(self.element)


class ImsManifest(Struct, frozen=True, dict=True):
    """A manifest with the package it stands in; ``document.alone`` says there is no package."""

    document: Document
    namespace: str
    identifier: str | None
    version: str | None
    schema: etree._Element | None
    schemaversion: etree._Element | None
    default: str | None
    organizations: tuple[Organization, ...]
    items: tuple[Item, ...]
    resources: tuple[Resource, ...]
    submanifests: tuple[etree._Element, ...]

    @property
    def root(self) -> etree._Element:
        """The root element."""
        return self.document.root

    @property
    def is_2004(self) -> bool:
        """Whether the manifest is one of SCORM 2004, by its namespace."""
        return self.namespace == IMSCP_2004

    @property
    def stated_version(self) -> str:
        """What ``schemaversion`` says, without padding; "" if it says nothing."""
        return "" if self.schemaversion is None else (self.schemaversion.text or "").strip()

    @property
    def files(self) -> Files:
        """The files of the package."""
        return self.document.files

    def at(self, line: int) -> Location:
        """Name a line of the manifest."""
        return self.document.at(line)

    @cached_property
    def extensions(self) -> tuple[tuple[Item, etree._Element], ...]:
        """The children of items that come from another namespace, with their items."""
        foreign = self.document.foreign
        owners = {item.element: item for item in self.items} if foreign else {}
        above = ((element.getparent(), element) for element in foreign)
        return tuple((owners[p], e) for p, e in above if p is not None and p in owners)

    @cached_property
    def records(self) -> list[records.Record]:
        """The metadata records, in the manifest and in files that it names."""
        return records.read(self.document)

    @cached_property
    def resource_by_id(self) -> dict[str, Resource]:
        """Resources by identifier; of two with one identifier the first."""
        return {r.identifier: r for r in reversed(self.resources) if r.identifier}

    @cached_property
    def launched(self) -> dict[str, Item]:
        """Identifiers of the resources that items refer to, with the first such item."""
        return {i.identifierref: i for i in reversed(self.items) if i.identifierref}

    @cached_property
    def launchable(self) -> tuple[Resource, ...]:
        """The resources that items refer to."""
        found = map(self.resource_by_id.get, self.launched)
        return tuple(resource for resource in found if resource)

    @cached_property
    def hrefs(self) -> str:
        """All hrefs as one text, a line for each, for rules that seldom find anything."""
        launched = (r.href for r in self.resources if r.href)
        return "\n".join((*launched, *(f.href for r in self.resources for f in r.files if f.href)))

    @cached_property
    def references(self) -> str:
        """All identifiers and references as one text, a line for each, for the same rules."""
        items = (v for i in self.items for v in (i.identifier, i.identifierref) if v)
        resources = (v for r in self.resources for v in (r.identifier, r.kind) if v)
        own = (o.identifier for o in self.organizations if o.identifier)
        return "\n".join((self.identifier or "", *own, *items, *resources, self.hrefs))

    @cached_property
    def listed(self) -> frozenset[str]:
        """Paths of all files that resources list."""
        return frozenset(f.path for r in self.resources for f in r.files if f.path)

    @cached_property
    def relisted(self) -> bool:
        """Whether any file is listed more than once."""
        return sum(len(r.files) for r in self.resources) > len(self.listed)

    @cached_property
    def unlisted(self) -> list[str]:
        """Files that no resource lists, without control documents and what systems leave behind."""
        metadata = (e.text or "" for e in self.root.iter("{*}location"))
        allowed = {self.document.path, *self.listed, *(place("", text) for text in metadata)}
        return [
            path
            for path in self.files
            if path not in allowed and not _CONTROL.search(path) and not _JUNK.search(path)
        ]

    @cached_property
    def folded(self) -> dict[str, str]:
        """Paths of the package by their spelling without case."""
        return {path.casefold(): path for path in self.files}

    @cached_property
    def links(self) -> Links:
        """What the launched pages lead to."""
        launched = (self.resource_by_id.get(name) for name in self.launched)
        return follow(self.files, [r.path for r in launched if r])


def read(document: Document) -> ImsManifest:
    """Read the tree of a document whose root is a ``manifest``."""
    document.judge_meanwhile()
    root = document.root
    namespace = root.tag.rpartition("}")[0].lstrip("{")
    reader = _Reader(f"{{{namespace}}}" if namespace else "", based="xml:base" in document.text)
    metadata = root.find(f"{reader.ns}metadata")
    organizations = root.find(f"{reader.ns}organizations")
    resources = root.find(f"{reader.ns}resources")
    base = posixpath.join(root.get(BASE) or "", _get(resources, BASE) or "")
    return ImsManifest(
        document,
        namespace,
        root.get("identifier"),
        root.get("version"),
        None if metadata is None else metadata.find(f"{reader.ns}schema"),
        None if metadata is None else metadata.find(f"{reader.ns}schemaversion"),
        _get(organizations, "default"),
        tuple(reader.organizations(organizations)),
        tuple(reader.items),
        tuple(reader.resources(resources, base)),
        tuple(root.iterfind(f"{reader.ns}manifest")),
    )


def place(base: str, href: str | None) -> str:
    """Where an href leads inside the package; "" when it is empty or leads outside of it.

    Queries and fragments are dropped, escapes resolved (RFC 3986, section 5).
    """
    if href and not base and _PLAIN.match(href):
        return href
    if not href or href.startswith(("/", "\\")) or _SCHEME.match(href):
        return ""
    path = unquote(href.partition("#")[0].partition("?")[0])
    joined = posixpath.normpath(posixpath.join(base, path)) if path else ""
    return "" if joined.startswith("..") else joined


def _attributes(element: etree._Element) -> dict[str, str]:
    """Give all attributes at once, which costs half of asking for each by its name."""
    return cast("dict[str, str]", dict(element.items()))


def _get(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else element.get(name)


class _Reader:
    """Reads the parts of a manifest that stand in one namespace; ``items`` gathers all items.

    ``based`` says that xml:base is used somewhere.

    A manifest can have tens of thousands of elements: each is visited once.
    """

    def __init__(self, ns: str, *, based: bool) -> None:
        self.ns = ns
        self.based = based
        self.kind = _KIND_2004 if ns == f"{{{IMSCP_2004}}}" else _KIND
        self.title_tag, self.item_tag = f"{ns}title", f"{ns}item"
        self.items: list[Item] = []

    def organizations(self, parent: etree._Element | None) -> Iterator[Organization]:
        for element in self._children(parent, "organization"):
            title, items = self._contents(element)
            yield Organization(
                line_of(element), element.get("identifier"), element.get("structure"), title, items
            )

    def _contents(self, parent: etree._Element) -> tuple[str | None, tuple[Item, ...]]:
        """Read the title and the items of an organization or an item."""
        title, items = None, []
        for child in parent:
            tag = child.tag
            if tag == self.title_tag:
                title = (child.text or "") if title is None else title
            elif tag == self.item_tag:
                position = len(self.items)
                self.items.append(_HELD)
                get = _attributes(child).get
                item = Item(
                    child,
                    get("identifier"),
                    get("identifierref"),
                    get("isvisible"),
                    get("parameters"),
                    *self._contents(child),
                )
                self.items[position] = item
                items.append(item)
        return title, tuple(items)

    def resources(self, parent: etree._Element | None, above: str) -> Iterator[Resource]:
        file, dependency = f"{self.ns}file", f"{self.ns}dependency"
        for element in self._children(parent, "resource"):
            get = _attributes(element).get
            own = get(BASE) if self.based else None
            base = posixpath.join(above, own) if own else above
            launch = get("href")
            path = place(base, launch)
            files, dependencies = [], []
            for child in element:
                tag = child.tag
                if tag == file:
                    href = _attributes(child).get("href")
                    at = path if href == launch else place(base, href)
                    files.append(FileRef(line_of(child), href, at))
                elif tag == dependency:
                    dependencies.append(Dependency(child, child.get("identifierref")))
            yield Resource(
                element,
                get("identifier"),
                get("type"),
                launch,
                path,
                base,
                get(self.kind),
                tuple(files),
                tuple(dependencies),
            )

    def _children(self, parent: etree._Element | None, name: str) -> Iterable[etree._Element]:
        return () if parent is None else parent.iterfind(f"{self.ns}{name}")
