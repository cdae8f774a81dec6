"""``scormkit new course|module NAME``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scormkit.diagnostics import Report

_ROOT = click.option(
    "--project",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds manifests/ and modules/; by default the current one.",
)
_LANGUAGE = click.option(
    "--language",
    type=click.Choice(["en", "ru"]),
    help="The language of the texts; by default the project's, in a new project English.",
)


@click.group("new", short_help="Start a course or a module that builds at once.")
def command() -> None:
    """Start a course or a module that builds at once."""


@command.command("course", short_help="Start a course with a first module.")
@click.argument("name")
@_LANGUAGE
@_ROOT
def new_course(name: str, language: str | None, root: Path) -> int:
    """Start a course with a first module.

    NAME is its title or a short name, e.g. "Вводный курс" or intro-course.

    \b
    Examples:
      scormkit new course intro-course
      scormkit new course "Вводный курс" --language ru
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.diagnostics import Report
    from scormkit.project.scaffold import start_course

    report = Report()
    language = language or next((own for _, own in _courses(root)), "en")
    made = start_course(root, name, language, report)
    if made:
        click.echo(f"Next: scormkit build {made[0]}")
    return _finish(root, made, report)


@command.command("module", short_help="Add a module to a course.")
@click.argument("name")
@click.option(
    "--manifest",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The course it belongs to; needed if the project has several.",
)
@_LANGUAGE
@_ROOT
def new_module(name: str, manifest: Path | None, language: str | None, root: Path) -> int:
    """Add a module to a course.

    NAME is its title or a short name, e.g. "Работа с клиентом" or client-focus.

    \b
    Example:
      scormkit new module client-focus --manifest manifests/intro-course.yaml
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.diagnostics import Report
    from scormkit.project import project_root
    from scormkit.project.scaffold import add_to_course, start_module

    report = Report()
    root = project_root(manifest) if manifest else root
    courses = [(m, own) for m, own in _courses(root) if manifest is None or m.samefile(manifest)]
    language = language or next((own for _, own in courses), "en")
    made = start_module(root, name, language, report)
    if made:
        folder = made[0].parent.name
        if len(courses) == 1 and add_to_course(courses[0][0], folder, Report()):
            click.echo(f"{courses[0][0]}: added {folder} to modules")
        else:
            click.echo(f"Add {folder} to the modules of a manifest.")
    return _finish(root, made, report)


def _courses(root: Path) -> list[tuple[Path, str]]:
    """Give the project's manifests and the language of each that `new` can write in."""
    from scormkit.diagnostics import Report
    from scormkit.project import load_manifest
    from scormkit.project.scaffold import LANGUAGES

    found = []
    for path in sorted((root / "manifests").glob("*.y*ml")):
        manifest = load_manifest(path, Report())
        language = manifest.language.partition("-")[0] if manifest else ""
        found.append((path, language if language in LANGUAGES else "en"))
    return found


def _finish(root: Path, made: tuple[Path, ...], report: Report) -> int:
    from scormkit.cli.report import print_diagnostics
    from scormkit.cli.schema import save_schemas
    from scormkit.project.schema import FOLDER

    print_diagnostics(report, err=True)
    for path in (*made, *(save_schemas(root / FOLDER) if made else ())):
        click.echo(f"  {path}")
    return 1 if report.has_errors else 0
