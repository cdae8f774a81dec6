"""``scormkit validate PATH …``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scormkit.diagnostics import Report, Severity


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@click.option("--expect", metavar="STANDARD", help="The standard a package must follow.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="CODE[=REASON]",
    help="Leave out a kind of finding; the report repeats the reason.",
)
def command(
    *,
    paths: tuple[Path, ...],
    form: str,
    expect: str | None,
    strict: bool,
    ignored: tuple[str, ...],
) -> int:
    """Check packages, manifests and sources, by whatever tool they were made.

    Each of PATHS is a zip, an unpacked package, an imsmanifest.xml, a file of questions (GIFT, Aiken,
    Moodle XML, QTI), or a project's folder or YAML file.

    \b
    Examples:
      scormkit validate course.zip
      scormkit validate . --strict --format sarif
      scormkit validate course.zip --ignore "ZIP-020=our LMS takes it"
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.check.packages import check_package
    from scormkit.diagnostics import Report, Severity

    expected = _standard(expect) if expect else ""
    reasons = _reasons(ignored)
    nothing: dict[str, Severity | None] = dict.fromkeys(reasons)
    report = Report(regrade=nothing)
    for path in paths:
        if _is_source(path):
            from scormkit.check.sources import check_sources

            check_sources(path, report)
        else:
            check_package(path, report, expected)
    _write(report, form, reasons, [str(path) for path in paths], strict=strict)
    failed = report.has_errors or (strict and report.count(Severity.WARNING) > 0)
    return 1 if failed else 0


def _is_source(path: Path) -> bool:
    """Answer whether a path is something an author wrote: YAML, a module, a project."""
    if path.is_dir():
        own = path.name in {"manifests", "modules"}
        return own or any(
            (path / name).exists() for name in ("manifests", "modules", "module.yaml")
        )
    return path.suffix.lower() in {".yaml", ".yml"}


def _standard(name: str) -> str:
    from scormkit.standards import STANDARDS

    if name not in STANDARDS:
        raise click.UsageError(
            f"--expect: there is no standard {name}; {', '.join(STANDARDS)} are."
        )
    return name


def _reasons(ignored: tuple[str, ...]) -> dict[str, str]:
    from scormkit.check import catalogue

    reasons = {}
    for each in ignored:
        code, _, reason = each.partition("=")
        code = code.strip().upper()
        if code not in catalogue.codes():
            near = catalogue.near(code)
            meant = f" Did you mean {', '.join(near)}?" if near else ""
            raise click.UsageError(f"--ignore: there is no code {code}.{meant}")
        reasons[code] = reason.strip()
    return reasons


def _write(
    report: Report, form: str, reasons: dict[str, str], paths: list[str], *, strict: bool
) -> None:
    from scormkit.check import catalogue
    from scormkit.cli.report import formats

    if form == "json":
        click.echo(formats.write_json(report, reasons))
    elif form == "sarif":
        click.echo(formats.write_sarif(report, catalogue.codes()))
    elif form == "junit":
        click.echo(formats.write_junit(report, paths, strict=strict))
    else:
        _print(report, reasons, paths)


def _print(report: Report, reasons: dict[str, str], paths: list[str]) -> None:
    from scormkit.cli.report import count_in_words, print_diagnostics

    roots = [root for path in paths if (root := _root(Path(path)))]
    print_diagnostics(report, roots=roots)
    for code, reason in reasons.items():
        click.echo(f"ignored: {code}{f' ({reason})' if reason else ''}")
    subject = paths[0] if len(paths) == 1 else f"{len(paths)} subjects"
    click.echo(f"{subject}: {count_in_words(report) or 'nothing to complain about'}")


def _root(path: Path) -> Path | None:
    """Give the project's folder, to which the paths of findings in sources are relative."""
    if not _is_source(path):
        return None
    folder = path.absolute() if path.is_dir() else path.absolute().parent
    for each in (folder, *folder.parents):
        if each.name in {"manifests", "modules"}:
            return each.parent
    return folder
