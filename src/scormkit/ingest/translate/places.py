"""Links to places that go by the words of a heading, which have become other words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.model.anchors import wiki_id
from scormkit.model.names import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scormkit.ingest.translate.texts import Unit
    from scormkit.readers.passages import Target

_LONGEST = 200
_MARKDOWN = re.compile(r"(\]\(\s*<?[^)\s<>]*#)([^)\s<>\"]+)")
_WIKI = re.compile(r"(\banchor\s*=\s*[\"']?|>>[^\]|\n]*#|\[\[#)([^\"'\]|\n]+)")


def new_anchors(units: Sequence[Unit], targets: Mapping[str, Target]) -> dict[str, str]:
    """Give the new anchor for each of a file's old ones, in either syntax's way of making them."""
    found: dict[str, str] = {}
    for unit in units:
        words = unit.passage.words(unit.body.text)
        if unit.id not in targets or len(words) > _LONGEST:
            continue
        new = "".join(p if isinstance(p, str) else p.shown for p in targets[unit.id])
        found.setdefault(slug(words), slug(new) or wiki_id(new))
        found.setdefault(wiki_id(words), wiki_id(new))
    found.pop("", None)
    return found


def lead_to_places(text: str, path: str, anchors: Mapping[str, str]) -> str:
    """Write links to old anchors as links to the new ones."""
    link = _WIKI if ".xwiki" in path else _MARKDOWN
    return link.sub(lambda m: m[1] + anchors.get(unquote(m[2]), m[2]), text)
