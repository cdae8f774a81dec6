"""Finds what waits for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def leads_to_itself(start: str, ways: Mapping[str, Iterable[str]]) -> bool:
    """Say whether a name can be reached from itself; ``ways`` are the names each one leads to."""
    waiting, seen = list(ways[start]), set[str]()
    while waiting:
        name = waiting.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            waiting.extend(ways.get(name, ()))
    return False
