"""Gives links, buttons, downloads and pictures their targets in the course, or outside it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.diagnostics import Location
from scormkit.model.addresses import MEDIA
from scormkit.model.blocks import (
    Captions,
    Download,
    Figure,
    HtmlBlock,
    Navigation,
    Paragraph,
    Video,
)
from scormkit.model.course import Page
from scormkit.model.inlines import Image, InlineHtml, Link, Reference, Text
from scormkit.model.quiz import with_texts
from scormkit.model.walk import rewrite
from scormkit.transforms.codes import DEAD_BUTTON, ICON, NO_PICTURE, REMOTE_PICTURE, WAY_OUT
from scormkit.transforms.links.files import language_of
from scormkit.transforms.links.html import with_targets
from scormkit.transforms.links.targets import Targets
from scormkit.transforms.links.wiki import cut_last
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.diagnostics import Code, Report
    from scormkit.model.blocks import Block
    from scormkit.model.inlines import Inline, Pos
    from scormkit.model.quiz import Test
    from scormkit.model.walk import Edit
    from scormkit.transforms.links.directory import Directory


def resolve(page: Page, directory: Directory, report: Report) -> Page:
    """Resolve every reference of a page; what leads nowhere stays as visible text, with a code."""
    blocks = rewrite(page.blocks, _Resolver(page, directory, report).edits)
    return page if blocks is page.blocks else replace(page, blocks=blocks)


def resolve_test(test: Test, module: str, directory: Directory, report: Report) -> Test:
    """Resolve every reference in the texts of a module's test."""
    page = Page(module, test.title, (), test.source, module)
    edits = _Resolver(page, directory, report).edits
    return with_texts(test, lambda blocks: rewrite(blocks, edits))


class _Resolver:
    def __init__(self, page: Page, directory: Directory, report: Report) -> None:
        self.page = page
        self.directory = directory
        self.report = report
        self.targets = Targets(page, directory, report)

    @property
    def edits(self) -> dict[type, Edit]:
        return {
            Link: self.link,
            Image: self.image,
            Navigation: self.navigation,
            Download: self.download,
            Video: self.video,
            Figure: self.figure,
            HtmlBlock: self.html,
            InlineHtml: self.html,
        }

    def link(self, link: Link) -> Inline | tuple[Inline, ...]:
        target = self.targets.find(link.target, link.at)
        if target.kind == "missing":
            return link.children or Text(target.target, link.at)
        children = link.children or (Text(self._label(target, link.target), link.at),)
        return replace(link, target=target, children=children)

    def navigation(self, button: Navigation) -> Block:
        target = self.targets.lead(button.target, button.at)
        children = button.children or (Text(self._label(target, button.target), button.at),)
        if target.kind == "missing":
            if target.target == "next":
                hint = "Take the button out, or point it to start:, the first page."
                self._add(DEAD_BUTTON, "There is no page after this one", button.at, hint)
            else:
                message = f"The button's target {button.target.target!r} cannot be found"
                self._add(DEAD_BUTTON, message, button.at)
            return Paragraph(children, at=button.at)
        if target.kind == "external":
            self._add(WAY_OUT, f"The button leads to {unquote(target.target)}", button.at)
        return replace(button, target=target, children=children)

    def download(self, block: Download) -> Block:
        target = self.targets.find(block.target, block.at)
        if target.kind == "asset":
            return replace(block, target=target)
        text = block.title or (Text(self._label(target, block.target), block.at),)
        if target.kind == "missing":
            return Paragraph(text, at=block.at)
        return Paragraph((Link(target, text, at=block.at),), at=block.at)

    def video(self, video: Video) -> Block:
        file = self.targets.file(video.file, video.at) if video.file else None
        named = tuple(self.targets.file(each.file, video.at) for each in video.captions)
        beside = self.targets.captions(file) if file and not named else ()
        captions = tuple(
            Captions(found, language_of(found.target))
            for found in (*named, *beside)
            if found.kind == "asset"
        )
        return replace(video, file=file, captions=captions)

    def figure(self, figure: Figure) -> Block:
        """Leave the caption of a figure whose picture has no file."""
        if figure.link is not None:
            # the picture is the link's text; a link that leads nowhere is none
            live = figure.link.target.kind in {"course", "asset", "external"}
            figure = replace(figure, link=replace(figure.link, children=()) if live else None)
        if figure.image.target.kind in {"asset", "external", "data"}:
            return figure
        words: tuple[Inline, ...] = (Text(_instead(figure.image), figure.at),)
        return Paragraph(figure.caption or words, at=figure.at)

    def html(self, node: HtmlBlock | InlineHtml) -> HtmlBlock | InlineHtml:
        def find(tag: str, reference: Reference, at: Pos) -> Reference:
            if tag not in MEDIA:
                return self.targets.find(reference, at)
            target = self.targets.file(reference, at)
            if target.kind == "external" and tag == "img":
                self._add(REMOTE_PICTURE, f"The picture is at {target.target}", at)
            return target

        return with_targets(node, find)

    def image(self, image: Image) -> Inline:
        kind = image.target.kind
        if kind == "data":
            if image.target.target.lower().startswith("image/"):
                return image
            self._add(NO_PICTURE, f"The data {image.target.target[:40]!r} are no picture", image.at)
            return Text(image.alt or "", image.at)
        if kind == "icon":
            message = f"The icon {image.target.target!r} is left out"
            self._add(ICON, message, image.at)
            return Text(image.alt or "", image.at)
        target = self.targets.file(image.target, image.at)
        if target.kind == "missing":
            return Text(_instead(image), image.at)
        if target.kind == "external":
            self._add(REMOTE_PICTURE, f"The picture is at {target.target}", image.at)
        return replace(image, target=target)

    def _label(self, target: Reference, written: Reference) -> str:
        if target.kind == "course":
            return self.directory.pages.get(target.target, target.target)
        if target.kind == "asset":
            named = cut_last(written.target, "@")[1] if written.kind == "attach" else target.target
            return named.rpartition("/")[2]
        return target.target.removeprefix("mailto:")

    def _add(self, code: Code, message: str, at: Pos, hint: str = "") -> None:
        self.report.add(code, message, Location(self.page.source, at.line, at.column), hint)


def _instead(image: Image) -> str:
    return image.alt or image.target.target
