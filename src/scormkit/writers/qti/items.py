"""Writes an ``assessmentItem``: what is asked, what an answer earns, what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.exam import Chosen
from scormkit.writers.qti.dialect import identifier
from scormkit.writers.qti.interactions import interaction

if TYPE_CHECKING:
    from scormkit.model.exam import Item, Told
    from scormkit.writers.qti.dialect import Dialect
    from scormkit.writers.qti.responses import Interaction

_NOTED = "noted"


def write_item(item: Item, language: str, dialect: Dialect) -> str:
    """Write the document of a question."""
    e = dialect.element
    asked = interaction(item.answer, dialect)
    told = _told(item.told, asked)
    options = item.answer.options if isinstance(item.answer, Chosen) else ()
    answers = {identifier(o.id, "a"): o.feedback for o in options if o.feedback}
    several = isinstance(item.answer, Chosen) and item.answer.kind == "multiple"
    declared = [asked.responses, dialect.outcome("SCORE", "float", "0")]
    declared.append(dialect.outcome("MAXSCORE", "float", "1"))
    if told:
        declared.append(dialect.outcome("RESULT", "identifier"))
    if answers:
        declared.append(dialect.outcome("FEEDBACK", "identifier", several=several))
    body = e("itemBody", dialect.block(item.prompt), asked.body)
    shown = [*(("RESULT", *pair) for pair in told.items())]
    shown += [("FEEDBACK", *pair) for pair in answers.items()]
    modal = (
        e("modalFeedback", dialect.text(html), outcomeIdentifier=o, identifier=i, showHide="show")
        for o, i, html in shown
    )
    processing = _processing(asked, dialect, told=bool(told), answers=bool(answers))
    return dialect.root(
        "assessmentItem",
        "".join((*declared, body, processing, *modal)),
        identifier=identifier(item.id, "q"),
        title=item.title,
        adaptive="false",
        timeDependent="false",
        lang=language,
    )


def _told(told: Told, asked: Interaction) -> dict[str, str]:
    """Give what is told by the names of results; where there are none, what is told at any rate."""
    if not asked.scored:
        return {_NOTED: told.always} if told.always else {}
    by_result = {"correct": told.correct, "partial": told.partial, "incorrect": told.incorrect}
    return {name: html for name, html in by_result.items() if html}


def _processing(asked: Interaction, dialect: Dialect, *, told: bool, answers: bool) -> str:
    """Say what an answer earns and what is told; the common template where that is all."""
    e = dialect.element
    if not asked.scored:
        noted = dialect.sets("RESULT", dialect.value("identifier", _NOTED)) if told else ""
        rules = asked.before + noted
        return e("responseProcessing", rules) if rules else ""
    if not (told or answers or asked.right or asked.earned):
        return e("responseProcessing", template=dialect.template)
    response = e("variable", identifier="RESPONSE")

    def earns(score: str, result: str) -> str:
        named = dialect.sets("RESULT", dialect.value("identifier", result))
        return dialect.sets("SCORE", score) + (named if told else "")

    right = asked.right or e("match", response, e("correct", identifier="RESPONSE"))
    cases = [e("responseIf", right, earns(dialect.value("float", "1"), "correct"))]
    if asked.earned:
        some = e("gt", asked.earned, dialect.value("float", "0"))
        cases.append(e("responseElseIf", some, earns(asked.earned, "partial")))
    cases.append(e("responseElse", earns(dialect.value("float", "0"), "incorrect")))
    chosen = dialect.sets("FEEDBACK", response) if answers else ""
    return e("responseProcessing", asked.before, e("responseCondition", *cases), chosen)
