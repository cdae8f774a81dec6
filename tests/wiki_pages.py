"""What a reader of an exported wiki page sees."""

from __future__ import annotations

import re

from scormkit.readers.listing import read_listing


def visible_words(seed: str) -> list[str]:
    """What a reader of the wiki page sees: no markup, no macros, no frames."""
    listing = read_listing(seed)
    assert listing is not None
    text = re.sub(
        r"\{\{html\}\}.*?\{\{/html\}\}|\{\{[^{}]*/\}\}", "", listing.text, flags=re.DOTALL
    )
    text = re.sub(r"\[\[(.*?)>>.*?\]\]", r"\1", text, flags=re.DOTALL)
    return re.sub(r"\(%.*?%\)|\(\(\(|\)\)\)|\*\*|^\* ", "", text, flags=re.MULTILINE).split()
