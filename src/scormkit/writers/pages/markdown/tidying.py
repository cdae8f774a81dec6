"""Running text so that marks can stand at its words: white space goes out of formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.inlines import Break, Format, Inline, Link, Span, Text
from scormkit.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKED = frozenset(("strong", "em", "del"))


def tidied(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join characters, and move white space and line breaks at the edges of formats out of them."""
    found: list[Inline] = []
    for node in inlines:
        for part in _parts(node):
            before = found[-1] if found else None
            if isinstance(part, Text) and isinstance(before, Text):
                found[-1] = replace(before, text=before.text + part.text)
            elif not (isinstance(part, Text) and not part.text):
                found.append(part)
    return tuple(found)


def _parts(node: Inline) -> tuple[Inline, ...]:
    if isinstance(node, Format) and node.kind in _MARKED:
        before, inside, after = _trimmed(tidied(node.children))
        core = (replace(node, children=inside),) if inside else ()
        return (*before, *core, *after)
    if isinstance(node, Format | Span | Link):
        return (replace(node, children=tidied(node.children)),)
    return (node,)


def _trimmed(
    nodes: tuple[Inline, ...],
) -> tuple[list[Inline], tuple[Inline, ...], list[Inline]]:
    """Part white space and line breaks at the edges from what is between."""
    inside = list(nodes)
    before: list[Inline] = []
    after: list[Inline] = []
    while inside and (edge := _edge(inside[0], start=True)):
        space, rest = edge
        before.append(space)
        inside[:1] = [rest] if rest else []
    while inside and (edge := _edge(inside[-1], start=False)):
        space, rest = edge
        after.insert(0, space)
        inside[-1:] = [rest] if rest else []
    return before, tuple(inside), after


def _edge(node: Inline, *, start: bool) -> tuple[Inline, Text | None] | None:
    """Give the white space at an edge and what is left of the node, if there is any."""
    if isinstance(node, Break):
        return node, None
    if not isinstance(node, Text):
        return None
    rest = node.text.lstrip() if start else node.text.rstrip()
    if rest == node.text:
        return None
    cut = len(node.text) - len(rest)
    space = node.text[:cut] if start else node.text[len(rest) :]
    return replace(node, text=space), replace(node, text=rest) if rest else None
