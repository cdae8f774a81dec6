"""When two pages are the same: positions left out, and what no source can tell apart.

- Characters beside each other are one text; formats nested in another way are the same formats: the
  wiki's marks switch them on and off, and only macros, which are gone by then, nest them otherwise.
- A paragraph, or the text of an item or a cell, in which nothing stands is none.
- Blank lines beside each other add up: between them stood a macro that gives nothing.
- An address without brackets runs on as far as it can; before a mark it needs them.
- In syntax 2.0 every prefix but two belongs to a page's name, an anchor may hang on any reference and
  no parameter is one; 2.1 says the first as ``doc:`` and knows the other two only of pages.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Report
from scormkit.writers.pages import tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.blocks import Block

_INLINE = {
    "Text", "Break", "Format", "Span", "Code", "Note", "Formula", "Link", "Image", "Anchor", "Gap",
    "InlineMacro", "InlineHtml",
}  # fmt: skip
_PREFIX = re.compile(
    r"(?:doc|space|page|attach|pageAttach|mailto|path|unc|icon|data|interwiki:[^:]*):|url:\w+://"
)


def same(blocks: tuple[Block, ...]) -> Any:
    """Give what two pages have in common if they are the same."""
    return _plain(json.loads(tree.write(blocks, "", Report()))["blocks"])


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        if value and all(isinstance(node, dict) and node["type"] in _INLINE for node in value):
            return _running(value)
        return _merged(_plain(part) for part in value)
    if not isinstance(value, dict):
        return value
    made = {name: _plain(part) for name, part in value.items() if name not in {"at", "source"}}
    made.pop("bare", None)
    if made["type"] == "Reference" and made["kind"] == "untyped" and _PREFIX.match(made["target"]):
        made["kind"] = "doc"
    return made


def _merged(nodes: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    for node in nodes:
        if isinstance(node, dict) and node["type"] in {"Plain", "Paragraph"}:
            if not node["children"] and not node.get("attrs"):
                continue
        if isinstance(node, dict) and node["type"] == "EmptyLines" and found:
            before = found[-1]
            if isinstance(before, dict) and before["type"] == "EmptyLines":
                found[-1] = {**before, "count": before["count"] + node["count"]}
                continue
        found.append(node)
    return found


def _running(nodes: list[Any]) -> list[Any]:
    """Give each piece of running text with the formats and attributes that lie on it."""
    found: list[Any] = []
    for leaf, formats, attrs in _pieces(nodes, (), {}):
        if leaf["type"] == "Text" and found and found[-1][1:] == [formats, attrs]:
            before = found[-1][0]
            if before["type"] == "Text":
                before["text"] += leaf["text"]
                continue
        if leaf != {"type": "Text", "text": ""}:
            found.append([leaf, formats, attrs])
    return found


def _pieces(nodes: list[Any], formats: tuple[str, ...], attrs: dict[str, str]) -> Iterable[Any]:
    for node in nodes:
        own = dict(attrs)
        for name, value in node.get("attrs", []) if node["type"] in {"Format", "Span", "Code"} else []:
            joined = f"{own[name]} {value}" if name == "class" and name in own else value
            own[name] = f"{own[name]}; {value}" if name == "style" and name in own else joined
        if node["type"] == "Format":
            more = formats if node["kind"] in formats else (*formats, node["kind"])
            yield from _pieces(node["children"], more, own)
        elif node["type"] == "Span":
            yield from _pieces(node["children"], formats, own)
        elif node["type"] == "Note" and node["children"]:
            own["term"] = "".join(word.get("text", " ") for word in node["words"])
            yield from _pieces(node["children"], formats, own)
        else:
            leaf = {**node, "attrs": []} if node["type"] == "Code" else node
            yield _plain(leaf), list(formats), own
