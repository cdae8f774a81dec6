"""``scormkit import SOURCE --into DIR``."""

from __future__ import annotations

import locale
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.diagnostics import Report
    from scormkit.ingest.account import PageAccount

_OF_FOLDERS = ("PRJ", "IMP")
"""Findings that stand in no list of what became of a page."""
_PLACE = click.Path(path_type=Path)


@click.command("import", short_help="Make module folders from pages of a wiki.")
@click.argument("source")
@click.option("--into", "folder", required=True, type=_PLACE, help="The folder to write to.")
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
    help="The syntax of a single page, as the wiki says.",
)
@click.option("--children", is_flag=True, help="Take all pages below that of the address, too.")
@click.option(
    "--user", default="", metavar="NAME", help="Who asks a wiki that does not answer to guests."
)
@click.option(
    "--dry-run", "dry", is_flag=True, help="Tell what would happen, with diffs; write nothing."
)
@click.option("--prune", is_flag=True, help="Remove what the wiki no longer has, if you left it.")
@click.option("--force", is_flag=True, help="Write the wiki's version over yours, and say so.")
@click.option(
    "--report", "page", type=_PLACE, metavar="FILE", help="Write the account as a web page."
)
@click.option("--language", metavar="LANGUAGE", help="Of that page: en or ru; else your system's.")
@click.option("--json", "as_json", is_flag=True, help="Print the report for machines.")
def command(
    *,
    source: str,
    folder: Path,
    manifest: Path | None,
    page: Path | None,
    language: str | None,
    as_json: bool,
    **given: Any,  # noqa: ANN401  the options by name, for the import itself
) -> int:
    """Make module folders from pages of a wiki, or bring these up to date.

    SOURCE is an export of the wiki (.xar) or the address of a page in it; or one page as a file: its raw
    source, a listing of it with line numbers, or the wiki's page ?viewer=code as saved by a browser.
    Several pages become a folder each for the children of their common root, and a draft of a
    manifest. The folders get the sources themselves, so nothing is lost; the report tells what a build
    makes of them.

    Imported again, what you changed yourself stays; where the wiki changed it too, its version is laid
    beside yours, under a name that ends with .wiki.

    \b
    Examples:
      scormkit import course.xar --into modules
      scormkit import page.txt --into modules/04-clients --manifest manifests/intro-course.yaml
      scormkit import https://wiki.example.org/bin/view/Course/ --children --into modules --dry-run
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.cli.report import imports
    from scormkit.diagnostics import Report
    from scormkit.ingest.wiki.opening import holds_many

    report = Report()
    if holds_many(source):
        told, failed = _course(source, folder, manifest, given, report, quiet=as_json)
    elif Path(source).is_file():
        told, failed = _page(Path(source), folder, manifest, given, report, quiet=as_json)
    else:
        raise click.UsageError(f"There is no file {source!r}.")
    if as_json:
        click.echo(imports.for_machines(told, report))
    if page is not None and told is not None:
        imports.write_page(page, told, source, language or _own_language(), report)
        if not as_json:
            click.echo(f"The report: {page}")
    return int(failed)


def _ask_password(user: str) -> str:
    answer: str = click.prompt(f"Password of {user}", hide_input=True, err=True)
    return answer


def _own_language() -> str:
    return (locale.getlocale()[0] or "en").partition("_")[0]


def _page(
    file: Path,
    folder: Path,
    manifest: Path | None,
    given: dict[str, Any],
    report: Report,
    *,
    quiet: bool,
) -> tuple[dict[str, Any] | None, bool]:
    """Import one page; give what to tell, and whether it failed."""
    from scormkit.cli.report import imports, print_diagnostics
    from scormkit.ingest import Options, import_page
    from scormkit.ingest.neighbours import of_course

    asked = {name: given[name] for name in ("syntax", "wiki", "force", "dry")}
    options: Options | None = Options(**asked)
    if manifest is not None:
        options = of_course(manifest, Options(**asked), report)
    imported = None if options is None else import_page(file, folder, options, report)
    if imported is None:
        if not quiet:
            print_diagnostics(report)
        return None, True
    if not quiet:
        imports.print_page(imported, report)
    return imports.of_page(imported), False


def _course(
    source: str,
    folder: Path,
    manifest: Path | None,
    given: dict[str, Any],
    report: Report,
    *,
    quiet: bool,
) -> tuple[dict[str, Any] | None, bool]:
    """Import many pages; give what to tell, and whether something is missing."""
    from scormkit.cli.report import imports, print_diagnostics
    from scormkit.diagnostics import Report
    from scormkit.ingest.account.course import account_course
    from scormkit.ingest.wiki.bring import Wishes, bring
    from scormkit.ingest.wiki.opening import open_wiki

    user, children = given["user"], given["children"]
    ask = _ask_password if sys.stdin.isatty() and not quiet else None
    wiki = open_wiki(source, children=children, user=user, ask=ask, report=report)
    brought = None
    pages: list[PageAccount] = []
    of_pages = Report()
    flags = {name: given[name] for name in ("dry", "force", "prune")}
    asked = Wishes(manifest=manifest, address=given["wiki"], **flags)
    if wiki is not None:
        with _progress(quiet=quiet) as progress:
            brought = bring(wiki, folder, asked, report, progress("Bringing"))
            if brought is not None and not asked.dry:
                told = account_course(brought, of_pages, progress("Accounting"))
                pages = list(told)
    if wiki is None or brought is None:
        if not quiet:
            print_diagnostics(report)
        return None, True
    if not quiet:
        imports.print_course(brought, pages, report, dry=asked.dry)
        print_diagnostics((d for d in of_pages if d.code.startswith(_OF_FOLDERS)), err=True)
    report.extend(of_pages)
    return imports.of_course(brought, pages, folder), not brought.whole


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str], Callable[[int, int, str], None]]]:
    """Show how far it is, to people at a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: lambda _done, _total, _name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    shown = (*columns, TextColumn("{task.fields[page]}", markup=False))
    with Progress(*shown, console=Console(stderr=True), transient=True) as bar:

        def stage(name: str) -> Callable[[int, int, str], None]:
            task = bar.add_task(name, total=None, page="")

            def told(done: int, total: int, page: str) -> None:
                bar.update(task, completed=done, total=total, page=page)

            return told

        yield stage
