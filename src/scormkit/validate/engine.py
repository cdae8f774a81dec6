"""Runs rules over a subject; knows no standard, no package and no file format.

A rule is one declaration::

    @rule("S12-004", severity=Severity.ERROR, clause="CAM 2.3.4")
    def scormtype_value(manifest: Manifest) -> Findings:
        '''The kind of a resource is `sco` or `asset`, in lower case.

        Why it matters and how to put it right, for somebody who is not a programmer.
        '''
        for resource in manifest.resources:
            if resource.kind not in KINDS:
                yield Finding(f"... is {resource.kind!r}", resource.at)

    RULES = (scormtype_value, ...)

The docstring's first line is the title, the rest is the help. Rules stand in plain tuples; a
tuple is a stage. :func:`run` answers whether the next stage makes sense: a ``fatal`` rule that
found something says no, but the other rules of its own stage still speak.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from scormkit.diagnostics import NOWHERE, Code, Diagnostic, Severity
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.diagnostics import Location, Report

S = TypeVar("S")
S_contra = TypeVar("S_contra", contravariant=True)


class Finding(Struct, frozen=True):
    """What is wrong here, with the value; an empty hint means the rule's own help.

    ``severity`` regrades one case of a rule whose cases weigh differently.
    """

    message: str
    at: Location = NOWHERE
    hint: str = ""
    severity: Severity | None = None


Findings: TypeAlias = Iterator[Finding]


class Rule(Struct, Generic[S_contra], frozen=True):
    """One check of one kind of subject. ``fatal``: what it finds makes later stages pointless."""

    code: Code
    check: Callable[[S_contra], Findings]
    fatal: bool = False


def rule(
    identifier: str, *, severity: Severity, clause: str = "", fatal: bool = False
) -> Callable[[Callable[[S], Findings]], Rule[S]]:
    """Make a generator of findings a :class:`Rule`; its docstring is the rule's text."""

    def declare(check: Callable[[S], Findings]) -> Rule[S]:
        title, _, text = (inspect.getdoc(check) or "").partition("\n")
        help_ = " ".join(text.split())
        return Rule(Code(identifier, severity, title.rstrip("."), help_, clause), check, fatal)

    return declare


def run(rules: Iterable[Rule[S]], subject: S, report: Report) -> bool:
    """Report what the rules of one stage find; answer whether the next stage makes sense."""
    proceed = True
    for each in rules:
        code = each.code
        found = [
            Diagnostic(
                code.id,
                finding.severity or code.severity,
                finding.message,
                finding.at,
                finding.hint or code.help,
                code.clause,
            )
            for finding in each.check(subject)
        ]
        report.extend(found)
        proceed = proceed and not (each.fatal and found)
    return proceed
