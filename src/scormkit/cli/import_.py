"""``scormkit import FILE --into DIR``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from scormkit.diagnostics import Report
    from scormkit.ingest import Imported
    from scormkit.ingest.items import Item

_PLACE = click.Path(path_type=Path)
_HEADINGS = {
    "mapped": "Mapped:",
    "dropped": "Left out:",
    "missing": "Missing:",
    "noted": "Worth a look:",
}


@click.command("import", short_help="Make a module folder from a wiki page.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", "folder", required=True, type=_PLACE, help="The module's folder.")
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The course it belongs to: its wiki, its mappings, its other modules.",
)
@click.option(
    "--wiki", default="", metavar="URL", help="The wiki's address, for links to its pages."
)
@click.option(
    "--syntax",
    type=click.Choice(["xwiki/2.1", "xwiki/2.0"]),
    default="xwiki/2.1",
    show_default=True,
    help="The syntax of the page, as the wiki says.",
)
@click.option("--force", is_flag=True, help="Write over a page of the same name.")
@click.option("--json", "as_json", is_flag=True, help="Print the report for machines.")
def command(
    *,
    file: Path,
    folder: Path,
    manifest: Path | None,
    wiki: str,
    syntax: str,
    force: bool,
    as_json: bool,
) -> int:
    """Make a module folder from a wiki page.

    FILE is the page's raw source, or a listing of it with line numbers. The folder gets the source
    itself, so nothing is lost; the report tells what a build will make of it.

    \b
    Examples:
      scormkit import page.xwiki --into modules/04-clients
      scormkit import page.txt --into modules/04-clients --manifest manifests/intro-course.yaml
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.diagnostics import Report
    from scormkit.ingest import Options, import_page
    from scormkit.ingest.neighbours import of_course

    report = Report()
    given = Options(syntax=syntax, wiki=wiki, force=force)
    options = given if manifest is None else of_course(manifest, given, report)
    imported = None if options is None else import_page(file, folder, options, report)
    if as_json:
        click.echo(_json(imported, report))
    else:
        _print(imported, report)
    return 0 if imported is not None else 1


def _json(imported: Imported | None, report: Report) -> str:
    import json
    from dataclasses import asdict

    from scormkit.cli.report.formats import write_json

    told = json.loads(write_json(report, {}))
    if imported is not None:
        done = asdict(imported) | {"folder": str(imported.folder)}
        told["imported"] = done
    return json.dumps(told, ensure_ascii=False, indent=2)


def _print(imported: Imported | None, report: Report) -> None:
    if imported is None:
        from scormkit.cli.report import print_diagnostics

        print_diagnostics(report)
        return
    from rich.console import Console

    console = Console(highlight=False)
    for treatment, heading in _HEADINGS.items():
        items = [item for item in imported.items if item.treatment == treatment]
        if items:
            _table(console, heading, items, listing=imported.listing)
    for found in report:
        if found.code.startswith("IMP"):
            console.print(f"{found.at}: {found.message}. {found.hint}", markup=False)
    counts = ", ".join(f"{number} × {kind}" for kind, number in imported.converted.items())
    console.print(f"Taken over as it is: {counts}. Blank lines left out: {imported.spacers}.")
    written = ", ".join(imported.written) or "nothing, all of it was there"
    console.print(f"Written to {imported.folder}: {written}", markup=False, soft_wrap=True)
    if imported.wiki:
        console.print(f"The wiki's address, for the manifest: {imported.wiki}", markup=False)


def _table(console: Console, heading: str, items: list[Item], *, listing: bool) -> None:
    from collections import Counter

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
            words.append(f"\n→ {_readable(item.target)}", "dim")
        table.add_row(*places, Text(item.kind), words)
    console.print(table)


def _readable(address: str) -> str:
    from urllib.parse import unquote

    return unquote(address)
