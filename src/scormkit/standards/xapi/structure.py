"""``tincan.xml`` as the rules see it: nothing is required and nothing corrected."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from scormkit.standards.xapi.facts import NAMESPACE
from scormkit.validate.document import line_of
from scormkit.values import Struct

if TYPE_CHECKING:
    from lxml import etree

    from scormkit.diagnostics import Location
    from scormkit.validate.document import Document

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
LISTS = ("choices", "scale", "source", "target", "steps")


def named(name: str) -> str:
    """Give an element's full name."""
    return f"{{{NAMESPACE}}}{name}"


class Launch(NamedTuple):
    """Where an activity is launched; ``url`` is without padding."""

    element: etree._Element
    url: str

    @property
    def is_absolute(self) -> bool:
        """Whether it leads out of the package."""
        return bool(_ABSOLUTE.match(self.url))

    @property
    def path(self) -> str:
        """Where a relative one leads, without query, fragment and escapes."""
        return unquote(re.split(r"[?#]", self.url)[0])

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters that it has already."""
        query = self.url.partition("?")[2].partition("#")[0]
        return [unquote(part.partition("=")[0]) for part in query.split("&") if part]


class TinCan(Struct, frozen=True, dict=True):
    """A package's description; ``document`` has passed the stages that make a tree of it."""

    document: Document

    def at(self, element: etree._Element) -> Location:
        """Name the place of an element."""
        return self.document.at(line_of(element))

    @cached_property
    def activities(self) -> list[etree._Element]:
        """All activities in order."""
        return list(self.document.root.iter(named("activity")))

    @cached_property
    def launches(self) -> list[Launch]:
        """The first launch (or resource) of each activity that has one."""
        found = []
        for activity in self.activities:
            for element in activity.iterchildren(named("launch"), named("resource")):
                found.append(Launch(element, "".join(map(str, element.itertext())).strip()))
                break
        return found


def text(parent: etree._Element, name: str) -> str | None:
    """Give the text of a child without padding; ``None`` if there is no such child."""
    value = parent.findtext(named(name))
    return None if value is None else value.strip()
