"""Organizations and items: what the learner sees as the table of contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.standards.ims.imsmanifest import Organization
from scormkit.validate.document import line_of
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.ims.imsmanifest import ImsManifest, Item

_MANY_SCOS = 20
_TITLE_LIMIT = 200
_PARAMETERS = re.compile(
    r"^(?:\?|&)*(?:[^\s=&#]+=[^\s&#]*(?:&[^\s=&#]+=[^\s&#]*)*)?(?:#\S*)?$", re.ASCII
)
# ADL 2004 REQ_30.6.3.6.4.2: one question mark at most, and no characters but these.
_WORD = r"(?:[\w.!*'()-]|%[0-9A-Fa-f]{2})"
_PARAMETERS_2004 = re.compile(
    rf"^(?:\??{_WORD}+={_WORD}*(?:&{_WORD}+={_WORD}*)*)?(?:#{_WORD}*)?$", re.ASCII
)
_UNSAFE = re.compile(r"[^\x21-\x7e]|[<>\"\\^`{}]|%(?![0-9A-Fa-f]{2})")


def _titled(manifest: ImsManifest) -> Iterator[Organization | Item]:
    yield from manifest.organizations
    yield from manifest.items


@rule(
    "MAN-007",
    severity=Severity.ERROR,
    clause="CAM 1.2, 2.3.2; adlcp_rootv1p2.xsd; ADL 2004 REQ_30.5.2",
)
def schema_name(manifest: ImsManifest) -> Findings:
    """The metadata names the schema ADL SCORM.

    By this name an LMS knows that the package is a SCORM package. Write
    <schema>ADL SCORM</schema> as the first part of <metadata>, in exactly these letters.
    """
    if manifest.schema is None:
        yield Finding("<schema> is missing in <metadata>", manifest.at(line_of(manifest.root)))
    elif (manifest.schema.text or "").strip() != "ADL SCORM":
        message = f"<schema> is {manifest.schema.text!r} instead of 'ADL SCORM'"
        yield Finding(message, manifest.at(line_of(manifest.schema)))


@rule("MAN-008", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; ADL 2004 REQ_30.5.3")
def schema_version(manifest: ImsManifest) -> Findings:
    """The metadata states the version of SCORM.

    Without it an LMS has to guess. Write <schemaversion> after <schema>, with 1.2 for SCORM 1.2 or
    2004 3rd Edition for that edition of SCORM 2004.
    """
    if manifest.schemaversion is None or not (manifest.schemaversion.text or "").strip():
        message = "<schemaversion> is missing in <metadata>"
        yield Finding(message, manifest.at(line_of(manifest.root)))


@rule("MAN-009", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; organizations")
def default_stated(manifest: ImsManifest) -> Findings:
    """<organizations> says which organization is the default.

    An LMS shows that one. Add default="…" with the identifier of the organization.
    """
    if manifest.default is None and manifest.organizations:
        line = manifest.organizations[0].line
        yield Finding("<organizations> has no default", manifest.at(line))


@rule("MAN-010", severity=Severity.ERROR, clause="CAM 1.2, 2.3.2; organizations")
def default_exists(manifest: ImsManifest) -> Findings:
    """The default names an organization of this manifest.

    Otherwise the LMS finds no table of contents. Correct the name.
    """
    names = [o.identifier for o in manifest.organizations]
    if manifest.default is not None and names and manifest.default not in names:
        message = f"The default {manifest.default!r} is no organization here"
        hint = f"Organizations are: {', '.join(n for n in names if n)}."
        yield Finding(message, manifest.at(manifest.organizations[0].line), hint)


@rule("MAN-011", severity=Severity.ERROR, clause="CAM 1.2, content aggregation profile")
def organization_exists(manifest: ImsManifest) -> Findings:
    """There is an organization.

    A package without a table of contents cannot be launched. Add an organization with an item for
    each SCO.
    """
    if not manifest.organizations:
        message = "There is no <organization>"
        yield Finding(message, manifest.at(line_of(manifest.root)))


@rule("MAN-012", severity=Severity.WARNING, clause="practice")
def one_organization(manifest: ImsManifest) -> Findings:
    """There is one organization.

    An LMS shows only the default one; the others are never seen. Merge or remove them.
    """
    for organization in manifest.organizations[1:]:
        message = f"{organization.identifier!r} is one organization too many"
        yield Finding(message, manifest.at(organization.line))


@rule("MAN-013", severity=Severity.ERROR, clause="CAM 1.2, content aggregation profile")
def organization_has_items(manifest: ImsManifest) -> Findings:
    """Every organization has an item.

    An empty table of contents has nothing to launch. Add an item for each SCO.
    """
    for organization in manifest.organizations:
        if not organization.items:
            message = f"The organization {organization.identifier!r} has no item"
            yield Finding(message, manifest.at(organization.line))


@rule("MAN-014", severity=Severity.ERROR, clause="CAM 1.2, content aggregation profile")
def titles(manifest: ImsManifest) -> Findings:
    """Organizations and items have a title.

    The title is what the learner reads in the list of courses and in the menu. Add one.
    """
    for part in _titled(manifest):
        if not (part.title or "").strip():
            kind = "organization" if isinstance(part, Organization) else "item"
            message = f"The {kind} {part.identifier!r} has no title"
            yield Finding(message, manifest.at(part.line))


@rule("MAN-015", severity=Severity.WARNING, clause="IMS CP 1.1.2, title")
def title_length(manifest: ImsManifest) -> Findings:
    """Titles have at most 200 characters.

    Longer ones are cut or refused. Shorten the title.
    """
    for part in _titled(manifest):
        if part.title and len(part.title) > _TITLE_LIMIT:
            message = f"The title has {len(part.title)} characters: {part.title[:40]}…"
            yield Finding(message, manifest.at(part.line))


@rule(
    "MAN-016",
    severity=Severity.ERROR,
    clause="IMS CP 1.1.2, item identifierref; ADL 2004 REQ_30.6.3.6.2.2",
)
def references(manifest: ImsManifest) -> Findings:
    """Items refer to resources of this manifest.

    An item whose resource does not exist cannot be launched. Correct the reference or add the
    resource.
    """
    nested = {
        name
        for submanifest in manifest.submanifests
        for element in submanifest.iter("*")
        if (name := element.get("identifier"))
    }
    for item in manifest.items:
        reference = item.identifierref
        if reference and reference not in manifest.resource_by_id and reference not in nested:
            message = f"The item {item.identifier!r} refers to {reference!r}, which is no resource"
            yield Finding(message, manifest.at(item.line))


def _stricter(manifest: ImsManifest) -> Severity | None:
    """SCORM 2004 forbids what SCORM 1.2 leaves to the LMS."""
    return Severity.ERROR if manifest.is_2004 else None


@rule(
    "MAN-017",
    severity=Severity.WARNING,
    clause="CAM 1.2, 2.3.2; item; ADL 2004 REQ_30.6.3.6.2.4 (error)",
)
def leaves_launch(manifest: ImsManifest) -> Findings:
    """Items without items below them refer to a resource.

    Such an item shows as a label that does nothing. Add identifierref="…" or remove the item.
    """
    for item in manifest.items:
        if not item.items and not item.identifierref:
            message = f"The item {item.identifier!r} launches nothing"
            yield Finding(message, manifest.at(item.line), severity=_stricter(manifest))


@rule(
    "MAN-018",
    severity=Severity.WARNING,
    clause="CAM 1.2, 2.3.2; item; ADL 2004 REQ_30.6.3.6.2.3 (error)",
)
def folders_launch_nothing(manifest: ImsManifest) -> Findings:
    """Items with items below them refer to no resource.

    Many LMSs never launch the resource of a folder. Give it an item of its own inside.
    """
    for item in manifest.items:
        if item.items and item.identifierref:
            message = f"The item {item.identifier!r} has items below it and refers to a resource"
            yield Finding(message, manifest.at(item.line), severity=_stricter(manifest))


@rule(
    "MAN-019", severity=Severity.ERROR, clause="IMS CP 1.1.2, isvisible; ADL 2004 REQ_30.6.3.6.3.1"
)
def visibility(manifest: ImsManifest) -> Findings:
    """The attribute isvisible is true or false.

    Other words, and the digits 1 and 0, are refused by strict importers. Write true or false, or
    leave the attribute out.
    """
    for item in manifest.items:
        if item.isvisible not in {None, "true", "false"}:
            yield Finding(f"isvisible is {item.isvisible!r}", manifest.at(item.line))


@rule(
    "MAN-020",
    severity=Severity.ERROR,
    clause="IMS CP 1.1.2, parameters; RFC 3986; ADL 2004 REQ_30.6.3.6.4.2",
)
def parameters(manifest: ImsManifest) -> Findings:
    """Parameters form a query that can be added to an address.

    They look like ?name=value&name=value, in ASCII, everything else escaped with %. Correct them,
    or leave the attribute out if there is nothing to pass on.
    """
    for item in manifest.items:
        value = item.parameters
        if value is None:
            continue
        if not value.strip():
            yield Finding("parameters is empty", manifest.at(item.line))
        elif _UNSAFE.search(value):
            message = f"parameters {value!r} has characters that must be escaped"
            yield Finding(message, manifest.at(item.line))
        elif not (_PARAMETERS_2004 if manifest.is_2004 else _PARAMETERS).match(value):
            message = f"parameters {value!r} is not a list of name=value"
            grade = _stricter(manifest) or Severity.WARNING
            yield Finding(message, manifest.at(item.line), severity=grade)


@rule("MAN-021", severity=Severity.WARNING, clause="IMS CP 1.1.2, parameters")
def parameters_have_a_resource(manifest: ImsManifest) -> Findings:
    """Parameters stand on an item that launches something.

    Elsewhere they are passed to nothing. Move them to the item with the identifierref.
    """
    for item in manifest.items:
        if item.parameters and not item.identifierref:
            message = f"The item {item.identifier!r} has parameters but launches nothing"
            yield Finding(message, manifest.at(item.line))


@rule("MAN-024", severity=Severity.WARNING, clause="practice")
def something_visible(manifest: ImsManifest) -> Findings:
    """At least one item is visible.

    If isvisible is false everywhere, the menu is empty. Remove the attribute from what the learner
    should see.
    """
    if manifest.items and all(item.isvisible == "false" for item in manifest.items):
        yield Finding("No item is visible", manifest.at(manifest.items[0].line))


@rule("MAN-025", severity=Severity.WARNING, clause="practice")
def few_scos(manifest: ImsManifest) -> Findings:
    """A course is not cut into dozens of launchable items.

    With every page a SCO of its own, LMSs lose track of completion and grade only one of them. Put
    the pages into one SCO, or one for each module.
    """
    tops = [item for o in manifest.organizations for item in o.items if item.identifierref]
    if len(tops) > _MANY_SCOS:
        message = f"{len(tops)} items at the top are launched one by one"
        yield Finding(message, manifest.at(tops[0].line))


RULES = (
    schema_name,
    schema_version,
    default_stated,
    default_exists,
    organization_exists,
    one_organization,
    organization_has_items,
    titles,
    title_length,
    references,
    leaves_launch,
    folders_launch_nothing,
    visibility,
    parameters,
    parameters_have_a_resource,
    something_visible,
    few_scos,
)
