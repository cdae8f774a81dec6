"""Reads what is launched from ``cmi5.xml`` and ``tincan.xml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.preview.contents.items import Item, Offer, children, name_of, text_of

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

CMI5 = "cmi5.xml"
TINCAN = "tincan.xml"
_ATTRIBUTES = ("moveOn", "masteryScore", "launchMethod", "activityType")
_ELEMENTS = ("launchParameters", "entitlementKey")


def read_cmi5(root: ET.Element) -> Offer:
    """Read a course structure: its assignable units in order, and the blocks around them."""
    course = next(children(root, "course"), root)
    tree: dict[str, tuple[str, ...]] = {}
    items: list[Item] = []
    _descend(root, _id(course), tree, items)
    return Offer("cmi5", _words(course, "title"), tuple(items), tree)


def _descend(
    group: ET.Element, name: str, tree: dict[str, tuple[str, ...]], items: list[Item]
) -> None:
    inside = [e for e in group if name_of(e) in {"au", "block"}]
    for element in inside:
        if name_of(element) == "block":
            _descend(element, _id(element), tree, items)
        else:
            items.append(_unit(element))
    tree[name] = tuple(_id(e) for e in inside)


def _unit(au: ET.Element) -> Item:
    facts = {name: au.get(name, "").strip() for name in _ATTRIBUTES}
    facts |= {name: text_of(au, name) for name in _ELEMENTS}
    told = {name: text for name, text in facts.items() if text}
    return Item(_id(au), _words(au, "title"), text_of(au, "url"), "au", told)


def read_tincan(root: ET.Element) -> Offer:
    """Read the activity that has a launch; a package has one."""
    for activity in (e for e in root.iter() if name_of(e) == "activity"):
        if launch := text_of(activity, "launch"):
            title = text_of(activity, "name")
            return Offer("xapi", title, (Item(_id(activity), title, launch, "activity"),))
    return Offer("xapi", "", ())


def _id(element: ET.Element) -> str:
    return element.get("id", "").strip()


def _words(element: ET.Element, name: str) -> str:
    """Give the first of the languages that a text is in."""
    return next((text_of(told, "langstring") for told in children(element, name)), "")
