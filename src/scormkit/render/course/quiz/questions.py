"""What the player knows of a question (``QuestionData`` in ``player/course.ts``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from scormkit.model.areas import free_point
from scormkit.model.blocks import Paragraph
from scormkit.model.inlines import Text
from scormkit.model.names import choice_keys, stable_key, wire_id
from scormkit.model.quiz import (
    Choice,
    Essay,
    GapText,
    GapWords,
    Hotspot,
    Likert,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from scormkit.model.walk import text_of
from scormkit.render.course.quiz.gaps import gap_data, right_words
from scormkit.render.course.quiz.room import LENGTH, LETTER, room_for, room_like

if TYPE_CHECKING:
    from scormkit.model.quiz import Blocks, Question, Test
    from scormkit.render.locales import Words

_NUMBER = 24  # letters; more digits than that no number needs
_MARK = 10  # letters that a mark in a picture takes: two numbers up to 1000, a comma, a line's end


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
        case Ordering(items=items) | Likert(statements=items):
            return items
        case Hotspot(areas=areas):
            return tuple(area for area, _ in areas)
        case ShortText() | Numeric() | Essay() | GapText() | GapWords():
            return ()
        case _:
            assert_never(question)


def question_data(question: Question, test: Test, words: Words) -> dict[str, Any]:
    """Give a question as the player takes it."""
    choices = choices_of(question)
    targets = targets_of(question)
    keys = choice_keys([choice.id for choice in (*choices, *targets)])
    return {
        "id": question.id,
        "key": stable_key(question.id),
        "wire": wire_id(f"{test.id}-{question.id}"),
        "points": question.points,
        "partial": False,
        "shuffle": False,
        "text": plain(asked(question)),
        "choices": [
            {
                "id": choice.id,
                "key": key,
                "correct": choice.correct,
                "text": plain(choice.content),
                **more,
            }
            for choice, key, more in zip(
                choices, keys, _of_choices(question, test, words), strict=False
            )
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


def asked(question: Question) -> Blocks:
    """Give all that is asked: a prompt, and the text with gaps below it."""
    if isinstance(question, GapText | GapWords):
        return (*question.prompt, *question.passage)
    return question.prompt


def targets_of(question: Question) -> tuple[Choice, ...]:
    """Give what there is to match with."""
    match question:
        case Matching(targets=targets) | Likert(scale=targets):
            return targets
        case _:
            return ()


def _of_choices(question: Question, test: Test, words: Words) -> list[dict[str, Any]]:
    """Give what the choices of only this kind have."""
    match question:
        case Matching(items=items):
            return [{"target": to} for _, to in items]
        case Hotspot(areas=areas):
            names, shapes = area_names(question, words), [shape for _, shape in areas]
            return [
                {
                    "text": names[area.id],
                    "shape": shape.numbers,
                    "spot": free_point(shape, shapes[:index]),
                }
                for index, (area, shape) in enumerate(areas)
            ]
        case Likert(statements=statements):
            # a standard's scale has one answer: each statement is told as a question of its own
            prefix = f"{test.id}-{question.id}"
            return [{"wire": wire_id(f"{prefix}-{one.id}")} for one in statements]
        case _:
            return [{} for _ in choices_of(question)]


def _own(question: Question, keys: list[int], words: Words) -> dict[str, Any]:  # noqa: PLR0911  one for each kind
    """Give what only this kind has."""
    match question:
        case SingleChoice():
            return {"kind": "single", "shuffle": question.shuffle}
        case MultipleChoice():
            more = {"partial": question.partial, "shuffle": question.shuffle}
            return {"kind": "multiple", **more}
        case TrueFalse():
            return {"kind": "true-false"}
        case ShortText() | Numeric() | Essay():
            return _written(question, words)
        case GapText() | GapWords():
            return gap_data(question, words)
        case Matching():
            kind = "categorise" if question.categories else "matching"
            more = {"partial": question.partial, "shuffle": True}
            return {"kind": kind, **more, "targets": _targets(question, keys)}
        case Ordering():
            return {"kind": "ordering", "partial": question.partial, "shuffle": True}
        case Hotspot():
            return _hotspot(question, words)
        case Likert():
            return {"kind": "likert", "targets": _targets(question, keys)}
        case _:
            assert_never(question)


def _targets(question: Matching | Likert, keys: list[int]) -> list[dict[str, Any]]:
    return [
        {"id": target.id, "key": key, "text": plain(target.content)}
        for target, key in zip(targets_of(question), keys, strict=True)
    ]


def _written(question: ShortText | Numeric | Essay, words: Words) -> dict[str, Any]:
    room = LENGTH + letters_of(question) * LETTER
    told: dict[str, Any] = {"room": room}
    if question.points:
        told["right"] = right_answer(question, words)
    match question:
        case Numeric():
            bounds = (question.low, question.high)
            return {"kind": "numeric", "range": bounds, "unit": question.unit, **told}
        case Essay():
            keywords = {"words": question.keywords, "needed": question.needed}
            essay = {"least": question.least, "most": question.most, **keywords}
            room = room_like(plain(asked(question)), question.most)
            return {
                "kind": "essay",
                "partial": question.partial,
                "essay": essay,
                **told,
                "room": room,
            }
        case ShortText():
            accept = {
                "texts": question.accepted,
                "case": question.case,
                "typos": question.typos,
                **({"matches": question.matches} if question.matches else {}),
            }
            room = max(room, room_for(question.accepted, 0))  # letters of other scripts take more
            return {"kind": "short-text", "accept": accept, **told, "room": room}


def _hotspot(question: Hotspot, words: Words) -> dict[str, Any]:
    """Whoever has one place to find has one mark; else there are as many as areas."""
    several = sum(area.correct for area, _ in question.areas) > 1
    marks = len(question.areas) if several else 1
    told = {"marks": marks, "room": LENGTH + marks * _MARK * LETTER}
    right = right_answer(question, words)
    return {"kind": "hotspot", "partial": question.partial, **told, "right": right}


def area_names(question: Hotspot, words: Words) -> dict[str, str]:
    """Give the names of areas by id; those without one are numbered as a page is read."""
    rows = sorted(question.areas, key=lambda area: (area[1].box[2], area[1].box[0]))
    return {
        area.id: plain(area.content) or words.say("place", n=number)
        for number, (area, _) in enumerate(rows, 1)
    }


def letters_of(question: ShortText | Numeric | Essay) -> int:
    """Say how many letters a learner can write."""
    match question:
        case Numeric(unit=unit):
            return _NUMBER + len(unit)
        case Essay(most=most):
            return most
        case ShortText():
            return question.letters


def right_answer(question: Question, words: Words) -> str:  # noqa: PLR0911  one for each kind
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
        case GapText() | GapWords():
            return right_words(question)
        case Hotspot(areas=areas):
            names = area_names(question, words)
            return "; ".join(names[area.id] for area, _ in areas if area.correct)
        case Essay(keywords=keywords, needed=needed) if keywords:
            return words.say("keywords", n=needed, words=", ".join(keywords))
        case Likert() | Essay():
            return words.say("not-scored")
        case _:
            choices = choices_of(question, words.say("true"), words.say("false"))
            return "; ".join(plain(choice.content) for choice in choices if choice.correct)


def plain(blocks: Blocks) -> str:
    """Give the words alone."""
    return " ".join(text_of(blocks).split())


def _line(text: str) -> Paragraph:
    return Paragraph((Text(text),))
