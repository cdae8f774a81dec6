"""Says whether time grows in proportion to the size of a text."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def in_proportion(make: Callable[[int], str], read: Callable[[str], object], size: int) -> bool:
    """Compare a text of ``size`` with one four times as long, the best of three readings each.

    Processor time is compared, and noise gets a second and a third chance: growth that is really
    out of proportion shows every time.
    """

    def seconds(size: int) -> float:
        text = make(size)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read(text)
            best = min(best, time.process_time() - start)
        return best

    # quadratic growth would give 16
    return any(seconds(4 * size) < 9 * seconds(size) + 0.05 for _ in range(3))
