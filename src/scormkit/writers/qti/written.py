"""What is written: a few words, a number, a text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit.writers.qti.dialect import yes_or_no
from scormkit.writers.qti.responses import (
    RESPONSE,
    Interaction,
    fields,
    mapped,
    mapping,
    response,
)

if TYPE_CHECKING:
    from scormkit.model.exam import Composed, Measured, Written
    from scormkit.writers.qti.dialect import Dialect


def written(answer: Written, dialect: Dialect) -> Interaction:
    """Ask for a few words; whatever is accepted is worth everything."""
    e = dialect.element
    strict = yes_or_no(answer.case)
    worth = mapping(dict.fromkeys(answer.accepted, "1"), dialect, caseSensitive=strict)
    field = e(
        "textEntryInteraction",
        responseIdentifier=RESPONSE,
        expectedLength=str(max(map(len, answer.accepted))),
    )
    return Interaction(
        response(dialect, answer.accepted[:1], mapping=worth, kind="string"),
        fields([field]),
        right=e("gt", mapped(dialect), dialect.value("float", "0")),
    )


def measured(answer: Measured, dialect: Dialect) -> Interaction:
    """Ask for a number; its unit stands behind the field, for a number is all that fits in."""
    e = dialect.element
    given = e("variable", identifier=RESPONSE)
    field = e("textEntryInteraction", responseIdentifier=RESPONSE)
    unit = f" {escape(answer.unit, quote=False)}" if answer.unit else ""
    return Interaction(
        response(dialect, [answer.middle], kind="float"),
        fields([field, unit]),
        right=e(
            "and",
            e("gte", given, dialect.value("float", f"{answer.low:.12g}")),
            e("lte", given, dialect.value("float", f"{answer.high:.12g}")),
        ),
    )


def composed(answer: Composed, dialect: Dialect) -> Interaction:
    """Ask for a text, which people grade."""
    body = dialect.element(
        "extendedTextInteraction",
        responseIdentifier=RESPONSE,
        expectedLength=str(answer.most),
    )
    return Interaction(response(dialect, (), kind="string"), body, scored=False)
