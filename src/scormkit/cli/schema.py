"""``scormkit schema [KIND] [--write DIR]``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scormkit.project.settings import Settings

KINDS = ("manifest", "module", "test")
_PAGE = "page"
"""What convert writes as JSON; no editor completes that, so it is saved only when it is named."""


@click.command("schema", short_help="Write the JSON Schemas of the YAML files.")
@click.argument("kind", required=False, type=click.Choice([*KINDS, _PAGE]))
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Save files in this folder; new projects look in manifests/.schema.",
)
def command(kind: str | None, folder: Path | None) -> int:
    """Write the JSON Schemas of the YAML files, which let an editor complete and check keys.

    One of them is printed; --write saves the one that is named, or all. "page" is the schema of what
    scormkit convert --to json writes.

    \b
    Examples:
      scormkit schema test
      scormkit schema --write manifests/.schema
    """  # noqa: D301  click's mark for text that is not wrapped
    if folder is not None:
        for path in save_schemas(folder, (kind,) if kind else KINDS):
            click.echo(str(path))
        return 0
    if kind is None:
        raise click.UsageError(
            f"Say which one: {', '.join([*KINDS, _PAGE])}; or --write DIR for all."
        )
    click.echo(schema_text(kind), nl=False)
    return 0


def schema_text(kind: str) -> str:
    """Write one of the schemas."""
    if kind == _PAGE:
        from scormkit.writers.pages.tree import write_schema as write_page_schema

        return write_page_schema()
    from scormkit.project import Manifest, ModuleSettings
    from scormkit.project.schema import write_schema
    from scormkit.readers.quiz.settings import TestSettings

    settings: dict[str, type[Settings]] = {
        "manifest": Manifest,
        "module": ModuleSettings,
        "test": TestSettings,
    }
    return write_schema(settings[kind])


def save_schemas(folder: Path, kinds: tuple[str, ...] = KINDS) -> list[Path]:
    """Save schemas; give the files that changed."""
    saved = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds:
            path, text = folder / f"{kind}.json", schema_text(kind)
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8", newline="\n")
                saved.append(path)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from error
    return saved
