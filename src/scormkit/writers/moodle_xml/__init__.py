"""Writes Moodle XML, which holds all that Moodle knows about a question, its files included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.exam import Chosen
from scormkit.writers.losses import (
    lost_in_moodle,
    lost_in_writing,
    tell_item,
    tell_left_out,
    tell_test,
)
from scormkit.writers.moodle_xml.elements import address, element, field, html, plain
from scormkit.writers.moodle_xml.gaps import passage
from scormkit.writers.moodle_xml.kinds import own_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam, Item

__all__ = ["address", "write"]

_PENALTY = "0.3333333"


def write(exams: tuple[Exam, ...], report: Report) -> bytes:
    """Give all tests as one document, each a category of its own."""
    questions = "".join(part for exam in exams for part in _exam(exam, report))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{questions}</quiz>\n'.encode()


def _exam(exam: Exam, report: Report) -> Iterator[str]:
    tell_test(exam, report, "Moodle XML", draws=False, intro=True)
    files = exam.files or {}
    path = f"$course$/top/{exam.title.replace('/', '//')}"
    category = [element("category", [plain(path)]), html("info", exam.intro, files)]
    yield element("question", category, type="category")
    for item in exam.items:
        own = own_parts(item, files)
        if own is None:
            tell_left_out(exam, item, report, "Moodle XML")
            continue
        tell_item(exam, item, report, *lost_in_moodle(item), *lost_in_writing(item, "Moodle"))
        yield _item(item, *own, files)


def _item(item: Item, kind: str, own: Iterator[str], files: Mapping[str, Path]) -> str:
    two = isinstance(item.answer, Chosen) and item.answer.kind == "true-false"
    parts = [
        element("name", [plain(item.title)]),
        html("questiontext", item.prompt + passage(item), files),
        html("generalfeedback", item.told.always, files),
        field("defaultgrade", f"{item.points:.7f}"),
        field("penalty", "1.0000000" if two else _PENALTY),
        field("hidden", "0"),
        field("idnumber", item.id),
        *own,
    ]
    if item.hint:
        parts.append(html("hint", item.hint, files))
    if item.tags:
        parts.append(element("tags", [element("tag", [plain(tag)]) for tag in item.tags]))
    return element("question", parts, type=kind)
