"""What the model's classes hold, by their own annotations: the JSON is what they say."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, get_type_hints

from scormkit.model import areas, blocks, inlines, quiz
from scormkit.values import Struct

VERSION: Final = 1
"""Of the form of the JSON; it grows when an old file can no longer be read."""

_NAMES = {
    name: value for module in (inlines, blocks, areas, quiz) for name, value in vars(module).items()
}
TYPES: Final[dict[str, type[Struct]]] = {
    name: value
    for name, value in sorted(_NAMES.items())
    if isinstance(value, type)
    and issubclass(value, Struct)
    and name not in {"Struct", "QuestionBase"}
}
"""Name in ``type`` → class."""


@cache
def fields_of(kind: type[Struct]) -> dict[str, Any]:
    """Give the fields of a class with their types, in their order."""
    hints = get_type_hints(kind, _NAMES)
    return {name: hints[name] for name in kind.__struct_fields__}
