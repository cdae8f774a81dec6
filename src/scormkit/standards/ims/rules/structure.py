"""The skeleton of a manifest: which parts stand where, and how they are called."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from scormkit.diagnostics import Severity
from scormkit.standards.ims.xml import (
    ADLCP,
    ADLCP_2004,
    ADLNAV,
    ADLSEQ,
    BASE,
    IMSCP_2004,
    IMSMD,
    IMSSS,
    LOM,
    XML,
)
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.standards.ims.imsmanifest import ImsManifest

# What the content models of IMS Content Packaging 1.1.2 and 1.1.4 allow, in this order.
CHILDREN: Final = {
    "manifest": ("metadata", "organizations", "resources", "manifest"),
    "metadata": ("schema", "schemaversion"),
    "organizations": ("organization",),
    "organization": ("title", "item", "metadata"),
    "item": ("title", "item", "metadata"),
    "resources": ("resource",),
    "resource": ("metadata", "file", "dependency"),
    "file": ("metadata",),
    "dependency": (),
    "title": (),
    "schema": (),
    "schemaversion": (),
}
_LAST = 99
_SHORT, _LONG = 20, 1000
_NCNAME = re.compile(r"^[^\W\d][\w.\-·]*$")
# Namespaces that may stand in a manifest of one edition or another.
KNOWN: Final = frozenset(
    {
        ADLCP,
        IMSMD,
        XML,
        "http://www.imsglobal.org/xsd/imsmd_v1p2",
        "http://www.imsglobal.org/xsd/imsmd_rootv1p2",
        "http://www.imsproject.org/metadata",
        IMSCP_2004,
        IMSSS,
        ADLCP_2004,
        ADLSEQ,
        ADLNAV,
        LOM,
    }
)
_TEMPLATE = re.compile(
    r"(?i)^(adapt_?manifest|manifest[-_]?\d{0,3}|imsmanifest|man(ifest)?[-_]?id|course|scorm"
    r"|simple[-_]?manifest|singlesharableresource|my[-_]?course"
    r"|com\.scorm\.(golfsamples|manifesttemplates)\..*)$"
)


def split(tag: str) -> tuple[str, str]:
    """Take a tag apart into namespace and name."""
    namespace, _, name = tag.rpartition("}")
    return namespace.lstrip("{"), name


def _parents(manifest: ImsManifest) -> Iterator[tuple[str, etree._Element]]:
    """Give the elements of the packaging namespace, unless the schemas accept their contents."""
    if manifest.document.conforms:
        return
    for element in manifest.document.elements:
        namespace, name = split(element.tag)
        if namespace == manifest.namespace and len(element) and name in CHILDREN:
            yield name, element


def _identifiers(manifest: ImsManifest) -> Iterator[tuple[str, int, str]]:
    if manifest.identifier is not None:
        yield "manifest", line_of(manifest.root), manifest.identifier
    for organization in manifest.organizations:
        if organization.identifier is not None:
            yield "organization", organization.line, organization.identifier
    for item in manifest.items:
        if item.identifier is not None:
            yield "item", item.line, item.identifier
    for resource in manifest.resources:
        if resource.identifier is not None:
            yield "resource", resource.line, resource.identifier


@rule("MAN-002", severity=Severity.ERROR, clause="IMS CP 1.1.2, manifest; ADL 2004 REQ_30.1")
def identified(manifest: ImsManifest) -> Findings:
    """The manifest has an identifier.

    An LMS knows a course by it. Add identifier="…" to the root element, a name of Latin letters,
    digits and hyphens that no other course has.
    """
    if manifest.identifier is None:
        yield Finding("<manifest> has no identifier", manifest.at(line_of(manifest.root)))


@rule("MAN-003", severity=Severity.ERROR, clause="XML Schema 2, xs:ID")
def identifiers_are_names(manifest: ImsManifest) -> Findings:
    """Identifiers begin with a letter and hold no blanks or colons.

    Identifiers are XML names; many importers refuse anything else. Use Latin letters, digits,
    hyphens and underscores, with a letter first, and change the references as well.
    """
    for kind, line, name in () if manifest.document.conforms else _identifiers(manifest):
        if not _NCNAME.match(name.strip()):
            yield Finding(f"The identifier {name!r} of this {kind} is no name", manifest.at(line))


@rule("MAN-004", severity=Severity.ERROR, clause="XML Schema 2, xs:ID")
def identifiers_are_unique(manifest: ImsManifest) -> Findings:
    """Identifiers are unique in the document.

    With two things of one name, a reference leads to either of them. Rename one.
    """
    first: dict[str, int] = {}
    for kind, line, name in () if manifest.document.conforms else _identifiers(manifest):
        if name in first:
            message = f"The identifier {name!r} of this {kind} already stands on line {first[name]}"
            yield Finding(message, manifest.at(line))
        first.setdefault(name, line)


@rule("MAN-005", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; ADL 2004 REQ_30.5-30.7")
def main_parts(manifest: ImsManifest) -> Findings:
    """The manifest has metadata, organizations and resources, each once.

    Without one of them there is nothing to show or to launch. Add the missing part, in this order,
    or merge the repeated ones.
    """
    counts = Counter(child.tag for child in manifest.root)
    line = line_of(manifest.root)
    for name in CHILDREN["manifest"][:3]:
        count = counts[f"{{{manifest.namespace}}}{name}" if manifest.namespace else name]
        if count != 1:
            words = f"stands {count} times" if count else "is missing"
            yield Finding(f"<{name}> {words}", manifest.at(line))


@rule("MAN-006", severity=Severity.ERROR, clause="IMS CP 1.1.2, content models")
def order(manifest: ImsManifest) -> Findings:
    """Elements stand in the order of the content model.

    Strict importers read the parts in a fixed order: title, then items, then metadata; files, then
    dependencies; extensions last. Move the element.
    """
    for name, parent in _parents(manifest):
        allowed = CHILDREN[name]
        highest, before = -1, ""
        for child in parent.iterchildren("*"):
            namespace, child_name = split(child.tag)
            if namespace == manifest.namespace:
                position = allowed.index(child_name) if child_name in allowed else -1
            else:
                # ADL's elements among items have a rule of their own in SCORM 1.2.
                adl = namespace.startswith("http://www.adlnet.org/")
                position = -1 if adl and not manifest.is_2004 else _LAST
            if 0 <= position < highest:
                message = (
                    f"<{child_name}> stands after <{before}> in <{name}>, but must come before"
                )
                yield Finding(message, manifest.at(line_of(child)))
            elif position > highest:
                highest, before = position, child_name


@rule("MAN-028", severity=Severity.ERROR, clause="IMS CP 1.1.2, content models")
def allowed_children(manifest: ImsManifest) -> Findings:
    """Elements stand only where the content model has a place for them.

    A known example is <metadata> inside <resources>. Strict importers refuse the whole manifest.
    Move or remove the element.
    """
    for name, parent in _parents(manifest):
        for child in parent.iterchildren("*"):
            namespace, child_name = split(child.tag)
            if namespace == manifest.namespace and child_name not in CHILDREN[name]:
                message = f"<{child_name}> has no place in <{name}>"
                yield Finding(message, manifest.at(line_of(child)))


@rule("MAN-022", severity=Severity.WARNING, clause="IMS CP 1.1.2, smallest permitted maximum")
def lengths(manifest: ImsManifest) -> Findings:
    """Values keep to the lengths that every LMS stores.

    An LMS may cut what is longer, and a cut path leads nowhere. Shorten the value.
    """
    if manifest.document.conforms and not manifest.is_2004:
        return  # the schemas of SCORM 1.2 hold these limits, those of SCORM 2004 do not
    if manifest.is_2004 and not _any_long(manifest):
        return
    values = chain(
        [("version", line_of(manifest.root), manifest.version, 20)],
        (("structure", o.line, o.structure, 200) for o in manifest.organizations),
        (("identifierref", i.line, i.identifierref, 2000) for i in manifest.items),
        (("parameters", i.line, i.parameters, 1000) for i in manifest.items),
        (("type", r.line, r.type, 1000) for r in manifest.resources),
        (
            (name, r.line, value, 2000)
            for r in manifest.resources
            for name, value in (("href", r.href), ("xml:base", r.base), ("the whole path", r.path))
        ),
        (("href", f.line, f.href, 2000) for r in manifest.resources for f in r.files),
        (
            ("identifierref", d.line, d.identifierref, 2000)
            for r in manifest.resources
            for d in r.dependencies
        ),
        (
            ("adlcp:location", line_of(e), e.text, 2000)
            for e in manifest.document.foreign
            if split(e.tag)[1] == "location" and manifest.is_2004
        ),
    )
    for name, line, value, limit in values:
        if value and len(value) > limit:
            message = f"{name} has {len(value)} characters; {limit} are safe"
            yield Finding(message, manifest.at(line))


def _any_long(manifest: ImsManifest) -> bool:
    """Answer whether any value may be too long: nearly always none is."""
    document = manifest.document
    told = (manifest.version, *(o.structure for o in manifest.organizations))
    listed = {*(i.parameters for i in manifest.items), *(r.type for r in manifest.resources)}
    return (
        "xml:base" in document.text
        or "location>" in document.text
        or any(len(value) > _SHORT for value in told if value)
        or any(len(value) > _LONG for value in listed if value)
        or max(map(len, manifest.references.split("\n"))) > _LONG
    )


@rule("MAN-023", severity=Severity.WARNING, clause="CAM 1.2, 2.3.2; ADL 2004 (sub)manifests")
def submanifests(manifest: ImsManifest) -> Findings:
    """The manifest has no manifests inside.

    Most LMSs ignore or refuse nested manifests, and items that refer into one lead nowhere. Merge
    the inner manifest into the outer one, or make two packages.
    """
    inner = {
        name: nested
        for nested in manifest.submanifests
        for element in nested.iter("*")
        if (name := element.get("identifier"))
    }
    for nested in manifest.submanifests:
        name = nested.get("identifier", "")
        yield Finding(f"A manifest {name!r} is nested here", manifest.at(line_of(nested)))
    for item in manifest.items:
        reference = item.identifierref
        if reference in inner and reference not in manifest.resource_by_id:
            message = f"This item refers to {reference!r} inside a nested manifest"
            yield Finding(message, manifest.at(item.line), severity=Severity.ERROR)


@rule("MAN-026", severity=Severity.WARNING, clause="practice")
def own_identifier(manifest: ImsManifest) -> Findings:
    """The manifest's identifier is the course's own.

    Authoring tools and examples come with one fixed identifier. An LMS that finds a course of the
    same identifier may overwrite it. Give the course a name of its own.
    """
    if manifest.identifier and _TEMPLATE.match(manifest.identifier.strip()):
        message = f"{manifest.identifier!r} is the identifier of many courses"
        yield Finding(message, manifest.at(line_of(manifest.root)))


@rule(
    "MAN-027",
    severity=Severity.ERROR,
    clause="XML Base; IMS CP 1.1.2, xml:base; ADL 2004 REQ_30.3, 30.7.1, 30.7.3.5",
)
def bases(manifest: ImsManifest) -> Findings:
    """xml:base is a folder inside the package.

    Every path below it begins there. Write it with slashes, without a leading one, with one at the
    end, and without climbing out of the package; or leave it out.
    """
    written = "xml:base" in manifest.document.text
    for element in manifest.document.elements if written else ():
        base = element.get(BASE)
        if base is None:
            continue
        if "\\" in base:
            fault = "has a backslash"
        elif base.startswith("/"):
            fault = "begins with a slash"
        elif not base.endswith("/"):
            fault = "does not end with a slash"
        elif base.startswith("../") or "/../" in base:
            fault = "climbs out of its folder"
        else:
            continue
        yield Finding(f"xml:base {base!r} {fault}", manifest.at(line_of(element)))


@rule("XML-015", severity=Severity.WARNING, clause="XML 1.0, 3.3.3")
def padding(manifest: ImsManifest) -> Findings:
    """Ids, paths and versions have no blanks around them.

    Some importers compare them with the blanks and then find nothing. Remove the blanks and line
    breaks inside the quotation marks or tags.
    """
    if _padded(manifest.references):
        values = chain(
            (("identifier", line, name) for _, line, name in _identifiers(manifest)),
            (("identifierref", i.line, i.identifierref) for i in manifest.items),
            (("href", r.line, r.href) for r in manifest.resources),
            (("scormtype", r.line, r.kind) for r in manifest.resources),
            (("href", f.line, f.href) for r in manifest.resources for f in r.files),
        )
        for name, line, value in values:
            if value and _padded(value):
                message = f"{name} is {value!r}, with blanks around the value"
                yield Finding(message, manifest.at(line))
    for element in (manifest.schema, manifest.schemaversion):
        if element is not None and (text := element.text or "").strip() not in {"", text}:
            message = f"<{split(element.tag)[1]}> is {text!r}, with blanks around the value"
            yield Finding(message, manifest.at(line_of(element)))


def _padded(lines: str) -> bool:
    return "\n " in f"\n{lines}" or " \n" in f"{lines}\n"


@rule("MAN-029", severity=Severity.WARNING, clause="IMS CP 1.1.2, extensions")
def extensions(manifest: ImsManifest) -> Findings:
    """Extensions come from known namespaces.

    Elements of a vendor's own namespace mean nothing to other LMSs, and strict ones ask for their
    schema. Remove them unless the target LMS needs them.
    """
    # The editions name ADL's elements differently: those of the other one are unknown.
    seen = {*KNOWN, manifest.namespace} - ({ADLCP} if manifest.is_2004 else set())
    for element in manifest.document.foreign:
        namespace, name = split(element.tag)
        misspelt = not manifest.is_2004 and resembles_known(namespace)
        if namespace not in seen and not misspelt:
            seen.add(namespace)
            message = f"<{name}> is an extension of {namespace or 'no namespace at all'}"
            yield Finding(message, manifest.at(line_of(element)))


def resembles_known(namespace: str) -> bool:
    """Answer whether a namespace is a known one misspelt; another rule speaks of that."""
    return bool(re.search(r"adlcp_|imscp_root|imsmd_root", namespace))


RULES = (
    identified,
    identifiers_are_names,
    identifiers_are_unique,
    main_parts,
    order,
    allowed_children,
    lengths,
    submanifests,
    own_identifier,
    bases,
    padding,
    extensions,
)
