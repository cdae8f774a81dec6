"""Writes an ``assessmentItem``: what is asked, what an answer earns, what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.exam import Chosen
from scormkit.writers.qti.dialect import identifier
from scormkit.writers.qti.interactions import interaction

if TYPE_CHECKING:
    from scormkit.model.exam import Item
    from scormkit.writers.qti.dialect import Dialect
    from scormkit.writers.qti.interactions import Interaction


def write_item(item: Item, language: str, dialect: Dialect) -> str:
    """Write the document of a question."""
    e = dialect.element
    asked = interaction(item.answer, dialect)
    told = {
        name: html
        for name in ("correct", "partial", "incorrect")
        if (html := getattr(item.told, name))
    }
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


def _processing(asked: Interaction, dialect: Dialect, *, told: bool, answers: bool) -> str:
    """Say what an answer earns and what is told; the common template where that is all."""
    e = dialect.element
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
