"""What a package offers to a learner, whatever its standard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

Kind: TypeAlias = Literal["sco", "asset", "au", "activity", "page"]
Play: TypeAlias = Literal["scorm12", "scorm2004", "cmi5", "xapi", "web"]


class Item(Struct, frozen=True):
    """What an LMS launches.

    ``facts`` is what the manifest says of it besides, as texts, by the names of its elements and
    attributes; what it does not say is left out.
    """

    id: str
    title: str
    href: str
    kind: Kind = "page"
    facts: dict[str, str] = field(default_factory=dict)


class Offer(Struct, frozen=True):
    """A package's course: how it is played, its title and what is launched, in order.

    ``tree`` is the course structure of cmi5: the ids of courses and blocks, each with what lies
    directly in it.
    """

    play: Play
    title: str
    items: tuple[Item, ...]
    tree: dict[str, tuple[str, ...]] = field(default_factory=dict)


def name_of(element: ET.Element) -> str:
    """Give the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """Give the children of this name."""
    return (child for child in element if name_of(child) == name)


def text_of(element: ET.Element, name: str) -> str:
    """Give the text of the first child of this name; empty if there is none."""
    return next(((child.text or "").strip() for child in children(element, name)), "")
