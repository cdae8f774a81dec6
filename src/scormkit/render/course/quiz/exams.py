"""Renders a test for formats that know no course."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from scormkit.model.exam import (
    Chosen,
    Composed,
    Exam,
    Filled,
    Gapped,
    Item,
    Matched,
    Measured,
    Option,
    Ordered,
    Rated,
    Spotted,
    Told,
    Written,
    lost_of,
)
from scormkit.model.quiz import (
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
from scormkit.render.course.quiz.fragments import Fragments
from scormkit.render.course.quiz.questions import area_names, choices_of, plain
from scormkit.render.locales import Words
from scormkit.values import replace

if TYPE_CHECKING:
    from scormkit.model.exam import Answer
    from scormkit.model.quiz import Choice, Question, Test
    from scormkit.render.course.assets import Assets
    from scormkit.render.course.quiz.fragments import Address

_TITLE = 80


def render_exam(test: Test, assets: Assets, language: str, address: Address) -> Exam:
    """Render a test; ``address`` says how the format refers to a file of the module."""
    html = Fragments(assets, address)
    words = Words.of(language)
    return Exam(
        id=test.id,
        title=test.title,
        language=language,
        items=tuple(_item(question, html, words) for question in test.questions),
        lost=lost_of(test),
        intro=html.blocks(test.intro),
        pass_percent=test.pass_percent,
        attempts=test.attempts,
        draw=test.draw,
        shuffle=test.shuffle,
        feedback=test.feedback,
        files=html.files,
        source=test.source,
        at=test.at,
    )


def _item(question: Question, html: Fragments, words: Words) -> Item:
    html.used = {}
    told = question.feedback
    item = Item(
        id=question.id,
        title=_title(plain(question.prompt)),
        prompt=html.blocks(question.prompt),
        answer=_answer(question, html, words),
        points=question.points,
        told=Told(*(html.blocks(b) for b in (told.correct, told.partial, told.incorrect))),
        hint=html.blocks(question.hint),
        tags=question.tags,
        at=question.at,
    )
    return replace(item, files=tuple(html.used))


def _answer(question: Question, html: Fragments, words: Words) -> Answer:  # noqa: C901, PLR0911, PLR0912  one for each kind
    choices = choices_of(question, words.say("true"), words.say("false"))
    options = tuple(_option(choice, html) for choice in choices)
    match question:
        case SingleChoice(shuffle=shuffle):
            return Chosen("single", options, shuffle=shuffle)
        case MultipleChoice(partial=partial, shuffle=shuffle):
            return Chosen("multiple", options, partial, shuffle)
        case TrueFalse():
            return Chosen("true-false", options, shuffle=False)
        case ShortText(accepted=accepted, case=case, typos=typos, matches=matches):
            return Written(accepted, case, typos, matches)
        case Numeric(low=low, high=high, unit=unit):
            return Measured(low, high, unit)
        case Matching(categories=categories, partial=partial):
            belongs = (target for _, target in question.items)
            targets = tuple(_option(target, html) for target in question.targets)
            return Matched(tuple(zip(options, belongs, strict=True)), targets, categories, partial)
        case Ordering(partial=partial):
            return Ordered(options, partial)
        case Hotspot():
            return _spotted(question, options, html, words)
        case Likert(scale=scale):
            return Rated(options, tuple(_option(place, html) for place in scale))
        case Essay(least=least, most=most, keywords=keywords):
            return Composed(least, most, keywords)
        case GapText(accepted=accepted, case=case, typos=typos, partial=partial):
            return Gapped(html.pieces(question.passage), accepted, case, typos, partial)
        case GapWords(gaps=gaps, bank=bank, shuffle=shuffle, partial=partial):
            offered = tuple(_option(word, html) for word in question.words)
            return Filled(html.pieces(question.passage), gaps, offered, bank, shuffle, partial)
        case _:
            assert_never(question)


def _spotted(
    question: Hotspot, options: tuple[Option, ...], html: Fragments, words: Words
) -> Spotted:
    names = area_names(question, words)
    areas = tuple(
        (replace(option, text=names[option.id]), shape)
        for option, (_, shape) in zip(options, question.areas, strict=True)
    )
    address, alt, size = html.picture(question.picture)
    return Spotted(address, alt, size, areas, question.outline, question.partial)


def _option(choice: Choice, html: Fragments) -> Option:
    content = html.line(choice.content)
    text = plain(choice.content)
    return Option(choice.id, content, text, choice.correct, html.blocks(choice.feedback))


def _title(text: str) -> str:
    return text if len(text) <= _TITLE else text[: _TITLE - 1].rsplit(" ", 1)[0].rstrip() + "…"
