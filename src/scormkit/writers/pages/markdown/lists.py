"""Lists as Markdown writes them: what stands in an item is indented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import (
    Block,
    Callout,
    Check,
    DefinitionItem,
    Group,
    ListBlock,
    Paragraph,
    Plain,
)
from scormkit.model.inlines import Format
from scormkit.writers.pages.markdown.escapes import Place
from scormkit.writers.pages.markdown.flat import running_of

if TYPE_CHECKING:
    from scormkit.model.blocks import DefinitionList
    from scormkit.writers.pages.markdown.blocks import Pages

_LINE = Place(one_line=True)


def write_list(pages: Pages, block: ListBlock, before: Block | None) -> list[str]:
    """Write a list; one right behind another of its kind has another mark."""
    beside = isinstance(before, ListBlock) and before.ordered == block.ordered
    other = beside and id(before) not in pages.otherwise_marked
    if other:
        pages.otherwise_marked.add(id(block))
    items = [_dissolved(pages, item.blocks) for item in block.items]
    loose = any(map(_is_loose, items))
    lines: list[str] = []
    for number, (item, blocks) in enumerate(zip(block.items, items, strict=True), block.start):
        pages.losses.attributes(item.attrs, "An item", item.at)
        mark = f"{number}{')' if other else '.'}" if block.ordered else "+" if other else "-"
        shown = _item(pages, blocks, mark, loose=loose)
        lines += ["", *shown] if lines and loose else shown
    return lines


def _dissolved(pages: Pages, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take blocks out of groups: an item holds them all."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Group):
            pages.losses.attributes(block.attrs, "A group in an item", block.at)
            found += _dissolved(pages, block.blocks)
        elif not isinstance(block, Plain) or block.children:
            found.append(block)
    return tuple(found)


def _is_loose(blocks: tuple[Block, ...]) -> bool:
    """Whether blank lines must stand between the parts of an item."""
    if any(isinstance(block, Paragraph) for block in blocks):
        return True
    plain = [index for index, block in enumerate(blocks) if isinstance(block, Plain)]
    if any(index for index in plain):
        return True
    return (
        any(
            (isinstance(block, ListBlock) and block.ordered and block.start != 1)
            or bool(getattr(block, "attrs", ()))
            or not isinstance(block, Plain | ListBlock)
            for block in blocks[len(plain) :]
        )
        and len(blocks) > 1
    )


def _item(pages: Pages, blocks: tuple[Block, ...], mark: str, *, loose: bool) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        shown = pages.block(block, before)
        if shown:
            lines += ["", *shown] if lines and loose else shown
            before = block
    indent = " " * (len(mark) + 1)
    # what ends with a line of its own is looked for by lines, so it cannot begin behind a mark
    if blocks and isinstance(blocks[0], Callout | Check | Group):
        lines.insert(0, "")
    first, *rest = lines or [""]
    return [f"{mark} {first}".rstrip(), *(f"{indent}{line}".rstrip() for line in rest)]


def write_definitions(pages: Pages, block: DefinitionList) -> list[str]:
    """Write terms and descriptions; what lacks its other half becomes a paragraph."""
    lines: list[str] = []
    terms: list[DefinitionItem] = []
    described = False
    loose = any(
        isinstance(held, Paragraph) or len(item.blocks) > 1
        for item in block.items
        if not item.term
        for held in item.blocks
    )
    for item in (*block.items, DefinitionItem(term=True, blocks=())):
        if item.term:
            if described:
                terms, described = [], False
            if item.blocks or item in block.items:
                terms.append(item)
            continue
        if not described:
            lines += ["", _terms(pages, terms, item)] if lines else [_terms(pages, terms, item)]
        lines += [""] if loose else []
        lines += _description(pages, item)
        described = True
    if terms and not described:
        pages.losses.nearest("term without a description", "it is a bold paragraph", block.at)
        words = running_of([held for term in terms for held in term.blocks])
        shown = pages.running.write((Format("strong", words),), _LINE)
        lines += ["", shown] if lines and shown else [shown] if shown else []
    return lines


def _terms(pages: Pages, terms: list[DefinitionItem], item: DefinitionItem) -> str:
    if len(terms) != 1:
        pages.losses.nearest("list with such terms", "they stand in one line", item.at)
    text = pages.running.write(running_of([b for term in terms for b in term.blocks]), _LINE)
    return text.strip() or "&nbsp;"


def _description(pages: Pages, item: DefinitionItem) -> list[str]:
    blocks = _dissolved(pages, item.blocks)
    first, *rest = pages.write(blocks) or ["&nbsp;"]
    return [f": {first}", *(f"  {line}".rstrip() for line in rest)]
