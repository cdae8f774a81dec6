"""What the model's classes hold, by their own annotations: the JSON is what they say."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final, get_type_hints

from scormkit.model import areas, blocks, inlines, quiz

VERSION: Final = 1
"""Of the form of the JSON; it grows when an old file can no longer be read."""

_NAMES = {
    name: value for module in (inlines, blocks, areas, quiz) for name, value in vars(module).items()
}
TYPES: Final[dict[str, type]] = {
    name: value
    for name, value in sorted(_NAMES.items())
    if isinstance(value, type) and is_dataclass(value) and name != "QuestionBase"
}
"""Name in ``type`` → class."""


@cache
def fields_of(kind: type) -> dict[str, Any]:
    """Give the fields of a class with their types, in their order."""
    hints = get_type_hints(kind, _NAMES)
    return {field.name: hints[field.name] for field in fields(kind)}
