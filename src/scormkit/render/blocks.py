"""Model → HTML: the blocks of a page, the same for a course and for a bare fragment."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, assert_never

from scormkit.model.blocks import (
    Block,
    Callout,
    Cell,
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
from scormkit.render.inlines import (
    macro_source,
    page_attributes,
    render_image,
    render_inlines,
    render_link,
    with_addresses,
)
from scormkit.render.sanitise import sanitise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.render.context import BlockContext


def render_blocks(blocks: Iterable[Block], context: BlockContext) -> str:
    """Render blocks as an HTML fragment; what only a course has is left to its components."""
    return "".join([_block(block, context) for block in blocks])


def _block(block: Block, context: BlockContext) -> str:  # noqa: C901, PLR0911, PLR0912
    match block:
        case Paragraph(children, attrs):
            inner = render_inlines(children, context)
            return f"<p{page_attributes(attrs, context)}>{inner}</p>"
        case Plain(children):
            return render_inlines(children, context)
        case Heading():
            return _heading(block, context)
        case ListBlock():
            return _list(block, context)
        case DefinitionList():
            return _definitions(block, context)
        case Table():
            return _table(block, context)
        case Quote(blocks, attrs):
            return _wrap("blockquote", blocks, page_attributes(attrs, context), context)
        case Group(blocks, attrs):
            return _wrap("div", blocks, page_attributes(attrs, context), context)
        case Rule(attrs):
            return f"<hr{page_attributes(attrs, context)}/>"
        case Verbatim():
            return _verbatim(block, context)
        case EmptyLines(count):
            return '<div class="wikimodel-emptyline"></div>' * count
        case HtmlBlock(html, targets=targets):
            return sanitise(with_addresses(html, targets, context))
        case _:
            return _course_block(block, context)


def _course_block(  # noqa: PLR0911  one for each kind
    block: Macro
    | Callout
    | Parts
    | Video
    | Frame
    | Figure
    | Download
    | TestPlace
    | Check
    | Navigation
    | Placeholder,
    context: BlockContext,
) -> str:
    components = context.components
    match block:
        case Callout(blocks=blocks, title=title):
            heading, body = render_inlines(title, context), render_blocks(blocks, context)
            return components.callout(block, heading, body)
        case Parts(parts=parts):
            rendered = [
                (
                    render_blocks((p.head,) if p.head else (), context),
                    render_blocks(p.blocks, context),
                )
                for p in parts
            ]
            return components.parts(block, rendered)
        case Figure():
            return _figure(block, context)
        case Video():
            return components.video(block)
        case Frame():
            return components.frame(block)
        case Download(title=title):
            return components.download(block, render_inlines(title, context))
        case TestPlace():
            return components.test_place(block)
        case Check():
            return components.check(block)
        case Navigation(children=children):
            return components.navigation(block, render_inlines(children, context))
        case Placeholder(name, source):
            return components.placeholder(name, source, inline=False)
        case Macro(name, params, content):
            source = macro_source(name, params, content)
            return components.placeholder(name, source, inline=False)
        case _:
            assert_never(block)


def _wrap(tag: str, blocks: Iterable[Block], attributes: str, context: BlockContext) -> str:
    return f"<{tag}{attributes}>{render_blocks(blocks, context)}</{tag}>"


def _heading(block: Heading, context: BlockContext) -> str:
    level = min(block.level + context.heading_shift, 6)
    anchor = f' id="{escape(context.anchor(block.id))}"' if block.id else ""
    attrs = tuple(pair for pair in block.attrs if pair[0] != "id") if anchor else block.attrs
    inner = render_inlines(block.children, context)
    return f"<h{level}{anchor}{page_attributes(attrs, context)}>{inner}</h{level}>"


def _list(block: ListBlock, context: BlockContext) -> str:
    items = "".join(
        [
            _wrap("li", item.blocks, page_attributes(item.attrs, context), context)
            for item in block.items
        ]
    )
    attributes = page_attributes(block.attrs, context)
    if not block.ordered:
        return f"<ul{attributes}>{items}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}{attributes}>{items}</ol>"


def _definitions(block: DefinitionList, context: BlockContext) -> str:
    items = "".join(
        [_wrap("dt" if item.term else "dd", item.blocks, "", context) for item in block.items]
    )
    return f"<dl{page_attributes(block.attrs, context)}>{items}</dl>"


def _table(block: Table, context: BlockContext) -> str:
    rows = "".join(
        [
            f"<tr{page_attributes(row.attrs, context)}>"
            f"{''.join([_cell(cell, context) for cell in row.cells])}</tr>"
            for row in block.rows
        ]
    )
    return f"<table{page_attributes(block.attrs, context)}>{rows}</table>"


def _cell(cell: Cell, context: BlockContext) -> str:
    own = any(name == "scope" for name, _ in cell.attrs)
    scope = f' scope="{cell.scope}"' if cell.scope and not own else ""
    attributes = f"{scope}{page_attributes(cell.attrs, context)}"
    return _wrap("th" if cell.header else "td", cell.blocks, attributes, context)


def _verbatim(block: Verbatim, context: BlockContext) -> str:
    text, attributes = escape(block.text, quote=False), page_attributes(block.attrs, context)
    # the HTML parser drops a newline right after <pre>
    first = "\n" if text.startswith("\n") else ""
    if block.language:
        return (
            f'<pre{attributes}><code class="language-{escape(block.language)}">{text}</code></pre>'
        )
    return f"<pre{attributes}>{first}{text}</pre>"


def _figure(block: Figure, context: BlockContext) -> str:
    image = render_image(block.image, context)
    if block.link is not None:
        image = render_link(block.link, image, context)
    caption = render_inlines(block.caption, context)
    if block.more:
        caption = f"<p>{caption}</p>{render_blocks(block.more, context)}"
    return context.components.figure(block, image, caption)
