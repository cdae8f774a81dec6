"""Files of a package that hold statements or activities."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Severity
from scormkit.standards.xapi.rules.statements import check_activity, check_statement
from scormkit.validate.document import SIZE_LIMIT
from scormkit.validate.engine import Finding, Findings, rule, run
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.diagnostics import Location, Report
    from scormkit.validate.files import Files

_FOLDER = "statements/"
_OF_STATEMENTS = {"actor", "verb", "object"}


class _File(Struct, frozen=True):
    files: Files
    path: str
    data: bytes


def is_collection(path: str) -> bool:
    """Answer whether a file of a package is one of statements or activities."""
    return path.startswith(_FOLDER) and path.lower().endswith(".json")


def check_file(files: Files, path: str, report: Report) -> None:
    """Check all statements and activities of a file; other JSON is left alone."""
    if files.size(path) > SIZE_LIMIT:
        return
    file = _File(files, path, files.read(path))
    if not run((readable,), file, report):
        return
    data = json.loads(file.data)
    at = files.at(path)
    if not isinstance(data, list):
        _check_one(data, report, at, "")
        return
    for number, item in enumerate(data, 1):
        _check_one(item, report, at, f"[{number}]")


@rule("XAPI-008", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.2; RFC 8259", fatal=True)
def readable(file: _File) -> Findings:
    """Numbers, texts, lists and groups stand where they belong.

    The file is not JSON, so nobody can read the statements in it. Look at the place that is named
    for a missing quote, comma or bracket.
    """
    try:
        json.loads(file.data)
    except UnicodeDecodeError:
        yield Finding("The file is not UTF-8", file.files.at(file.path))
    except json.JSONDecodeError as error:
        at = file.files.at(file.path, error.lineno, error.colno)
        yield Finding(f"The file is not JSON: {error.msg}", at)
    except RecursionError:
        yield Finding("The file is nested beyond measure", file.files.at(file.path))


def _check_one(item: Any, report: Report, at: Location, before: str) -> None:  # noqa: ANN401  JSON
    if not isinstance(item, dict):
        return
    if _OF_STATEMENTS & {key.lower() for key in item}:
        check_statement(item, report, at, before)
    elif "definition" in item or item.get("objectType") == "Activity":
        check_activity(item, report, at, before)
