"""``scormkit translate export`` and ``scormkit translate import``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scormkit.diagnostics import Report

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the report for machines.")


@click.group(short_help="Give texts to translators and take a translated course back.")
def command() -> None:
    """Give a course's texts to translators as XLIFF 2 and make a translated course of what returns.

    \b
    Examples:
      scormkit translate export manifests/intro-course.yaml --to en --out intro.en.xlf
      scormkit translate import intro.en.xlf
    """  # noqa: D301  click's mark for text that is not wrapped


@command.command("export", short_help="Write a course's texts for translators.")
@click.argument("manifest", type=_FILE)
@click.option(
    "--to", "language", required=True, metavar="LANGUAGE", help="The language to translate into."
)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.",
)
@click.option("--update", type=_FILE, help="An older file: what did not change stays translated.")
@click.option("--force", is_flag=True, help="Write over another file of this name.")
@_JSON
def export_(
    *, manifest: Path, language: str, out: Path, update: Path | None, force: bool, as_json: bool
) -> int:
    """Write every text of a course that learners read as a file of XLIFF 2.

    The ids of texts are made of names and words, so they outlive changes elsewhere. With --update
    translations of unchanged texts are kept; those of changed ones stand beside as notes.

    \b
    Examples:
      scormkit translate export manifests/intro-course.yaml --to en --out intro.en.xlf
      scormkit translate export manifests/intro-course.yaml --to en --out new.xlf --update intro.en.xlf
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.diagnostics import Report
    from scormkit.ingest.translate import export_course
    from scormkit.values import as_dict

    _check_language(language)
    report = Report()
    made = export_course(manifest, language, out, report, update=update, force=force)
    told = {} if made is None else {"exported": {**as_dict(made), "file": str(out)}}
    said = ""
    if made is not None:
        said = f"{out}: {made.units} texts"
        if update is not None:
            said += (
                f"; {made.kept} translations kept, {made.changed} texts changed, "
                f"{made.vanished} translations of texts that are gone left out"
            )
    return _finish(report, told, said, as_json=as_json, manifest=manifest)


@command.command("import", short_help="Make a translated course.")
@click.argument("file", type=_FILE)
@click.option(
    "--manifest", type=_FILE, help="The course, if the file's own name for it is not found."
)
@click.option(
    "--force", is_flag=True, help="Write over files of the translated course that differ."
)
@click.option("--strict", is_flag=True, help="Fail on warnings too, e.g. untranslated texts.")
@_JSON
def import_(*, file: Path, manifest: Path | None, force: bool, strict: bool, as_json: bool) -> int:
    """Make a course in the language of a translated file of XLIFF 2, beside the original.

    Every module gets a folder of its own, named after the original with the language behind it, and
    the course a manifest. Pages and tests keep their syntax; only their words are replaced. What is
    not translated, or changed since the export, stays as it is and is reported with its line.

    \b
    Examples:
      scormkit translate import intro.en.xlf
      scormkit translate import intro.en.xlf --manifest manifests/intro-course.yaml --strict
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.diagnostics import Report
    from scormkit.ingest.translate import import_course
    from scormkit.values import as_dict

    report = Report()
    made = import_course(file, report, manifest=manifest, force=force)
    told: dict[str, Any] = {}
    said = ""
    if made is not None:
        told = {"imported": as_dict(made)}
        said = (
            f"{made.manifest}: {made.translated} texts translated, {made.untranslated} not, "
            f"{made.changed} changed since the export, {made.vanished} translations without a text; "
            f"{len(made.written)} files written"
        )
    place = made.manifest if made is not None else manifest or file
    return _finish(report, told, said, as_json=as_json, manifest=place, strict=strict)


def _check_language(language: str) -> None:
    import re

    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
        raise click.UsageError(f"{language!r} is no code of a language, such as en, ru or pt-BR.")


def _finish(
    report: Report,
    told: dict[str, Any],
    said: str,
    *,
    as_json: bool,
    manifest: Path,
    strict: bool = False,
) -> int:
    from scormkit.cli.report import count_in_words, print_diagnostics
    from scormkit.diagnostics import Severity
    from scormkit.project import project_root

    failed = not told or report.has_errors or (strict and report.count(Severity.WARNING) > 0)
    if as_json:
        import json

        from scormkit.cli.report.formats import write_json

        document = json.loads(write_json(report, {})) | told
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return int(failed)
    print_diagnostics(report, roots=(project_root(manifest),), err=True)
    click.echo(said or f"{count_in_words(report)}; nothing was written", err=not said)
    return int(failed)
