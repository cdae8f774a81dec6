"""``scormkit convert``: one source in, an HTML fragment out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from scormkit.readers import SUFFIXES, SYNTAXES

if TYPE_CHECKING:
    from typing import BinaryIO

    from scormkit.diagnostics import Report


@click.command("convert", short_help="Turn a wiki or Markdown source into HTML.")
@click.option(
    "--from",
    "syntax",
    type=click.Choice(SYNTAXES),
    help="The syntax of the source; by default what the file's name says.",
)
@click.argument("file", type=click.File("rb"), default="-")
@click.pass_context
def command(context: click.Context, syntax: str | None, file: BinaryIO) -> None:
    """Turn FILE (or standard input, "-") into an HTML fragment on standard output.

    What could not be converted is reported on standard error.

    \b
    Examples:
      scormkit convert page.xwiki
      scormkit convert --from xwiki/2.1 - < page.txt > page.html
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.diagnostics import Report

    name = getattr(file, "name", "-")
    path = "" if name in {"-", "<stdin>"} else str(name)
    if syntax is None:
        syntax = next((s for suffix, s in SUFFIXES.items() if path.lower().endswith(suffix)), None)
    if syntax is None:
        raise click.UsageError(f"Say the syntax with --from: {', '.join(SYNTAXES)}.")
    report = Report()
    text = _decode(file.read(), path, report)
    if text is not None:
        sys.stdout.buffer.write(_convert(text, syntax, path, report).encode())
        sys.stdout.flush()
    for found in report:
        click.echo(f"{found.at}: {found.severity} {found.code} {found.message}", err=True)
    if report.has_errors:
        context.exit(1)


def _convert(text: str, syntax: str, path: str, report: Report) -> str:
    from scormkit.readers import read_blocks
    from scormkit.render.blocks import render_blocks
    from scormkit.render.plain import PlainContext

    return render_blocks(read_blocks(text, syntax, path, report), PlainContext()) + "\n"


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
