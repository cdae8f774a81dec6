"""Writes GIFT, the text format of Moodle's question bank.

Texts are HTML, marked so; every sign that the format uses itself is escaped, and a question has no
line breaks inside. Names and tags stand in a comment before it, where newer Moodles read them.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, TypeAlias, assert_never

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
    with_blank,
)
from scormkit.writers.fractions import grades
from scormkit.writers.losses import (
    lost_in_moodle,
    lost_in_writing,
    tell_item,
    tell_left_out,
    tell_test,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam, Item, Option

_SIGNS = re.compile(r"[\\~=#{}:]")
_IMAGE = re.compile(r"<img\b[^>]*?/>")
_ALT = re.compile(r'\salt="([^"]*)"')
_Answer: TypeAlias = Chosen | Written | Measured | Matched | Composed
"""What GIFT can ask for."""


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
    for item in map(with_blank, exam.items):
        if isinstance(item.answer, Ordered | Spotted | Rated | Gapped | Filled):
            tell_left_out(exam, item, report, "GIFT")
            continue
        tell_item(exam, item, report, *_lost(item, item.answer))
        parts.append(_item(item, item.answer))
    return "\n".join(parts)


def _item(item: Item, answer: _Answer) -> str:
    tags = "".join(f" [tag:{_in_comment(tag)}]" for tag in item.tags)
    head = f"// [id:{_in_comment(item.id)}]{tags}"
    name = escape(item.title)
    lines = [*_answers(item, answer)]
    if item.told.always:
        lines.append(f"####{_text(item.told.always)}")
    number = "#" if isinstance(answer, Measured) else ""
    body = "".join(f"\t{line}\n" for line in lines)
    return f"{head}\n::{name}::[html]{_text(item.prompt)}{{{number}\n{body}}}\n"


def _answers(item: Item, answer: _Answer) -> Iterator[str]:
    match answer:
        case Chosen(kind="true-false"):
            yield _true_false(item, answer)
        case Chosen():
            yield from _options(item, answer)
        case Written(accepted=accepted):
            right, wrong = _by_result(item)
            yield from (f"={_pattern(text)}{right}" for text in accepted)
            if wrong:
                yield f"=%0%*{wrong}"
        case Measured(low=low, high=high):
            right, wrong = _by_result(item)
            yield f"={low:.12g}{f'..{high:.12g}' if high > low else ''}{right}"
            if wrong:
                yield f"~{wrong}"
        case Matched(items=items, targets=targets):
            names = {target.id: _text(target.html) for target in targets}
            yield from (f"={_text(one.html)} -> {names[to]}" for one, to in items)
            spare = names.keys() - {to for _, to in items}
            yield from (f"= -> {names[target.id]}" for target in targets if target.id in spare)
        case Composed():
            pass
        case _:
            assert_never(answer)


def _true_false(item: Item, answer: Chosen) -> str:
    """Give the answer with what is told to the wrong and to the right one."""
    truth = answer.options[0].correct
    right, wrong = answer.options if truth else answer.options[::-1]
    told = "".join(f"#{_text(_told(option, item))}" for option in (wrong, right))
    return f"{'TRUE' if truth else 'FALSE'}{told if told != '##' else ''}"


def _options(item: Item, answer: Chosen) -> Iterator[str]:
    worth = grades(tuple(o.correct for o in answer.options), partial=answer.partial)
    single = answer.kind == "single"
    for option, grade in zip(answer.options, worth, strict=True):
        mark = ("=" if option.correct else "~") if single else f"~%{grade}%"
        told = _told(option, item) if single else option.feedback
        yield f"{mark}{_text(option.html)}{f'#{_text(told)}' if told else ''}"


def _told(option: Option, item: Item) -> str:
    """Give what an answer is told, with what the result of the whole question says."""
    by_result = item.told.correct if option.correct else item.told.incorrect
    return option.feedback + ("" if item.told.always else by_result)


def _by_result(item: Item) -> tuple[str, str]:
    """Give what is told to a right and to a wrong answer, each with its sign."""
    told = item.told
    right, wrong = ("", "") if told.always else (told.correct, told.incorrect)
    return right and f"#{_text(right)}", wrong and f"#{_text(wrong)}"


def _pattern(text: str) -> str:
    """Write a short answer, in which a star stands for anything.

    An arrow would make the question one of pairs, so its halves are parted by such a star.
    """
    return escape(text.replace("*", "\\*").replace("->", "-*>"))


def _lost(item: Item, answer: _Answer) -> Iterator[str]:
    if item.points != 1:
        yield f"GIFT does not hold the {item.points:g} points"
    if item.hint:
        yield "GIFT does not hold the hint"
    if item.files:
        names = ", ".join(path.rpartition("/")[2] for path in item.files)
        yield f"GIFT does not hold the files {names}; their descriptions stand in their place"
    match answer:
        case Chosen(kind="multiple") | Matched() if item.told.by_result:
            yield "GIFT does not hold what is told by result where several answers are right"
        case Written(case=True):
            yield "GIFT does not hold that upper and lower case must agree"
        case Measured(unit=unit) if unit:
            yield f"GIFT does not hold the unit {unit!r}: only the number is right"
    yield from lost_in_moodle(item)
    yield from lost_in_writing(item, "Moodle")
    if isinstance(answer, Chosen) and answer.kind != "true-false" and not answer.shuffle:
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
