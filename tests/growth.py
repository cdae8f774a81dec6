"""Says whether time grows in proportion to the size of a text."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def in_proportion(make: Callable[[int], str], read: Callable[[str], object], size: int) -> bool:
    """Compare a text of half of ``size``, the best of three, with one of four times ``size``.

    Processor time is compared without the collector of garbage, and noise gets a second and a
    third chance: growth that is really out of proportion shows every time.
    """
    short, long = make(size // 2), make(4 * size)

    def seconds(text: str) -> float:
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            read(text)
            return time.process_time() - start
        finally:
            gc.enable()

    # growth in proportion gives 8, quadratic growth 64
    bar = 24 * min(seconds(short) for _ in range(3)) + 0.05
    return any(seconds(long) < bar for _ in range(3))
