"""``scormkit convert``: one source in, HTML or the same page in another syntax out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scormkit.readers import SUFFIXES, SYNTAXES

if TYPE_CHECKING:
    from typing import BinaryIO

    from scormkit.diagnostics import Report
    from scormkit.model.blocks import Block
    from scormkit.readers.listing import Listing

FORMS = ("html", "markdown", "xwiki", "json")
_JSON = "json"
_SUFFIXES = {**SUFFIXES, ".json": _JSON}


@click.command("convert", short_help="Turn a page into HTML, Markdown, XWiki syntax or JSON.")
@click.option(
    "--from",
    "syntax",
    type=click.Choice([*SYNTAXES, _JSON]),
    help="The syntax of the source; by default what the file's name says.",
)
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    default="html",
    show_default=True,
    help="What to write: XWiki syntax is 2.1, JSON holds the whole model.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; without it the text goes to standard output.",
)
@click.option("--force", is_flag=True, help="Write over the file of --out.")
@click.argument("file", type=click.File("rb"), default="-")
@click.pass_context
def command(
    context: click.Context,
    *,
    syntax: str | None,
    form: str,
    out: Path | None,
    force: bool,
    file: BinaryIO,
) -> None:
    """Turn FILE (or standard input, "-") into an HTML fragment or into another syntax.

    FILE is a page, or a listing of its source with line numbers as a wiki prints it. What could not
    be converted is reported on standard error.

    \b
    Examples:
      scormkit convert page.xwiki
      scormkit convert --from xwiki/2.1 - < page.txt > page.html
      scormkit convert --to xwiki old-page.xwiki --from xwiki/2.0 --out page.xwiki
      scormkit convert --to markdown page.xwiki --out page.md
      scormkit convert --to json page.md | scormkit convert --from json --to xwiki -
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.diagnostics import Report

    name = getattr(file, "name", "-")
    path = "" if name in {"-", "<stdin>"} else str(name)
    if syntax is None:
        syntax = next((s for suffix, s in _SUFFIXES.items() if path.lower().endswith(suffix)), None)
    if syntax is None:
        raise click.UsageError(f"Say the syntax with --from: {', '.join([*SYNTAXES, _JSON])}.")
    if force and out is None:
        raise click.UsageError("--force goes with --out.")
    report = Report()
    text = _decode(file.read(), path, report)
    if text is not None:
        _convert(text, syntax, form, path, report, out, force=force)
    for found in report:
        click.echo(f"{found.at}: {found.severity} {found.code} {found.message}", err=True)
    if report.has_errors:
        context.exit(1)


def _convert(
    text: str, syntax: str, form: str, path: str, report: Report, out: Path | None, *, force: bool
) -> None:
    from scormkit.diagnostics import Report
    from scormkit.readers import read_blocks
    from scormkit.readers.listing import read_listing

    listing = read_listing(text) if syntax.startswith("xwiki") else None
    told = report if listing is None else Report()
    if syntax == _JSON:
        from scormkit.writers.pages.tree import read

        blocks = read(text, path, told)
        if told.has_errors:
            return
    else:
        blocks = read_blocks(text if listing is None else listing.text, syntax, path, told)
    _save(_written(blocks, form, path, told), out, force=force, report=told)
    if listing is not None:
        _tell(listing, told, path, report)


def _tell(listing: Listing, told: Report, path: str, report: Report) -> None:
    """Report what was found in a listing at the lines of its file."""
    from scormkit.diagnostics import Location
    from scormkit.ingest.codes import STRAY_LINE
    from scormkit.values import replace

    for line in listing.strays:
        report.add(STRAY_LINE, "This line is no row of the table", Location(path, line))
    lines = dict(enumerate(listing.file_lines, 1))
    report.extend(
        replace(found, at=replace(found.at, line=lines.get(found.at.line, found.at.line), column=0))
        for found in told
    )


def _written(blocks: tuple[Block, ...], form: str, path: str, report: Report) -> str:
    if form != "html":
        from scormkit.writers.pages import write_page

        return write_page(blocks, form, path, report)
    from scormkit.render.blocks import render_blocks
    from scormkit.render.plain import PlainContext

    return render_blocks(blocks, PlainContext()) + "\n"


def _decode(data: bytes, path: str, report: Report) -> str | None:
    from scormkit.diagnostics import Location
    from scormkit.readers.codes import NOT_UTF8

    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"The byte 0x{data[error.start]:02x} is not UTF-8 text"
        report.add(NOT_UTF8, message, Location(path, line, column))
        return None


def _save(text: str, out: Path | None, *, force: bool, report: Report) -> None:
    """Print the text, or write it beside its place and rename it into it."""
    if out is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
        return
    from scormkit.diagnostics import Location
    from scormkit.writers.pages.codes import EXISTS, NOT_WRITTEN

    if out.exists() and not force:
        report.add(EXISTS, "It is there already; nothing was written", Location(str(out)))
        return
    beside = out.with_name(f".{out.name[:200]}.{os.getpid()}")
    try:
        beside.write_bytes(text.encode())
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        message = f"{error.strerror or error}; nothing was written"
        report.add(NOT_WRITTEN, message, Location(str(out)))
