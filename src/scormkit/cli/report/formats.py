"""Diagnostics for other programs: JSON, SARIF 2.1.0, JUnit XML."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import scormkit
from scormkit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scormkit.diagnostics import Code, Diagnostic

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write_json(diagnostics: Iterable[Diagnostic], ignored: Mapping[str, str]) -> str:
    """Give the findings with counts; ``ignored`` maps a code to the reason given for it."""
    found = list(diagnostics)
    counts = {severity.value: sum(d.severity is severity for d in found) for severity in Severity}
    document = {
        "scormkit": scormkit.__version__,
        "counts": counts,
        "ignored": dict(ignored),
        "diagnostics": diagnostics_as_json(found),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def diagnostics_as_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Give findings as plain data."""
    return [
        {
            "code": d.code,
            "severity": d.severity.value,
            "message": d.message,
            "path": d.at.path,
            "line": d.at.line,
            "column": d.at.column,
            "hint": d.hint,
            "clause": d.clause,
        }
        for d in diagnostics
    ]


def write_sarif(diagnostics: Iterable[Diagnostic], codes: Mapping[str, Code]) -> str:
    """Give a log of the Static Analysis Results Interchange Format (OASIS, 2.1.0)."""
    found = list(diagnostics)
    used = sorted({d.code for d in found})
    run = {
        "tool": {
            "driver": {
                "name": "scormkit",
                "version": scormkit.__version__,
                "rules": [_sarif_rule(name, codes.get(name)) for name in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(d, used.index(d.code)) for d in found],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    document = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _sarif_rule(name: str, code: Code | None) -> dict[str, Any]:
    if code is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": code.title},
        "help": {"text": code.help or code.title},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _sarif_result(diagnostic: Diagnostic, index: int) -> dict[str, Any]:
    at = diagnostic.at
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(at.path or "input")}}
    if at.line:
        region = {"startLine": at.line, **({"startColumn": at.column} if at.column else {})}
        place["region"] = region
    text = f"{diagnostic.message}. {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    """Write a path as a URI; an absolute one becomes a file address."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def write_junit(diagnostics: Iterable[Diagnostic], paths: Iterable[str], *, strict: bool) -> str:
    """Give a test report: one case a subject and one a finding that fails."""
    found = list(diagnostics)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failures = [d for d in found if d.severity in failing]
    cases = [f"  <testcase classname={quoteattr('scormkit')} name={quoteattr(p)}/>" for p in paths]
    for d in failures:
        name = quoteattr(_legal(f"{d.code} {d.at}"))
        text = quoteattr(_legal(d.message))
        hint = quoteattr(_legal(d.hint))
        kind = quoteattr(d.severity.value)
        cases.append(
            f"  <testcase classname={quoteattr(_legal(d.at.path))} name={name}>\n"
            f"    <failure type={kind} message={text}/>\n"
            f"    <system-out>{hint[1:-1]}</system-out>\n"
            "  </testcase>"
        )
    counts = f'tests="{len(cases)}" failures="{len(failures)}"'
    head = f'<testsuites {counts}>\n<testsuite name="scormkit" {counts}>'
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join([declaration, head, *cases, "</testsuite>", "</testsuites>"])


def _legal(text: str) -> str:
    """Leave out what XML 1.0 cannot write."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and not "\ud800" <= c <= "\udfff"))
