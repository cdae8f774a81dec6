"""Blocks as Markdown writes them: lines, with a blank one between each block and the next."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from scormkit.model.blocks import (
    Block,
    Callout,
    Check,
    DefinitionList,
    Download,
    EmptyLines,
    Figure,
    Frame,
    Group,
    Heading,
    HtmlBlock,
    ListBlock,
    Macro,
    Navigation,
    Paragraph,
    Parts,
    Placeholder,
    Plain,
    Quote,
    Rule,
    Table,
    TestPlace,
    Verbatim,
    Video,
)
from scormkit.model.inlines import Format, Formula, Image, Link, Text
from scormkit.model.walk import text_of, walk
from scormkit.values import replace
from scormkit.writers.pages.codes import KEPT_CALL
from scormkit.writers.pages.markdown.attributes import SET, tag
from scormkit.writers.pages.markdown.boxes import write_callout, write_of_course, write_parts
from scormkit.writers.pages.markdown.escapes import APART, Place
from scormkit.writers.pages.markdown.inlines import Running
from scormkit.writers.pages.markdown.lists import write_definitions, write_list
from scormkit.writers.pages.markdown.tables import write_table
from scormkit.writers.pages.xwiki.anchors import own_ids
from scormkit.writers.pages.xwiki.literals import call
from scormkit.writers.pages.xwiki.references import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.inlines import Attributes, Pos
    from scormkit.writers.pages.losses import Losses

ONE_LINE = Place(one_line=True)
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
_HTML = re.compile(
    r"\s*<(?:!--|/?(?:address|article|aside|blockquote|body|center|details|dd|dialog|dir|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link"
    r"|main|menu|nav|ol|optgroup|option|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr"
    r"|track|ul|script|style|pre|textarea)\b|/?[a-z][\w-]*(?:\s[^<>]*)?>[ \t]*(?:\n|\Z))",
    re.IGNORECASE,
)
"""HTML that begins a block: by its name, or because its first tag stands alone on its line."""
_WHOLE = re.compile(r"\s*<(?:!--|script\b|style\b|pre\b|textarea\b)", re.IGNORECASE)
"""HTML that a blank line does not end."""


class Pages:
    """Writes the blocks of one page."""

    def __init__(self, losses: Losses, page: tuple[Block, ...]) -> None:
        self.losses = losses
        self.running = Running(losses, [])
        self.otherwise_marked: set[int] = set()  # lists, by identity, with the second kind of mark
        named = {node.target.anchor for node in walk(page) if isinstance(node, Link)}
        headings = [node for node in walk(page) if isinstance(node, Heading)]
        own = own_ids(page)
        # an id that the wiki made of the words is no use where nothing leads to it
        self._unnamed = {
            id(h)
            for h in headings
            if id(h) not in own and h.id.startswith("H") and h.id not in named
        }

    def write(self, blocks: Iterable[Block]) -> list[str]:
        """Write blocks that begin at the margin."""
        lines: list[str] = []
        before: Block | None = None
        for block, after in pairwise((*blocks, None)):
            assert block is not None
            written = self.block(block, before)
            if isinstance(block, Paragraph) and not block.attrs:
                written = _no_set(written, after)
            if written:
                if isinstance(before, DefinitionList) and isinstance(block, DefinitionList):
                    lines += ["", APART]
                lines += ["", *written] if lines else written
                before = block
        return lines

    def block(self, block: Block, before: Block | None = None) -> list[str]:  # noqa: C901, PLR0911, PLR0912  one for each kind
        """Write a block; ``before`` is the one that stands before it."""
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Plain(children):
                return self._lines(self.running.write(children))
            case Heading():
                return self._heading(block)
            case ListBlock():
                return self.set_before(
                    block.attrs, "A list", block.at, write_list(self, block, before)
                )
            case DefinitionList():
                shown = write_definitions(self, block)
                return self.set_before(block.attrs, "A list", block.at, shown)
            case Table():
                return self.set_before(block.attrs, "A table", block.at, write_table(self, block))
            case Quote(blocks, attrs, at):
                lines = [f"> {line}".rstrip() for line in self.write(blocks)] or [">"]
                return self.set_before(attrs, "A quote", at, lines)
            case Rule(attrs, at):
                return self.set_before(attrs, "A line", at, ["***"])
            case Verbatim():
                return self._verbatim(block)
            case Group():
                return self._group(block)
            case EmptyLines():
                return []
            case Macro(name, params, content, at):
                self.losses.note(KEPT_CALL, f"{{{{{name}}}}} is kept as literal text", at)
                return self._verbatim(Verbatim(call(name, parameters(params), content)))
            case HtmlBlock(html):
                return _html(html)
            case Figure():
                return self._figure(block)
            case Callout():
                return write_callout(self, block)
            case Parts():
                return write_parts(self, block)
            case (
                Check()
                | Video()
                | Frame()
                | Download()
                | TestPlace()
                | Navigation()
                | Placeholder()
            ):
                return write_of_course(self, block)
            case _:
                assert_never(block)

    def set_before(self, attrs: Attributes, what: str, at: Pos, lines: list[str]) -> list[str]:
        """Put the attributes of a block into a paragraph before it."""
        told = self.running.set_of(attrs, what, at)
        return [told, "", *lines] if told and lines else lines

    @staticmethod
    def _lines(text: str) -> list[str]:
        return [line.rstrip(" \t") for line in text.split("\n")] if text.strip() else []

    def _paragraph(self, block: Paragraph) -> list[str]:
        children = block.children
        if len(children) == 1 and isinstance(alone := children[0], Formula) and alone.display:
            lines = ["$$", *alone.tex.split("\n"), "$$"]
            if alone.tex and not any("$$" in line or not line for line in lines[1:-1]):
                return self.set_before(block.attrs, "A formula", block.at, lines)
        lines = self._lines(self.running.write(children))
        told = self.running.set_of(block.attrs, "A paragraph", block.at)
        return [told, *lines] if told and lines else lines or ([f"{told}<br>"] if told else [])

    def _heading(self, block: Heading) -> list[str]:
        own = (("id", block.id),) if block.id and id(block) not in self._unnamed else ()
        told = self.running.set_of(own + block.attrs, "A heading", block.at)
        text = self.running.write(block.children, ONE_LINE).strip()
        text = re.sub(r"(?<![^ \t])(#+)$", r"\\\1", text)
        if (found := re.search(r"\{[^{}]*\}$", text)) and SET.fullmatch(found[0]):
            text = f"{text[: found.start()]}{{{APART}{found[0][1:]}"
        return [" ".join(part for part in ("#" * block.level, text, told) if part)]

    def _verbatim(self, block: Verbatim) -> list[str]:
        told = self.running.set_of(block.attrs, "Literal text", block.at)
        language = re.sub(r"[\s{}]+", "-", block.language)
        if language == "math":
            language = "tex"
        sign = "~" if "`" in language else "`"
        runs = re.findall(rf"^[ \t]*({sign}{{3,}})", block.text, re.MULTILINE)
        fence = sign * (max(map(len, runs), default=2) + 1)
        opening = fence + " ".join(part for part in (language, told) if part)
        text = re.sub(r"\r\n?", "\n", block.text)
        return [opening, *(text.split("\n") if text else []), fence]

    def _group(self, block: Group) -> list[str]:
        inside = self.write(block.blocks)
        if block.attrs:
            self.losses.html("group", block.at)
        return [tag("div", block.attrs), "", *inside, *([""] if inside else []), "</div>"]

    def _figure(self, block: Figure) -> list[str]:
        caption = " ".join(text_of(block.caption).split())
        plain = all(isinstance(node, Text) for node in block.caption)
        if caption and not block.more and block.link is None:
            if not plain:
                self.losses.nearest("caption with formats", "its words are kept", block.at)
            shown = self.running.image(block.image, Place(), caption)
            return self.set_before(block.attrs, "A picture", block.at, [shown])
        self.losses.nearest("such a caption", "it stands below the picture", block.at)
        image: Image | Link = block.image
        if block.link is not None:
            image = replace(block.link, children=(block.image,))
        words = (Paragraph((Format("em", block.caption),)),) if block.caption else ()
        return self.write((Paragraph((image,), block.attrs), *words, *block.more))


def _no_set(lines: list[str], after: Block | None) -> list[str]:
    """Keep a paragraph's first line from being the attributes of what follows it."""
    if (
        not lines
        or not SET.fullmatch(lines[0])
        or (len(lines) == 1 and not hasattr(after, "attrs"))
    ):
        return lines
    return [lines[0].replace("{", f"{{{APART}", 1), *lines[1:]]


def _html(html: str) -> list[str]:
    """Write raw HTML as a block: without blank lines, for one would end it."""
    text = re.sub(r"\r\n?", "\n", html).strip("\n")
    if not _WHOLE.match(text):
        text = _BLANK.sub("", text)
    if not text.strip():
        return []
    return text.split("\n") if _HTML.match(text) else ["<div>", *text.split("\n"), "</div>"]
