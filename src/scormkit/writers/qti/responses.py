"""What kinds of questions put into an item: responses, mappings, choices."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from scormkit.values import Struct
from scormkit.writers.qti.dialect import identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scormkit.model.exam import Option
    from scormkit.writers.qti.dialect import Dialect

RESPONSE: Final = "RESPONSE"


class Interaction(Struct, frozen=True):
    """What a kind puts into an item: ``responses`` are declared, ``body`` stands below the prompt.

    ``right`` is the condition that the whole answer is right, nothing if it is the declared one;
    ``earned`` what a part of it is worth, if anything, and ``before`` the rules that work this out.
    Nothing says of an answer that is not ``scored`` whether it is right.
    """

    responses: str
    body: str
    right: str = ""
    earned: str = ""
    before: str = ""
    scored: bool = True


def name_of(option: Option) -> str:
    """Give the identifier of what there is to choose."""
    return identifier(option.id, "a")


def choice(tag: str, option: Option, dialect: Dialect, **attributes: str) -> str:
    """Write what there is to choose, match or order."""
    return dialect.element(tag, dialect.html(option.html), identifier=name_of(option), **attributes)


def response(
    dialect: Dialect,
    right: Sequence[str],
    *,
    kind: str,
    name: str = RESPONSE,
    mapping: str = "",
    cardinality: str = "single",
) -> str:
    """Declare a response with what is right, if anything is."""
    e = dialect.element
    values = (e("value", escape(each, quote=False)) for each in right)
    return e(
        "responseDeclaration",
        e("correctResponse", *values) if right else "",
        mapping,
        identifier=name,
        cardinality=cardinality,
        baseType=kind,
    )


def mapping(worth: Mapping[str, str], dialect: Dialect, **attributes: str) -> str:
    """Say what each answer is worth; together they earn between nothing and everything."""
    e = dialect.element
    entries = (
        e("mapEntry", mapKey=key, mappedValue=value, **attributes) for key, value in worth.items()
    )
    return e("mapping", *entries, lowerBound="0", upperBound="1", defaultValue="0")


def mapped(dialect: Dialect, name: str = RESPONSE) -> str:
    """Ask a mapping what an answer is worth."""
    return dialect.element("mapResponse", identifier=name)


def share(right: Sequence[object]) -> str:
    """Give what one of several is worth."""
    return f"{1 / len(right):.6f}"


def of_choices(
    worth: Mapping[str, bool], body: str, dialect: Dialect, *, several: bool, partial: bool
) -> Interaction:
    """Judge a choice; for a part of it, each right one earns a share that a wrong one takes back."""
    right = [name for name, correct in worth.items() if correct]
    one = share(right)
    shares = {name: one if correct else f"-{one}" for name, correct in worth.items()}
    declared = response(
        dialect,
        right,
        mapping=mapping(shares, dialect) if partial else "",
        cardinality="multiple" if several else "single",
        kind="identifier",
    )
    return Interaction(declared, body, earned=mapped(dialect) if partial else "")


def fields(parts: Iterable[str]) -> str:
    """Put fields, which stand in a line of text, into one."""
    return f"<p>{''.join(parts)}</p>"
