"""Parts of a picture: where they lie, and what lies in them.

The player judges a learner's mark by the same measure (``quiz/spots.ts``); what is computed here
proves that every area can be reached.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WHOLE = 1000
_ELLIPSE = 4  # numbers; a polygon has six at least
_STEPS = 24  # how fine an area is searched for a free place, along each side


class Shape(Struct, frozen=True):
    """A part of a picture in per mille of its width and height.

    ``numbers`` are the corners of a polygon, x and y by turns; four of them are the centre of an
    ellipse and its half axes.
    """

    numbers: tuple[float, ...]

    @property
    def is_ellipse(self) -> bool:
        """Whether it is round."""
        return len(self.numbers) == _ELLIPSE

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Give the least and the greatest x, then y."""
        if self.is_ellipse:
            x, y, wide, high = self.numbers
            return x - wide, x + wide, y - high, y + high
        across, down = self.numbers[::2], self.numbers[1::2]
        return min(across), max(across), min(down), max(down)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        if self.is_ellipse:
            left, top, wide, high = self.numbers
            return ((x - left) / wide) ** 2 + ((y - top) / high) ** 2 <= 1
        corners = list(zip(self.numbers[::2], self.numbers[1::2], strict=True))
        inside = False
        for (ax, ay), (bx, by) in pairwise([*corners, corners[0]]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside


def free_point(shape: Shape, before: Sequence[Shape]) -> tuple[int, int] | None:
    """Give a point that is this area's alone, the middle if it may be; those before it go first."""
    for x, y in _points(shape):
        if shape.holds(x, y) and not any(other.holds(x, y) for other in before):
            return x, y
    return None


def _points(shape: Shape) -> Iterator[tuple[int, int]]:
    """Give the whole points that lie in the box of an area, from its middle outward."""
    least_x, most_x, least_y, most_y = shape.box
    middle = (least_x + most_x) / 2, (least_y + most_y) / 2
    grid = [
        (
            round(least_x + (most_x - least_x) * (across + 0.5) / _STEPS),
            round(least_y + (most_y - least_y) * (down + 0.5) / _STEPS),
        )
        for across in range(_STEPS)
        for down in range(_STEPS)
    ]
    yield round(middle[0]), round(middle[1])
    yield from sorted(grid, key=lambda p: (p[0] - middle[0]) ** 2 + (p[1] - middle[1]) ** 2)
