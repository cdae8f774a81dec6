"""Diagnostics for people: by file, with the source line and a caret, every hint told once."""

from __future__ import annotations

import os
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scormkit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scormkit.diagnostics import Diagnostic, Location

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
_WIDTH = 96
_BEFORE = 60
_LARGEST = 4 << 20
_SAME = 20


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], *, roots: Sequence[Path] = (), err: bool = False
) -> None:
    """Print findings in their order; ``roots`` are the folders that their paths may start from."""
    found = list(diagnostics)
    lines: list[str] = []
    sources = _Sources((Path(), *roots))
    hinted: set[str] = set()
    shown: dict[str, int] = {}
    for path, group in groupby(found, key=lambda d: d.at.path):
        lines.append(click.style(printable(path) or "<input>", bold=True))
        for diagnostic in group:
            shown[diagnostic.code] = shown.get(diagnostic.code, 0) + 1
            if shown[diagnostic.code] > _SAME and diagnostic.severity is not Severity.ERROR:
                continue
            lines.append(_headline(diagnostic))
            lines += _excerpt(sources.line(diagnostic.at), diagnostic.at)
            if diagnostic.hint and diagnostic.hint not in hinted:
                hinted.add(diagnostic.hint)
                lines.append(click.style(f"    {printable(diagnostic.hint)}", dim=True))
    weightless = {d.code for d in found if d.severity is not Severity.ERROR}
    for code in sorted(c for c in weightless if shown[c] > _SAME):
        lines.append(f"  {shown[code] - _SAME} more of the kind {code} are not shown")
    if lines:
        click.echo("\n".join(lines), err=err, color=_wanted())


def count_in_words(diagnostics: Iterable[Diagnostic]) -> str:
    """Say how many findings there are of each severity, e.g. ``2 errors, 1 warning``."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = ((severities.count(severity), word) for severity, word in _WORDS.items())
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n)


def _wanted() -> bool | None:
    """Follow the environment's wish for colours; without one, only terminals get any."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def _headline(diagnostic: Diagnostic) -> str:
    at = diagnostic.at
    place = f"{at.line}:{at.column}" if at.column else str(at.line or "")
    severity = diagnostic.severity
    word = click.style(_WORDS[severity], fg=_COLOURS[severity], bold=True)
    return f"  {place:<8}{word} {diagnostic.code} {printable(diagnostic.message)}"


class _Sources:
    """Lines of files named in findings; each file is read once."""

    def __init__(self, roots: Iterable[Path]) -> None:
        self.roots = tuple(roots)
        self.read: dict[str, list[str]] = {}

    def line(self, at: Location) -> str:
        if not at.path or not at.line:
            return ""
        if at.path not in self.read:
            self.read[at.path] = self._open(at.path)
        lines = self.read[at.path]
        return lines[at.line - 1] if at.line <= len(lines) else ""

    def _open(self, path: str) -> list[str]:
        for root in self.roots:
            try:
                file = root / path
                if not file.is_file() or file.stat().st_size > _LARGEST:
                    continue
                text = file.read_bytes().decode("utf-8-sig", "replace")
                return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            except (OSError, ValueError):  # a name no file can have
                continue
        return []


def _excerpt(line: str, at: Location) -> Iterator[str]:
    """Show a line, of a long one the part around the place, and a caret under the place."""
    if not line.strip():
        return
    column = min(max(at.column - 1, 0), len(line))
    start = max(column - _BEFORE, 0) if len(line) > _WIDTH else 0
    shown = printable(line[start : start + _WIDTH])
    lead, tail = "…" if start else "", "…" if start + _WIDTH < len(line) else ""
    yield f"  {at.line:>6} │ {lead}{shown}{tail}"
    if at.column:
        before = _cells(lead + shown[: column - start])
        yield click.style(f"  {'':>6} │ {' ' * before}^", bold=True)


def _cells(text: str) -> int:
    """Count the columns of a terminal: Chinese letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in {"W", "F"} for c in text)
    return len(text) + wide - sum(bool(unicodedata.combining(c)) for c in text)


def printable(text: str) -> str:
    """Show what would steer the terminal as a dot."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c in "\t\n" else "·" for c in text)
