"""Directives of one line: a video, the test's place, a button that leads on."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scormkit.model.blocks import Navigation, Paragraph, TestPlace, Video
from scormkit.model.hosts import known_video
from scormkit.model.inlines import Pos, Reference, Text
from scormkit.model.names import slug, stable_key
from scormkit.readers.markdown import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.model.blocks import Block
    from scormkit.readers.markdown.directives import Head


def make_place(head: Head, at: Pos, notify: Callable[..., None]) -> Block | None:
    """Make the block of a directive; a misspelt one keeps its words as text."""
    match head.name:
        case "video":
            return _video(head, at, notify)
        case "test":
            if head.rest:
                message = f"The words {head.rest!r} are left out: :::test stands alone."
                notify(codes.IGNORED, message, at)
            return TestPlace(at)
        case "next":
            words = (Text(head.rest, at),) if head.rest else ()
            return Navigation(Reference("course", "next"), words, at)
        case _:
            return Paragraph((Text(head.rest, at),), at=at) if head.rest else None


def _video(head: Head, at: Pos, notify: Callable[..., None]) -> Block | None:
    address, title = _address(head)
    title = head.attrs.get("title", title)
    if not address:
        notify(codes.NO_ADDRESS, "This video has no address.", at)
        return None
    minutes = _minutes(head, at, notify)
    own = head.attrs.get("id", "")
    known = known_video(address)
    if known is not None:
        identifier, host, link, embed = known
        return Video(own or identifier, host, link, embed, None, title, minutes, at)
    name = unquote(address)
    if "://" in address or address.startswith("//"):
        link = address if "://" in address else f"https:{address}"
        identifier = own or f"video-{stable_key(link):06x}"
        return Video(identifier, _host(link), link, "", None, title, minutes, at)
    stem = PurePosixPath(name).stem
    identifier = own or slug(stem) or f"video-{stable_key(name):06x}"
    return Video(identifier, "", "", "", Reference("attach", name), title, minutes, at)


def _address(head: Head) -> tuple[str, str]:
    """Cut the address from the title after it; only names of files may hold spaces."""
    words = head.rest
    if words.startswith("<") and ">" in words:
        address, _, title = words[1:].partition(">")
        return address.strip(), title.strip()
    if "://" in words or words.startswith("//"):
        address, _, title = words.partition(" ")
        return address, title.strip()
    return words, ""


def _minutes(head: Head, at: Pos, notify: Callable[..., None]) -> float:
    told = head.attrs.get("minutes", "0")
    try:
        minutes = float(told.replace(",", "."))
    except ValueError:
        minutes = -1
    if 0 <= minutes < 10_000:  # noqa: PLR2004  a week
        return minutes
    notify(codes.BAD_ATTRIBUTES, f"minutes={told} is no number of minutes.", at)
    return 0


def _host(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
