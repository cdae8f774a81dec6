"""The table of contents of a cartridge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.ims.imsmanifest import ImsManifest, Organization

_STRUCTURE = "rooted-hierarchy"


@rule("CC-003", severity=Severity.ERROR, clause="Common Cartridge, organization")
def one_tree(manifest: ImsManifest) -> Findings:
    """The table of contents is one tree with an untitled root.

    A cartridge has at most one organization of the structure rooted-hierarchy, with exactly one item
    at the top that has neither title nor resource; everything else stands below that item, with
    titles.
    """
    for organization in manifest.organizations[1:]:
        message = f"{organization.identifier!r} is one organization too many"
        yield Finding(message, manifest.at(organization.line))
    for organization in manifest.organizations:
        yield from _tree(manifest, organization)


def _tree(manifest: ImsManifest, organization: Organization) -> Findings:
    at = manifest.at(organization.line)
    if organization.structure != _STRUCTURE:
        told = f"is {organization.structure!r}" if organization.structure else "is not stated"
        yield Finding(f"The structure {told}", at, f'Write structure="{_STRUCTURE}".')
    if len(organization.items) != 1:
        yield Finding(f"The organization has {len(organization.items)} root items", at)
        return
    root = organization.items[0]
    if root.title is not None:
        yield Finding(f"The root item has the title {root.title!r}", manifest.at(root.line))
    if root.identifierref is not None:
        message = f"The root item refers to {root.identifierref!r}"
        yield Finding(message, manifest.at(root.line))
    for item in manifest.items:
        if item is not root and not (item.title or "").strip():
            message = f"The item {item.identifier!r} has no title"
            yield Finding(message, manifest.at(item.line))


@rule("CC-008", severity=Severity.ERROR, clause="Common Cartridge, rule 8b")
def leaves_have_nothing_below(manifest: ImsManifest) -> Findings:
    """An item that shows something has no items below it.

    Importers take an item either for a folder or for a page. Give the page an item of its own inside
    the folder.
    """
    roots = {id(item) for o in manifest.organizations for item in o.items}
    for item in manifest.items:
        if item.identifierref and item.items and id(item) not in roots:
            message = f"The item {item.identifier!r} shows a resource and has items below it"
            yield Finding(message, manifest.at(item.line))


RULES = (one_tree, leaves_have_nothing_below)
