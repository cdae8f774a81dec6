"""The account of an import: tables for people, one document for machines, one page to keep."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from scormkit.values import as_dict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from scormkit.diagnostics import Report
    from scormkit.ingest import Imported
    from scormkit.ingest.account import PageAccount
    from scormkit.ingest.items import Item
    from scormkit.ingest.wiki.bring import Brought
    from scormkit.ingest.wiki.laying import Change

_HEADINGS = {
    "mapped": "Mapped:",
    "dropped": "Left out:",
    "missing": "Missing:",
    "noted": "Worth a look:",
}
_ACTS = {
    "new": "new",
    "updated": "brought up to date",
    "kept": "kept as you changed it",
    "both": "changed by you and in the wiki, see the .wiki file",
    "replaced": "your version was replaced",
    "gone": "no longer in the wiki, kept",
    "removed": "no longer in the wiki, removed",
    "failed": "could not be had",
}
_COUNTED = {
    "both": "changed on both sides",
    "same": "as they were",
    "gone": "no longer in the wiki",
}
_MOST = 40
"""So many pages are shown one by one; of more, the sums."""


def of_page(imported: Imported) -> dict[str, Any]:
    """Give what there is to tell of one page."""
    from scormkit.ingest.account import sums

    came, shown = sums(imported.pages)
    told = as_dict(imported)
    return told | {"came": came, "shown": shown, "changes": []}


def of_course(brought: Brought, pages: Sequence[PageAccount], folder: Path) -> dict[str, Any]:
    """Give what there is to tell of many pages."""
    from scormkit.ingest.account import sums

    came, shown = sums(pages)
    written = [c.path for c in brought.changes if c.act in {"new", "updated", "replaced"}]
    return {
        "folder": str(folder),
        "title": brought.plan.title,
        "wiki": brought.address,
        "whole": brought.whole,
        "courses": {language: str(path) for language, path in brought.courses.items()},
        "modules": [
            {
                "folder": str(module.folder),
                "title": module.title,
                "language": module.language,
                "pages": [{"file": page.name, "wiki": page.page.name} for page in module.pages],
            }
            for module in brought.plan.modules
        ],
        "written": written,
        "changes": [as_dict(change) for change in brought.changes if change.act != "same"],
        "pages": [as_dict(page) for page in pages],
        "came": came,
        "shown": shown,
    }


def for_machines(told: dict[str, Any] | None, report: Report) -> str:
    """Write one document: the findings, and what was imported."""
    from scormkit.cli.report.formats import write_json

    document = json.loads(write_json(report, {}))
    if told is not None:
        document["imported"] = told
    return json.dumps(document, ensure_ascii=False, indent=2)


def write_page(
    file: Path, told: dict[str, Any], source: str, language: str, report: Report
) -> None:
    """Write the page to keep, beside its place and moved there whole."""
    from scormkit.ingest.folder import put
    from scormkit.render.templates import render_account

    findings = [
        {"at": str(d.at), "code": d.code, "severity": str(d.severity), "message": d.message}
        for d in report
    ]
    text = render_account(told | {"source": source, "findings": findings}, language)
    file.parent.mkdir(parents=True, exist_ok=True)
    put(file, text.encode())


def print_page(imported: Imported, report: Report) -> None:
    """Print the account of one page."""
    console = _console()
    _print_items(console, imported.items, listing=imported.listing)
    for found in report:
        if found.code.startswith("IMP"):
            said = found.message.rstrip(".")
            console.print(f"{found.at}: {said}. {found.hint}", markup=False)
    counts = ", ".join(f"{number} × {kind}" for kind, number in imported.converted.items())
    console.print(f"Taken over as it is: {counts}. Blank lines left out: {imported.spacers}.")
    _print_sums(console, imported.pages)
    written = ", ".join(imported.written) or "nothing, all of it was there"
    console.print(f"Written to {imported.folder}: {written}", markup=False, soft_wrap=True)
    if imported.wiki:
        console.print(f"The wiki's address, for the manifest: {imported.wiki}", markup=False)


def print_course(
    brought: Brought, pages: Sequence[PageAccount], report: Report, *, dry: bool
) -> None:
    """Print the account of many pages; what is wrong with one stands among what became of it."""
    from scormkit.cli.report import print_diagnostics

    console = _console()
    print_diagnostics(report, err=True)
    _print_changes(console, brought.changes, dry=dry)
    if pages and len(pages) <= _MOST:
        for page in pages:
            if page.items:
                console.print(f"\n{page.path}", style="bold", markup=False)
                _print_items(console, page.items, listing=False)
    if pages:
        _print_sums(console, pages)
    for module in brought.plan.modules:
        number = len(module.pages)
        line = f"{module.folder}: {module.title}, {number} page{'' if number == 1 else 's'}"
        console.print(line, markup=False, soft_wrap=True)
    for path in brought.courses.values():
        console.print(f"The course: {path}", markup=False, soft_wrap=True)
    if dry:
        console.print("Nothing was written: this was a dry run.")
    elif not brought.whole:
        console.print("The import is not complete: run it again, and it goes on from here.")


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def _print_changes(console: Console, changes: Sequence[Change], *, dry: bool) -> None:
    for change in changes:
        if change.act == "same" or (change.act == "new" and len(changes) > _MOST):
            continue
        line = f"{change.path}: {_ACTS[change.act]}"
        console.print(line, markup=False, soft_wrap=True)
        if change.diff and (dry or change.act in {"both", "replaced"}):
            _print_diff(console, change.diff)
    counts = Counter(change.act for change in changes)
    told = ", ".join(f"{number} {_COUNTED.get(act, act)}" for act, number in counts.items())
    console.print(f"Files: {told or 'none'}", markup=False)


def _print_diff(console: Console, diff: str) -> None:
    """Print what goes in red and what comes in green."""
    for line in diff.splitlines():
        style = "red" if line.startswith("-") else "green" if line.startswith("+") else "dim"
        console.print(line, markup=False, soft_wrap=True, style=style)


def _print_sums(console: Console, pages: Sequence[PageAccount]) -> None:
    """Print what came and what the course shows, by page and in sum."""
    from rich import box
    from rich.table import Table

    from scormkit.ingest.account import KINDS, sums

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("in → out", overflow="fold")
    for kind in KINDS:
        name = "files" if kind == "attachments" else kind
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    if len(pages) <= _MOST:
        for page in pages:
            table.add_row(page.title, *_in_out(page.came, page.shown))
    if len(pages) != 1:
        table.add_section()
        table.add_row(f"{len(pages)} pages", *_in_out(*sums(pages)), style="bold")
    console.print(table)


def _in_out(came: dict[str, int], shown: dict[str, int]) -> list[str]:
    return [
        str(number) if number == shown[kind] else f"{number} → {shown[kind]}"
        for kind, number in came.items()
    ]


def _print_items(console: Console, items: Sequence[Item], *, listing: bool) -> None:
    for treatment, heading in _HEADINGS.items():
        some = [item for item in items if item.treatment == treatment]
        if some:
            _table(console, heading, some, listing=listing)


def _table(console: Console, heading: str, items: list[Item], *, listing: bool) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    kinds = Counter(item.kind for item in items)
    console.print(Text(heading, "bold"), Text(", ".join(f"{n} × {k}" for k, n in kinds.items())))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("line", justify="right", no_wrap=True)
    if listing:
        table.add_column("in file", justify="right", no_wrap=True)
    table.add_column("what", no_wrap=True)
    table.add_column("words and target", overflow="fold")
    for item in items:
        places = [str(item.line or "")] + ([str(item.file_line or "")] if listing else [])
        words = Text(item.text)
        if item.target:
            words.append(f"\n→ {unquote(item.target)}", "dim")
        table.add_row(*places, Text(item.kind), words)
    console.print(table)
