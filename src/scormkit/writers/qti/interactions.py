"""Which interaction of QTI each kind of question is."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from scormkit.model.exam import (
    Chosen,
    Composed,
    Filled,
    Gapped,
    Matched,
    Measured,
    Ordered,
    Rated,
    Spotted,
    Written,
)
from scormkit.writers.qti.arranged import matched, ordered, rated
from scormkit.writers.qti.chosen import chosen, spotted
from scormkit.writers.qti.gaps import filled, gapped
from scormkit.writers.qti.written import composed, measured, written

if TYPE_CHECKING:
    from scormkit.model.exam import Answer
    from scormkit.writers.qti.dialect import Dialect
    from scormkit.writers.qti.responses import Interaction


def interaction(answer: Answer, dialect: Dialect) -> Interaction:  # noqa: PLR0911  one for each kind
    """Give what a question of this kind consists of."""
    match answer:
        case Chosen():
            return chosen(answer, dialect)
        case Written():
            return written(answer, dialect)
        case Measured():
            return measured(answer, dialect)
        case Matched():
            return matched(answer, dialect)
        case Ordered():
            return ordered(answer, dialect)
        case Spotted():
            return spotted(answer, dialect)
        case Rated():
            return rated(answer, dialect)
        case Composed():
            return composed(answer, dialect)
        case Gapped():
            return gapped(answer, dialect)
        case Filled():
            return filled(answer, dialect)
        case _:
            assert_never(answer)
