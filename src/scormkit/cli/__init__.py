"""The command line: options only. Each command is a file of its own, imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

import scormkit

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = {
    "build": ("build", "Make the packages of a course."),
    "convert": ("convert", "Turn a page into HTML, Markdown, XWiki syntax or JSON."),
    "explain": ("explain", "Say what a finding means and how to put it right."),
    "export": ("export", "Write tests for banks of questions."),
    "import": ("import_", "Make module folders from pages of a wiki."),
    "inspect": ("inspect", "Show what a package holds, by whatever tool it was made."),
    "new": ("new", "Start a course or a module that builds at once."),
    "preview": ("preview", "Try a course in a strict local LMS."),
    "schema": ("schema", "Write the JSON Schemas of the YAML files."),
    "translate": ("translate", "Give texts to translators and take a translated course back."),
    "validate": ("validate", "Check packages, manifests and sources."),
}
"""Command → (its file in this folder, its line in ``--help``)."""


class _Commands(click.Group):
    """Knows its commands by name and imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"scormkit.cli.{_COMMANDS[cmd_name][0]}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], _COMMANDS, n=1)
            if not near or args[0] in _COMMANDS:
                raise
            raise click.UsageError(f"{error.message} Did you mean {near[0]}?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: scormkit new course my-course",
)
@click.version_option(scormkit.__version__, message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
def cli(*, debug: bool) -> None:
    """Compile courses written as text into packages that any LMS imports."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; give the exit code: 0 clean, 1 findings, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # no other tool has a say in how settings are read, and to ask all installed ones takes its time
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a letter shows a mark
            stream.reconfigure(errors="replace")
    try:
        result = cli.main(arguments, prog_name="scormkit", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except Exception as error:  # noqa: BLE001  the last place: authors never see a traceback
        return _failed(error, debug="--debug" in arguments)
    return result if isinstance(result, int) else 0


def _failed(error: Exception, *, debug: bool) -> int:
    """Report what cannot go on, and our own mistakes, in words."""
    from scormkit.errors import ScormkitError

    if isinstance(error, ScormkitError):
        from scormkit.cli.report import print_diagnostics

        print_diagnostics(error.diagnostics, err=True)
    elif debug:
        raise error
    else:
        click.echo(
            f"error APP-001: scormkit itself failed ({type(error).__name__}: {error}). Nothing of "
            "yours is wrong; run again with --debug and report what it prints.",
            err=True,
        )
    return 1
