"""Says whether time grows in proportion to the size of a text."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def in_proportion(make: Callable[[int], str], read: Callable[[str], object], size: int) -> bool:
    """Compare a text of half of ``size`` with one of four times ``size``, the best of three each.

    Processor time is compared without the collector of garbage, and noise gets a second and a
    third chance: growth that is really out of proportion shows every time.
    """

    def seconds(size: int) -> float:
        text = make(size)
        best = float("inf")
        for _ in range(3):
            gc.collect()
            gc.disable()
            try:
                start = time.process_time()
                read(text)
                best = min(best, time.process_time() - start)
            finally:
                gc.enable()
        return best

    # growth in proportion gives 8, quadratic growth 64
    return any(seconds(4 * size) < 24 * seconds(size // 2) + 0.05 for _ in range(3))
