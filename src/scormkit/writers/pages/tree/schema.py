"""The JSON Schema of the JSON, made from the same classes."""

from __future__ import annotations

import json
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin

from scormkit.model.blocks import Block
from scormkit.model.inlines import Inline, Pos
from scormkit.model.quiz import Question
from scormkit.writers.pages.tree.shapes import TYPES, VERSION, fields_of

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_UNIONS = {"Block": Block, "Inline": Inline, "Question": Question}
_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def write_schema() -> str:
    """Write the JSON Schema (draft 2020-12) of a page."""
    unions = {
        name: {"oneOf": [_ref(kind.__name__) for kind in get_args(union)]}
        for name, union in _UNIONS.items()
    }
    place = {
        "description": "Line and column, from 1; 0 is unknown.",
        "type": "array",
        "prefixItems": [{"type": "integer", "minimum": 0}] * 2,
        "minItems": 2,
        "maxItems": 2,
    }
    document = {
        "$schema": DIALECT,
        "title": "A page as scormkit convert --to json writes it",
        **_object("Page", {"version": {"const": VERSION}, "blocks": _list(_ref("Block"))}),
        "$defs": {"Pos": place, **unions, **{name: _class(kind) for name, kind in TYPES.items()}},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _class(kind: type) -> dict[str, Any]:
    told = " ".join((kind.__doc__ or "").split("\n\n")[0].split()).replace("``", "`")
    properties = {name: _of(hint) for name, hint in fields_of(kind).items()}
    return {"description": told, **_object(kind.__name__, properties)}


def _object(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"type": {"const": name}, **properties},
        "required": ["type", *properties],
        "additionalProperties": False,
    }


def _of(hint: Any) -> dict[str, Any]:  # noqa: ANN401, PLR0911  any annotation, a line for each kind
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    if hint is Pos or isinstance(hint, type):
        return _ref(hint.__name__)
    for name, union in _UNIONS.items():
        if hint == union:
            return _ref(name)
    inside = get_args(hint)
    if get_origin(hint) is Literal:
        return {"enum": list(inside)}
    if get_origin(hint) is not tuple:
        return {"anyOf": [_of(part) for part in inside]}
    if inside[-1] is Ellipsis:
        return _list(_of(inside[0]))
    parts = [_of(part) for part in inside]
    return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
