"""Writes Moodle XML, which holds all that Moodle knows about a question, its files included."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

from scormkit.writers.fractions import WHOLE, grades, shares
from scormkit.writers.losses import tell_item, tell_test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam, Item, Option

_PLACE = "@@PLUGINFILE@@/"
_PENALTY = "0.3333333"


def address(path: str) -> str:
    """Refer to a file that is embedded in the question."""
    return _PLACE + path.rpartition("/")[2]


def write(exams: tuple[Exam, ...], report: Report) -> bytes:
    """Give all tests as one document, each a category of its own."""
    questions = "".join(part for exam in exams for part in _exam(exam, report))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{questions}</quiz>\n'.encode()


def _exam(exam: Exam, report: Report) -> Iterator[str]:
    tell_test(exam, report, "Moodle XML", draws=False, intro=True)
    files = exam.files or {}
    path = f"$course$/top/{exam.title.replace('/', '//')}"
    yield _element(
        "question",
        [
            _element("category", [_plain(path)]),
            _html("info", exam.intro, files),
        ],
        type="category",
    )
    for item in exam.items:
        tell_item(exam, item, report, *_lost(item))
        yield _item(item, files)


def _lost(item: Item) -> Iterator[str]:
    if item.kind == "multiple":
        if not item.partial:
            yield "Moodle gives points for a part of the right answers here"
        if len(shares(right := sum(o.correct for o in item.options))) < right:
            yield f"Moodle has no grade for a share of {right} right answers"


def _item(item: Item, files: Mapping[str, Path]) -> str:
    two = item.kind == "true-false"
    always = item.told.always
    parts = [
        _element("name", [_plain(item.title)]),
        _html("questiontext", item.prompt, files),
        _html("generalfeedback", always, files),
        f"<defaultgrade>{item.points:.7f}</defaultgrade>\n",
        f"<penalty>{'1.0000000' if two else _PENALTY}</penalty>\n",
        "<hidden>0</hidden>\n",
        f"<idnumber>{escape(item.id)}</idnumber>\n",
        *(_answers_of_two(item, files) if two else _choices(item, files)),
    ]
    if item.hint:
        parts.append(_html("hint", item.hint, files))
    if item.tags:
        parts.append(_element("tags", [_element("tag", [_plain(tag)]) for tag in item.tags]))
    return _element("question", parts, type="truefalse" if two else "multichoice")


def _choices(item: Item, files: Mapping[str, Path]) -> Iterator[str]:
    told = item.told
    yield f"<single>{_bool(item.kind == 'single')}</single>\n"
    yield f"<shuffleanswers>{_bool(item.shuffle)}</shuffleanswers>\n"
    yield "<answernumbering>none</answernumbering>\n"
    by_result = {
        "correctfeedback": told.correct,
        "partiallycorrectfeedback": told.partial,
        "incorrectfeedback": told.incorrect,
    }
    for name, html in by_result.items():
        yield _html(name, "" if told.always else html, files)
    worth = grades(tuple(o.correct for o in item.options), partial=item.partial)
    for option, grade in zip(item.options, worth, strict=True):
        fraction = grade
        if item.kind == "single":
            fraction = WHOLE if option.correct else "0"
        yield _answer(option.html, option.feedback, fraction, "html", files)


def _answers_of_two(item: Item, files: Mapping[str, Path]) -> Iterator[str]:
    """Give both answers: Moodle says them in its own words, so only true and false are written."""
    for word, option in zip(("true", "false"), item.options, strict=True):
        fraction = WHOLE if option.correct else "0"
        yield _answer(word, _told(option, item), fraction, "moodle_auto_format", files)


def _told(option: Option, item: Item) -> str:
    by_result = item.told.correct if option.correct else item.told.incorrect
    return option.feedback + ("" if item.told.always else by_result)


def _answer(html: str, told: str, fraction: str, form: str, files: Mapping[str, Path]) -> str:
    inside = [_text(html), *_embedded(html, files), _html("feedback", told, files)]
    return _element("answer", inside, fraction=fraction, format=form)


def _html(name: str, html: str, files: Mapping[str, Path]) -> str:
    return _element(name, [_text(html), *_embedded(html, files)], format="html")


def _embedded(html: str, files: Mapping[str, Path]) -> Iterator[str]:
    """Give the files that a text refers to."""
    for place, path in files.items():
        if place in html:
            data = base64.b64encode(path.read_bytes()).decode()
            name = escape(place.removeprefix(_PLACE))
            yield f'<file name="{name}" path="/" encoding="base64">{data}</file>\n'


def _text(html: str) -> str:
    if not html:
        return "<text></text>\n"
    quoted = html.replace("]]>", "]]]]><![CDATA[>")
    return f"<text><![CDATA[{quoted}]]></text>\n"


def _plain(text: str) -> str:
    return f"<text>{escape(text, quote=False)}</text>\n"


def _element(name: str, parts: Iterable[str], **attributes: str) -> str:
    given = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>\n{''.join(parts)}</{name}>\n"


def _bool(value: bool) -> str:  # noqa: FBT001  it is what is written
    return "true" if value else "false"
