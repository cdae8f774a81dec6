"""What is previewed: a package's files, and the course that they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scormkit.preview.contents import ims, xapi
from scormkit.preview.contents.items import Item, Offer
from scormkit.preview.contents.package import Contents, open_contents, read_whole, read_xml

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree import ElementTree as ET

__all__ = ["Contents", "Item", "Offer", "open_contents", "read_offer", "read_whole"]

_READERS: Final[dict[str, Callable[[ET.Element], Offer]]] = {
    ims.NAME: ims.read,
    xapi.CMI5: xapi.read_cmi5,
    xapi.TINCAN: xapi.read_tincan,
}


def read_offer(contents: Contents) -> Offer:
    """Read what a package offers from the first manifest that it has.

    A package without a manifest is a plain site: its one page is launched without an LMS.
    """
    for name, read in _READERS.items():
        root = read_xml(contents, name)
        if root is not None:
            return read(root)
    return Offer("web", "", (Item("index", "", "index.html"),))
