"""``scormkit preview [MANIFEST|PACKAGE]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.preview.server import Preview


@click.command(short_help="Try a course in a strict local LMS.")
@click.argument("source", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--standard",
    "standards",
    multiple=True,
    metavar="NAME",
    help="A standard to build the manifest's course for; by default those of the manifest.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port to listen on; by default a free one.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def command(*, source: Path | None, standards: tuple[str, ...], port: int, no_browser: bool) -> int:
    """Try a course in a strict local LMS, in the browser.

    SOURCE is a manifest, whose course is built anew whenever something in its project is saved, or
    a package, zipped or not. Without it, the project's one manifest is taken. A course of several
    standards is shown as the first of them; the page has a chooser.

    \b
    Examples:
      scormkit preview
      scormkit preview manifests/intro-course.yaml --standard cmi5
      scormkit preview dist/intro-course-1-0-scorm12.zip --port 8000
    """  # noqa: D301  click's mark for text that is not wrapped
    from tempfile import TemporaryDirectory

    from scormkit.cli.report import print_diagnostics
    from scormkit.errors import ScormkitError

    with TemporaryDirectory(prefix="scormkit-preview-") as folder:
        try:
            preview = _open(source or _only_manifest(), standards, Path(folder), port)
        except ScormkitError as error:
            print_diagnostics(error.diagnostics)
            return 1
        except OSError as error:
            raise click.UsageError(f"--port {port}: {error.strerror or error}") from error
        click.echo(f"{preview.address}  (Ctrl-C ends it)")
        if not no_browser:
            click.launch(preview.address)
        preview.run()
    return 0


def _only_manifest() -> Path:
    found = sorted([*Path("manifests").glob("*.yaml"), *Path("manifests").glob("*.yml")])
    if len(found) == 1:
        return found[0]
    told = ", ".join(str(path) for path in found) or "there is none in manifests/"
    raise click.UsageError(f"Name a manifest or a package: {told}.")


def _open(source: Path, standards: tuple[str, ...], folder: Path, port: int) -> Preview:
    from scormkit import project
    from scormkit.preview.server import Preview

    if source.suffix.lower() not in {".yaml", ".yml"}:
        if standards:
            raise click.UsageError("--standard: a package has the standard that it was built for.")
        return Preview(source, rebuild=lambda: {"": source}, watch=(source,), port=port)
    _check(standards)
    root = project.project_root(source)
    watch = (root / "manifests", root / "modules", source)
    return Preview(None, rebuild=_builder(source, standards, folder), watch=watch, port=port)


def _check(standards: tuple[str, ...]) -> None:
    from scormkit.standards import STANDARDS

    for name in standards:
        if name not in STANDARDS:
            known = ", ".join(STANDARDS)
            raise click.UsageError(f"--standard {name}: known are {known}.")


def _builder(
    manifest: Path, standards: tuple[str, ...], folder: Path
) -> Callable[[], dict[str, Path]]:
    """Make the function that builds the course, tells what it finds, and raises its errors."""
    from scormkit.build import build_course
    from scormkit.cli.report import print_diagnostics
    from scormkit.diagnostics import Severity
    from scormkit.errors import ManifestError
    from scormkit.project import project_root

    def rebuild() -> dict[str, Path]:
        built = build_course(manifest, standards=standards, dist=folder)
        print_diagnostics(built.diagnostics, roots=(project_root(manifest),))
        if built.failed or not built.packages:
            errors = [d for d in built.diagnostics if d.severity is Severity.ERROR]
            raise ManifestError(*errors)
        packages: dict[str, Path] = {}
        for package in built.packages:  # of a package for each module the first is shown
            packages.setdefault(package.standard, package.path)
        return packages

    return rebuild
