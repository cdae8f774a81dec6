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
from scormkit.writers.pages.markdown.escapes import APART

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


def same(blocks: tuple[Block, ...], *, spaces: bool = True) -> Any:
    """Give what two pages have in common if they are the same.

    Without ``spaces`` formats do not lie on white space, and none stands beside a line's end: so it
    is in Markdown. A comment that keeps signs apart is nothing.
    """
    made = _plain(json.loads(tree.write(blocks, "", Report()))["blocks"])
    return made if spaces else _unspaced(made)


def _unspaced(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        if value["type"] == "Formula":
            value = {**value, "tex": " ".join(value["tex"].split())}
        return {name: _unspaced(part) for name, part in value.items()}
    if not isinstance(value, list):
        return value
    running = value and all(isinstance(p, list) and type(p[-1]) is dict for p in value)
    return _words(value) if running else [_unspaced(part) for part in value]


def _words(pieces: list[Any]) -> list[Any]:
    found: list[Any] = [_BREAK]
    for leaf, formats, attrs in pieces:
        for word in re.split(r"(\s+)", leaf["text"]) if leaf["type"] == "Text" else [leaf]:
            if isinstance(word, str):
                found += [[word, formats, attrs]] if word.strip() else [" "] if word else []
            elif word.get("soft"):
                found.append(" ")
            elif word["type"] == "Break":
                found += [_BREAK]
            else:
                found.append([_unspaced(word), formats, attrs])
    spaced = [
        node
        for index, node in enumerate(found)
        if node != " "
        or (found[index - 1] not in (" ", _BREAK) and found[index + 1 :][:1] != [_BREAK])
    ]
    while len(spaced) > 1 and spaced[-1] in (" ", _BREAK):
        spaced.pop()
    return spaced[1:]


_BREAK = {"type": "Break"}


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
        kind = node["type"] if isinstance(node, dict) else ""
        if kind in {"Plain", "Paragraph"} and not node["children"] and not node.get("attrs"):
            continue
        if kind == "HtmlBlock" and node["html"].strip() == APART:
            continue
        before = found[-1] if found else None
        if kind == "EmptyLines" and isinstance(before, dict) and before["type"] == kind:
            found[-1] = {**before, "count": before["count"] + node["count"]}
            continue
        found.append(node)
    return found


def _running(nodes: list[Any]) -> list[Any]:
    """Give each piece of running text with the formats and attributes that lie on it."""
    found: list[Any] = []
    for leaf, formats, attrs in _pieces(nodes, (), {}):
        if leaf.get("html") == APART:
            continue
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
        for name, value in (
            node.get("attrs", []) if node["type"] in {"Format", "Span", "Code"} else []
        ):
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
