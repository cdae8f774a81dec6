"""Reads GIFT as Moodle does: blocks between blank lines, one pair of braces, the first that stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.validate.engine import run
from scormkit.validate.questions.rules import banks
from scormkit.validate.questions.rules import gift as rules
from scormkit.validate.questions.sheet import Entry, Fault, Mark, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Report

_ESCAPED = re.compile(r"\\.", re.DOTALL)
_HIDDEN = "\x01\x01"
_NAME = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(?:html|moodle|plain|markdown)\]")
_CATEGORY = re.compile(r"\s*\$CATEGORY:[^\n]*(?:\n|$)")
_WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d*)?)%")
_TRUTH = frozenset({"T", "TRUE", "F", "FALSE"})


def check_gift(text: str, report: Report, path: str) -> None:
    """Run the rules on a text in GIFT; ``path`` is the file's name in messages."""
    sheet = read_gift(text, path)
    run((*rules.RULES, *banks.RULES), sheet, report)


def read_gift(text: str, path: str) -> Sheet:
    """Read all questions that can be told apart; what breaks the format is among the faults."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for line, block in _blocks(text):
        fault = _fault(_masked(block))
        if fault:
            place, message = fault
            faults.append(Fault(line + block.count("\n", 0, place), message))
        elif (entry := _entry(line, block)) is not None:
            entries.append(entry)
    return Sheet(path, tuple(entries), tuple(faults))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Give the texts between blank lines with the lines they begin on, comments blanked out."""
    held: list[str] = []
    start = 1
    for number, line in enumerate([*text.split("\n"), ""], 1):
        comment = line.lstrip().startswith("//")
        if line.strip():
            held.append("" if comment else line)
            continue
        if any(held):
            yield start, "\n".join(held)
        held, start = [], number + 1


def _masked(block: str) -> str:
    """Hide escaped signs, so that those left have their meaning; places stay the same."""
    return _ESCAPED.sub(_HIDDEN, block)


def _fault(masked: str) -> tuple[int, str] | None:
    opened, closed = masked.find("{"), masked.find("}")
    if opened < 0 and closed < 0:
        return None
    if opened < 0 or -1 < closed < opened:
        return closed, "A } closes what no { has opened"
    if closed < 0:
        return opened, "A { is never closed"
    again = masked.find("{", opened + 1)
    if again >= 0:
        return again, "A second { stands in the question"
    extra = masked.find("}", closed + 1)
    return (extra, "A second } stands in the question") if extra >= 0 else None


def _entry(line: int, block: str) -> Entry | None:
    """Read a block; nothing if it only sets the category."""
    masked = _masked(block)
    begin = 0
    while found := _CATEGORY.match(masked, begin):
        begin = found.end()
    for pattern in (_NAME, _FORMAT):
        if found := pattern.match(masked, begin):
            begin = found.end()
    if not masked[begin:].strip():
        return None
    opened, closed = masked.find("{", begin), masked.find("}", begin)
    first = line + masked.count("\n", 0, begin + len(masked[begin:]) - len(masked[begin:].lstrip()))
    if opened < 0:
        return Entry(first, "description", _words(block[begin:]))
    text = _words(f"{block[begin:opened]} {block[closed + 1 :]}")
    kind, marks = _answers(masked[opened + 1 : closed], line + masked.count("\n", 0, opened))
    several = kind == "multichoice" and "=" not in _signs(masked[opened + 1 : closed])
    return Entry(first, kind, text, marks, several)


def _words(text: str) -> str:
    return " ".join(text.split())


def _signs(masked: str) -> str:
    """Give the marks before the answers, in order; signs in what is told do not count."""
    return "".join(mark for mark, _, _ in _pieces(masked))


def _pieces(masked: str) -> Iterator[tuple[str, int, str]]:
    """Give each answer: its mark, its place, the text after the mark."""
    general = masked.find("####")
    body = masked if general < 0 else masked[:general]
    places = [found.start() for found in re.finditer(r"[=~]", body)]
    for place, end in zip(places, [*places[1:], len(body)], strict=False):
        yield body[place], place, body[place + 1 : end]


def _answers(masked: str, line: int) -> tuple[str, tuple[Mark, ...]]:
    """Tell the kind of a question by its answers, in Moodle's order, and read them."""
    body = masked.partition("####")[0].strip()
    if not body:
        return "essay", ()
    marks = tuple(
        _mark(sign, text, line + masked.count("\n", 0, place))
        for sign, place, text in _pieces(masked)
    )
    if body.startswith("#"):
        return "numerical", marks
    if "~" in _signs(masked):
        return "multichoice", marks
    if "=" in body and "->" in body:
        return "match", ()
    if body.partition("#")[0].strip().upper() in _TRUTH:
        return "truefalse", ()
    return "shortanswer", marks


def _mark(sign: str, text: str, line: int) -> Mark:
    weight = _WEIGHT.match(text)
    grade = float(weight[1]) if weight else 100.0 if sign == "=" else 0.0
    answer = text[weight.end() :] if weight else text
    return Mark(line, _words(answer.partition("#")[0]), grade, stated=weight is not None)
