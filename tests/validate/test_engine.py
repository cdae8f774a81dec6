"""The engine reports what rules find, in stages, and knows nothing else."""

from __future__ import annotations

from scormkit.diagnostics import Location, Report, Severity
from scormkit.validate.engine import Finding, Findings, rule, run


@rule("TRY-001", severity=Severity.ERROR, clause="chapter 1", fatal=True)
def odd(numbers: list[int]) -> Findings:
    """Numbers are even.

    Odd ones do not
    divide. Add one.
    """
    for number in numbers:
        if number % 2:
            yield Finding(f"{number} is odd", Location("numbers", number))


@rule("TRY-002", severity=Severity.WARNING)
def large(numbers: list[int]) -> Findings:
    """Numbers are small.

    Large ones take room.
    """
    for number in numbers:
        if number > 9:
            grade = Severity.ERROR if number > 99 else None
            yield Finding(f"{number} is large", hint="Take 9.", severity=grade)


def test_a_rule_is_its_declaration() -> None:
    assert odd.code.id == "TRY-001"
    assert odd.code.title == "Numbers are even"
    assert odd.code.help == "Odd ones do not divide. Add one."
    assert odd.code.clause == "chapter 1"


def test_findings_become_diagnostics() -> None:
    report = Report()
    assert not run((odd, large), [3, 12, 120], report)
    first, second, third = sorted(report, key=lambda d: (d.code, d.message))
    assert (first.code, first.at, first.hint) == ("TRY-001", Location("numbers", 3), odd.code.help)
    assert (second.severity, second.hint) == (Severity.WARNING, "Take 9.")
    assert third.severity is Severity.ERROR


def test_only_fatal_findings_stop_the_next_stage() -> None:
    assert run((odd, large), [2, 12], Report())
    assert not run((odd,), [1], Report(regrade={"TRY-001": None}))


def test_a_report_can_turn_a_rule_off() -> None:
    report = Report(regrade={"TRY-002": None})
    run((odd, large), [12], report)
    assert list(report) == []
