"""Reads Aiken: a line that asks, lines of answers with a letter, a line ANSWER."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.validate.engine import run
from scormkit.validate.questions.rules import aiken as rules
from scormkit.validate.questions.rules import banks
from scormkit.validate.questions.sheet import Entry, Fault, Mark, Sheet

if TYPE_CHECKING:
    from scormkit.diagnostics import Report

_CHOICE = re.compile(r"^([A-Z])[).][ \t](.*)")
_ANSWER = re.compile(r"^ANSWER:\s*(.*)")


def check_aiken(text: str, report: Report, path: str) -> None:
    """Run the rules on a text in Aiken; ``path`` is the file's name in messages."""
    run((*rules.RULES, *banks.RULES), read_aiken(text, path), report)


def read_aiken(text: str, path: str) -> Sheet:
    """Read all questions; one that is not complete is among the faults."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    start, stem = 0, ""
    choices: list[tuple[int, str, str]] = []
    for number, line in enumerate([*text.split("\n"), "\0"], 1):
        if found := _CHOICE.match(line):
            choices.append((number, found[1], found[2].strip()))
        elif (found := _ANSWER.match(line)) and stem:
            fault = _fault(found[1].strip(), choices, number, start)
            if fault:
                faults.append(fault)
            marks = tuple(Mark(n, t, 100.0 * (k == found[1].strip())) for n, k, t in choices)
            entries.append(Entry(start, "multichoice", stem, marks))
            start, stem, choices = 0, "", []
        elif found:
            faults.append(Fault(number, "ANSWER stands without a question"))
        elif line.strip():
            if stem:
                faults.append(Fault(start, "The question has no line ANSWER"))
            start, stem, choices = number, line.strip(), []
    return Sheet(path, tuple(entries), tuple(faults))


def _fault(answer: str, choices: list[tuple[int, str, str]], line: int, start: int) -> Fault | None:
    letters = [letter for _, letter, _ in choices]
    if len(choices) <= 1:
        told = "only one answer" if choices else "no answers"
        return Fault(start, f"The question has {told}")
    if answer not in letters:
        return Fault(line, f"ANSWER is {answer!r}; there are {', '.join(letters)}")
    return None
