"""Choices: of texts, of places in a picture."""

from __future__ import annotations

from html import escape
from mimetypes import guess_type
from typing import TYPE_CHECKING

from scormkit.model.areas import WHOLE
from scormkit.writers.qti.dialect import yes_or_no
from scormkit.writers.qti.responses import RESPONSE, choice, name_of, of_choices

if TYPE_CHECKING:
    from scormkit.model.areas import Shape
    from scormkit.model.exam import Chosen, Spotted
    from scormkit.writers.qti.dialect import Dialect
    from scormkit.writers.qti.responses import Interaction

_LEAST = 300


def chosen(answer: Chosen, dialect: Dialect) -> Interaction:
    """Ask for one of several texts, or for several."""
    several = answer.kind == "multiple"
    body = dialect.element(
        "choiceInteraction",
        *(choice("simpleChoice", option, dialect) for option in answer.options),
        responseIdentifier=RESPONSE,
        shuffle=yes_or_no(answer.shuffle),
        maxChoices="0" if several else "1",
    )
    worth = {name_of(option): option.correct for option in answer.options}
    return of_choices(worth, body, dialect, several=several, partial=answer.partial)


def spotted(answer: Spotted, dialect: Dialect) -> Interaction:
    """Ask for areas of a picture; of those that lie over each other, the first is on top here, too."""
    e = dialect.element
    wide, high = _enlarged(answer.size or (_LEAST, _LEAST))
    several = sum(option.correct for option, _ in answer.areas) > 1
    areas = (
        e(
            "hotspotChoice",
            identifier=name_of(option),
            hotspotLabel=option.text,
            shape="ellipse" if shape.is_ellipse else "poly",
            coords=_coords(shape, wide, high),
        )
        for option, shape in answer.areas
    )
    body = e(
        "hotspotInteraction",
        _picture(answer, wide, high),
        *areas,
        responseIdentifier=RESPONSE,
        maxChoices="0" if several else "1",
    )
    worth = {name_of(option): option.correct for option, _ in answer.areas}
    return of_choices(worth, body, dialect, several=several, partial=answer.partial)


def _enlarged(size: tuple[int, int]) -> tuple[int, int]:
    """Show a small drawing larger: areas are told in whole pixels of it."""
    times = max(1, -(-_LEAST // max(size)))
    return size[0] * times, size[1] * times


def _picture(answer: Spotted, wide: int, high: int) -> str:
    """Write an element of HTML, spelt alike in all versions."""
    kind = guess_type(answer.picture)[0] or "image/*"
    return (
        f'<object data="{escape(answer.picture)}" type="{kind}" width="{wide}" height="{high}">'
        f"{escape(answer.alt, quote=False)}</object>"
    )


def _coords(shape: Shape, wide: int, high: int) -> str:
    """Give the numbers of a shape in pixels; those across and those down stand by turns."""
    sides = (wide, high)
    pixels = (round(n * sides[i % 2] / WHOLE) for i, n in enumerate(shape.numbers))
    return ",".join(map(str, pixels))
