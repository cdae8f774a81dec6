"""``cmi5.xml`` as the rules see it: nothing is required and nothing corrected."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from scormkit.standards.cmi5.facts import NAMESPACE
from scormkit.validate.document import line_of
from scormkit.validate.scripts import Scripts
from scormkit.values import Struct

if TYPE_CHECKING:
    from lxml import etree

    from scormkit.diagnostics import Location
    from scormkit.validate.document import Document

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def named(name: str) -> str:
    """Give an element's full name."""
    return f"{{{NAMESPACE}}}{name}"


class Au(NamedTuple):
    """An assignable unit; ``url`` is its text without padding, ``None`` if there is none."""

    element: etree._Element
    url: str | None
    url_line: int

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return line_of(self.element)

    def get(self, attribute: str) -> str | None:
        """Give an attribute without padding, which importers cut off (C:13.1.0.0-1)."""
        value = self.element.get(attribute)
        return None if value is None else value.strip()

    @property
    def is_absolute(self) -> bool:
        """Whether its url leads out of the package."""
        return bool(_ABSOLUTE.match(self.url or "")) or (self.url or "").startswith("//")

    @property
    def path(self) -> str:
        """Where a relative url leads, without query, fragment and escapes."""
        return unquote(re.split(r"[?#]", self.url or "")[0])

    @property
    def query(self) -> str:
        """What stands after the question mark."""
        try:
            return urlsplit(self.url or "").query
        except ValueError:
            return ""


class Structure(Struct, frozen=True, dict=True):
    """A course structure; ``document`` has passed the stages that make a tree of it."""

    document: Document

    def at(self, element: etree._Element) -> Location:
        """Name the place of an element."""
        return self.document.at(line_of(element))

    @cached_property
    def scripts(self) -> Scripts:
        """The scripts of the package."""
        return Scripts(self.document.files)

    @property
    def root(self) -> etree._Element:
        """The root element."""
        return self.document.root

    @cached_property
    def aus(self) -> list[Au]:
        """All assignable units in order."""
        found = []
        for element in self.root.iter(named("au")):
            url = element.find(named("url"))
            text = None if url is None else "".join(map(str, url.itertext())).strip()
            line = line_of(element if url is None else url)
            found.append(Au(element, text, line))
        return found

    @cached_property
    def blocks(self) -> list[etree._Element]:
        """All blocks, those inside others too."""
        return list(self.root.iter(named("block")))

    @cached_property
    def objectives(self) -> list[etree._Element]:
        """The objectives that are declared."""
        return list(self.root.iterfind(f"{named('objectives')}/{named('objective')}"))

    @cached_property
    def references(self) -> list[etree._Element]:
        """The places that refer to an objective."""
        declared = {id(element) for element in self.objectives}
        return [e for e in self.root.iter(named("objective")) if id(e) not in declared]

    @cached_property
    def identified(self) -> list[tuple[str, etree._Element]]:
        """Everything with an id, with the name of its kind."""
        courses = list(self.root.iterfind(named("course")))
        return [
            *(("course", element) for element in courses),
            *(("block", element) for element in self.blocks),
            *(("au", au.element) for au in self.aus),
            *(("objective", element) for element in self.objectives),
        ]
