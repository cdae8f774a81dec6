"""Text with the attribute ``term`` is a term, and the attribute's value explains it."""

from __future__ import annotations

from dataclasses import replace

from scormkit.model.inlines import Format, Note, Span, Text


def explained(node: Format | Span) -> Format | Span | Note:
    """Make a term of what has an explanation; italics that only mark it as a term go."""
    words = dict(node.attrs).get("term", "").strip()
    if not words:
        return node
    rest = tuple(pair for pair in node.attrs if pair[0] != "term")
    bare = not rest and (isinstance(node, Span) or node.kind == "em")
    children = node.children if bare else (replace(node, attrs=rest),)
    return Note(children, (Text(words, node.at),), node.at)
