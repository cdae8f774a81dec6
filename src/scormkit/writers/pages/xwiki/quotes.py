"""Quotes that lines with ``>`` can say: running text alone, in an order that the lines can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from scormkit.model.blocks import Paragraph, Quote
from scormkit.model.inlines import Break

if TYPE_CHECKING:
    from scormkit.model.inlines import Inline

Lines: TypeAlias = "list[tuple[int, tuple[Inline, ...]]]"


def lines_of(quote: Quote, depth: int = 1) -> Lines | None:
    """Give the runs of lines with their depth; ``None`` if the quote holds more than these can say."""
    found: Lines = []
    before: str = "start"
    for block in quote.blocks:
        match block:
            case Paragraph(children, ()):
                if before == "text" or not children:
                    return None
                if before == "quote":  # a line that comes back begins with the break before it
                    if not isinstance(children[0], Break):
                        return None
                    children = children[1:]
                found.append((depth, children))
                before = "text"
            case Quote(_, ()) if before != "quote":
                inner = lines_of(block, depth + 1)
                if inner is None:
                    return None
                found += inner
                before = "quote"
            case _:
                return None
    return found or [(depth, ())]
