"""What no format of questions holds of a test is named, in one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exams import exam
from scormkit.diagnostics import Report
from scormkit.writers import WRITERS

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """\
title: T
retry: wrong
order: forward
skip: false
counted: last
time: 10 min
sections:
  - title: A
    draw: 1
    questions:
      - {text: Q, answer: yes, objective: O}
      - {text: R, answer: yes}
"""


def test_conditions_are_lost(tmp_path: Path) -> None:
    for writer in WRITERS.values():
        report = Report()
        writer.write((exam(tmp_path, writer, SOURCE),), report)
        (told,) = (d.message for d in report if d.code == "EXP-001")
        for lost in ("sections", "time limits", "without a way back", "must be answered",
                     "which attempt counts", "only wrong answers", "objectives"):  # fmt: skip
            assert lost in told
