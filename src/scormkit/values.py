"""What everything here is told in: small values with named fields, compared by what they hold.

A course is hundreds of thousands of them. These classes are built, copied and pickled by C, and cost
nothing to define; the frozen ones can be keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field, to_builtins

if TYPE_CHECKING:
    from dataclasses import replace  # type checkers know what fields it may be given
else:
    from msgspec.structs import replace

__all__ = ["Struct", "as_dict", "field", "replace"]


def as_dict(value: Struct) -> dict[str, Any]:
    """Give a value as JSON has it, with all that it holds; paths become text."""
    told: dict[str, Any] = to_builtins(value, enc_hook=str)
    return told
