"""How paths are written in a manifest."""

from __future__ import annotations

import posixpath
import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.ims.imsmanifest import ImsManifest

_DRIVE = re.compile(r"^[A-Za-z]:(?!//)")
_EXTERNAL = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]+:)?//|^(?:data|javascript|mailto):")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_STRANGE = re.compile(r"[^\x21-\x7e]")
_ESCAPED_STRANGE = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")


class _Href(NamedTuple):
    line: int
    value: str
    base: str
    launch: bool


def hrefs(manifest: ImsManifest) -> Iterator[_Href]:
    """Give the launch path and the files of every resource; a path of both kinds comes once."""
    for resource in manifest.resources:
        files = [f for f in resource.files if f.href]
        if resource.href:
            yield _Href(resource.line, resource.href, resource.base, launch=True)
        for file in files:
            if file.href and file.href != resource.href:
                yield _Href(file.line, file.href, resource.base, launch=False)


def is_external(href: str) -> bool:
    """Answer whether an href leaves the package for the network."""
    return bool(_EXTERNAL.match(href)) and not href.lower().startswith("file:")


@rule("RES-007", severity=Severity.ERROR, clause="RFC 3986; CAM 1.2, 2.3.2")
def backslash(manifest: ImsManifest) -> Findings:
    """Paths are written with slashes.

    A backslash separates folders on Windows only. Replace it by a slash.
    """
    for href in hrefs(manifest):
        if "\\" in href.value:
            message = f"The path {href.value!r} has a backslash."
            yield Finding(message, manifest.at(href.line))


@rule("RES-008", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; relative addresses")
def leading_slash(manifest: ImsManifest) -> Findings:
    """Paths do not begin with a slash.

    A slash means the root of the LMS's server, where the course does not lie. Remove it.
    """
    for href in hrefs(manifest):
        if href.value.startswith("/") and not href.value.startswith("//"):
            message = f"The path {href.value!r} begins with a slash."
            yield Finding(message, manifest.at(href.line))


@rule("RES-009", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; relative addresses")
def own_disk(manifest: ImsManifest) -> Findings:
    """Paths do not lead to somebody's disk.

    Nobody else has this disk. Put the file into the package and refer to it by its path there.
    """
    for href in hrefs(manifest):
        if href.value.lower().startswith("file:") or _DRIVE.match(href.value):
            message = f"The path {href.value!r} leads to a disk."
            yield Finding(message, manifest.at(href.line))


@rule("RES-010", severity=Severity.ERROR, clause="security; CAM 1.2, 2.3.2")
def climbing(manifest: ImsManifest) -> Findings:
    """Paths stay inside the package.

    What lies above the package's root is not uploaded with it. Correct the path.
    """
    for href in hrefs(manifest):
        path = href.value.partition("?")[0].partition("#")[0].replace("\\", "/")
        joined = posixpath.normpath(posixpath.join(href.base, unquote(path)))
        if joined == ".." or joined.startswith("../"):
            message = f"The path {href.value!r} climbs out of the package."
            yield Finding(message, manifest.at(href.line))


@rule("RES-011", severity=Severity.WARNING, clause="RTE 1.2, 3.3; same origin")
def external(manifest: ImsManifest) -> Findings:
    """Resources lie in the package.

    A page from another server cannot reach the LMS that launched it, so nothing is recorded. Put
    the page into the package.
    """
    for href in hrefs(manifest):
        if is_external(href.value):
            yield Finding(f"{href.value!r} lies on another server.", manifest.at(href.line))


@rule("RES-012", severity=Severity.WARNING, clause="IMS CP 1.1.2, file")
def file_query(manifest: ImsManifest) -> Findings:
    """A <file> names a file and nothing more.

    A query or a fragment is no part of a file's name, so importers do not find it. Keep it only in
    the resource's own href, or better in the item's parameters.
    """
    for resource in manifest.resources:
        for file in resource.files:
            if file.href and re.search(r"[?#]", file.href) and not is_external(file.href):
                message = f"The file {file.href!r} has a query or a fragment."
                yield Finding(message, manifest.at(file.line))


@rule("RES-013", severity=Severity.WARNING, clause="RFC 3986; practice")
def plain_names(manifest: ImsManifest) -> Findings:
    """Paths hold only plain ASCII characters.

    LMSs differ in how they store and escape blanks and national letters, and some lose such files.
    Rename the file with Latin letters, digits, hyphens and underscores.
    """
    for href in hrefs(manifest):
        if _STRANGE.search(href.value.strip()) or _ESCAPED_STRANGE.search(href.value):
            message = f"The path {href.value!r} has blanks or letters outside ASCII."
            yield Finding(message, manifest.at(href.line))


@rule("RES-014", severity=Severity.ERROR, clause="RFC 3986, 2.1")
def escapes(manifest: ImsManifest) -> Findings:
    """A percent sign in a path is followed by two hexadecimal digits.

    Anything else cannot be decoded. Write %25 for the percent sign itself.
    """
    for href in hrefs(manifest):
        if _BAD_ESCAPE.search(href.value):
            message = f"The path {href.value!r} has a broken escape."
            yield Finding(message, manifest.at(href.line))


@rule("RES-016", severity=Severity.WARNING, clause="IMS CP 1.1.2, file")
def listed_once(manifest: ImsManifest) -> Findings:
    """A resource lists each file once.

    Doubles are harmless to most LMSs but refused by some. Remove one.
    """
    for resource in manifest.resources:
        seen: set[str] = set()
        for file in resource.files:
            if file.path and file.path in seen:
                message = f"The file {file.href!r} is listed twice in this resource."
                yield Finding(message, manifest.at(file.line))
            seen.add(file.path)


@rule("RES-022", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2; dependency")
def shared_once(manifest: ImsManifest) -> Findings:
    """A file that several resources need is listed in one they depend on.

    Otherwise some LMSs store it several times. Make an asset resource of the shared files and
    refer to it with <dependency>.
    """
    owner: dict[str, str | None] = {}
    told: set[str] = set()
    pairs = chain.from_iterable(((r, f) for f in r.files) for r in manifest.resources)
    for resource, file in pairs:
        first = owner.setdefault(file.path, resource.identifier)
        if file.path and first != resource.identifier and file.path not in told:
            told.add(file.path)
            message = f"{file.path} is listed in {first!r} and again in {resource.identifier!r}."
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
    listed_once,
    shared_once,
)
