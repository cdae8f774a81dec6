"""Blocks as XWiki 2.1 writes them: a blank line between each and the next."""

from __future__ import annotations

import re
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
from scormkit.model.inlines import Formula, Text
from scormkit.values import replace
from scormkit.writers.pages.xwiki.anchors import own_ids
from scormkit.writers.pages.xwiki.escapes import Place, join
from scormkit.writers.pages.xwiki.inlines import Running
from scormkit.writers.pages.xwiki.lists import INERT, write_list
from scormkit.writers.pages.xwiki.literals import call, holds, literal
from scormkit.writers.pages.xwiki.macros import (
    code,
    content,
    write_callout,
    write_of_course,
    write_parts,
)
from scormkit.writers.pages.xwiki.quotes import lines_of
from scormkit.writers.pages.xwiki.references import link, link_target, parameters, styled
from scormkit.writers.pages.xwiki.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.inlines import Attributes, Pos
    from scormkit.writers.pages.losses import Losses


_WHITE_END = re.compile(r"[ \t](?:\*\*|//|--|__|\^\^|,,|##|\(%%\))*\Z")
"""White space that the end of a group would take away, were it on the same line."""


class Pages:
    """Writes the blocks of one page."""

    def __init__(self, losses: Losses, page: tuple[Block, ...]) -> None:
        self.running = Running(losses)
        self._own_ids = own_ids(page)

    def write(self, blocks: Iterable[Block], *, grouped: bool = False) -> str:
        """Write blocks as a page, or the inside of a group, without the last line's end.

        What ends with blank lines ends with those.
        """
        text, blank = "", 0
        for block in blocks:
            if isinstance(block, EmptyLines):
                blank += block.count
            elif written := self.block(block, Place(grouped=grouped)):
                lines = 2 + blank if text else 1 + blank if blank else 0
                text, blank = text + "\n" * lines + written, 0
        return text + "\n" * ((2 if text else 1) + blank if blank else 0)

    def block(self, block: Block, place: Place) -> str:  # noqa: C901, PLR0911, PLR0912  one for each kind
        """Write a block that begins a line."""
        match block:
            case Paragraph():
                return self._paragraph(block, place)
            case Plain(children):
                return self.running.write(children, place)
            case Heading():
                return self._heading(block, place)
            case ListBlock() | DefinitionList():
                return write_list(self, block, place)
            case Table():
                return write_table(self, block, place)
            case Quote():
                return self._quote(block, place)
            case Rule(attrs, at):
                return self.before(attrs, "A line", at) + "----"
            case Verbatim():
                return self._verbatim(block)
            case Group():
                return self._group(block)
            case EmptyLines(count):
                return "\n" * count
            case Macro(name, params, inside, at):
                return self.raw(name, parameters(params), inside, at)
            case HtmlBlock(html, at):
                return self.raw("html", "", html, at)
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

    def before(self, attrs: Attributes, what: str, at: Pos) -> str:
        """Write the parameters of the block that follows on the next line."""
        kept = self.running.named(attrs, what, at)
        return f"{styled(kept)}\n" if kept else ""

    def raw(self, name: str, params: str, inside: str | None, at: Pos) -> str:
        """Write a call that stands by itself."""
        return join(self.running.raw(name, params, inside, at), Place())

    def _styled(self, attrs: Attributes, what: str, at: Pos, shown: str) -> str:
        """Put a call that takes no parameters into a group that does."""
        kept = self.running.named(attrs, what, at)
        return f"{styled(kept)}(((\n{shown}\n)))" if kept else shown

    def _paragraph(self, block: Paragraph, place: Place) -> str:
        children = block.children
        before = self.before(block.attrs, "A paragraph", block.at)
        if len(children) == 1 and isinstance(alone := children[0], Formula) and alone.display:
            shown = call("formula", "", alone.tex)
            return self._styled(block.attrs, "A formula", block.at, shown)
        tokens = self.running.tokens(children)
        text = join(tokens, place)
        if not text:
            return before or f"{INERT}\n"
        # a call that is alone would be a block
        alone_there = len(tokens) == 1 and tokens[0].kind == "mark" and text.startswith("{{")
        return before + text + (INERT if alone_there else "")

    def _heading(self, block: Heading, place: Place) -> str:
        own = (("id", block.id),) if id(block) in self._own_ids else ()
        mark = "=" * block.level
        within = replace(place, stops="=", starts_line=False, after=f" {mark}")
        text = self.running.write(block.children, within)
        if text[:1] in {" ", "\t"}:
            text = f"~{text}"
        if text[-1:] in {" ", "\t"}:
            text += INERT
        return self.before(own + block.attrs, "A heading", block.at) + f"{mark} {text} {mark}"

    def _quote(self, block: Quote, place: Place) -> str:
        lines = lines_of(replace(block, attrs=()))
        if lines is None:
            shown = content(self, "quote", (), block.blocks)
            return self._styled(block.attrs, "A quote", block.at, shown)
        runs = [
            ">" * depth + self.running.write(text, replace(place, quote=depth))
            for depth, text in lines
        ]
        return self.before(block.attrs, "A quote", block.at) + "\n".join(runs)

    def _verbatim(self, block: Verbatim) -> str:
        between = None if block.language else literal(block.text)
        if between is not None:
            return self.before(block.attrs, "Literal text", block.at) + between
        if holds("code", block.text):
            return self._styled(block.attrs, "Literal text", block.at, code(block))
        told = "it is plain text"
        self.running.losses.nearest("literal text with these braces", told, block.at)
        return self.block(Paragraph((Text(block.text),), block.attrs, block.at), Place())

    def _group(self, block: Group) -> str:
        attrs = self.running.named(block.attrs, "A group", block.at)
        inside = self.write(block.blocks, grouped=True)
        if inside and not inside.endswith("\n\n"):
            inside += "\n\n" if _WHITE_END.search(inside) else "\n"
        return f"{styled(attrs) if attrs else ''}(((\n{inside})))"

    def _figure(self, block: Figure) -> str:
        caption = (Paragraph(block.caption), *block.more) if block.caption else block.more
        shown = self.running.image(block.image, self.write(caption) if caption else None)
        if block.link is not None:
            target, more = link_target(block.link.target)
            shown = link(shown, target, block.link.attrs + more)
        return self.before(block.attrs, "A picture", block.at) + shown
