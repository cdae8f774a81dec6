"""Resources: what they refer to, what they list, and what lies in the package."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.standards.ims.rules.hrefs import is_external
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.ims.imsmanifest import ImsManifest, Resource

_LARGE = 50 * 2**20
_MIB = 2**20
_SHOWN = 50
_RARELY_SERVED: Final = frozenset({".json5", ".wasm", ".webmanifest", ".mjs"})
_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_SHOWABLE: Final = frozenset(
    {".svg", ".pdf", ".xml", ".txt", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp4", ".mp3"}
)
_SNIFFED = 1 << 16


def reach(manifest: ImsManifest, *resources: Resource) -> Iterator[Resource]:
    """Give resources and all that they depend on, each once."""
    seen: set[int] = set()
    waiting = list(resources)
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        for dependency in here.dependencies:
            there = manifest.resource_by_id.get(dependency.identifierref or "")
            if there:
                waiting.append(there)


@rule("MAN-030", severity=Severity.ERROR, clause="IMS CP 1.1.2, dependency")
def circles(manifest: ImsManifest) -> Findings:
    """Dependencies do not go in circles.

    An importer that follows them would never come to an end. Put what both need into a third
    resource.
    """
    done: set[str] = set()
    for start in [resource for resource in manifest.resources if resource.dependencies]:
        path: list[str] = []
        waiting: list[tuple[str, bool]] = [(start.identifier or "", False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                done.add(path.pop())
            elif name in path:
                circle = " → ".join([*path[path.index(name) :], name])
                line = manifest.resource_by_id[name].line
                yield Finding(f"The dependencies go in a circle: {circle}", manifest.at(line))
            elif name not in done and name in manifest.resource_by_id:
                path.append(name)
                waiting.append((name, True))
                below = manifest.resource_by_id[name].dependencies
                waiting.extend((d.identifierref or "", False) for d in below)


@rule("RES-003", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; resource")
def launched_has_href(manifest: ImsManifest) -> Findings:
    """A resource that an item launches has an href.

    Without it there is no page to open. Add href="…" with the path of the page.
    """
    for resource in manifest.launchable:
        if not resource.href:
            message = f"The resource {resource.identifier!r} is launched but has no href"
            yield Finding(message, manifest.at(resource.line))


@rule("RES-004", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; resource")
def launch_file_listed(manifest: ImsManifest) -> Findings:
    """The page of a resource is listed among its files.

    An LMS that copies only the listed files would not have the page to open. Add a <file> with the
    same path.
    """
    for resource in manifest.resources:
        first = resource.files[0].path if resource.files else ""
        if resource.path == first or not resource.path:
            continue
        listed = (f.path for each in reach(manifest, resource) for f in each.files)
        if resource.path not in listed:
            message = f"The page {resource.href!r} is not listed as a <file> of its resource"
            yield Finding(message, manifest.at(resource.line))


@rule("RES-006", severity=Severity.WARNING, clause="IMS CP 1.1.2, resource")
def resources_used(manifest: ImsManifest) -> Findings:
    """Every resource is used by an item or another resource.

    What nothing refers to is only weight. Remove the resource, or add an item or a <dependency>.
    """
    if all(resource.identifier in manifest.launched for resource in manifest.resources):
        return
    used = {id(resource) for resource in reach(manifest, *manifest.launchable)}
    for resource in manifest.resources if manifest.items else ():
        if id(resource) not in used:
            message = f"Nothing refers to the resource {resource.identifier!r}"
            yield Finding(message, manifest.at(resource.line))


@rule("RES-017", severity=Severity.ERROR, clause="IMS CP 1.1.2, dependency")
def dependencies_exist(manifest: ImsManifest) -> Findings:
    """A dependency names a resource of this manifest and holds nothing.

    Otherwise the files that are needed are not found. Correct identifierref or remove the
    dependency.
    """
    for resource in manifest.resources:
        for dependency in resource.dependencies:
            name = dependency.identifierref
            if not name:
                yield Finding("A dependency has no identifierref", manifest.at(dependency.line))
            elif name not in manifest.resource_by_id:
                message = f"The dependency {name!r} is no resource"
                yield Finding(message, manifest.at(dependency.line))
            if len(dependency.element):
                yield Finding("A dependency must be empty", manifest.at(dependency.line))


@rule("RES-018", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; resource type")
def types(manifest: ImsManifest) -> Findings:
    """The type of a resource is webcontent.

    It tells the LMS that a browser shows the resource. Write type="webcontent".
    """
    for resource in manifest.resources:
        if resource.type is None:
            yield Finding("The resource has no type", manifest.at(resource.line))
        elif resource.type.strip() != "webcontent":
            message = f"The type is {resource.type!r} instead of 'webcontent'"
            yield Finding(message, manifest.at(resource.line), severity=Severity.WARNING)


@rule("RES-001", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; file")
def files_exist(manifest: ImsManifest) -> Findings:
    """Every file that the manifest names is in the package.

    The learner would see an error instead of it. Put the file into the package or remove it from
    the manifest.
    """
    for line, href, path in _named(manifest):
        if path not in manifest.files and path.casefold() not in manifest.folded:
            yield Finding(f"The file {href!r} is not in the package", manifest.at(line))


@rule("RES-002", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; file")
def same_case(manifest: ImsManifest) -> Findings:
    """Names of files agree in upper and lower case.

    Windows does not mind, the servers of most LMSs do: the file is not found. Rename the file or
    correct the path.
    """
    for line, href, path in _named(manifest):
        if path not in manifest.files and (found := manifest.folded.get(path.casefold())):
            message = f"The file {href!r} is called {found!r} in the package"
            yield Finding(message, manifest.at(line))


def _named(manifest: ImsManifest) -> Iterator[tuple[int, str, str]]:
    """Give what the manifest names inside the package, the page of a resource only once."""
    for resource in manifest.resources:
        paths = {file.path for file in resource.files}
        if resource.href and resource.path and resource.path not in paths:
            yield resource.line, resource.href, resource.path
        for file in resource.files:
            if file.href and file.path and not is_external(file.href) and "\\" not in file.href:
                yield file.line, file.href, file.path


@rule("RES-005", severity=Severity.WARNING, clause="CAM 1.2, 2.1; content package")
def nothing_unlisted(manifest: ImsManifest) -> Findings:
    """Every file of the package is listed in the manifest.

    LMSs that copy only the listed files leave the others behind, and what nobody needs only makes
    the package larger. List the file in a resource, or remove it.
    """
    unlisted = [path for path in manifest.unlisted if path not in manifest.links.used]
    for path in unlisted[:_SHOWN]:
        yield Finding("This file is not listed in the manifest", manifest.files.at(path))
    if len(unlisted) > _SHOWN:
        message = f"{len(unlisted) - _SHOWN} more files are not listed"
        yield Finding(message, manifest.at(0))


@rule("RES-019", severity=Severity.ERROR, clause="RTE 1.2, 3.2; launch")
def launches_a_page(manifest: ImsManifest) -> Findings:
    """What an item launches is a page that a browser shows.

    A browser offers anything else for download or shows nothing. Refer to an HTML page.
    """
    for resource in manifest.launchable:
        path = resource.path
        suffix = posixpath.splitext(path)[1].lower()
        if path not in manifest.files or suffix in _PAGES:
            continue
        head = manifest.files.read(path)[:_SNIFFED] if manifest.files.size(path) < _MIB else b""
        if re.search(rb"(?i)<!doctype html|<html", head):
            continue
        shown = suffix in _SHOWABLE
        message = f"The launch file {path} is no HTML page"
        grade = Severity.WARNING if shown else None
        yield Finding(message, manifest.at(resource.line), severity=grade)


@rule("RES-021", severity=Severity.WARNING, clause="practice")
def served(manifest: ImsManifest) -> Findings:
    """Files have endings that web servers know.

    Servers of older LMSs send an unknown kind of file with a type the browser refuses, or not at
    all. Avoid the format or ask the LMS's administrator.
    """
    for path in sorted(manifest.listed):
        suffix = posixpath.splitext(path)[1].lower()
        if suffix in _RARELY_SERVED and path in manifest.files:
            message = f"Older LMSs do not serve files of the kind {suffix}"
            yield Finding(message, manifest.files.at(path))


@rule("RES-023", severity=Severity.WARNING, clause="practice")
def large_files(manifest: ImsManifest) -> Findings:
    """No single file is larger than 50 MB.

    Uploads of large packages are cut off and learners wait. Compress the medium, or host the video
    elsewhere.
    """
    for path in sorted(manifest.listed):
        if path in manifest.files and (size := manifest.files.size(path)) > _LARGE:
            yield Finding(f"The file has {size / _MIB:.0f} MiB", manifest.files.at(path))


RULES = (
    circles,
    launched_has_href,
    launch_file_listed,
    resources_used,
    dependencies_exist,
    types,
)
PACKAGE_RULES = (
    files_exist,
    same_case,
    nothing_unlisted,
    launches_a_page,
    served,
    large_files,
)
