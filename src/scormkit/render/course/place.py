"""What a page is rendered for: its module's files, its document, the learner's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from scormkit.render.attributes import is_safe_url
from scormkit.render.course.components import CourseComponents
from scormkit.render.plain import reference_url
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from scormkit.model.inlines import Attributes, Image, Link, Reference
    from scormkit.render.course.assets import Asset, Assets
    from scormkit.render.locales import Words

NEW_WINDOW = (
    ("target", "_blank"),
    ("rel", "noopener noreferrer"),
    ("aria-describedby", "sk-new-window"),
)


class Place(Struct, frozen=True):
    """``pages`` are the ids of the pages in the same document."""

    module: str
    assets: Assets
    pages: AbstractSet[str]
    words: Words


class Uses(Struct):
    """What was met while a page was rendered, in order and without doubles."""

    tasks: dict[str, None] = field(default_factory=dict)
    videos: dict[str, str] = field(default_factory=dict)
    checks: dict[str, dict[str, Any]] = field(default_factory=dict)
    assets: dict[str, None] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)
    footnotes: int = 0


class CourseContext:
    """A page of a course, or a test: ids are unique in the document, files have package names."""

    def __init__(self, place: Place, prefix: str, heading_shift: int = 0) -> None:
        self.place = place
        self.prefix = prefix
        self.heading_shift = heading_shift
        self.uses = Uses()
        self.components = CourseComponents(self)

    def anchor(self, identifier: str) -> str:
        """Put the page before the id; the second of two equal ones gets a number."""
        wanted = free = address_of(self.prefix, identifier)
        number = 2
        while free in self.uses.anchors:
            free, number = f"{wanted}-{number}", number + 1
        self.uses.anchors.add(free)
        return free

    def link(self, link: Link) -> Attributes:
        """Lead to a place of the document, a file, or another site in a window of its own."""
        return self.lead(link.target)

    def lead(self, target: Reference) -> Attributes:
        """Give the attributes of a link to a reference; none where it cannot be followed.

        ``data-shown`` is the address as people read it, for paper.
        """
        if target.kind == "course":
            return self._to_page(target)
        if target.kind == "here":
            return (("href", "#" + address_of(self.prefix, target.anchor)),)
        if target.kind == "asset":
            asset = self.asset(target.target)
            return self.download(asset) if asset else ()
        address = reference_url(target)
        if target.kind == "missing" or not is_safe_url(address):
            return ()
        if not urlsplit(address).netloc:
            return (("href", address),)
        readable = unquote(address)
        shown = (("data-shown", readable),) if readable != address else ()
        return (("href", address), *shown, *NEW_WINDOW)

    def download(self, asset: Asset) -> Attributes:
        """Offer a file under its author's name; a picture is shown instead."""
        own = NEW_WINDOW if asset.is_picture else (("download", asset.name),)
        return (("href", asset.path), *own, ("data-facts", self.facts(asset)))

    def facts(self, asset: Asset) -> str:
        """Type and size of a file."""
        return f"{asset.kind}, {self.place.words.size(asset.file.size)}"

    def label(self, target: Reference) -> str:
        """Name the target."""
        return target.target

    def image(self, image: Image) -> Attributes:
        """Show a file of the module, loaded late and with room kept for it."""
        alt = ("alt", image.alt or "")
        if image.target.kind != "asset":
            address = reference_url(image.target)
            source = (("src", address),) if is_safe_url(address, image=True) else ()
            return (*source, alt, ("loading", "lazy"), ("referrerpolicy", "no-referrer"))
        asset = self.asset(image.target.target)
        if asset is None:
            return (alt,)
        given = {name for name, _ in image.attrs}
        size = asset.dimensions if not given & {"width", "height"} else None
        room = (("width", str(size[0])), ("height", str(size[1]))) if size else ()
        return (("src", asset.path), alt, *room, ("loading", "lazy"), ("decoding", "async"))

    def asset(self, name: str) -> Asset | None:
        """Give a file of the module and note that it is used."""
        found = self.place.assets.find(name)
        if found:
            self.uses.assets[name] = None
        return found

    def _to_page(self, target: Reference) -> Attributes:
        if target.target not in self.place.pages:
            return ()  # another SCO: only the LMS leads there
        section = section_id(target.target)
        return (("href", f"#{address_of(section, target.anchor)}"),)


def section_id(page: str) -> str:
    """Give the id of a page's section in the document."""
    return f"p-{page}"


def address_of(section: str, anchor: str) -> str:
    """Give the id of a place in a section; without an anchor, the section's own."""
    return f"{section}--{'-'.join(anchor.split())}" if anchor else section
