"""Boxes, parts and what a course is made of, in lines that begin with colons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from scormkit.model.blocks import (
    Block,
    Callout,
    Check,
    Download,
    Frame,
    Heading,
    HtmlBlock,
    Navigation,
    Paragraph,
    Parts,
    Placeholder,
    Plain,
    TestPlace,
    Verbatim,
    Video,
)
from scormkit.model.inlines import Link
from scormkit.model.names import slug
from scormkit.model.walk import text_of
from scormkit.writers.pages.markdown.addresses import address
from scormkit.writers.pages.markdown.attributes import SET, tag
from scormkit.writers.pages.markdown.escapes import APART, Place

if TYPE_CHECKING:
    from scormkit.model.inlines import Attributes, Inline, Pos, Reference
    from scormkit.writers.pages.markdown.blocks import Pages

_COLONS = re.compile(r"[ \t>]*(:{3,})")
_SUFFIX = re.compile(r"[^<>\s]+\.\w{2,5}\Z")


def write_callout(pages: Pages, block: Callout) -> list[str]:
    """Write a box."""
    own = (("id", block.id),) if block.id else ()
    return _box(pages, block.kind, block.title, own + block.attrs, block.blocks, block.at)


def write_parts(pages: Pages, block: Parts) -> list[str]:
    """Write parts: one that folds by itself, several below headings of their own."""
    if block.kind == "accordion" and len(block.parts) == 1:
        (part,) = block.parts
        words = part.head.children if part.head else ()
        return _box(pages, "details", words, block.attrs, part.blocks, block.at)
    inside: list[Block] = []
    for part in block.parts:
        if isinstance(part.head, Plain):
            inside.append(Heading(3, part.head.children, at=part.head.at))
        elif part.head:
            inside.append(part.head)
        inside += part.blocks
    return _box(pages, block.kind, (), block.attrs, tuple(inside), block.at)


def _box(
    pages: Pages,
    name: str,
    title: tuple[Inline, ...],
    attrs: Attributes,
    blocks: tuple[Block, ...],
    at: Pos,
) -> list[str]:
    inside = pages.write(blocks)
    longest = max((len(m[1]) for line in inside if (m := _COLONS.match(line))), default=2)
    colons = ":" * (longest + 1)
    words = pages.running.write(title, Place(one_line=True)).strip()
    told = pages.running.set_of(attrs, "A box", at)
    if not told and (found := re.search(r"\{[^{}]*\}?$", words)):
        words = f"{words[: found.start()]}{{{APART}{found[0][1:]}"
    opening = " ".join(part for part in (f"{colons}{name}", words, told) if part)
    return [opening, *inside, colons]


def write_of_course(  # noqa: PLR0911  one for each kind
    pages: Pages,
    block: Check | Video | Frame | Download | TestPlace | Navigation | Placeholder,
) -> list[str]:
    """Write what a course is made of beside text."""
    match block:
        case Check(test, at, source):
            if source:
                return [":::check", *source.rstrip("\n").split("\n"), ":::"]
            told = "what it asks is plain text"
            pages.losses.nearest("question without its YAML", told, at)
            return pages.write(test.questions[0].prompt)
        case Video():
            return _video(pages, block)
        case Frame(url, title, height, at):
            size: Attributes = (("height", str(height)),) if height else ()
            html = f"{tag('iframe', (('src', url), ('title', title), *size))}</iframe>"
            return pages.block(HtmlBlock(html, at))
        case Download(target, title, at):
            words = " ".join(text_of(title).split())
            told = pages.running.set_of((("title", words),) if words else (), "A file", at)
            return [f":::audio {_place(target)} {told}".rstrip()]
        case TestPlace():
            return [":::test"]
        case Navigation(target, children, at):
            if target.kind == "course" and target.target == "next" and not target.anchor:
                words = pages.running.write(children, Place(one_line=True)).strip()
                if not (words.endswith("}") or SET.search(words)):
                    return [f":::next {words}".rstrip()]
            attrs: Attributes = () if target.kind == "course" else (("class", "button"),)
            return pages.block(Paragraph((Link(target, children, attrs),), at=at))
        case Placeholder(_, source, at):
            return pages.block(Verbatim(source, at=at))
        case _:
            assert_never(block)


def _video(pages: Pages, block: Video) -> list[str]:
    told: list[tuple[str, str]] = []
    made = slug(block.file.target.rpartition("/")[2].rpartition(".")[0]) if block.file else ""
    if block.id and block.id != made and not block.host:
        told.append(("id", block.id))
    if block.title:
        told.append(("title", block.title))
    if block.minutes:
        told.append(("minutes", f"{block.minutes:g}"))
    if block.captions:
        told.append(("captions", ",".join(c.file.target for c in block.captions)))
    place = (
        _place(block.file) if block.file else f"<{block.link}>" if " " in block.link else block.link
    )
    return [f":::video {place} {pages.running.set_of(tuple(told), 'A video', block.at)}".rstrip()]


def _place(reference: Reference) -> str:
    """Give the address of a file as a line with colons has it."""
    text = address(reference)
    return text if text.startswith("<") or _SUFFIX.match(text) else f"<{text}>"
