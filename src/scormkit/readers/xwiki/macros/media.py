"""Macros that show a video, a sound, a file, or another site's page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from scormkit.model.blocks import Download, Frame, HtmlBlock, Paragraph, Video
from scormkit.model.hosts import known_video
from scormkit.model.inlines import Link, Reference, Text
from scormkit.model.names import slug
from scormkit.readers.xwiki import codes
from scormkit.readers.xwiki.grammar.patterns import URL_LIKE
from scormkit.readers.xwiki.macros.calls import param

if TYPE_CHECKING:
    from scormkit.model.blocks import Block
    from scormkit.model.inlines import Pos
    from scormkit.readers.xwiki.macros.calls import Call, Expansion, Reading

_ADDRESS = (
    "url", "src", "href", "address", "link", "video", "attachment", "file", "reference", "document",
    "media", "source", "path", "name", "value",
)  # fmt: skip
_TITLE = ("title", "caption", "label", "alt")
_SOUND = re.compile(r"\.(?:mp3|m4a|aac|og[ga]|opus|wav|flac)$", re.IGNORECASE)


def medium(pattern: str = "", *, framed: bool = False) -> Expansion:
    """Make an expansion that shows what an address or a file's name leads to.

    ``pattern`` makes an address of a host's own number; ``framed``: what is no known video is another
    site's page.
    """

    def expand(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
        del depth
        content = (call.content or "").strip()
        if "<iframe" in content.lower():
            return (HtmlBlock(content, page.place(call)),)
        number = param(call, "id", "videoid", "code") if pattern else ""
        address = pattern.format(number) if number else param(call, *_ADDRESS) or content
        if not address:
            message = f"{{{{{call.name}}}}} has no address"
            page.note(codes.INCOMPLETE, message, call.at)
            return None
        if pattern and re.fullmatch(r"[\w-]+", address):
            address = pattern.format(address)
        return shown(address, param(call, *_TITLE), call.at, framed=framed, height=_height(call))

    return expand


def attached(page: Reading, call: Call, depth: int) -> tuple[Block, ...] | None:
    """Give a file that the wiki shows by a viewer of its own as a download."""
    del depth
    name = param(call, *_ADDRESS) or (call.content or "").strip()
    if not name:
        page.note(codes.INCOMPLETE, f"{{{{{call.name}}}}} names no file", call.at)
        return None
    return offered(name, param(call, *_TITLE), call.at)


def shown(
    address: str, title: str, at: Pos, *, framed: bool = False, height: int = 0
) -> tuple[Block, ...]:
    """Show what an address or the name of a file leads to."""
    address = f"https:{address}" if address.startswith("//") else address
    if _SOUND.search(address):
        return offered(address, title, at)
    if not URL_LIKE.match(address):
        name = address.removeprefix("attach:")
        own = slug(PurePosixPath(name.rpartition("@")[2]).stem) or "video"
        return (Video(own, "", "", file=Reference("attach", name), title=title, at=at),)
    if framed and known_video(address) is None:
        return (Frame(address, title, height, at),)
    return (Video("", "", address, title=title, at=at),)


def offered(address: str, title: str, at: Pos) -> tuple[Block, ...]:
    """Offer a file for download; one of another site is a link."""
    name = address.removeprefix("attach:")
    words = (Text(title or PurePosixPath(name.rpartition("@")[2]).name, at),)
    if URL_LIKE.match(name):
        return (Paragraph((Link(Reference("url", name), words, at=at),), at=at),)
    return (Download(Reference("attach", name), words, at),)


def _height(call: Call) -> int:
    digits = re.match(r"\d{1,4}(?=px|$)", param(call, "height"))
    return int(digits[0]) if digits else 0
