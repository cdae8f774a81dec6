"""Whether a manifest is one of a cartridge: root, metadata, nothing that the profile forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.cc.facts import BY_NAMESPACE, SCHEMA, THIN_SCHEMA
from scormkit.standards.ims.rules.structure import split
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest
    from scormkit.validate.document import Document

_LINKS = ("http://www.imsglobal.org/xsd/imslti", "http://www.imsglobal.org/xsd/imsbasiclti")


@rule("CC-001", severity=Severity.ERROR, clause="Common Cartridge, manifest", fatal=True)
def root(document: Document) -> Findings:
    """The metadata of a cartridge fits its edition.

    An LMS knows the edition by the namespace of <manifest>, by <schema> and by <schemaversion>, and
    the course by the title in <lom>. Let them say the same, and describe the course.
    """
    namespace, name = split(document.root.tag)
    if name != "manifest" or namespace not in BY_NAMESPACE:
        message = f"The root element <{name}> is not that of a cartridge"
        yield Finding(message, document.at(line_of(document.root)))


@rule("CC-001", severity=Severity.ERROR, clause="Common Cartridge, metadata")
def metadata(manifest: ImsManifest) -> Findings:
    """The metadata of a cartridge fits its edition.

    An LMS knows the edition by the namespace of <manifest>, by <schema> and by <schemaversion>, and
    the course by the title in <lom>. Let them say the same, and describe the course.
    """
    edition = BY_NAMESPACE[manifest.namespace]
    start = manifest.root.find(f"{{{manifest.namespace}}}metadata")
    line = line_of(manifest.root if start is None else start)
    for name, element, wanted in (
        ("schema", manifest.schema, (SCHEMA, THIN_SCHEMA)),
        ("schemaversion", manifest.schemaversion, (edition.schemaversion,)),
    ):
        text = "" if element is None else (element.text or "").strip()
        if text not in wanted:
            told = f"is {text!r}" if text else "is missing"
            at = manifest.at(line if element is None else line_of(element))
            hint = f"Write <{name}>{wanted[0]}</{name}>."
            yield Finding(f"<{name}> {told} in a cartridge {edition.name}", at, hint)
    if start is not None and start.find("{*}lom") is None:
        yield Finding("The metadata has no <lom> with the title", manifest.at(line))


@rule("CC-002", severity=Severity.ERROR, clause="Common Cartridge, profile of Content Packaging")
def attributes(manifest: ImsManifest) -> Findings:
    """A cartridge has no default organization, no hidden items and no parameters.

    They belong to SCORM; importers of cartridges refuse them. Remove the attribute.
    """
    if manifest.default is not None:
        line = manifest.organizations[0].line if manifest.organizations else 0
        parent = manifest.root.find(f"{{{manifest.namespace}}}organizations")
        line = line if parent is None else line_of(parent)
        yield Finding(f"<organizations> has default={manifest.default!r}", manifest.at(line))
    for item in manifest.items:
        for name, value in (("isvisible", item.isvisible), ("parameters", item.parameters)):
            if value is not None:
                yield Finding(f"An item has {name}={value!r}", manifest.at(item.line))


@rule("CC-011", severity=Severity.ERROR, clause="Common Cartridge, profile of Content Packaging")
def nothing_foreign(manifest: ImsManifest) -> Findings:
    """A cartridge holds no nested manifests and no extensions.

    The profile leaves no room for them. Remove the element, or make a package of another standard.
    """
    for nested in manifest.submanifests:
        yield Finding("A manifest is nested here", manifest.at(line_of(nested)))
    edition = BY_NAMESPACE[manifest.namespace]
    for element in manifest.document.foreign:
        namespace, name = split(element.tag)
        above = element.getparent()
        inside = above is not None and split(above.tag)[0] != manifest.namespace
        if inside or _known(namespace, edition.lom):
            continue
        message = f"<{name}> is an extension of {namespace or 'no namespace at all'}"
        yield Finding(message, manifest.at(line_of(element)))


def _known(namespace: str, lom: str) -> bool:
    """Answer whether the profile itself has a place for elements of a namespace."""
    lom_of_resources = lom.replace("/manifest", "/resource")
    own = ("http://www.imsglobal.org/xsd/imscc", "http://www.imsglobal.org/xsd/imswl")
    return namespace in {lom, lom_of_resources} or namespace.startswith((*own, *_LINKS))


ROOT_RULES = (root,)
RULES = (metadata, attributes, nothing_foreign)
