"""Tells what an ``imsmanifest.xml`` holds, of whatever edition of the IMS family it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.standards.ims import imsmanifest
from scormkit.standards.ims.edition import other_edition
from scormkit.standards.outline import Outline, known, open_document
from scormkit.validate.files import Inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from scormkit.standards.ims.imsmanifest import ImsManifest, Item, Resource
    from scormkit.validate.files import Files

_KIND = "scormtype"
_WORDS = {"sco": "SCO", "asset": "asset"}


def outline(files: Files, path: str) -> Outline | None:
    """Give organizations, items, resources and what no resource lists; nothing if it is no XML."""
    folder, _, name = path.rpartition("/")
    prefix = f"{folder}/" if folder else ""
    document = open_document(Inside(files, prefix) if folder else files, name)
    if document is None:
        return None
    content = imsmanifest.read(document)
    parts = _Parts(content, prefix)
    return Outline(
        parts.title(),
        other_edition(document.data) or "SCORM 1.2",
        path,
        known(
            {
                "identifier": content.identifier,
                "version": content.version,
                "schema": _text(content.schema),
                "schemaversion": _text(content.schemaversion),
            }
        ),
        tuple(parts.all()),
    )


class _Parts:
    """The parts of one manifest; ``prefix`` is the folder it lies in, with its slash."""

    def __init__(self, content: ImsManifest, prefix: str) -> None:
        self._content = content
        self._prefix = prefix

    def title(self) -> str:
        """Take the default organization's title, or else that of the metadata."""
        content = self._content
        default = [o for o in content.organizations if o.identifier == content.default]
        for organization in (*default, *content.organizations):
            if organization.title:
                return " ".join(organization.title.split())
        metadata = content.root.find("{*}metadata")
        titles = () if metadata is None else metadata.iter("{*}title")
        words = (" ".join(str(title.xpath("string()")).split()) for title in titles)
        return next((text for text in words if text), "")

    def all(self) -> Iterator[Outline]:
        """Give what stands below the package itself."""
        content = self._content
        for each in content.organizations:
            items = tuple(self._item(item) for item in each.items)
            about = known({"identifier": each.identifier, "structure": each.structure})
            yield Outline(each.title or "", "organization", "", about, items)
        resources = tuple(self._resource(resource) for resource in content.resources)
        yield Outline("", "resources", children=resources)
        if content.unlisted:
            paths = (self._prefix + path for path in content.unlisted)
            yield Outline("", "not listed", children=tuple(Outline("", "file", p) for p in paths))

    def _item(self, item: Item) -> Outline:
        resource = self._content.resource_by_id.get(item.identifierref or "")
        kind = _WORDS.get(_kind(resource).lower(), "item") if resource else "item"
        about: dict[str, str | None] = {
            "identifier": item.identifier,
            "parameters": item.parameters,
            "isvisible": item.isvisible if item.isvisible != "true" else None,
        }
        if item.identifierref and resource is None:
            about["refers to nothing"] = item.identifierref
        for child in item.element.iterchildren("*"):
            space, _, name = child.tag.rpartition("}")
            if space != item.element.tag.rpartition("}")[0]:
                about[name] = child.text
        launch = self._launch(resource) if resource else ""
        return Outline(
            item.title or "", kind, launch, known(about), tuple(map(self._item, item.items))
        )

    def _resource(self, resource: Resource) -> Outline:
        about = {
            "type": resource.type,
            "files": str(len(resource.files)),
            "dependencies": str(len(resource.dependencies) or ""),
        }
        kind = _WORDS.get(_kind(resource).lower(), "resource")
        return Outline(resource.identifier or "", kind, self._launch(resource), known(about))

    def _launch(self, resource: Resource) -> str:
        return self._prefix + resource.path if resource.path else resource.href or ""


def _kind(resource: Resource) -> str:
    """Read whether a resource is a SCO: editions spell the attribute's name in two ways."""
    for name, value in resource.element.attrib.items():
        if str(name).rpartition("}")[2].lower() == _KIND:
            return str(value)
    return ""


def _text(element: etree._Element | None) -> str:
    return "" if element is None else element.text or ""
