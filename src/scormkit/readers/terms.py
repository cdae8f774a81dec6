"""Text with the attribute ``term`` is a term, and the attribute's value explains it."""

from __future__ import annotations

from scormkit.model.inlines import Code, Format, Note, Span, Text
from scormkit.values import replace


def explained(node: Code | Format | Span) -> Code | Format | Span | Note:
    """Make a term of what has an explanation; italics that only mark it as a term go."""
    words = dict(node.attrs).get("term", "").strip()
    if not words:
        return node
    rest = tuple(pair for pair in node.attrs if pair[0] != "term")
    if isinstance(node, Code) or rest or (isinstance(node, Format) and node.kind != "em"):
        return Note((replace(node, attrs=rest),), (Text(words, node.at),), node.at)
    return Note(node.children, (Text(words, node.at),), node.at)
