"""JSON → model; what does not fit the schema is said with its place in the tree."""

from __future__ import annotations

import json
import math
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin

from scormkit.diagnostics import Location
from scormkit.model.blocks import Block
from scormkit.model.inlines import Pos
from scormkit.writers.pages.codes import NO_PAGE
from scormkit.writers.pages.tree.shapes import TYPES, VERSION, fields_of

if TYPE_CHECKING:
    from scormkit.diagnostics import Report

_DEEPEST = 200
_DIGITS = 15
_SHOWN = 40
_KINDS: dict[type, tuple[type, ...]] = {float: (int, float)}


class _MisfitError(ValueError):
    """A value that is not what stands at its place in the schema."""


def read(text: str, path: str, report: Report) -> tuple[Block, ...]:
    """Read a page; of one that does not fit the schema nothing is taken."""
    try:
        page = json.loads(text, parse_constant=_refuse)
        if not isinstance(page, dict) or page.get("type") != "Page":
            raise _MisfitError("the whole is no object of the type Page")
        if page.get("version") != VERSION:
            raise _MisfitError(f"its version is {page.get('version')!r}; {VERSION} is read here")
        blocks = _read(tuple[Block, ...], page.get("blocks"), "blocks", 0)
    except json.JSONDecodeError as error:
        message = f"This is no JSON: {error.msg}"
        report.add(NO_PAGE, message, Location(path, error.lineno, error.colno))
    except RecursionError:
        report.add(NO_PAGE, "Its values stand in each other too deep", Location(path))
    except ValueError as error:
        report.add(NO_PAGE, f"This is no page: {error}", Location(path))
    else:
        return cast("tuple[Block, ...]", blocks)
    return ()


def _refuse(name: str) -> Any:  # noqa: ANN401  what json asks for
    raise _MisfitError(f"{name} is no number")


def _read(hint: Any, value: Any, where: str, depth: int) -> Any:  # noqa: ANN401  any annotation and JSON
    if depth > _DEEPEST:
        raise _MisfitError(f"{where[:_SHOWN]}… stands deeper than {_DEEPEST} values")
    origin = get_origin(hint)
    if hint is Pos:
        return Pos(*_read(tuple[int, int], value, where, depth))
    if origin is tuple:
        return _list(get_args(hint), value, where, depth)
    if origin is Literal:
        if value in get_args(hint) and isinstance(value, str):
            return value
    elif origin is not None:
        return _one_of(get_args(hint), value, where, depth)
    elif hint in TYPES.values():
        return _object((hint,), value, where, depth)
    elif type(value) in _KINDS.get(hint, (hint,)) and _is_sound(value):
        return value
    raise _MisfitError(f"{where} is {_shown(value)}")


def _is_sound(value: object) -> bool:
    """Whether it can be written again: no half of a sign, no number without end."""
    if isinstance(value, str):
        return not any("\ud800" <= sign <= "\udfff" for sign in value)
    if type(value) in {int, float}:
        return math.isfinite(number := cast("float", value)) and abs(number) < 10**_DIGITS
    return True


def _list(inside: tuple[Any, ...], value: object, where: str, depth: int) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _MisfitError(f"{where} is {_shown(value)}, not a list")
    if inside[-1] is Ellipsis:
        inside = inside[:1] * len(value)
    elif len(inside) != len(value):
        raise _MisfitError(f"{where} holds {len(value)} values, not {len(inside)}")
    return tuple(
        [
            _read(hint, part, f"{where}[{index}]", depth + 1)
            for index, (hint, part) in enumerate(zip(inside, value, strict=True))
        ]
    )


def _one_of(kinds: tuple[Any, ...], value: object, where: str, depth: int) -> Any:  # noqa: ANN401
    if value is None and NoneType in kinds:
        return None
    classes = tuple(kind for kind in kinds if kind in TYPES.values())
    if classes:
        return _object(classes, value, where, depth)
    (simple,) = (kind for kind in kinds if kind is not NoneType)
    return _read(simple, value, where, depth)


def _object(kinds: tuple[type, ...], value: object, where: str, depth: int) -> Any:  # noqa: ANN401
    if not isinstance(value, dict):
        raise _MisfitError(f"{where} is {_shown(value)}, not an object")
    kind = TYPES.get(str(value.get("type")))
    if kind is None or kind not in kinds:
        raise _MisfitError(f"{where}.type is {_shown(value.get('type'))}")
    known = fields_of(kind)
    if wrong := sorted((known.keys() | {"type"}) ^ value.keys()):
        told = "has no place in it" if wrong[0] in value else "is missing"
        raise _MisfitError(f"{where}.{wrong[0][:_SHOWN]} {told}")
    return kind(
        **{
            name: _read(hint, value[name], f"{where}.{name}", depth + 1)
            for name, hint in known.items()
        }
    )


def _shown(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
