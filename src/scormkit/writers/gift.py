"""Writes GIFT, the text format of Moodle's question bank.

Texts are HTML, marked so; every sign that the format uses itself is escaped, and a question has no
line breaks inside. Names and tags stand in a comment before it, where newer Moodles read them.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from scormkit.writers.fractions import grades, shares
from scormkit.writers.losses import tell_item, tell_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam, Item, Option

_SIGNS = re.compile(r"[\\~=#{}:]")
_IMAGE = re.compile(r"<img\b[^>]*?/>")
_ALT = re.compile(r'\salt="([^"]*)"')


def address(path: str) -> str:
    """Refer to a file as if there were one: GIFT holds none, and its name tells which is missing."""
    return path


def write(exams: tuple[Exam, ...], report: Report) -> bytes:
    """Give all tests as one text, each a category of its own."""
    return "\n".join(_exam(exam, report) for exam in exams).encode()


def _exam(exam: Exam, report: Report) -> str:
    tell_test(exam, report, "GIFT", draws=False, intro=False)
    category = exam.title.replace("/", "//").replace("\n", " ")
    parts = [f"$CATEGORY: $course$/top/{category}\n"]
    for item in exam.items:
        tell_item(exam, item, report, *_lost(item))
        parts.append(_item(item))
    return "\n".join(parts)


def _item(item: Item) -> str:
    tags = "".join(f" [tag:{_in_comment(tag)}]" for tag in item.tags)
    head = f"// [id:{_in_comment(item.id)}]{tags}"
    name = escape(item.title)
    general = f"\t####{_text(item.told.always)}\n" if item.told.always else ""
    if item.kind == "true-false":
        answers = _true_false(item)
    else:
        answers = "".join(f"\t{line}\n" for line in _answers(item))
    return f"{head}\n::{name}::[html]{_text(item.prompt)}{{\n{answers}{general}}}\n"


def _true_false(item: Item) -> str:
    """Give the answer with what is told to the wrong and to the right one."""
    truth = item.options[0].correct
    right, wrong = item.options if truth else item.options[::-1]
    told = "".join(f"#{_text(_told(option, item))}" for option in (wrong, right))
    return f"\t{'TRUE' if truth else 'FALSE'}{told if told != '##' else ''}\n"


def _answers(item: Item) -> Iterator[str]:
    worth = grades(tuple(o.correct for o in item.options), partial=item.partial)
    for option, grade in zip(item.options, worth, strict=True):
        mark = f"~%{grade}%" if item.kind == "multiple" else "=" if option.correct else "~"
        told = _told(option, item) if item.kind == "single" else option.feedback
        yield f"{mark}{_text(option.html)}{f'#{_text(told)}' if told else ''}"


def _told(option: Option, item: Item) -> str:
    """Give what an answer is told, with what the result of the whole question says."""
    by_result = item.told.correct if option.correct else item.told.incorrect
    return option.feedback + ("" if item.told.always else by_result)


def _lost(item: Item) -> Iterator[str]:
    if item.points != 1:
        yield f"GIFT does not hold the {item.points:g} points"
    if item.hint:
        yield "GIFT does not hold the hint"
    if item.files:
        names = ", ".join(path.rpartition("/")[2] for path in item.files)
        yield f"GIFT does not hold the files {names}; their descriptions stand in their place"
    if item.kind == "multiple":
        if (item.told.correct or item.told.partial or item.told.incorrect) and not item.told.always:
            yield "GIFT does not hold what is told by result where several answers are right"
        if not item.partial:
            yield "Moodle gives points for a part of the right answers here"
        if len(shares(right := sum(o.correct for o in item.options))) < right:
            yield f"Moodle has no grade for a share of {right} right answers"
    if item.kind != "true-false" and not item.shuffle:
        yield "GIFT does not hold the order of the answers: Moodle shuffles them"


def _text(html: str) -> str:
    pictured = _IMAGE.sub(lambda image: _alt(image[0]), html)
    return escape(pictured)


def _alt(image: str) -> str:
    """Give a picture of another site as it is, of a file only its description."""
    found = _ALT.search(image)
    return image if 'src="http' in image else found[1] if found else ""


def escape(text: str) -> str:
    """Put a backslash before the signs of the format; a line break becomes one that it knows."""
    signed = _SIGNS.sub(lambda sign: "\\" + sign[0], text.strip())
    return re.sub(r"\r?\n", r"\\n", signed)


def _in_comment(text: str) -> str:
    return re.sub(r"[\[\]\s]+", " ", unescape(text)).strip()
