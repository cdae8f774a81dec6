"""Model → HTML: what stands inside a paragraph."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, assert_never

from scormkit.model.addresses import MEDIA, change_addresses
from scormkit.model.inlines import (
    Anchor,
    Break,
    Code,
    Format,
    FormatKind,
    Formula,
    Gap,
    Image,
    Inline,
    InlineHtml,
    InlineMacro,
    Link,
    Note,
    Span,
    Text,
)
from scormkit.render.attributes import render_attributes, render_own
from scormkit.render.sanitise import sanitise_inline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.inlines import Attributes, Reference
    from scormkit.render.context import BlockContext

GAP_MARK = "<!--sk:gap-->"
"""Stands where a gap is until whoever renders the question puts its control there."""
_TAGS: dict[FormatKind, str] = {
    "strong": "strong",
    "em": "em",
    "del": "del",
    "ins": "ins",
    "sup": "sup",
    "sub": "sub",
    "mono": "code",
    "mark": "mark",
}


def render_inlines(inlines: Iterable[Inline], context: BlockContext) -> str:
    """Render running text as an HTML fragment."""
    return "".join([_inline(inline, context) for inline in inlines])


def page_attributes(attrs: Attributes, context: BlockContext) -> str:
    """Render an author's attributes; an ``id`` becomes one of the document."""
    if not attrs:
        return ""
    if any(name == "id" for name, _ in attrs):
        attrs = tuple(
            (name, context.anchor(value) if name == "id" else value) for name, value in attrs
        )
    return render_attributes(attrs)


def render_image(image: Image, context: BlockContext) -> str:
    """Render a picture; the author's attributes come before the place's own."""
    own = context.image(image)
    taken = {name for name, _ in own}
    attrs = tuple(pair for pair in image.attrs if pair[0].lower() not in taken)
    return f"<img{render_own(own)}{page_attributes(attrs, context)}/>"


def render_link(link: Link, label: str, context: BlockContext) -> str:
    """Render a link around ``label``; an empty one gets its text from the reference."""
    own = context.link(link)
    taken = {name for name, _ in own}
    attrs = tuple(pair for pair in link.attrs if pair[0].lower() not in taken)
    text = label or escape(context.label(link.target), quote=False)
    return f"<a{render_own(own)}{page_attributes(attrs, context)}>{text}</a>"


def with_addresses(
    html: str, targets: tuple[tuple[str, Reference], ...], context: BlockContext
) -> str:
    """Lead the addresses of raw HTML to their targets, as links and pictures of the page are led."""
    if not targets:
        return html
    known = dict(targets)

    def change(tag: str, address: str, _: int) -> Attributes | None:
        target = known.get(address)
        if target is None:
            return None
        if tag not in MEDIA:
            return context.link(Link(target))
        return tuple(pair for pair in context.image(Image(target)) if pair[0] == "src")

    return change_addresses(html, change)


def macro_source(macro_name: str, params: Attributes, content: str | None) -> str:
    """Write a macro call again as its author wrote it."""
    given = "".join(f' {name}="{value}"' for name, value in params)
    if content is None:
        return f"{{{{{macro_name}{given}/}}}}"
    return f"{{{{{macro_name}{given}}}}}{content}{{{{/{macro_name}}}}}"


def _inline(inline: Inline, context: BlockContext) -> str:  # noqa: C901, PLR0911, PLR0912  one for each kind
    match inline:
        case Text(text):
            return escape(text, quote=False)
        case Break(soft=soft):
            return "\n" if soft else "<br/>"
        case Format(kind, children, attrs):
            tag, inner = _TAGS[kind], render_inlines(children, context)
            return f"<{tag}{page_attributes(attrs, context)}>{inner}</{tag}>"
        case Span(children, attrs):
            inner = render_inlines(children, context)
            return f"<span{page_attributes(attrs, context)}>{inner}</span>"
        case Link(children=children):
            return render_link(inline, render_inlines(children, context), context)
        case Code(text, attrs):
            return f"<code{page_attributes(attrs, context)}>{escape(text, quote=False)}</code>"
        case Note(children, words):
            label, told = render_inlines(children, context), render_inlines(words, context)
            return context.components.note(label, told)
        case Formula():
            return _formula(inline)
        case Image():
            return render_image(inline, context)
        case Anchor(identifier):
            return f'<a id="{escape(context.anchor(identifier))}"></a>'
        case Gap():
            return GAP_MARK
        case InlineMacro(name, params, content):
            source = macro_source(name, params, content)
            return context.components.placeholder(name, source, inline=True)
        case InlineHtml(html, targets=targets):
            return sanitise_inline(with_addresses(html, targets, context))
        case _:
            assert_never(inline)


def _formula(formula: Formula) -> str:
    """Render a formula that the reader made harmless; one that it could not read as its source."""
    if not formula.mathml:
        return f"<code>{escape(formula.tex, quote=False)}</code>"
    if not formula.display:
        return formula.mathml
    return f'<span class="formula">{formula.mathml}</span>'
