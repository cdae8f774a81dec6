"""Boxes, videos, the test's place and buttons."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast, get_args

from scormkit.model.blocks import (
    Callout,
    CalloutKind,
    Captions,
    Check,
    Download,
    Group,
    Navigation,
    Paragraph,
    Part,
    Parts,
    Plain,
    TestPlace,
    Video,
)
from scormkit.model.inlines import Inline, Link, Pos, Reference, Text
from scormkit.model.names import slug
from scormkit.readers.markdown import codes
from scormkit.readers.markdown.attributes import join_attributes, split_attributes
from scormkit.readers.markdown.directives import BOXES, CHECK, LINES, PARTS
from scormkit.readers.markdown.links import read_reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt

    from scormkit.model.blocks import Block
    from scormkit.model.inlines import Attributes
    from scormkit.readers.markdown.inlines import Inlines

assert set(BOXES) == set(get_args(CalloutKind))

MINUTES_OF_A_DAY = 1440
# in angle brackets, on the web, or a file's name with its suffix; names may have spaces
_ADDRESS = re.compile(r"<([^<>]+)>|(?:https?:)?//\S+|[^<>]+?\.\w{2,5}(?=\s|$)|\S+")
_OTHER_NAMES = {
    "tip": "note", "info": "note", "hint": "note", "important": "warning", "caution": "warning",
    "danger": "mistake", "error": "mistake", "exercise": "task", "quiz": "test", "question": "check", "button": "next",
    "expand": "details", "spoiler": "details", "collapse": "details", "grid": "columns", "row": "columns",
}  # fmt: skip


def read_box(
    inlines: Inlines, meta: dict[str, Any], blocks: tuple[Block, ...], at: Pos, parser: MarkdownIt
) -> Iterable[Block]:
    """Read a box; the rest of its first line is its title.

    What falls into parts is a group of that class, as a wiki has it; a transform cuts it.
    """
    rest, attrs = _rest(inlines, meta, at)
    title = _words(inlines, rest, at, parser)
    if not meta["closed"]:
        inlines.note(codes.UNCLOSED, f"The box {meta['name']!r} is never closed", at.line)
    name = meta["name"]
    if name == "details":
        head = Plain(title, at) if title else None
        return (Parts("accordion", (Part(head, blocks, at),), attrs, at),)
    if name not in BOXES:
        if name in PARTS:
            attrs = join_attributes((("class", name),), attrs)
        else:
            _unknown(inlines, name, at)
        first = (Paragraph(title, at=at),) if title else ()
        return (Group((*first, *blocks), attrs, at),)
    kind = cast("CalloutKind", name)
    own = dict(attrs).get("id", "")
    others = tuple(pair for pair in attrs if pair[0] != "id")
    return (Callout(kind, blocks, title, own, others, at),)


def read_line_directive(
    inlines: Inlines, meta: dict[str, Any], at: Pos, parser: MarkdownIt
) -> Iterable[Block]:
    """Read a line that stands for itself."""
    rest, attrs = _rest(inlines, meta, at)
    match meta["name"]:
        case "":
            inlines.note(codes.CLOSES_NOTHING, "There is no box to close here", at.line)
            return ()
        case "test":
            return (TestPlace(at),)
        case "next":
            return (Navigation(Reference("course", "next"), _words(inlines, rest, at, parser), at),)
        case "video":
            return _video(inlines, rest, dict(attrs), at)
        case "audio":
            return _audio(inlines, rest, dict(attrs), at)
        case name:
            _unknown(inlines, name, at)
            return (Paragraph((Text(f":::{name} {meta['rest']}".strip(), at),), at=at),)


def read_check(inlines: Inlines, meta: dict[str, Any], text: str, at: Pos) -> Iterable[Block]:
    """Read a question in the flow of the page."""
    from scormkit.readers.quiz import read_check as read  # noqa: PLC0415  it reads its texts by this

    if not meta["closed"]:
        inlines.note(codes.UNCLOSED, "The box 'check' is never closed", at.line)
    if meta["rest"]:
        message = f"{meta['rest']!r} behind :::check is left out: a check is written below it"
        inlines.note(codes.UNKNOWN_ATTRIBUTE, message, at.line)
    test = read(text, inlines.path, inlines.report, line=at.line + 1)
    return (Check(test, at, text),) if test else ()


def _rest(inlines: Inlines, meta: dict[str, Any], at: Pos) -> tuple[str, Attributes]:
    rest, attrs = split_attributes(meta["rest"])
    if not attrs and (brace := re.search(r"\{[^{}]*\}?\s*$", rest)):
        message = f"The attributes {brace[0].strip()!r} cannot be read"
        inlines.note(codes.BAD_ATTRIBUTES, message, at.line)
    return rest.strip(), attrs


def _words(inlines: Inlines, text: str, at: Pos, parser: MarkdownIt) -> tuple[Inline, ...]:
    if not text:
        return ()
    (token,) = parser.parseInline(text, {})
    return inlines.read(token.children or (), at.line - 1 - inlines.offset)


def _unknown(inlines: Inlines, name: str, at: Pos) -> None:
    near = [_OTHER_NAMES[name]] if name in _OTHER_NAMES else []
    near = near or get_close_matches(name, (*BOXES, *PARTS, *LINES, CHECK), n=1)
    hint = f"Did you mean :::{near[0]}?" if near else ""
    inlines.note(codes.UNKNOWN_BOX, f"There is no box {name!r}", at.line, 0, hint)


def _address(
    inlines: Inlines, rest: str, attrs: dict[str, str], at: Pos, kind: str, known: set[str]
) -> tuple[str, str]:
    """Give an address and the title; without an address, nothing."""
    found = _ADDRESS.match(rest)
    if found is None:
        inlines.note(codes.NO_ADDRESS, f"The {kind} has no address", at.line)
        return "", ""
    for name in attrs.keys() - known:
        inlines.note(codes.UNKNOWN_ATTRIBUTE, f"A {kind} has no {name!r}", at.line)
    return found[found.lastindex or 0], attrs.get("title", "") or rest[found.end() :].strip()


def _audio(inlines: Inlines, rest: str, attrs: dict[str, str], at: Pos) -> Iterable[Block]:
    """Read a sound as the file it is: a course plays it where it offers it."""
    address, title = _address(inlines, rest, attrs, at, "sound", {"title"})
    if not address:
        return ()
    words = (Text(title or PurePosixPath(address).name, at),)
    reference = read_reference(address)
    if reference.kind == "url":
        return (Paragraph((Link(reference, words, at=at),), at=at),)
    return (Download(Reference("attach", reference.target), words, at),)


def _video(inlines: Inlines, rest: str, attrs: dict[str, str], at: Pos) -> Iterable[Block]:
    address, title = _address(
        inlines, rest, attrs, at, "video", {"id", "title", "minutes", "captions"}
    )
    if not address:
        return ()
    try:
        minutes = float(attrs.get("minutes", "0").replace(",", "."))
    except ValueError:
        minutes = -1
    if not 0 <= minutes <= MINUTES_OF_A_DAY:
        message = f"minutes={attrs['minutes']} is no number of minutes"
        inlines.note(codes.BAD_ATTRIBUTES, message, at.line)
        minutes = 0
    named = filter(None, (name.strip() for name in attrs.get("captions", "").split(",")))
    captions = tuple(Captions(Reference("attach", name)) for name in named)
    reference = read_reference(address)
    if reference.kind == "url":
        link = f"https:{address}" if address.startswith("//") else address
        own = attrs.get("id", "")
        return (Video(own, "", link, title=title, minutes=minutes, at=at, captions=captions),)
    file = Reference("attach", reference.target)
    own = attrs.get("id") or slug(PurePosixPath(reference.target).stem) or "video"
    return (Video(own, "", "", file=file, title=title, minutes=minutes, at=at, captions=captions),)
