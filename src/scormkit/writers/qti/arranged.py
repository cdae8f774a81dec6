"""Pairs, orders, and places on a scale, which are pairs of which none is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.writers.qti.responses import (
    RESPONSE,
    Interaction,
    choice,
    mapped,
    mapping,
    name_of,
    response,
    share,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.exam import Matched, Option, Ordered, Rated
    from scormkit.writers.qti.dialect import Dialect

_PAIRS = "directedPair"


def matched(answer: Matched, dialect: Dialect) -> Interaction:
    """Ask for the target of each item; a target may be taken again."""
    items = tuple(item for item, _ in answer.items)
    names = {target.id: name_of(target) for target in answer.targets}
    right = [f"{name_of(item)} {names[to]}" for item, to in answer.items]
    worth = mapping(dict.fromkeys(right, share(right)), dialect)
    declared = response(
        dialect,
        right,
        mapping=worth if answer.partial else "",
        cardinality="multiple",
        kind=_PAIRS,
    )
    body = _match(items, answer.targets, dialect, shuffle=True, fixed=answer.categories)
    return Interaction(declared, body, earned=mapped(dialect) if answer.partial else "")


def rated(answer: Rated, dialect: Dialect) -> Interaction:
    """Ask for a place on a scale; every answer earns nothing, which must be said."""
    declared = response(dialect, (), cardinality="multiple", kind=_PAIRS)
    body = _match(answer.statements, answer.scale, dialect, shuffle=False)
    nothing = dialect.sets("SCORE", dialect.value("float", "0"))
    return Interaction(declared, body, before=nothing, scored=False)


def _match(
    items: tuple[Option, ...],
    targets: Iterable[Option],
    dialect: Dialect,
    *,
    shuffle: bool,
    fixed: bool = False,
) -> str:
    """Write what is matched with what; ``fixed`` targets keep their order where items are shuffled."""
    e = dialect.element
    tag, stays = "simpleAssociableChoice", {"fixed": "true"} if fixed else {}
    return e(
        "matchInteraction",
        e("simpleMatchSet", *(choice(tag, one, dialect, matchMax="1") for one in items)),
        e("simpleMatchSet", *(choice(tag, to, dialect, matchMax="0", **stays) for to in targets)),
        responseIdentifier=RESPONSE,
        shuffle="true" if shuffle else "false",
        maxAssociations=str(len(items)),
    )


def ordered(answer: Ordered, dialect: Dialect) -> Interaction:
    """Ask for an order; a mapping knows no places, so what each is worth is added up before."""
    e = dialect.element
    right = [name_of(item) for item in answer.items]
    score = e("variable", identifier="SCORE")
    more = dialect.sets("SCORE", e("sum", score, dialect.value("float", share(right))))
    given = e("variable", identifier=RESPONSE)
    rules = (
        e(
            "responseCondition",
            e(
                "responseIf",
                e("match", e("index", given, n=str(place)), dialect.value("identifier", name)),
                more,
            ),
        )
        for place, name in enumerate(right, 1)
    )
    body = e(
        "orderInteraction",
        *(choice("simpleChoice", item, dialect) for item in answer.items),
        responseIdentifier=RESPONSE,
        shuffle="true",
    )
    return Interaction(
        response(dialect, right, cardinality="ordered", kind="identifier"),
        body,
        earned=score if answer.partial else "",
        before="".join(rules) if answer.partial else "",
    )
