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
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port to listen on; by default a free one.",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def command(*, source: Path | None, port: int, no_browser: bool) -> int:
    """Try a course in a strict local LMS, in the browser.

    SOURCE is a manifest, whose course is built anew whenever something in its project is saved, or
    a package, zipped or not. Without it, the project's one manifest is taken.

    \b
    Examples:
      scormkit preview
      scormkit preview dist/intro-course-1-0-scorm12.zip --port 8000
    """  # noqa: D301  click's mark for text that is not wrapped
    from tempfile import TemporaryDirectory

    from scormkit.cli.report import print_diagnostics
    from scormkit.errors import ScormkitError

    with TemporaryDirectory(prefix="scormkit-preview-") as folder:
        try:
            preview = _open(source or _only_manifest(), Path(folder), port)
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


def _open(source: Path, folder: Path, port: int) -> Preview:
    from scormkit import project
    from scormkit.preview.server import Preview

    if source.suffix.lower() not in {".yaml", ".yml"}:
        return Preview(source, rebuild=lambda: source, watch=(source,), port=port)
    root = project.project_root(source)
    watch = (root / "manifests", root / "modules", source)
    return Preview(None, rebuild=_builder(source, folder), watch=watch, port=port)


def _builder(manifest: Path, folder: Path) -> Callable[[], Path]:
    """Make the function that builds the course, tells what it finds, and raises its errors."""
    from scormkit.build import build_course
    from scormkit.cli.report import print_diagnostics
    from scormkit.diagnostics import Severity
    from scormkit.errors import ManifestError
    from scormkit.project import project_root

    def rebuild() -> Path:
        built = build_course(manifest, standards=("scorm12",), dist=folder)
        print_diagnostics(built.diagnostics, roots=(project_root(manifest),))
        if built.failed or not built.packages:
            errors = [d for d in built.diagnostics if d.severity is Severity.ERROR]
            raise ManifestError(*errors)
        return built.packages[0].path

    return rebuild
