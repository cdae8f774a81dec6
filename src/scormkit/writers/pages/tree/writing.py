"""Model → JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scormkit.model.inlines import Pos
from scormkit.writers.pages.tree.shapes import TYPES, VERSION, fields_of

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block


def write(blocks: tuple[Block, ...], path: str, report: Report) -> str:
    """Write a page; nothing is lost, so nothing is reported."""
    del path, report
    page = {"type": "Page", "version": VERSION, "blocks": _value(blocks)}
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _value(value: object) -> Any:  # noqa: ANN401  JSON holds anything
    name = type(value).__name__
    kind = TYPES.get(name)
    if kind is not None and isinstance(value, kind):
        return {"type": name, **{part: _value(getattr(value, part)) for part in fields_of(kind)}}
    if isinstance(value, Pos):
        return list(value)
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    return value
