"""``scormkit build [MANIFEST …]``."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scormkit import __version__, stamps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.built import Built, Package

_MEGABYTE = 1e6
_EVERY = "all"  # stands for all standards in the record of a build, before their modules are loaded
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Make the packages of a course.")
@click.argument("manifests", nargs=-1, type=_FILE, metavar="[MANIFEST]...")
@click.option("--standard", "standards", multiple=True, help="Build this one, not the manifest's.")
@click.option("--all", "every", is_flag=True, help="Build every standard in one pass.")
@click.option(
    "--dist", type=click.Path(file_okay=False, path_type=Path), help="Where packages go; dist/."
)
@click.option("--strict", is_flag=True, help="Fail on warnings too (packages are still written).")
@click.option("--json", "as_json", is_flag=True, help="Print for machines.")
def command(
    *,
    manifests: tuple[Path, ...],
    standards: tuple[str, ...],
    every: bool,
    dist: Path | None,
    strict: bool,
    as_json: bool,
) -> int:
    """Make the packages of courses and check them before they are written.

    Without MANIFEST, every course in manifests/ is built. Nothing is written if there is an
    error, and nothing if nothing has changed.

    \b
    Examples:
      scormkit build
      scormkit build manifests/intro-course.yaml --standard web
      scormkit build --all
    """  # noqa: D301  click's mark for text that is not wrapped
    if every and standards:
        raise click.UsageError("--all builds every standard: leave out --standard.")
    standards = (_EVERY,) if every else standards
    results = [_built(manifest, standards, dist, quiet=as_json) for manifest in manifests or _all()]
    if as_json:
        click.echo(json.dumps(_for_machines(results), ensure_ascii=False, indent=2))
    else:
        for result in results:
            _print(result)
    failed = any(result["failed"] for result in results)
    warned = any(d["severity"] == "warning" for result in results for d in result["diagnostics"])
    return 1 if failed or (strict and warned) else 0


def _all() -> tuple[Path, ...]:
    found = sorted([*Path("manifests").glob("*.yaml"), *Path("manifests").glob("*.yml")])
    if not found:
        raise click.UsageError(
            "There is no manifests/*.yaml here. Name a manifest, or start with: "
            "scormkit new course my-course"
        )
    return tuple(found)


def _built(
    manifest: Path, standards: tuple[str, ...], dist: Path | None, *, quiet: bool
) -> dict[str, Any]:
    """Give the summary of a build, made now or recorded under the very same inputs."""
    folder = manifest.absolute().parent
    root = folder.parent if folder.name == "manifests" else folder
    record = root / ".scormkit" / f"{manifest.stem}.stamps"
    mark = json.dumps([stamps.code(), str(manifest.absolute()), standards, str(dist)])
    known = stamps.unchanged(record, mark)
    if known is not None:
        return {**known, "unchanged": True, "work": {"rendered": 0, "compressed": 0}}
    began = time.time_ns()
    built = _build(manifest, standards, dist, quiet=quiet)
    summary = _summary(manifest, root, built)
    if not built.failed:
        outputs = [path for package in built.packages for path in _outputs(package)]
        summary["outputs"] = [str(path) for path in outputs]
        stamps.remember(record, mark, [*built.inputs, *outputs], began, summary)
    return {**summary, "unchanged": False, "work": built.work}


def _outputs(package: Package) -> list[Path]:
    """Give all that was written: a file gone or changed in an unpacked folder is to be noticed."""
    folder = package.folder
    return [package.path, *((folder, *sorted(folder.rglob("*"))) if folder else ())]


def _build(manifest: Path, standards: tuple[str, ...], dist: Path | None, *, quiet: bool) -> Built:
    quiet = quiet or not sys.stderr.isatty()

    def progress(step: str) -> None:  # no thread may run: it would keep the build to one processor
        if not quiet:
            click.echo(f"\r\x1b[K{manifest.name}: {step}", nl=False, err=True)

    with _no_collector():
        from scormkit.build import build_course
        from scormkit.standards import STANDARDS

        if standards == (_EVERY,):
            standards = tuple(STANDARDS)
        for name in standards:
            if name not in STANDARDS:
                raise click.UsageError(f"--standard {name}: there are {', '.join(STANDARDS)}.")
        try:
            return build_course(manifest, standards=standards, dist=dist, progress=progress)
        finally:
            if not quiet:
                click.echo("\r\x1b[K", nl=False, err=True)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Trees of pages hold no cycles: to look for some, also at the end, costs a fifth of a build."""
    import gc

    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _summary(manifest: Path, root: Path, built: Built) -> dict[str, Any]:
    from scormkit.cli.report import count_in_words
    from scormkit.values import as_dict

    return {
        "manifest": str(manifest),
        "root": str(root),
        "failed": built.failed,
        "packages": [
            as_dict(package) | {"folder": str(package.folder or "")} for package in built.packages
        ],
        "diagnostics": [as_dict(found) for found in built.diagnostics],
        "found": count_in_words(built.diagnostics),
        "seconds": built.seconds,
    }


def _for_machines(results: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = ("rendered", "compressed")
    work = {kind: sum(result["work"].get(kind, 0) for result in results) for kind in kinds}
    return {"version": __version__, "courses": results, "work": work}


def _print(result: dict[str, Any]) -> None:
    name = result["manifest"]
    if result["unchanged"]:  # told in full when it was built; this path imports next to nothing
        found = f"; {result['found']}, as before" if result.get("found") else ""
        click.echo(f"{name}: nothing has changed{found}")
    elif result["diagnostics"]:
        _print_findings(result)
        click.echo(f"{name}: {result['found']}", err=True)
    if result["failed"]:
        click.secho("Nothing was written.", fg="red", err=True)
    else:
        _print_table(result["packages"])
        if not result["unchanged"]:
            _print_times(result)


def _print_times(result: dict[str, Any]) -> None:
    """Say what was done once for all packages, and how long it took."""
    work, packages = result["work"], result["packages"]
    each = sum(package["seconds"] for package in packages)
    click.secho(
        f"rendered {work['rendered']} sources in {result['seconds']:.2f} s, "
        f"compressed {work['compressed']} files, "
        f"packed and checked {len(packages)} packages in {each:.2f} s",
        dim=True,
    )


def _print_findings(result: dict[str, Any]) -> None:
    from scormkit.cli.report import print_diagnostics
    from scormkit.diagnostics import Diagnostic, Location, Severity

    found = [
        Diagnostic(**{**d, "severity": Severity(d["severity"]), "at": Location(**d["at"])})
        for d in result["diagnostics"]
    ]
    print_diagnostics(found, roots=(Path(result["root"]),), err=True)


def _print_table(packages: list[dict[str, Any]]) -> None:
    head = ("package", "size", "pages", "questions", "state at worst", "seconds")
    rows = [head, *(_row(package) for package in packages)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    for number, row in enumerate(rows):
        cells = [
            row[0].ljust(widths[0]),
            *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
        ]
        click.secho("  ".join(cells), bold=number == 0)
    for line in dict.fromkeys(line for package in packages for line in _hosts(package)):
        click.echo(line)
    for package in packages:
        if package["folder"]:
            click.echo(f"unpacked too, for a web server: {_shown(package['folder'])}/")


def _hosts(package: dict[str, Any]) -> Iterator[str]:
    """Say which hosts learners' browsers are sent to, and what for."""
    for contact in package["contacts"]:
        why = ", ".join(f"{kind} {times}" for kind, times in contact["why"].items())
        yield f"learners' browsers ask {contact['host']}: {why}"


def _shown(path: str) -> str:
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


def _row(package: dict[str, Any]) -> tuple[str, ...]:
    shown = _shown(package["path"])
    limit = package["limit"]
    state = f"{package['state']:,} of {limit:,}" if limit else f"{package['state']:,}"
    size = package["size"]
    weight = f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{size / 1e3:.0f} kB"
    seconds = f"{package['seconds']:.2f}"
    return shown, weight, str(package["pages"]), str(package["questions"]), state, seconds
