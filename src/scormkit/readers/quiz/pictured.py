"""Questions whose answer is a place in a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.areas import WHOLE, Shape, free_point
from scormkit.model.blocks import Paragraph
from scormkit.model.inlines import Image, Text
from scormkit.model.quiz import Choice, Hotspot
from scormkit.readers.markdown.links import read_reference
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.shared import shared
from scormkit.readers.quiz.sheet import made_id

if TYPE_CHECKING:
    from scormkit.model.quiz import Blocks, Question
    from scormkit.project.yaml_text import Path
    from scormkit.readers.quiz.settings import AreaSettings, QuestionSettings
    from scormkit.readers.quiz.sheet import Sheet

MAX_AREAS = 36
_TRIANGLE = 3
_LEAST_SIDE = 0.05 * WHOLE  # of a picture as wide as a phone, about as much as a finger needs


def hotspot(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read a picture and its areas."""
    told, place = settings.areas or (), (*path, "areas")
    if settings.picture is None:
        sheet.wrong(codes.EMPTY_TEXT, "Nothing says which picture: picture: screen.png", path)
    if len(told) > MAX_AREAS:
        message = f"The picture has {len(told)} areas"
        sheet.wrong(codes.MANY_ANSWERS, message, (*place, MAX_AREAS))
    if not any(area.correct for area in told):
        sheet.wrong(codes.NO_RIGHT_ANSWER, "No area is marked as right", place)
    elif all(area.correct for area in told):
        message = "Every area is a right one: who goes from one to the next by keyboard cannot err"
        sheet.wrong(codes.ALL_RIGHT, message, place)
    areas: list[tuple[Choice, Shape]] = []
    for index, area in enumerate(told):
        at = (*place, index)
        shape = _shape(area, at, sheet)
        if shape is None:
            continue
        choice = _choice(area, shape, at, sheet)
        if choice.content and choice.content in [other.content for other, _ in areas]:
            sheet.wrong(codes.SAME_ANSWER, f"The name {area.name!r} stands twice", (*at, "name"))
        elif choice.id in [other.id for other, _ in areas]:
            sheet.wrong(codes.SAME_ID, f"The id {choice.id!r} stands twice", (*at, "id"))
        elif free_point(shape, [other for _, other in areas]) is None:
            sheet.wrong(codes.AREA, "The area lies wholly under those before it", at)
        areas.append((choice, shape))
    return Hotspot(
        **shared(settings, path, sheet),
        picture=_picture(settings, path, sheet),
        areas=tuple(areas),
        outline=settings.outline,
        partial=bool(settings.partial),
    )


def _picture(settings: QuestionSettings, path: Path, sheet: Sheet) -> Blocks:
    if settings.picture is None:
        return ()
    if not settings.alt.strip():
        sheet.wrong(codes.NO_PICTURE_TEXT, "The picture has no text", (*path, "picture"))
    at = sheet.pos((*path, "picture"))
    target = read_reference(settings.picture.strip())
    return (Paragraph((Image(target, " ".join(settings.alt.split()), at=at),), at=at),)


def _choice(area: AreaSettings, shape: Shape, path: Path, sheet: Sheet) -> Choice:
    """Give an area its id, by its name or else by where it lies."""
    name = " ".join(area.name.split())
    place = " ".join(f"{number:g}" for number in shape.numbers)
    identifier = area.id or made_id(name or f"area {place}")
    content: Blocks = (Paragraph((Text(name),)),) if name else ()
    return Choice(identifier, content, area.correct, at=sheet.pos(path))


def _shape(area: AreaSettings, path: Path, sheet: Sheet) -> Shape | None:
    """Read where an area lies; ``None`` if it lies nowhere."""
    shapes = [name for name in ("rect", "ellipse", "polygon") if getattr(area, name) is not None]
    if len(shapes) != 1:
        message = f"The area has {' and '.join(shapes)}" if shapes else "The area has no place"
        sheet.wrong(codes.AREA, message, path)
        return None
    (name,) = shapes
    shape = Shape(_numbers(area))
    least_x, most_x, least_y, most_y = shape.box
    side = min(most_x - least_x, most_y - least_y)
    flat = not side or (area.polygon is not None and len(area.polygon) < _TRIANGLE)
    if flat or free_point(shape, ()) is None:
        sheet.wrong(codes.AREA, "Nothing lies in the area", (*path, name))
        return None
    if max(most_x, most_y) > WHOLE:
        sheet.wrong(codes.AREA, "The area reaches out of the picture", (*path, name))
    elif side < _LEAST_SIDE:
        message = f"The area is {side * 100 / WHOLE:g} % of the picture wide or high"
        sheet.wrong(codes.SMALL_AREA, message, (*path, name))
    return shape


def _numbers(area: AreaSettings) -> tuple[float, ...]:
    """Give the numbers of a shape in per mille, rounded to what a screen can show."""
    if area.polygon is not None:
        percent = [number for corner in area.polygon for number in corner]
    elif area.ellipse is not None:
        x, y, wide, high = area.ellipse
        percent = [x + wide / 2, y + high / 2, wide / 2, high / 2]
    else:
        x, y, wide, high = area.rect or (0, 0, 0, 0)
        percent = [x, y, x + wide, y, x + wide, y + high, x, y + high]
    return tuple(round(number * WHOLE / 100, 1) for number in percent)
