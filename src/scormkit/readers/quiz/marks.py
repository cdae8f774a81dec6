"""Marks and times as people write them: ``80 %``, ``12 points``, ``20 min``, ``1 ч 30 мин``."""

from __future__ import annotations

import re
from typing import Annotated, Any, NamedTuple

from pydantic import Field, PlainValidator, WithJsonSchema

_MARK = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%|(?P<points>points?|балл(?:а|ов|ы)?))?", re.IGNORECASE)
_TIME = re.compile(
    r"(?:(\d+)\s*(?:h|hours?|ч|час(?:а|ов)?)\.?)?\s*"
    r"(?:(\d+)\s*(?:min|minutes?|мин|минут[аы]?)\.?)?\s*"
    r"(?:(\d+)\s*(?:s|sec|seconds?|с|сек|секунд[аы]?)\.?)?",
    re.IGNORECASE,
)
SHORTEST, LONGEST = 5, 86_400
MOST_POINTS = 1_000_000
_PERCENT = 100


class Mark(NamedTuple):
    """What is needed to pass: percent of the points, or so many ``points``."""

    number: float
    points: bool = False


def _mark(value: Any) -> Mark:  # noqa: ANN401  YAML holds anything
    told = str(value).strip() if isinstance(value, str | int | float) else ""
    found = _MARK.fullmatch(told)
    number = float(found[1].replace(",", ".")) if found else -1
    points = bool(found and found["points"])
    if not 0 <= number <= (MOST_POINTS if points else _PERCENT) or (points and not number):
        raise ValueError("write percent from 0 to 100, such as 80 %, or points, such as 12 points")
    return Mark(number, points)


def _seconds(value: Any) -> int:  # noqa: ANN401
    found = _TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    total = hours * 3600 + minutes * 60 + seconds
    if not SHORTEST <= total <= LONGEST:
        raise ValueError("write a time from 5 s to 24 h with its unit, such as 20 min or 30 s")
    return total


PassMark = Annotated[
    Mark,
    PlainValidator(_mark),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 100},
                {"type": "string", "pattern": r"^\d+([.,]\d+)?\s*(%|points?|балл(а|ов|ы)?)?$"},
            ]
        }
    ),
]
Seconds = Annotated[
    int,
    PlainValidator(_seconds),
    WithJsonSchema({"type": "string", "pattern": r"^(\d+\s*[a-zа-я]+\.?\s*)+$"}),
    Field(examples=["20 min", "30 s"]),
]
