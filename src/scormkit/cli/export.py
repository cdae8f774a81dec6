"""``scormkit export PATH --to FORMAT``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.archive import FileTree
    from scormkit.diagnostics import Report
    from scormkit.model.exam import Exam
    from scormkit.project import ModuleSources
    from scormkit.writers import Writer

FORMATS = ("gift", "moodle", "qti21", "qti30")
_OWN = {"module.yaml", "test.yaml"}
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@click.command(short_help="Write tests for banks of questions.")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--to", "form", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; texts go to standard output without it.",
)
def command(*, path: Path, form: str, output: Path | None) -> int:
    """Write the tests of PATH in a format that LMSs and banks of questions import.

    PATH is a test.yaml, a module's folder, or a manifest, of which all tests are taken. What the
    format cannot hold is said on standard error; the rest is written all the same.

    \b
    Examples:
      scormkit export modules/04-client-focus/test.yaml --to gift
      scormkit export manifests/intro-course.yaml --to qti21 -o tests.zip
    """  # noqa: D301  click's mark for text that is not wrapped
    from scormkit.cli.report import count_in_words, print_diagnostics
    from scormkit.diagnostics import Report
    from scormkit.writers import WRITERS

    writer = WRITERS[form]
    if output is None and writer.suffix == ".zip":
        raise click.UsageError(f"{writer.title} is a zip: say its name with -o, e.g. -o tests.zip.")
    report = Report()
    exams = tuple(_exams(path, writer, report))
    if not exams and not report.has_errors:
        raise click.UsageError(f"There is no test in {path}.")
    made = b"" if report.has_errors else writer.write(exams, report)
    print_diagnostics(report, roots=(_root(path),), err=True)
    if report.has_errors:
        click.echo(f"{path}: {count_in_words(report)}; nothing was written", err=True)
        return 1
    _write(made, output)
    return 0


def _exams(path: Path, writer: Writer, report: Report) -> Iterator[Exam]:
    """Read every test and render it for the format."""
    from scormkit.readers import quiz
    from scormkit.render.course.assets import Assets
    from scormkit.render.course.quiz.exams import render_exam
    from scormkit.values import replace

    language, modules = _modules(path, report)
    for module in modules:
        if module.test is None:
            continue
        read = quiz.read(module.test.text, module.test.path, report)
        if read is not None:
            test = replace(read, id=f"{module.id}-{read.id}")
            spoken = language or ("ru" if _CYRILLIC.search(module.test.text) else "en")
            yield render_exam(
                test, Assets(module.files), spoken, lambda asset: writer.address(asset.path)
            )


def _modules(path: Path, report: Report) -> tuple[str, tuple[ModuleSources, ...]]:
    """Give the language, if something states it, and the modules whose tests are meant."""
    from scormkit import project

    if path.is_dir() or path.name in _OWN:
        module = project.find_module((path if path.is_dir() else path.parent).absolute(), report)
        return "", (module,) if module else ()
    manifest = project.load_manifest(path, report)
    if manifest is None:
        return "", ()
    return manifest.language, project.find_modules(manifest, path, report)


def _root(path: Path) -> Path:
    """Give the project's folder, to which the paths of findings are relative."""
    folder = path.absolute() if path.is_dir() else path.absolute().parent
    inside = next(
        (p for p in (folder, *folder.parents) if p.name in {"manifests", "modules"}), None
    )
    return inside.parent if inside else folder


def _write(made: bytes | FileTree, output: Path | None) -> None:
    from scormkit import archive

    if isinstance(made, archive.FileTree):
        assert output is not None
        archive.save(made, output, first=("imsmanifest.xml",))
    elif output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.flush()
    else:
        output.write_bytes(made)
