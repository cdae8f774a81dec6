"""A tree of a page in lines to be read: one node a line, with its place and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from scormkit.model.blocks import Block, Cell, DefinitionItem, ListItem, Part, Row
from scormkit.model.inlines import Inline, Pos, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NODES = (*get_args(Block), *get_args(Inline), Cell, DefinitionItem, ListItem, Part, Row)


def tree_of(nodes: Iterable[Any]) -> str:
    """Write nodes and all that they hold, each with ``line:column`` before it."""
    return "".join(f"{line}\n" for node in nodes for line in _lines(node, ""))


def _lines(node: Any, indent: str, role: str = "") -> Iterator[str]:
    """Write one node; what it holds stands deeper, under its role if that does not go without saying."""
    words = [f"{indent}{node.at.line}:{node.at.column}", f"{role}{type(node).__name__}"]
    held: list[tuple[str, Any]] = []
    names, given = node.__struct_fields__, node.__struct_defaults__
    usually = dict(zip(reversed(names), reversed(given), strict=False))
    for name in names:
        value = getattr(node, name)
        if isinstance(value, _NODES):
            held.append((f"{name} = ", value))
        elif isinstance(value, tuple) and value and isinstance(value[0], _NODES):
            usual = name in {"children", "blocks", "items", "rows", "cells", "parts"}
            held += [("" if usual else f"{name}: ", inner) for inner in value]
        elif not isinstance(value, Pos) and value != usually.get(name) and value not in {(), False}:
            words.append(_word(name, value))
    yield " ".join(words)
    for name, inner in held:
        yield from _lines(inner, indent + "  ", name)


def _word(name: str, value: Any) -> str:
    """Write what a node says of itself: a name before all that is not its text or its kind."""
    if isinstance(value, Reference):
        parts = {"#": value.anchor, "?": value.query, "@": value.alias}
        more = "".join(f" {mark}{part}" for mark, part in parts.items() if part)
        return f"→ {value.kind}:{_shown(value.target)}{more}"
    if isinstance(value, tuple):
        return " ".join(f"{key}={_shown(one)}" for key, one in value)
    if value is True:
        return name
    if isinstance(value, str) and name in {"text", "html", "source", "content"}:
        return f'"{_shown(value)}"'
    return str(value) if name in {"level", "kind", "name", "count"} else f"{name}={_shown(value)}"


def _shown(value: object) -> str:
    shown = str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return shown.replace("\t", "\\t").replace("\xa0", "\\xa0")
