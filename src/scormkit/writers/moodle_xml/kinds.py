"""What only one type of question has in Moodle XML: its settings, its answers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, assert_never

from scormkit.model.exam import (
    Chosen,
    Composed,
    Filled,
    Gapped,
    Matched,
    Measured,
    Ordered,
    Rated,
    Spotted,
    Written,
)
from scormkit.writers.fractions import WHOLE, grades
from scormkit.writers.moodle_xml.elements import answer, element, field, html, plain, rich
from scormkit.writers.moodle_xml.gaps import boxes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scormkit.model.exam import Item, Option

    Files = Mapping[str, Path]

_AUTO = "moodle_auto_format"
_ANYTHING = "*"
_UNIT_MAY_STAND, _NO_UNIT = "0", "3"  # how Moodle asks for units


def own_parts(item: Item, files: Files) -> tuple[str, Iterator[str]] | None:  # noqa: PLR0911  one for each kind
    """Give the name of a question's type and what only this type has, if Moodle has one for it."""
    match item.answer:
        case Chosen(kind="true-false") as asked:
            return "truefalse", _two(item, asked, files)
        case Chosen() as asked:
            return "multichoice", _options(item, asked, files)
        case Written() as asked:
            return "shortanswer", _written(item, asked, files)
        case Measured() as asked:
            return "numerical", _measured(item, asked, files)
        case Matched() as asked:
            return "matching", _matched(item, asked, files)
        case Ordered() as asked:
            return "ordering", _ordered(item, asked, files)
        case Composed() as asked:
            return "essay", _composed(asked, files)
        case Filled(bank=True) as asked:
            return "ddwtos", _dragged(item, asked, files)
        case Gapped() | Filled():
            return "cloze", iter(())
        case Spotted() | Rated():
            return None
        case _:
            assert_never(item.answer)


def _options(item: Item, asked: Chosen, files: Files) -> Iterator[str]:
    single = asked.kind == "single"
    yield field("single", single)
    yield field("shuffleanswers", asked.shuffle)
    yield field("answernumbering", "none")
    yield from _by_result(item, files)
    worth = grades(tuple(o.correct for o in asked.options), partial=asked.partial)
    for option, grade in zip(asked.options, worth, strict=True):
        fraction = (WHOLE if option.correct else "0") if single else grade
        yield answer(rich(option.html, files), option.feedback, fraction, "html", files)


def _two(item: Item, asked: Chosen, files: Files) -> Iterator[str]:
    """Give both answers: Moodle says them in its own words, so only true and false are written."""
    for word, option in zip(("true", "false"), asked.options, strict=True):
        fraction = WHOLE if option.correct else "0"
        yield answer(rich(word, files), _told(option, item), fraction, _AUTO, files)


def _told(option: Option, item: Item) -> str:
    right, wrong = _right_and_wrong(item)
    return option.feedback + (right if option.correct else wrong)


def _written(item: Item, asked: Written, files: Files) -> Iterator[str]:
    """Give all that is right, a star being no sign for anything, then what is told to the rest."""
    right, wrong = _right_and_wrong(item)
    yield field("usecase", "1" if asked.case else "0")
    for text in asked.accepted:
        yield answer([plain(text.replace("*", r"\*"))], right, WHOLE, _AUTO, files)
    if wrong:
        yield answer([plain(_ANYTHING)], wrong, "0", _AUTO, files)


def _measured(item: Item, asked: Measured, files: Files) -> Iterator[str]:
    right, wrong = _right_and_wrong(item)
    exact = [plain(asked.middle), field("tolerance", asked.tolerance)]
    yield answer(exact, right, WHOLE, _AUTO, files)
    if wrong:
        yield answer([plain(_ANYTHING), field("tolerance", "0")], wrong, "0", _AUTO, files)
    if asked.unit:
        unit = element("unit", [field("multiplier", "1"), field("unit_name", asked.unit)])
        yield element("units", [unit])
    yield field("unitgradingtype", "0")
    yield field("unitpenalty", "0.1000000")
    yield field("showunits", _UNIT_MAY_STAND if asked.unit else _NO_UNIT)
    yield field("unitsleft", "0")


def _matched(item: Item, asked: Matched, files: Files) -> Iterator[str]:
    """Give each item with its target, then targets that belong to nothing, with no text before them."""
    yield field("shuffleanswers", value=True)
    yield from _by_result(item, files)
    names = {target.id: target.html for target in asked.targets}
    spare = names.keys() - {to for _, to in asked.items}
    pairs = [(one.html, to) for one, to in asked.items]
    pairs += [("", target.id) for target in asked.targets if target.id in spare]
    for text, to in pairs:
        inside = [*rich(text, files), element("answer", [plain(names[to])])]
        yield element("subquestion", inside, format="html")


def _ordered(item: Item, asked: Ordered, files: Files) -> Iterator[str]:
    """Give the items; Moodle has the type since 4.4, and grades places one by one, as the player does."""
    yield field("layouttype", "VERTICAL")
    yield field("selecttype", "ALL")
    yield field("selectcount", str(len(asked.items)))
    yield field("gradingtype", "ABSOLUTE_POSITION" if asked.partial else "ALL_OR_NOTHING")
    yield field("showgrading", "SHOW")
    yield field("numberingstyle", "none")
    yield from _by_result(item, files)
    for place, option in enumerate(asked.items, 1):
        yield answer(rich(option.html, files), "", f"{place}.0000000", "html", files)


def _composed(asked: Composed, files: Files) -> Iterator[str]:
    """Ask for a text without markup; who grades it is told the keywords."""
    yield field("responseformat", "plain")
    yield field("responserequired", "1")
    yield field("responsefieldlines", "10")
    yield field("attachments", "0")
    yield field("attachmentsrequired", "0")
    yield html("graderinfo", escape(", ".join(asked.keywords), quote=False), files)
    yield html("responsetemplate", "", files)


def _dragged(item: Item, asked: Filled, files: Files) -> Iterator[str]:
    yield field("shuffleanswers", asked.shuffle)
    yield from _by_result(item, files)
    yield from boxes(asked)


def _by_result(item: Item, files: Files) -> Iterator[str]:
    told = item.told
    by_result = {
        "correctfeedback": told.correct,
        "partiallycorrectfeedback": told.partial,
        "incorrectfeedback": told.incorrect,
    }
    for name, text in by_result.items():
        yield html(name, "" if told.always else text, files)


def _right_and_wrong(item: Item) -> tuple[str, str]:
    """Give what is told to a right and to a wrong answer, where nothing stands between them."""
    told = item.told
    return ("", "") if told.always else (told.correct, told.incorrect)
