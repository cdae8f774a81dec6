"""Grades of answers as Moodle knows them: a closed list of percentages.

Moodle takes 33.33333 for a third and refuses 33.4, so equal shares are taken from its list.
"""

from __future__ import annotations

from typing import Final

# Moodle's own list (question/engine: the fractions an answer can be worth).
FRACTIONS: Final = (
    "100",
    "90",
    "83.33333",
    "80",
    "75",
    "70",
    "66.66667",
    "60",
    "50",
    "40",
    "33.33333",
    "30",
    "25",
    "20",
    "16.66667",
    "14.28571",
    "12.5",
    "11.11111",
    "10",
    "5",
    "0",
)
WHOLE: Final = "100"
_CLOSE = 1e-4
_TENS, _FIVES = 10, 20  # how many answers of 10 % and of 5 % make 100 %


def shares(number: int) -> tuple[str, ...]:
    """Give what each of ``number`` right answers is worth; fewer if so many cannot share 100 %."""
    equal = next((f for f in FRACTIONS if abs(float(f) * number - 100) < _CLOSE * number), None)
    if equal is not None:
        return (equal,) * number
    if _TENS < number < _FIVES:
        tens = _FIVES - number
        return ("10",) * tens + ("5",) * (number - tens)
    return ("5",) * min(number, _FIVES)


def grades(correct: tuple[bool, ...], *, partial: bool) -> tuple[str, ...]:
    """Give what each answer of several is worth, right ones together 100 %.

    With ``partial`` a wrong answer takes back what a right one gave; without it, everything.
    """
    right = shares(sum(correct))
    taken = f"-{right[0]}" if partial and right else f"-{WHOLE}"
    waiting = iter(right)
    return tuple(next(waiting, "0") if each else taken for each in correct)


def points_of_gap(points: float, gaps: int) -> int:
    """Give how many points each gap of a text earns; nothing if they cannot be shared in whole ones."""
    each = points / gaps
    return int(each) if each == int(each) else 0
