"""HTML of a test's parts for formats that know no course: XHTML, files under given addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scormkit.model.blocks import Paragraph
from scormkit.model.inlines import Image
from scormkit.model.walk import kind_of
from scormkit.render.attributes import is_safe_url
from scormkit.render.blocks import render_blocks
from scormkit.render.inlines import GAP_MARK, render_inlines
from scormkit.render.plain import PlainComponents, PlainContext

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scormkit.model.inlines import Attributes, Link, Reference
    from scormkit.model.quiz import Blocks
    from scormkit.render.course.assets import Asset, Assets

Address: TypeAlias = "Callable[[Asset], str]"
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Fragments:
    """Renders the parts of a test; files of the module get the addresses of the format."""

    heading_shift = 0

    def __init__(self, assets: Assets, address: Address) -> None:
        self.components = PlainComponents()
        self.files: dict[str, Path] = {}
        self.used: dict[str, None] = {}
        self._assets = assets
        self._address = address
        self._plain = PlainContext()

    def blocks(self, blocks: Blocks) -> str:
        """Render blocks."""
        return _well_formed(render_blocks(blocks, self)) if blocks else ""

    def line(self, blocks: Blocks) -> str:
        """Render an answer; the one paragraph that it usually is needs no block of its own."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return _well_formed(render_inlines(blocks[0].children, self))
        return self.blocks(blocks)

    def pieces(self, passage: Blocks) -> tuple[str, ...]:
        """Render a text with gaps; a piece may end inside of an element."""
        return tuple(self.blocks(passage).split(GAP_MARK))

    def picture(self, blocks: Blocks) -> tuple[str, str, tuple[int, int] | None]:
        """Give the address of a picture, its text and its size in pixels, as far as there is one."""
        for image in kind_of(blocks, Image):
            shown = dict(self.image(image))
            asset = self._asset(image.target)
            return shown.get("src", ""), shown["alt"], asset.dimensions if asset else None
        return "", "", None

    def anchor(self, identifier: str) -> str:
        """Keep the id."""
        return identifier

    def link(self, link: Link) -> Attributes:
        """Lead to a file of the module or to another site."""
        if address := self._file(link.target):
            return (("href", address),)
        return self._plain.link(link)

    def label(self, target: Reference) -> str:
        """Name the target."""
        return target.target

    def image(self, image: Image) -> Attributes:
        """Show a file of the module or a picture of another site."""
        address = self._file(image.target)
        if not address:
            return self._plain.image(image)
        source = (("src", address),) if is_safe_url(address, image=True) else ()
        return (*source, ("alt", image.alt or ""))

    def _file(self, target: Reference) -> str:
        """Give the address of a file of the module and note that it is used."""
        asset = self._asset(target)
        if asset is None:
            return ""
        address = self._address(asset)
        self.files[address] = asset.file.path
        self.used[address] = None
        return address

    def _asset(self, target: Reference) -> Asset | None:
        if target.kind not in {"asset", "attach", "path"}:
            return None
        return self._assets.find(target.target.removeprefix("files/"))


def _well_formed(html: str) -> str:
    """Make XHTML of a fragment: elements closed, attributes quoted, characters that XML has."""
    from lxml.etree import tostring  # noqa: PLC0415  needed only where tests are exported
    from lxml.html import fragment_fromstring  # noqa: PLC0415

    legal = "".join(c for c in html if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff"))
    if "<" not in legal and "&" not in legal:
        return legal
    root = fragment_fromstring(legal, create_parent="div")
    for element in root.iter("*"):
        if element.text is None and not len(element) and element.tag not in _VOID:
            element.text = ""
    text = tostring(root, encoding="unicode", method="xml")
    return text.partition(">")[2].rpartition("</")[0]
