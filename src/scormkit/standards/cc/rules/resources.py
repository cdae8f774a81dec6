"""Resources of a cartridge: their types, their files, what they may depend on."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.diagnostics import Severity
from scormkit.standards.cc.facts import ALL_KINDS, BY_NAMESPACE, FILE_BASE, THIN_SCHEMA, Kind
from scormkit.validate.document import SIZE_LIMIT
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest, Resource

_BANK = "question bank"
_THIN = frozenset({"web link", "LTI link"})
_LINK = re.compile(re.escape(FILE_BASE) + r"/?([^\"'<>&\s]*)")


def kind_of(resource: Resource) -> Kind | None:
    """Give what a resource is, by its type of any edition."""
    return ALL_KINDS.get((resource.type or "").strip())


def _is_thin(manifest: ImsManifest) -> bool:
    return manifest.schema is not None and (manifest.schema.text or "").strip() == THIN_SCHEMA


@rule("CC-004", severity=Severity.ERROR, clause="Common Cartridge, resource types")
def types(manifest: ImsManifest) -> Findings:
    """The type of a resource is one of the cartridge's edition.

    Importers choose by it what to make of the resource and pass over unknown ones. Write the type as
    the edition spells it, its own number at the end.
    """
    known = BY_NAMESPACE[manifest.namespace].kinds
    for resource in manifest.resources:
        kind = (resource.type or "").strip()
        if kind not in known:
            told = f"{kind!r} of another edition" if kind in ALL_KINDS else repr(kind)
            yield Finding(f"The type of the resource is {told}", manifest.at(resource.line))


@rule("CC-005", severity=Severity.ERROR, clause="Common Cartridge, rules 1a-4d")
def single_files(manifest: ImsManifest) -> Findings:
    """Links, topics and tests are exactly one file each, and no page.

    Such a resource is a description of something that the LMS builds itself. List its one XML file,
    and leave out href on the resource.
    """
    for resource in () if _is_thin(manifest) else manifest.resources:
        kind = kind_of(resource)
        if kind is None or not kind.single:
            continue
        at = manifest.at(resource.line)
        if len(resource.files) != 1:
            yield Finding(f"This {kind.name} has {len(resource.files)} files instead of one", at)
        if resource.href is not None:
            yield Finding(f"This {kind.name} has href={resource.href!r}", at)


@rule("CC-006", severity=Severity.ERROR, clause="Common Cartridge, rules 1d-11")
def dependencies(manifest: ImsManifest) -> Findings:
    """Resources depend only on what their kind may use.

    A page uses files; a test or a topic uses files and associated content; a link uses nothing.
    Remove the dependency, or make the file a resource of the type webcontent.
    """
    for resource in manifest.resources:
        kind = kind_of(resource)
        for dependency in resource.dependencies if kind else ():
            there = manifest.resource_by_id.get(dependency.identifierref or "")
            other = kind_of(there) if there else None
            if kind and other and other.name not in kind.needs:
                message = f"This {kind.name} depends on a {other.name}"
                yield Finding(message, manifest.at(dependency.line))


@rule("CC-007", severity=Severity.ERROR, clause="Common Cartridge, rules 4a, 8a")
def one_bank(manifest: ImsManifest) -> Findings:
    """There is at most one question bank, and no item shows it.

    A bank is a store for teachers, not a page for learners. Merge the banks, and let items refer to
    assessments.
    """
    banks = [r for r in manifest.resources if (kind := kind_of(r)) and kind.name == _BANK]
    for bank in banks[1:]:
        message = f"{bank.identifier!r} is one question bank too many"
        yield Finding(message, manifest.at(bank.line))
    names = {bank.identifier for bank in banks}
    for item in manifest.items:
        if item.identifierref and item.identifierref in names:
            message = f"The item {item.identifier!r} shows a question bank"
            yield Finding(message, manifest.at(item.line))


@rule("CC-009", severity=Severity.ERROR, clause="Thin Common Cartridge")
def thin(manifest: ImsManifest) -> Findings:
    """A thin cartridge holds only links.

    It has no files but the manifest, in which web links and LTI links are written out. Remove the
    resource, or name the schema IMS Common Cartridge.
    """
    if not _is_thin(manifest):
        return
    for resource in manifest.resources:
        kind = kind_of(resource)
        if kind and kind.name not in _THIN:
            message = f"A thin cartridge holds no {kind.name}"
            yield Finding(message, manifest.at(resource.line))
        elif resource.files:
            yield Finding("A thin cartridge lists no files", manifest.at(resource.line))


@rule("CC-010", severity=Severity.WARNING, clause="Common Cartridge, IMS-CC-FILEBASE")
def embedded_files(manifest: ImsManifest) -> Findings:
    """Pictures and files inside tests and topics are in the cartridge.

    The token $IMS-CC-FILEBASE$ stands for the root of the cartridge; a learner would see a broken
    picture. Put the file in, or correct the path after the token.
    """
    for resource in manifest.resources:
        kind = kind_of(resource)
        if kind is None or not kind.single:
            continue
        for file in resource.files:
            if file.path in manifest.files and manifest.files.size(file.path) <= SIZE_LIMIT:
                yield from _embedded(manifest, file.path)


def _embedded(manifest: ImsManifest, path: str) -> Findings:
    text = manifest.files.read(path).decode("utf-8", "replace")
    for found in _LINK.finditer(text):
        written = unquote(found[1].partition("?")[0].partition("#")[0])
        target = posixpath.normpath(written.removeprefix("../")) if written else ""
        if target and target not in manifest.files:
            line = text.count("\n", 0, found.start()) + 1
            message = f"{found[0]!r} leads to no file of the cartridge"
            yield Finding(message, manifest.files.at(path, line))


RULES = (types, single_files, dependencies, one_bank, thin)
PACKAGE_RULES = (embedded_files,)
