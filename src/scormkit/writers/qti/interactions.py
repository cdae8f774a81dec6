"""What each kind of question is in QTI: its response, its interaction, when it is right.

Where a part earns a part, a mapping gives each right answer its share; of several to choose it takes
one back for a wrong one, never below nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, assert_never

from scormkit.model.exam import Chosen, Matched, Measured, Ordered, Written
from scormkit.writers.qti.dialect import identifier, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.exam import Answer, Option
    from scormkit.writers.qti.dialect import Dialect

_RESPONSE = "RESPONSE"


@dataclass(frozen=True, slots=True)
class Interaction:
    """What a kind puts into an item: ``responses`` are declared, ``body`` stands below the prompt.

    ``right`` is the condition that the whole answer is right, nothing if it is the declared one;
    ``earned`` what a part of it is worth, if anything, and ``before`` the rules that work this out.
    """

    responses: str
    body: str
    right: str = ""
    earned: str = ""
    before: str = ""


def interaction(answer: Answer, dialect: Dialect) -> Interaction:
    """Give what a question of this kind consists of."""
    match answer:
        case Chosen():
            return _chosen(answer, dialect)
        case Written():
            return _written(answer, dialect)
        case Measured():
            return _measured(answer, dialect)
        case Matched():
            return _matched(answer, dialect)
        case Ordered():
            return _ordered(answer, dialect)
        case _:
            assert_never(answer)


def _chosen(answer: Chosen, dialect: Dialect) -> Interaction:
    e = dialect.element
    several = answer.kind == "multiple"
    worth = {_name(option): option.correct for option in answer.options}
    right = [name for name, correct in worth.items() if correct]
    share = _share(right)
    shares = {name: share if correct else f"-{share}" for name, correct in worth.items()}
    body = e(
        "choiceInteraction",
        *(_choice("simpleChoice", option, dialect) for option in answer.options),
        responseIdentifier=_RESPONSE,
        shuffle=yes_or_no(answer.shuffle),
        maxChoices="0" if several else "1",
    )
    return Interaction(
        _response(
            dialect,
            right,
            mapping=_mapping(shares, dialect) if answer.partial else "",
            cardinality="multiple" if several else "single",
            kind="identifier",
        ),
        body,
        earned=_mapped(dialect) if answer.partial else "",
    )


def _written(answer: Written, dialect: Dialect) -> Interaction:
    e = dialect.element
    mapping = _mapping(
        dict.fromkeys(answer.accepted, "1"), dialect, caseSensitive=yes_or_no(answer.case)
    )
    field = e(
        "textEntryInteraction",
        responseIdentifier=_RESPONSE,
        expectedLength=str(max(map(len, answer.accepted))),
    )
    return Interaction(
        _response(dialect, answer.accepted[:1], mapping=mapping, kind="string"),
        f"<p>{field}</p>",
        right=e("gt", _mapped(dialect), dialect.value("float", "0")),
    )


def _measured(answer: Measured, dialect: Dialect) -> Interaction:
    e = dialect.element
    given = e("variable", identifier=_RESPONSE)
    field = e("textEntryInteraction", responseIdentifier=_RESPONSE)
    return Interaction(
        _response(dialect, [answer.middle], kind="float"),
        f"<p>{field} {escape(answer.unit, quote=False)}</p>" if answer.unit else f"<p>{field}</p>",
        right=e(
            "and",
            e("gte", given, dialect.value("float", f"{answer.low:.12g}")),
            e("lte", given, dialect.value("float", f"{answer.high:.12g}")),
        ),
    )


def _matched(answer: Matched, dialect: Dialect) -> Interaction:
    e = dialect.element
    names = {target.id: _name(target) for target in answer.targets}
    right = [f"{_name(item)} {names[to]}" for item, to in answer.items]
    fixed = {"fixed": "true"} if answer.categories else {}
    items = (
        _choice("simpleAssociableChoice", item, dialect, matchMax="1") for item, _ in answer.items
    )
    targets = (
        _choice("simpleAssociableChoice", target, dialect, matchMax="0", **fixed)
        for target in answer.targets
    )
    body = e(
        "matchInteraction",
        e("simpleMatchSet", *items),
        e("simpleMatchSet", *targets),
        responseIdentifier=_RESPONSE,
        shuffle="true",
        maxAssociations=str(len(right)),
    )
    mapping = _mapping(dict.fromkeys(right, _share(right)), dialect)
    return Interaction(
        _response(
            dialect,
            right,
            mapping=mapping if answer.partial else "",
            cardinality="multiple",
            kind="directedPair",
        ),
        body,
        earned=_mapped(dialect) if answer.partial else "",
    )


def _ordered(answer: Ordered, dialect: Dialect) -> Interaction:
    """Ask for an order; a mapping knows no places, so what each is worth is added up before."""
    e = dialect.element
    right = [_name(item) for item in answer.items]
    score = e("variable", identifier="SCORE")
    more = e("sum", score, dialect.value("float", _share(right)))
    rules = (
        e(
            "responseCondition",
            e(
                "responseIf",
                e(
                    "match",
                    e("index", e("variable", identifier=_RESPONSE), n=str(place)),
                    dialect.value("identifier", name),
                ),
                dialect.sets("SCORE", more),
            ),
        )
        for place, name in enumerate(right, 1)
    )
    body = e(
        "orderInteraction",
        *(_choice("simpleChoice", item, dialect) for item in answer.items),
        responseIdentifier=_RESPONSE,
        shuffle="true",
    )
    return Interaction(
        _response(dialect, right, cardinality="ordered", kind="identifier"),
        body,
        earned=score if answer.partial else "",
        before="".join(rules) if answer.partial else "",
    )


def _name(option: Option) -> str:
    return identifier(option.id, "a")


def _choice(tag: str, option: Option, dialect: Dialect, **attributes: str) -> str:
    return dialect.element(tag, dialect.html(option.html), identifier=_name(option), **attributes)


def _response(
    dialect: Dialect,
    right: Iterable[str],
    *,
    kind: str,
    mapping: str = "",
    cardinality: str = "single",
) -> str:
    """Declare a response with what is right."""
    e = dialect.element
    correct = e("correctResponse", *(e("value", escape(each, quote=False)) for each in right))
    return e(
        "responseDeclaration",
        correct,
        mapping,
        identifier=_RESPONSE,
        cardinality=cardinality,
        baseType=kind,
    )


def _mapping(worth: dict[str, str], dialect: Dialect, **attributes: str) -> str:
    e = dialect.element
    entries = (
        e("mapEntry", mapKey=key, mappedValue=value, **attributes) for key, value in worth.items()
    )
    return e("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0")


def _mapped(dialect: Dialect) -> str:
    return dialect.element("mapResponse", identifier=_RESPONSE)


def _share(right: list[str]) -> str:
    return f"{1 / len(right):.6f}"
