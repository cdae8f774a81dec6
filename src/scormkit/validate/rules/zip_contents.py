"""What lies in a package: the standard's own file in its place, and nothing that disturbs."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.archive.records import DEFLATED, STORED
from scormkit.diagnostics import Severity
from scormkit.errors import PackageError
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.archive import Package

CONTROL_FILES = ("imsmanifest.xml", "cmi5.xml", "tincan.xml")
_JUNK_FOLDERS = {"__macosx", ".spotlight-v100", ".trashes"}
_JUNK = re.compile(r"\.ds_store|thumbs\.db|desktop\.ini|~\$.*|\._.*", re.IGNORECASE)
_SOURCE_FOLDERS = {".git", ".svn", ".hg", ".idea", ".vscode", "node_modules", "__pycache__"}
_SOURCE = re.compile(r"\.env|\.git(?:ignore|attributes|modules)|.*\.(?:psd|map)", re.IGNORECASE)
_BLOCKED = re.compile(
    r".*\.(?:php\d?|phtml|aspx?|jsp|cgi|exe|dll|bat|cmd|msi|ps1|sh|jar|py|pl|vbs)"
    r"|\.htaccess|web\.config",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r".*\.(?:zip|rar|7z|tar|gz|tgz|bz2|xz)", re.IGNORECASE)
_REFERENCE = re.compile(
    r"""\b(?:href|location)\s*=\s*["']([^"']*)|<(?:url|launch)\b[^>]*>([^<]*)"""
)


@rule("PKG-002", severity=Severity.ERROR, clause="CAM 2.3.1")
def control_file_too_deep(package: Package) -> Findings:
    """The standard's own file stands at the top of the package.

    An LMS looks for `imsmanifest.xml` at the top only. Pack the contents of the course folder,
    not the folder itself.
    """
    if any("/" not in name and name.lower() in CONTROL_FILES for name in package):
        return
    deep = [name for name in package if name.rpartition("/")[2].lower() in CONTROL_FILES]
    if deep:
        name = min(deep, key=lambda name: (name.count("/"), name))
        yield Finding(f"{name} does not stand at the top of the package", package.at(name))


@rule("PKG-003", severity=Severity.ERROR, clause="CAM 2.3.1")
def control_file_misspelt(package: Package) -> Findings:
    """The name of the standard's own file is in lower case.

    Servers tell upper from lower case, and the LMS finds nothing. Rename the file.
    """
    for name in package:
        right = name.lower()
        if right in CONTROL_FILES and name != right and right not in package:
            yield Finding(f"{name} must be called {right}", package.at(name))


@rule("PKG-020", severity=Severity.WARNING)
def junk(package: Package) -> Findings:
    """Nothing in the package was left there by an operating system.

    Such files do no good in a course. Take them out, or pack with a tool that does not add them.
    """
    for name in _matching(package, _JUNK_FOLDERS, _JUNK):
        yield Finding(f"{name} was left by an operating system or a program", package.at(name))


@rule("PKG-021", severity=Severity.WARNING)
def sources(package: Package) -> Findings:
    """Nothing in the package belongs to the making of the course only.

    Version control, sources of pictures and settings of programs can tell more than learners
    should know. Take them out.
    """
    for name in _matching(package, _SOURCE_FOLDERS, _SOURCE):
        yield Finding(f"{name} belongs to the making of the course", package.at(name))


@rule("PKG-026", severity=Severity.INFO)
def archive_inside(package: Package) -> Findings:
    """No archive stands inside the package.

    Some LMSs unpack archives inside, some refuse them. Offer the files one by one if you can.
    """
    for name in package:
        if _ARCHIVE.fullmatch(name):
            yield Finding(f"{name} is an archive inside the package", package.at(name))


@rule("PKG-027", severity=Severity.WARNING)
def blocked_by_servers(package: Package) -> Findings:
    """No file is a program.

    Servers refuse to store or to give out programs and scripts for servers. Take the file out or
    offer it from another place.
    """
    for name in package:
        if _BLOCKED.fullmatch(name.rpartition("/")[2]):
            message = f"{name} is a program; many LMSs do not take it"
            yield Finding(message, package.at(name))


@rule("PKG-016", severity=Severity.ERROR, clause="APPNOTE 4.4.7")
def damaged(package: Package) -> Findings:
    """Every file unpacks to what was packed.

    A wrong checksum means that bytes were lost or changed on the way. Download or make the
    package again.
    """
    if package.kind != "zip":
        return
    for entry in package.entries:
        reachable = entry.data >= 0 and entry.end <= package.container.directory_at
        if not reachable or entry.is_encrypted or entry.method not in {STORED, DEFLATED}:
            continue  # other rules speak of these
        if reason := package.damage(entry):
            yield Finding(f"{entry.name} {reason}", package.at(entry.name))


@rule("PKG-028", severity=Severity.WARNING)
def empty_file(package: Package) -> Findings:
    """No file that the course needs is empty.

    An empty page or script is mostly a failed export. Export the course again.
    """
    empty = [name for name in package if not package.size(name)]
    if not empty:
        return
    wanted = {reference for name in CONTROL_FILES for reference in _references(package, name)}
    for name in empty:
        if any(name == path or name.endswith(f"/{path}") for path in wanted):
            yield Finding(f"{name} is empty", package.at(name))


def _matching(package: Package, folders: set[str], files: re.Pattern[str]) -> Iterator[str]:
    """Give the files whose name matches and, once each, the folders that are named."""
    seen: set[str] = set()
    for name in package:
        *parts, last = name.split("/")
        found = next((n for n, part in enumerate(parts, 1) if part.lower() in folders), 0)
        if found:
            seen.add("/".join(parts[:found]) + "/")
        elif files.fullmatch(last):
            seen.add(name)
    yield from sorted(seen)


def _references(package: Package, name: str) -> Iterator[str]:
    if name not in package:
        return
    try:
        text = package.read(name).decode("utf-8", "replace")
    except PackageError:
        return
    for attribute, element in _REFERENCE.findall(text):
        path = html.unescape(attribute or element).strip()
        if path := unquote(re.split(r"[?#]", path)[0]):
            yield path


RULES = (
    control_file_too_deep,
    control_file_misspelt,
    junk,
    sources,
    archive_inside,
    blocked_by_servers,
)
READING_RULES = (damaged, empty_file)
