"""What the player knows of a question (``QuestionData`` in ``player/course.ts``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from scormkit.model.blocks import Paragraph
from scormkit.model.inlines import Text
from scormkit.model.names import choice_keys, stable_key, wire_id
from scormkit.model.quiz import (
    Choice,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from scormkit.model.walk import text_of

if TYPE_CHECKING:
    from scormkit.model.quiz import Blocks, Question, Test
    from scormkit.render.locales import Words

_LENGTH, _LETTER = 12, 8  # bits in the learner's state, of Latin and Cyrillic letters
_NUMBER = 24  # letters; more digits than that no number needs
_SPARE = 40  # letters beyond the longest right answer: who is wrong may write more


def choices_of(question: Question, yes: str = "", no: str = "") -> tuple[Choice, ...]:
    """Give what there is to choose, match or order; ``yes`` and ``no`` are the words of true-false."""
    match question:
        case SingleChoice(choices=choices) | MultipleChoice(choices=choices):
            return choices
        case TrueFalse(answer=answer):
            return (
                Choice("true", (_line(yes),), answer, question.true_feedback),
                Choice("false", (_line(no),), not answer, question.false_feedback),
            )
        case Matching(items=items):
            return tuple(item for item, _ in items)
        case Ordering(items=items):
            return items
        case ShortText() | Numeric():
            return ()
        case _:
            assert_never(question)


def question_data(question: Question, test: Test, words: Words) -> dict[str, Any]:
    """Give a question as the player takes it."""
    choices = choices_of(question)
    targets = question.targets if isinstance(question, Matching) else ()
    pairs = question.items if isinstance(question, Matching) else ()
    belongs = {item.id: target for item, target in pairs}
    keys = choice_keys([choice.id for choice in (*choices, *targets)])
    return {
        "id": question.id,
        "key": stable_key(question.id),
        "wire": wire_id(f"{test.id}-{question.id}"),
        "points": question.points,
        "partial": False,
        "shuffle": False,
        "text": plain(question.prompt),
        "choices": [
            {
                "id": choice.id,
                "key": key,
                "correct": choice.correct,
                "text": plain(choice.content),
                **({"target": belongs[choice.id]} if belongs else {}),
            }
            for choice, key in zip(choices, keys[: len(choices)], strict=True)
        ],
        **_own(question, keys[len(choices) :], words),
        **_conditions(question, test),
    }


def _conditions(question: Question, test: Test) -> dict[str, Any]:
    """Give where it stands in a test of sections, what it shows to be learnt, how long it may take."""
    told: dict[str, Any] = {
        "section": next((part.id for part in test.sections if question.id in part.questions), ""),
        "objective": question.objective and wire_id(question.objective),
        "time": question.seconds,
    }
    return {name: value for name, value in told.items() if value}


def _own(question: Question, keys: list[int], words: Words) -> dict[str, Any]:
    """Give what only this kind has."""
    match question:
        case SingleChoice():
            return {"kind": "single", "shuffle": question.shuffle}
        case MultipleChoice():
            more = {"partial": question.partial, "shuffle": question.shuffle}
            return {"kind": "multiple", **more}
        case TrueFalse():
            return {"kind": "true-false"}
        case ShortText() | Numeric():
            return _written(question, words)
        case Matching():
            targets = zip(question.targets, keys, strict=True)
            return {
                "kind": "categorise" if question.categories else "matching",
                "partial": question.partial,
                "shuffle": True,
                "targets": [
                    {"id": target.id, "key": key, "text": plain(target.content)}
                    for target, key in targets
                ],
            }
        case Ordering():
            return {"kind": "ordering", "partial": question.partial, "shuffle": True}
        case _:
            assert_never(question)


def _written(question: ShortText | Numeric, words: Words) -> dict[str, Any]:
    room = _LENGTH + letters_of(question) * _LETTER
    told = {"room": room, "right": right_answer(question, words)}
    if isinstance(question, Numeric):
        bounds = (question.low, question.high)
        return {"kind": "numeric", "range": bounds, "unit": question.unit, **told}
    accept = {"texts": question.accepted, "case": question.case, "typos": question.typos}
    return {"kind": "short-text", "accept": accept, **told}


def letters_of(question: ShortText | Numeric) -> int:
    """Say how many letters a learner can write."""
    if isinstance(question, Numeric):
        return _NUMBER + len(question.unit)
    return max(map(len, question.accepted)) + _SPARE


def right_answer(question: Question, words: Words) -> str:
    """Give what is right in one line, for people."""
    match question:
        case ShortText(accepted=accepted):
            return accepted[0]
        case Numeric(low=low, high=high, unit=unit):
            shown = (
                words.number(low) if low == high else f"{words.number(low)} – {words.number(high)}"
            )
            return f"{shown}\u00a0{unit}".strip()
        case Matching(items=items, targets=targets):
            names = {target.id: plain(target.content) for target in targets}
            return "; ".join(f"{plain(item.content)} – {names[to]}" for item, to in items)
        case Ordering(items=items):
            return " → ".join(plain(item.content) for item in items)
        case _:
            choices = choices_of(question, words.say("true"), words.say("false"))
            return "; ".join(plain(choice.content) for choice in choices if choice.correct)


def plain(blocks: Blocks) -> str:
    """Give the words alone."""
    return " ".join(text_of(blocks).split())


def _line(text: str) -> Paragraph:
    return Paragraph((Text(text),))
