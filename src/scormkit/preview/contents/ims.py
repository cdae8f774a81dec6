"""Reads what is launched from ``imsmanifest.xml``; SCORM 2004's sequencing is read by the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.preview.contents.items import Item, Offer, children, name_of, text_of

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from scormkit.preview.contents.items import Play

NAME = "imsmanifest.xml"
_FACTS = (
    "masteryscore", "maxtimeallowed", "timelimitaction", "datafromlms", "prerequisites",
)  # fmt: skip


def read(root: ET.Element) -> Offer:
    """Read the organization that the manifest calls its default."""
    resources = {e.get("identifier", ""): e for e in root.iter() if name_of(e) == "resource"}
    organizations = [e for e in root.iter() if name_of(e) == "organization"]
    chosen = next((e for e in root.iter() if name_of(e) == "organizations"), root).get("default")
    course = next((o for o in organizations if o.get("identifier") == chosen), None)
    course = course if course is not None else next(iter(organizations), root)
    items = (_item(e, resources) for e in course.iter() if name_of(e) == "item")
    return Offer(_play(root), text_of(course, "title"), tuple(i for i in items if i))


def _play(root: ET.Element) -> Play:
    """Tell the generations of SCORM apart by the version that the manifest names."""
    metadata = next(children(root, "metadata"), root)
    version = text_of(metadata, "schemaversion")
    return "scorm2004" if version.startswith(("2004", "CAM 1.3")) else "scorm12"


def _item(element: ET.Element, resources: dict[str, ET.Element]) -> Item | None:
    """Read a leaf of the organization; branches have nothing to launch."""
    resource = resources.get(element.get("identifierref", ""))
    if resource is None or not resource.get("href"):
        return None
    kind = next((v for k, v in resource.items() if k.lower().endswith("}scormtype")), "")
    told = {name: text_of(element, name) for name in _FACTS}
    told["isvisible"] = element.get("isvisible", "")
    return Item(
        element.get("identifier", ""),
        text_of(element, "title"),
        resource.get("href", "") + _query(element.get("parameters", "")),
        "sco" if kind.lower() == "sco" else "asset",
        {name: text for name, text in told.items() if text},
    )


def _query(parameters: str) -> str:
    """How parameters follow the address (IMS CP 1.1.2, 2.4.3)."""
    rest = parameters.lstrip("?&")
    return rest if rest.startswith("#") or not rest else f"?{rest}"
