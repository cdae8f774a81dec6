"""What may be meant by a name that nothing is called."""

from __future__ import annotations

import difflib
from bisect import bisect
from typing import TYPE_CHECKING

from scormkit.transforms.links.keys import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_AROUND = 20


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Sort names so that those that begin alike stand together."""
    return tuple(sorted({name for name in names if name}, key=name_key))


def hint_for(name: str, known: tuple[str, ...]) -> str:
    """Ask for the nearest of the names known in order.

    Who misspells a name begins it right as a rule, so those around its place are enough, however
    many there are.
    """
    wanted = name_key(name)
    place = bisect(known, wanted, key=name_key) if len(known) > 2 * _AROUND else _AROUND
    around = {name_key(each): each for each in known[max(0, place - _AROUND) : place + _AROUND]}
    near = difflib.get_close_matches(wanted, around, n=1)
    return f"Did you mean {around[near[0]]!r}?" if near else ""
