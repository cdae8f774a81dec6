"""Questions whose answer is an arrangement: pairs, categories, an order, places on a scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.blocks import Paragraph
from scormkit.model.inlines import Text
from scormkit.model.quiz import Choice, Likert, Matching, Ordering
from scormkit.readers.quiz import codes
from scormkit.readers.quiz.shared import shared, unscored
from scormkit.readers.quiz.sheet import made_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.quiz import Question
    from scormkit.project.yaml_text import Path
    from scormkit.readers.quiz.settings import QuestionSettings
    from scormkit.readers.quiz.sheet import Sheet

MAX_ITEMS = 20


def matching(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read items that have a target each; several may have the same one."""
    pairs = settings.pairs or ()
    places = [(*path, "pairs", index) for index in range(len(pairs))]
    items = _items([(p.item, (*at, "item")) for p, at in zip(pairs, places, strict=True)], sheet)
    names = [" ".join(pair.match.split()) for pair in pairs]
    spare = [" ".join(text.split()) for text in settings.extra]
    for index, name in enumerate(spare):
        if name in names:
            message = f"{name!r} is said to belong to nothing, but it stands in a pair"
            sheet.wrong(codes.SAME_ANSWER, message, (*path, "extra", index))
    if not _enough(items, path, "pairs", sheet):
        return None
    if len({*names, *spare}) < 2:  # noqa: PLR2004  a list of one leaves nothing to choose
        sheet.wrong(codes.FEW_ANSWERS, "Everything belongs to one and the same", (*path, "pairs"))
    targets = targets_of([*names, *spare])
    ids = {name: target.id for name, target in targets.items()}
    return Matching(
        **shared(settings, path, sheet),
        items=tuple((item, ids[name]) for item, name in zip(items, names, strict=True)),
        targets=tuple(targets.values()),
        partial=settings.partial is not False,
    )


def categorise(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read items that belong to a few categories."""
    told, place = settings.categories or (), (*path, "categories")
    names = [" ".join(category.name.split()) for category in told]
    for index, name in enumerate(names):
        if name in names[:index]:
            message = f"The category {name!r} stands twice"
            sheet.wrong(codes.SAME_ANSWER, message, (*place, index, "name"))
    texts = [
        (text, (*place, number, "items", index))
        for number, category in enumerate(told)
        for index, text in enumerate(category.items)
    ]
    items = _items(texts, sheet)
    if len(told) < 2:  # noqa: PLR2004  a list of one leaves nothing to choose
        sheet.wrong(codes.FEW_ANSWERS, "There is only one category", place)
    if not _enough(items, path, "categories", sheet):
        return None
    targets = targets_of(names)
    ids = [
        targets[name].id for name, category in zip(names, told, strict=True) for _ in category.items
    ]
    return Matching(
        **shared(settings, path, sheet),
        items=tuple(zip(items, ids, strict=True)),
        targets=tuple(targets.values()),
        categories=True,
        partial=settings.partial is not False,
    )


def ordering(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read items in their right order."""
    texts = [(text, (*path, "order", index)) for index, text in enumerate(settings.order or ())]
    items = _items(texts, sheet)
    if not _enough(items, path, "order", sheet):
        return None
    partial = bool(settings.partial)
    return Ordering(**shared(settings, path, sheet), items=tuple(items), partial=partial)


def likert(settings: QuestionSettings, path: Path, sheet: Sheet) -> Question | None:
    """Read statements and the scale that they share."""
    told = settings.statements or ()
    items = _items([(text, (*path, "statements", n)) for n, text in enumerate(told)], sheet)
    names = [" ".join(text.split()) for text in settings.scale or ()]
    for index, name in enumerate(names):
        if name in names[:index]:
            message = f"The place {name!r} stands twice on the scale"
            sheet.wrong(codes.SAME_ANSWER, message, (*path, "scale", index))
    if len(names) < 2:  # noqa: PLR2004  one place leaves nothing to choose
        sheet.wrong(codes.FEW_ANSWERS, "scale: needs at least two places", (*path, "scale"))
    if not told:
        sheet.wrong(codes.FEW_ANSWERS, "statements: has none", (*path, "statements"))
    for key, count in (("statements", len(told)), ("scale", len(names))):
        if count > MAX_ITEMS:
            message = f"{key}: has {count} lines, at most {MAX_ITEMS} are kept"
            sheet.wrong(codes.MANY_ANSWERS, message, (*path, key))
    scale = tuple(targets_of(names).values())
    return Likert(**unscored(settings, path, sheet), statements=tuple(items), scale=scale)


def _items(texts: Iterable[tuple[str, Path]], sheet: Sheet) -> list[Choice]:
    found: dict[str, Choice] = {}
    for text, at in texts:
        identifier, content = made_id(text), sheet.blocks(text, at)
        if not content:
            sheet.wrong(codes.EMPTY_TEXT, "The item has no text", at)
        elif identifier in found:
            sheet.wrong(codes.SAME_ANSWER, f"The item {text!r} stands twice", at)
        else:
            found[identifier] = Choice(identifier, content, correct=True, at=sheet.pos(at))
    return list(found.values())


def _enough(items: list[Choice], path: Path, key: str, sheet: Sheet) -> bool:
    if len(items) < 2:  # noqa: PLR2004  one item leaves nothing to do
        sheet.wrong(codes.FEW_ANSWERS, f"{key}: needs at least two items", (*path, key))
    elif len(items) > MAX_ITEMS:
        message = f"{key}: has {len(items)} items, at most {MAX_ITEMS} are kept"
        sheet.wrong(codes.MANY_ANSWERS, message, (*path, key))
    return 1 < len(items) <= MAX_ITEMS and not sheet.report.has_errors


def targets_of(names: Iterable[str]) -> dict[str, Choice]:
    """Make the targets that words name, each once."""
    return {
        name: Choice(f"to-{made_id(name)}", (Paragraph((Text(name),)),), correct=False)
        for name in dict.fromkeys(names)
    }
