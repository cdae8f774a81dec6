"""Where a question is answered: the controls, as paper has them. The player brings them to life."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scormkit.model.areas import WHOLE
from scormkit.model.blocks import Paragraph
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
)
from scormkit.render.blocks import render_blocks
from scormkit.render.course.page import heading_shift
from scormkit.render.course.quiz.gaps import gaps_html
from scormkit.render.course.quiz.questions import area_names, choices_of, letters_of, plain
from scormkit.render.inlines import render_inlines

if TYPE_CHECKING:
    from scormkit.model.areas import Shape
    from scormkit.model.quiz import Blocks, Choice, Question
    from scormkit.render.course.place import CourseContext

_DEPTH = 4  # headings inside a question stand under the test's title and the question's number


def answer_html(question: Question, name: str, context: CourseContext) -> tuple[str, str]:  # noqa: PLR0911  one for each kind
    """Give the key of the words that say how to answer, and the controls."""
    words = context.place.words
    match question:
        case ShortText() | Numeric():
            return _how_to_write(question), _field(question, context)
        case Matching():
            how = "choose-categories" if question.categories else "choose-pairs"
            rows = [_match(item, question, name, context) for item, _ in question.items]
            return how, "".join(rows)
        case Ordering():
            items = "".join([_item(item, context) for item in question.items])
            return "choose-order", f'<ol class="sk-order">{items}</ol>'
        case GapText() | GapWords():
            passage = _blocks(question.passage, context)
            return _how_to_fill(question), gaps_html(question, passage, words)
        case Essay():
            return "write-essay", _essay(question, context)
        case Hotspot():
            right = sum(area.correct for area, _ in question.areas)
            return "mark-several" if right > 1 else "mark-one", _picture(question, context)
        case Likert():
            return "rate", _scale(question, name, context)
        case _:
            several = isinstance(question, MultipleChoice)
            control = "checkbox" if several else "radio"
            choices = choices_of(question, words.say("true"), words.say("false"))
            rows = [_row(choice, control, name, context) for choice in choices]
            return "choose-several" if several else "choose-one", "".join(rows)


def _how_to_write(question: ShortText | Numeric) -> str:
    return "write-number" if isinstance(question, Numeric) else "write-text"


def _how_to_fill(question: GapText | GapWords) -> str:
    if isinstance(question, GapText):
        return "fill-gaps"
    return "drag-words" if question.bank else "choose-gaps"


def _field(question: ShortText | Numeric, context: CourseContext) -> str:
    label = escape(context.place.words.say("your-answer"))
    unit = (
        f'<span class="sk-unit">{escape(question.unit)}</span>'
        if isinstance(question, Numeric) and question.unit
        else ""
    )
    keys = ' inputmode="decimal"' if isinstance(question, Numeric) else ""
    return (
        f'<label class="sk-field"><span class="sk-field-name">{label}</span>'
        f'<input type="text" class="sk-input" maxlength="{letters_of(question)}"{keys} '
        f'autocomplete="off" autocapitalize="off" spellcheck="false"/>{unit}</label>'
    )


def _essay(question: Essay, context: CourseContext) -> str:
    label = escape(context.place.words.say("your-answer"))
    return (
        f'<label class="sk-field"><span class="sk-field-name">{label}</span>'
        f'<textarea class="sk-input sk-essay" rows="7" maxlength="{question.most}"></textarea></label>'
    )


def _picture(question: Hotspot, context: CourseContext) -> str:
    """Draw the areas over the picture, in the order in which a page is read."""
    names = area_names(question, context.place.words)
    shapes = {area.id: shape for area, shape in question.areas}
    drawn = "".join([_area(area, name, shapes[area]) for area, name in names.items()])
    outline = " data-outline" if question.outline else ""
    return (
        f'<div class="sk-spots"{outline}>{_inline(question.picture, context)}'
        f'<svg viewBox="0 0 {WHOLE} {WHOLE}" preserveAspectRatio="none" aria-hidden="true">'
        f"{drawn}</svg></div>"
    )


def _area(identifier: str, name: str, shape: Shape) -> str:
    numbers = [f"{number:g}" for number in shape.numbers]
    place = f'points="{" ".join(numbers)}"'
    if shape.is_ellipse:
        pairs = zip(("cx", "cy", "rx", "ry"), numbers, strict=True)
        place = " ".join(f'{key}="{number}"' for key, number in pairs)
    tag = "ellipse" if shape.is_ellipse else "polygon"
    return (
        f'<{tag} class="sk-area" data-choice="{escape(identifier)}" '
        f'data-name="{escape(name)}" {place}></{tag}>'
    )


def _scale(question: Likert, name: str, context: CourseContext) -> str:
    """Write a table whose rows stack where it is narrow: by roles it is one all the same."""
    own = escape(name)
    heads = "".join(
        f'<span role="columnheader" id="{own}-{escape(place.id)}">'
        f"{_inline(place.content, context)}</span>"
        for place in question.scale
    )
    rows = "".join([_statement(one, question, own, context) for one in question.statements])
    return (
        f'<div class="sk-likert" role="table" aria-labelledby="{own}-prompt">'
        f'<div role="row" class="sk-places"><span role="cell"></span>{heads}</div>{rows}</div>'
    )


def _statement(one: Choice, question: Likert, name: str, context: CourseContext) -> str:
    own = f"{name}-{escape(one.id)}"
    cells = "".join(
        f'<span role="cell"><label class="sk-place"><input type="radio" name="{own}" '
        f'value="{escape(place.id)}" aria-labelledby="{own} {name}-{escape(place.id)}"/>'
        f"<span>{_inline(place.content, context)}</span></label></span>"
        for place in question.scale
    )
    return (
        f'<div role="row" class="sk-statement" data-choice="{escape(one.id)}">'
        f'<span role="rowheader" id="{own}">{_inline(one.content, context)}</span>{cells}</div>'
    )


def _match(item: Choice, question: Matching, name: str, context: CourseContext) -> str:
    own = escape(f"{name}-{item.id}")
    options = "".join(
        f'<option value="{escape(target.id)}">{escape(plain(target.content), quote=False)}</option>'
        for target in question.targets
    )
    choose = escape(context.place.words.say("choose"), quote=False)
    return (
        f'<div class="sk-match" data-choice="{escape(item.id)}">'
        f'<span class="sk-answer" id="{own}">{_inline(item.content, context)}</span>'
        f'<select aria-labelledby="{own}"><option value="">{choose}</option>{options}</select></div>'
    )


def _item(item: Choice, context: CourseContext) -> str:
    return (
        f'<li class="sk-item" data-choice="{escape(item.id)}">'
        f'<span class="sk-answer">{_inline(item.content, context)}</span></li>'
    )


def _row(choice: Choice, control: str, name: str, context: CourseContext) -> str:
    return (
        f'<div class="sk-row" data-choice="{escape(choice.id)}"><label class="sk-choice">'
        f'<input type="{control}" name="{escape(name)}" value="{escape(choice.id)}"/>'
        f'<span class="sk-answer">{_inline(choice.content, context)}</span></label>'
        f"{told_html('choice', choice.feedback, context)}</div>"
    )


def _inline(blocks: Blocks, context: CourseContext) -> str:
    """Render a choice; the one paragraph that it usually is needs no block of its own."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return render_inlines(blocks[0].children, context)
    return _blocks(blocks, context)


def told_html(kind: str, blocks: Blocks, context: CourseContext) -> str:
    """Give what is told in one case, hidden until it is."""
    if not blocks:
        return ""
    return f'<div class="sk-told" data-told="{kind}" hidden>{_blocks(blocks, context)}</div>'


def _blocks(blocks: Blocks, context: CourseContext) -> str:
    context.heading_shift = heading_shift(blocks) + _DEPTH - 2
    return render_blocks(blocks, context)
