"""Lists as XWiki 2.1 writes them: the mark of an item names the lists it stands in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scormkit.model.blocks import (
    Block,
    Callout,
    Check,
    DefinitionItem,
    DefinitionList,
    Download,
    Frame,
    Group,
    HtmlBlock,
    ListBlock,
    ListItem,
    Macro,
    Navigation,
    Paragraph,
    Parts,
    Plain,
    Quote,
    Verbatim,
    Video,
)
from scormkit.values import replace
from scormkit.writers.pages.xwiki.literals import holds
from scormkit.writers.pages.xwiki.macros import code, content

if TYPE_CHECKING:
    from scormkit.writers.pages.xwiki.blocks import Pages
    from scormkit.writers.pages.xwiki.escapes import Place

INERT = "(%%)"
"""Parameters that say nothing: something stands where they do, and it is nothing."""
_NESTED = (ListBlock, DefinitionList)
_CALLS = (Callout, Check, Download, Frame, HtmlBlock, Macro, Navigation, Parts, Video)
"""Blocks whose calls may stand in a line, out of which they are lifted."""


def write_list(pages: Pages, block: ListBlock | DefinitionList, place: Place) -> str:
    """Write a list with all that nest in it."""
    before = pages.before(block.attrs, "A list", block.at)
    return before + "\n".join(_items(pages, block, "", place))


def _items(pages: Pages, block: ListBlock | DefinitionList, path: str, place: Place) -> list[str]:
    losses = pages.running.losses
    if isinstance(block, ListBlock) and block.start != 1:
        told = f"it begins with 1 instead of {block.start}"
        losses.nearest("list that begins with another number", told, block.at)
    lines: list[str] = []
    for item in block.items:
        own = _symbol(block, item)
        if isinstance(item, ListItem):
            losses.attributes(item.attrs, "An item", item.at)
        flat, nested = _parted(item.blocks, path + own)
        # a list that begins deeper opens the items around it by itself
        if flat or not nested or lines or nested[0].attrs:
            text = write_held(pages, flat, replace(place, starts_line=False))
            lines.append(f"{_marker(path + own)} {text or INERT}")
        for inner in nested:
            first, *more = _items(pages, inner, path + (":" if own == ";" else own), place)
            lines += [pages.before(inner.attrs, "A list", inner.at) + first, *more]
    return lines


def _symbol(block: ListBlock | DefinitionList, item: ListItem | DefinitionItem) -> str:
    if isinstance(item, DefinitionItem):
        return ";" if item.term else ":"
    return "1" if isinstance(block, ListBlock) and block.ordered else "*"


def _parted(
    blocks: tuple[Block, ...], path: str
) -> tuple[tuple[Block, ...], tuple[ListBlock | DefinitionList, ...]]:
    """Part an item's own text from the lists that nest in it; a group takes what marks cannot say."""
    first = next((i for i, block in enumerate(blocks) if isinstance(block, _NESTED)), len(blocks))
    nested = blocks[first:]
    lists = tuple(block for block in nested if isinstance(block, _NESTED) and block.items)
    kinds = ["d" if isinstance(b, DefinitionList) else "1" if b.ordered else "*" for b in lists]
    defined = path.endswith((":", ";"))
    sayable = not defined or all(kind == "d" for kind in kinds)
    if len(lists) == len(nested) and sayable and not any(a == b for a, b in pairwise(kinds)):
        return blocks[:first], lists
    return (*blocks[:first], Group(nested)), ()


def _marker(path: str) -> str:
    lists = path.rstrip(":;")
    return lists + ("." if "1" in lists else "") + path[len(lists) :]


def write_held(pages: Pages, blocks: tuple[Block, ...], place: Place) -> str:
    """Write what stands in an item or a cell: running text, groups, calls that are lifted out."""
    text = ""
    before: Block | None = None
    held = _held(blocks)
    for index, block in enumerate(held):
        after_group = isinstance(before, Group)
        if isinstance(block, Plain):
            own = replace(place, starts_line=bool(text) and not after_group)
            if index < len(held) - 1:
                own = replace(own, after="\n")
            written = pages.running.write(block.children, own)
            if after_group and written[:1] in {" ", "\t"}:
                written = f"~{written}"
        elif isinstance(block, Verbatim):
            written = code(block)
        elif isinstance(block, Quote):
            written = content(pages, "quote", (), block.blocks)
        else:
            written = pages.block(block, place)
        text += written if not text or after_group else f"\n{written}"
        before = block
    return text


def _held(blocks: tuple[Block, ...]) -> list[Block]:
    """Put into groups what can stand in a line in no other way."""
    found: list[Block] = []
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and not _is_sayable(block):
            run.append(block)
            continue
        if len(run) == 1 and isinstance(alone := run[0], Paragraph) and not alone.attrs:
            found.append(Plain(alone.children, alone.at))
        elif run:
            found.append(Group(tuple(run)))
        run = []
        if block is not None:
            found.append(block)
    return found


def _is_sayable(block: Block) -> bool:
    match block:
        case Plain() | Group():
            return True
        case Verbatim(text, attrs):
            return "\n" in text and not attrs and holds("code", text)
        case Quote(blocks, attrs):
            return not attrs and len(blocks) != 1
        case _:
            return isinstance(block, _CALLS)
