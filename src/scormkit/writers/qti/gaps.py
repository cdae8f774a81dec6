"""Texts with gaps: fields and lists with a response each, or words to drag with one for all."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit.model.exam import woven
from scormkit.writers.qti.dialect import identifier, yes_or_no
from scormkit.writers.qti.responses import (
    RESPONSE,
    Interaction,
    mapped,
    mapping,
    name_of,
    response,
    share,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.exam import Filled, Gapped, Option
    from scormkit.writers.qti.dialect import Dialect


def gapped(answer: Gapped, dialect: Dialect) -> Interaction:
    """Ask for words to write; all fields are of one width, so that none tells its answer."""
    e = dialect.element
    names = _names(len(answer.accepted))
    one, strict = share(answer.accepted), yes_or_no(answer.case)
    declared = (
        response(
            dialect,
            texts[:1],
            kind="string",
            name=name,
            mapping=mapping(dict.fromkeys(texts, one), dialect, caseSensitive=strict),
        )
        for name, texts in zip(names, answer.accepted, strict=True)
    )
    width = str(max(len(text) for texts in answer.accepted for text in texts))
    fields = (
        e("textEntryInteraction", responseIdentifier=name, expectedLength=width) for name in names
    )
    nothing = dialect.value("float", "0")
    return Interaction(
        "".join(declared),
        _woven(answer.pieces, fields, dialect),
        right=e("and", *(e("gt", mapped(dialect, name), nothing) for name in names)),
        earned=_together(names, dialect) if answer.partial else "",
    )


def filled(answer: Filled, dialect: Dialect) -> Interaction:
    """Ask for words from lists or from a bank."""
    return _dragged(answer, dialect) if answer.bank else _listed(answer, dialect)


def _listed(answer: Filled, dialect: Dialect) -> Interaction:
    e = dialect.element
    names = _names(len(answer.gaps))
    one = share(answer.gaps)
    offered = [answer.offered(gap) for gap in answer.gaps]
    right = [name_of(next(word for word in words if word.correct)) for words in offered]
    declared = (
        response(
            dialect, [word], kind="identifier", name=name, mapping=mapping({word: one}, dialect)
        )
        for name, word in zip(names, right, strict=True)
    )
    lists = (
        e(
            "inlineChoiceInteraction",
            *(_word("inlineChoice", word, dialect) for word in words),
            responseIdentifier=name,
            shuffle=yes_or_no(answer.shuffle),
        )
        for name, words in zip(names, offered, strict=True)
    )
    fits = (
        e("match", e("variable", identifier=name), e("correct", identifier=name)) for name in names
    )
    return Interaction(
        "".join(declared),
        _woven(answer.pieces, lists, dialect),
        right=e("and", *fits),
        earned=_together(names, dialect) if answer.partial else "",
    )


def _dragged(answer: Filled, dialect: Dialect) -> Interaction:
    """Ask for words to drag; each may be dragged again, into as many gaps as there are."""
    e = dialect.element
    gaps = [identifier(gap.id, "g") for gap in answer.gaps]
    words = {word.id: name_of(word) for word in answer.words}
    right = [f"{words[gap.right]} {name}" for gap, name in zip(answer.gaps, gaps, strict=True)]
    body = e(
        "gapMatchInteraction",
        *(_word("gapText", word, dialect, matchMax="0") for word in answer.words),
        _woven(answer.pieces, (e("gap", identifier=name) for name in gaps), dialect),
        responseIdentifier=RESPONSE,
        shuffle=yes_or_no(answer.shuffle),
    )
    worth = mapping(dict.fromkeys(right, share(right)), dialect)
    declared = response(
        dialect,
        right,
        mapping=worth if answer.partial else "",
        cardinality="multiple",
        kind="directedPair",
    )
    return Interaction(declared, body, earned=mapped(dialect) if answer.partial else "")


def _names(number: int) -> list[str]:
    return [f"{RESPONSE}{place}" for place in range(1, number + 1)]


def _together(names: list[str], dialect: Dialect) -> str:
    return dialect.element("sum", *(mapped(dialect, name) for name in names))


def _word(tag: str, word: Option, dialect: Dialect, **attributes: str) -> str:
    """Write a word that is put in a gap: it has no markup."""
    text = escape(word.text, quote=False)
    return dialect.element(tag, text, identifier=name_of(word), **attributes)


def _woven(pieces: Iterable[str], gaps: Iterable[str], dialect: Dialect) -> str:
    return woven(map(dialect.html, pieces), gaps)
