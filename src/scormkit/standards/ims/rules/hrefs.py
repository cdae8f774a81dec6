"""How paths are written in a manifest."""

from __future__ import annotations

import posixpath
import re
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.ims.imsmanifest import ImsManifest

_BACKSLASH = re.compile(r"\\")
_SLASH = re.compile(r"^/(?!/)", re.MULTILINE)
_DISK = re.compile(r"^(?:file:|[a-z]:(?!//))", re.MULTILINE | re.IGNORECASE)
_EXTERNAL = re.compile(
    r"^(?!file:)(?:[a-z][a-z0-9+.-]+:)?//|^(?:data|javascript|mailto):",
    re.MULTILINE | re.IGNORECASE,
)
_UP = re.compile(r"\.\.|%2e", re.IGNORECASE)
_QUERY = re.compile(r"[?#]")
_ANY = re.compile("")
_EXTENSION = re.compile(r"\.[^.]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Blanks around a value are the business of another rule.
_STRANGE = re.compile(r"[^\x20-\x7e\n]|\S +\S|%[89A-Fa-f][0-9A-Fa-f]")


def _suspect(
    manifest: ImsManifest, pattern: re.Pattern[str], *signs: str
) -> Iterator[tuple[int, str, str]]:
    """Give line, value and base of the hrefs a pattern finds something in, each path once.

    All hrefs of a manifest are searched as one text first, for ``signs`` one of which must stand in
    it: nearly always there is nothing to find.
    """
    text = manifest.hrefs
    if not any(sign in text for sign in signs) or not pattern.search(text):
        return
    for resource in manifest.resources:
        if resource.href and pattern.search(resource.href):
            yield resource.line, resource.href, resource.base
        for file in resource.files:
            if file.href and file.href != resource.href and pattern.search(file.href):
                yield file.line, file.href, resource.base


def is_external(href: str) -> bool:
    """Answer whether an href leaves the package for the network."""
    return bool(_EXTERNAL.match(href))


@rule("RES-007", severity=Severity.ERROR, clause="RFC 3986; CAM 1.2, 2.3.2")
def backslash(manifest: ImsManifest) -> Findings:
    """Paths are written with slashes.

    A backslash separates folders on Windows only. Replace it by a slash.
    """
    for line, href, _ in _suspect(manifest, _BACKSLASH, "\\"):
        yield Finding(f"The path {href!r} has a backslash", manifest.at(line))


@rule("RES-008", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; relative addresses")
def leading_slash(manifest: ImsManifest) -> Findings:
    """Paths do not begin with a slash.

    A slash means the root of the LMS's server, where the course does not lie. Remove it.
    """
    for line, href, _ in _suspect(manifest, _SLASH, "/"):
        yield Finding(f"The path {href!r} begins with a slash", manifest.at(line))


@rule("RES-009", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; relative addresses")
def own_disk(manifest: ImsManifest) -> Findings:
    """Paths do not lead to somebody's disk.

    Nobody else has this disk. Put the file into the package and refer to it by its path there.
    """
    for line, href, _ in _suspect(manifest, _DISK, ":"):
        yield Finding(f"The path {href!r} leads to a disk", manifest.at(line))


@rule("RES-010", severity=Severity.ERROR, clause="security; CAM 1.2, 2.3.2")
def climbing(manifest: ImsManifest) -> Findings:
    """Paths stay inside the package.

    What lies above the package's root is not uploaded with it. Correct the path.
    """
    for line, href, base in _suspect(manifest, _UP, "..", "%2"):
        path = _QUERY.split(href)[0].replace("\\", "/")
        joined = posixpath.normpath(posixpath.join(base, unquote(path)))
        if joined == ".." or joined.startswith("../"):
            yield Finding(f"The path {href!r} climbs out of the package", manifest.at(line))


@rule("RES-011", severity=Severity.WARNING, clause="RTE 1.2, 3.3; same origin")
def external(manifest: ImsManifest) -> Findings:
    """Resources lie in the package.

    A page from another server cannot reach the LMS that launched it, so nothing is recorded. Put
    the page into the package.
    """
    if ":" not in manifest.hrefs and "//" not in manifest.hrefs:
        return
    for line, href, _ in _suspect(manifest, _EXTERNAL, ":", "//"):
        yield Finding(f"{href!r} lies on another server", manifest.at(line))


@rule("RES-012", severity=Severity.WARNING, clause="IMS CP 1.1.2, file")
def file_query(manifest: ImsManifest) -> Findings:
    """A <file> names a file and nothing more.

    A query or a fragment is no part of a file's name, so importers do not find it. Keep it only in
    the resource's own href, or better in the item's parameters.
    """
    if not any(mark in manifest.hrefs for mark in "?#"):
        return
    for resource in manifest.resources:
        for file in resource.files:
            if file.href and _QUERY.search(file.href) and not is_external(file.href):
                message = f"The file {file.href!r} has a query or a fragment"
                yield Finding(message, manifest.at(file.line))


@rule("RES-013", severity=Severity.WARNING, clause="RFC 3986; practice")
def plain_names(manifest: ImsManifest) -> Findings:
    """Paths hold only plain ASCII characters.

    LMSs differ in how they store and escape blanks and national letters, and some lose such files.
    Rename the file with Latin letters, digits, hyphens and underscores.
    """
    text = manifest.hrefs
    if text.isascii() and " " not in text and "%" not in text:
        return
    for line, href, _ in _suspect(manifest, _STRANGE, ""):
        yield Finding(f"The path {href!r} has blanks or letters outside ASCII", manifest.at(line))


@rule("RES-014", severity=Severity.ERROR, clause="RFC 3986, 2.1")
def escapes(manifest: ImsManifest) -> Findings:
    """A percent sign in a path is followed by two hexadecimal digits.

    Anything else cannot be decoded. Write %25 for the percent sign itself.
    """
    for line, href, _ in _suspect(manifest, _BAD_ESCAPE, "%"):
        yield Finding(f"The path {href!r} has a broken escape", manifest.at(line))


@rule("RES-015", severity=Severity.ERROR, clause="ADL 2004, href of resource and file")
def file_extensions(manifest: ImsManifest) -> Findings:
    """Files have an extension.

    A server tells by it what kind of file it sends, and ADL's test refuses a path without one.
    Rename the file: start.html instead of start.
    """
    if not manifest.is_2004:
        return
    names = (href.rpartition("/")[2].strip(".") for href in manifest.hrefs.split("\n"))
    if not any(mark in manifest.hrefs for mark in "?#") and all("." in name for name in names):
        return
    for line, href, _ in _suspect(manifest, _ANY, ""):
        name = posixpath.basename(_QUERY.split(href)[0])
        if not is_external(href) and not _EXTENSION.search(name):
            yield Finding(f"The path {href!r} has no extension", manifest.at(line))


@rule("RES-016", severity=Severity.WARNING, clause="IMS CP 1.1.2, file")
def listed_once(manifest: ImsManifest) -> Findings:
    """A resource lists each file once.

    Doubles are harmless to most LMSs but refused by some. Remove one.
    """
    for resource in manifest.resources if manifest.relisted else ():
        seen: set[str] = set()
        for file in resource.files:
            if file.path and file.path in seen:
                message = f"The file {file.href!r} is listed twice in this resource"
                yield Finding(message, manifest.at(file.line))
            seen.add(file.path)


@rule("RES-022", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2; dependency")
def shared_once(manifest: ImsManifest) -> Findings:
    """A file that several resources need is listed in one they depend on.

    Otherwise some LMSs store it several times. Make an asset resource of the shared files and
    refer to it with <dependency>.
    """
    if not manifest.relisted:
        return
    owner: dict[str, str | None] = {}
    told: set[str] = set()
    pairs = chain.from_iterable(((r, f) for f in r.files) for r in manifest.resources)
    for resource, file in pairs:
        first = owner.setdefault(file.path, resource.identifier)
        if file.path and first != resource.identifier and file.path not in told:
            told.add(file.path)
            message = f"{file.path} is listed in {first!r} and again in {resource.identifier!r}"
            yield Finding(message, manifest.at(file.line))


RULES = (
    backslash,
    leading_slash,
    own_disk,
    climbing,
    external,
    file_query,
    plain_names,
    escapes,
    file_extensions,
    listed_once,
    shared_once,
)
