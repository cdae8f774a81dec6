"""A statement taken apart by the shapes of xAPI: every value with its place and what it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scormkit.standards.xapi.facts import SHAPES
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Location

_BY_TYPE: Final = {
    "Agent": "actor",
    "Group": "actor",
    "StatementRef": "reference",
    "SubStatement": "substatement",
}
_DEEPEST = 24


class Part(NamedTuple):
    """A value, its path such as ``result.score.scaled``, and the name of its shape."""

    path: str
    shape: str
    value: Any


class Said(Struct, frozen=True):
    """A statement, or an activity alone; ``before`` stands before every path."""

    data: Any
    at: Location
    shape: str = "statement"
    before: str = ""

    def parts(self, *shapes: str) -> Iterator[Part]:
        """Give all values, or those of some shapes, from the outside in."""
        for part in _parts(self.data, self.shape, self.before, 0):
            if not shapes or part.shape in shapes:
                yield part

    def dicts(self, *shapes: str) -> Iterator[Part]:
        """Give the values of some shapes that are objects, as they should be."""
        return (part for part in self.parts(*shapes) if isinstance(part.value, dict))

    def texts(self, *shapes: str) -> Iterator[Part]:
        """Give the values of some shapes that are texts, as they should be."""
        return (part for part in self.parts(*shapes) if isinstance(part.value, str))


def _parts(value: Any, shape: str, path: str, depth: int) -> Iterator[Part]:  # noqa: ANN401  JSON
    if shape == "object":
        kind = value.get("objectType") if isinstance(value, dict) else None
        shape = _BY_TYPE.get(kind, "activity") if isinstance(kind, str) else "activity"
    if shape == "activities":  # one, or a list of them (xAPI 1.0.3, 2.4.6.2)
        shape = "activity[]" if isinstance(value, list) else "activity"
    yield Part(path or "the statement", shape, value)
    if depth > _DEEPEST:
        return
    if shape.endswith("[]") and isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from _parts(item, shape[:-2], f"{path}[{number}]", depth + 1)
    elif shape in SHAPES and isinstance(value, dict):
        for key, inner in value.items():
            if key in SHAPES[shape]:
                below = f"{path}.{key}" if path else key
                yield from _parts(inner, SHAPES[shape][key], below, depth + 1)
