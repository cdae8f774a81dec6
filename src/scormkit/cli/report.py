"""Diagnostics for people: by file, with the source line and a caret, every hint told once."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.text import Text

    from scormkit.diagnostics import Diagnostic, Location

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
_WIDTH = 96
_BEFORE = 60
_LARGEST = 4 << 20
_SAME = 20


def print_diagnostics(
    diagnostics: Iterable[Diagnostic], *, roots: Sequence[Path] = (), err: bool = False
) -> None:
    """Print findings in their order; ``roots`` are the folders that their paths may start from."""
    from rich.console import Console
    from rich.text import Text

    found = list(diagnostics)
    if not found:
        return
    console = Console(stderr=err, highlight=False, soft_wrap=True)
    sources = _Sources((Path(), *roots))
    hinted: set[str] = set()
    shown: dict[str, int] = {}
    for path, group in groupby(found, key=lambda d: d.at.path):
        console.print(Text(_printable(path) or "<input>", style="bold"))
        for diagnostic in group:
            shown[diagnostic.code] = shown.get(diagnostic.code, 0) + 1
            if shown[diagnostic.code] > _SAME and diagnostic.severity is not Severity.ERROR:
                continue
            console.print(_headline(diagnostic))
            for line in _excerpt(sources.line(diagnostic.at), diagnostic.at):
                console.print(line)
            if diagnostic.hint and diagnostic.hint not in hinted:
                hinted.add(diagnostic.hint)
                console.print(Text(f"    {_printable(diagnostic.hint)}", style="dim"))
    weightless = {d.code for d in found if d.severity is not Severity.ERROR}
    for code in sorted(c for c in weightless if shown[c] > _SAME):
        console.print(Text(f"  {shown[code] - _SAME} more of the kind {code} are not shown"))


def count_in_words(diagnostics: Iterable[Diagnostic]) -> str:
    """Say how many findings there are of each severity, e.g. ``2 errors, 1 warning``."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = ((severities.count(severity), word) for severity, word in _WORDS.items())
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n)


def _headline(diagnostic: Diagnostic) -> Text:
    from rich.text import Text

    at = diagnostic.at
    place = f"{at.line}:{at.column}" if at.column else str(at.line or "")
    return Text.assemble(
        f"  {place:<8}",
        (_WORDS[diagnostic.severity], _STYLES[diagnostic.severity]),
        f" {diagnostic.code} ",
        _printable(diagnostic.message),
    )


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


def _excerpt(line: str, at: Location) -> Iterator[Text]:
    """Show a line, of a long one the part around the place, and a caret under the place."""
    from rich.cells import cell_len
    from rich.text import Text

    if not line.strip():
        return
    column = min(max(at.column - 1, 0), len(line))
    start = max(column - _BEFORE, 0) if len(line) > _WIDTH else 0
    shown = _printable(line[start : start + _WIDTH])
    lead, tail = "…" if start else "", "…" if start + _WIDTH < len(line) else ""
    yield Text(f"  {at.line:>6} │ {lead}{shown}{tail}", style="none")
    if at.column:
        before = cell_len(lead + shown[: column - start])
        yield Text(f"  {'':>6} │ {' ' * before}^", style="bold")


def _printable(text: str) -> str:
    """Show what would steer the terminal as a dot."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c in "\t\n" else "·" for c in text)
