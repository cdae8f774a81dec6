"""How to ask a wiki, and how long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable


class Patience(Struct, frozen=True):
    """Times in seconds; ``attempts`` counts those of one request that bring nothing new.

    Not more than ``together`` requests are on the way, and between two is a ``pause``, for a wiki has
    readers, too. After a failure the wait begins
    with ``first`` and doubles; a server that asks for more than ``longest`` is not waited for. A whole
    answer has ``answer``; an attachment needs ``slowest`` bytes in each ``window``.
    """

    connect: float = 10
    read: float = 30
    together: int = 4
    pause: float = 0.05
    attempts: int = 5
    first: float = 1
    longest: float = 120
    answer: float = 120
    slowest: int = 16 << 10
    window: float = 30
    sleep: Callable[[float], None] = time.sleep


class Settings(Struct, frozen=True):
    """``children`` takes all pages below; ``ask`` gives the password of a user, asked for once."""

    children: bool = False
    user: str = ""
    ask: Callable[[str], str] | None = None
    listed: int = 500
    patience: Patience = field(default_factory=Patience)
