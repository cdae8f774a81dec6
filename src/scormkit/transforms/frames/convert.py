"""Raw HTML: frames become videos, the test's place or frames; scripts are left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scormkit.diagnostics import Location
from scormkit.model.blocks import Frame, HtmlBlock, Paragraph, TestPlace, Video
from scormkit.model.hosts import known_video
from scormkit.model.inlines import InlineHtml, Pos, Text
from scormkit.model.names import stable_key
from scormkit.model.walk import rewrite, text_of
from scormkit.transforms.codes import DEAD_LINK, HTML_LOST, SCRIPT, TEST_FRAME
from scormkit.transforms.frames.cutting import Cut, cut, is_visible
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.model.course import Page
    from scormkit.model.inlines import Inline
    from scormkit.model.walk import Edit
    from scormkit.transforms.settings import ShapeSettings

_SPECIAL = re.compile(
    r"<(?:iframe|script|style|object|embed|applet|form|input|button|select|textarea|link|meta|"
    r"base|template|canvas|svg|math)\b",
    re.IGNORECASE,
)


def convert_frames(page: Page, settings: ShapeSettings, report: Report) -> Page:
    """Convert the frames of raw HTML, in blocks and in lines, and complete videos by address."""
    conversion = _Conversion(page, settings, report)
    edits: dict[type, Edit] = {
        HtmlBlock: conversion.block,
        Paragraph: conversion.paragraph,
        Video: _complete,
        Frame: conversion.frame,
    }
    blocks = rewrite(page.blocks, edits)
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def _complete(video: Video) -> Video:
    """Fill in what the address of a known host tells."""
    known = None if video.file else known_video(video.embed or video.link)
    if known is None and not video.id:  # a host nobody knows: the address itself is the name
        return replace(video, id=f"video-{stable_key(video.link):06x}")
    if known is None or (video.id and video.host and video.embed):
        return video
    return replace(
        video,
        id=video.id or known.id,
        host=video.host or known.host,
        link=video.link or known.link,
        embed=video.embed or known.embed,
    )


class _Conversion:
    def __init__(self, page: Page, settings: ShapeSettings, report: Report) -> None:
        self.page = page
        self.settings = settings
        self.report = report

    def block(self, block: HtmlBlock) -> Block | tuple[Block, ...]:
        if not _SPECIAL.search(block.html):
            return block if is_visible(block.html) else ()
        return self._blocks(block.html, block.at)

    def paragraph(self, paragraph: Paragraph) -> Block | tuple[Block, ...]:
        """Cut a paragraph where raw HTML inside it holds something of its own."""
        if not any(
            isinstance(c, InlineHtml) and _SPECIAL.search(c.html) for c in paragraph.children
        ):
            return paragraph
        result: list[Block] = []
        line: list[Inline] = []
        for child in paragraph.children:
            if isinstance(child, InlineHtml) and _SPECIAL.search(child.html):
                self._end_line(result, line, paragraph)
                result += self._blocks(child.html, child.at)
                line = []
            else:
                line.append(child)
        self._end_line(result, line, paragraph)
        return tuple(result)

    def _end_line(self, result: list[Block], line: list[Inline], paragraph: Paragraph) -> None:
        if text_of(line).strip() or any(not isinstance(c, Text) for c in line):
            result.append(replace(paragraph, children=tuple(line)))

    def frame(self, frame: Frame) -> Block | tuple[Block, ...]:
        """Take a frame that a reader made for one of raw HTML."""
        made = self._frame(Cut("frame", frame.url, 0, frame.title, frame.height), frame.at)
        return frame if made == (frame,) else made

    def _blocks(self, html: str, at: Pos) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for piece in cut(html):
            place = Pos(at.line + piece.line, 0 if piece.line else at.column)
            match piece.kind:
                case "html":
                    blocks.append(HtmlBlock(piece.text, place))
                case "frame":
                    blocks += self._frame(piece, place)
                case "script":
                    self.report.add(SCRIPT, "A <script> is left out", self._at(place))
                case _:
                    message = f"The element <{piece.text}> is left out"
                    self.report.add(HTML_LOST, message, self._at(place))
        return tuple(blocks)

    def _frame(self, piece: Cut, place: Pos) -> tuple[Block, ...]:
        address = f"https:{piece.text}" if piece.text.startswith("//") else piece.text
        try:
            url = urlsplit(address)
        except ValueError:
            url = urlsplit("")
        known = known_video(address)
        if known is not None:
            return (Video(*known[:4], title=piece.title, at=place),)
        if url.scheme not in {"http", "https"} or not url.netloc:
            message = f"A frame with the address {piece.text!r} is left out"
            hint = "A frame needs a full address that begins with https://."
            self.report.add(DEAD_LINK, message, self._at(place), hint)
            return ()
        if url.path.endswith(self.settings.test_frames):
            message = f"The module's test takes the place of the frame {address}"
            self.report.add(TEST_FRAME, message, self._at(place))
            return (TestPlace(place),)
        return (Frame(address, piece.title, piece.height, place),)

    def _at(self, place: Pos) -> Location:
        return Location(self.page.source, place.line, place.column)
