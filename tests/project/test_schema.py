"""An editor knows every key, says what it means and takes what scormkit takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scormkit.project import Manifest, ModuleSettings
from scormkit.project.schema import DIALECT, FOLDER, write_schema
from scormkit.readers.quiz.settings import TestSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

KINDS: dict[str, type[BaseModel]] = {
    "manifest": Manifest,
    "module": ModuleSettings,
    "test": TestSettings,
}
PROJECT = Path(__file__).parents[2]


def _properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in (schema, *schema.get("$defs", {}).values()):
        yield from part.get("properties", {}).items()


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described(kind: str) -> None:
    schema = json.loads(write_schema(KINDS[kind]))
    assert schema["$schema"] == DIALECT
    assert schema["additionalProperties"] is False
    assert [name for name, told in _properties(schema) if not told.get("description")] == []


def test_the_pass_mark_has_its_own_name() -> None:
    assert "pass" in json.loads(write_schema(TestSettings))["properties"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_demonstration_s_schemas_are_new(kind: str) -> None:
    file = PROJECT / FOLDER / f"{kind}.json"
    assert file.read_text(encoding="utf-8") == write_schema(KINDS[kind]), (
        "run: scormkit schema --write manifests/.schema"
    )


def test_the_demonstration_uses_them() -> None:
    for path in [*PROJECT.glob("manifests/*.yaml"), *PROJECT.glob("modules/*/*.yaml")]:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.is_file(), path


def test_the_schema_of_a_page_is_printed_and_saved_only_by_its_name(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from scormkit.cli.schema import command

    printed = CliRunner().invoke(command, ["page"], standalone_mode=False)
    assert json.loads(printed.stdout)["properties"]["type"] == {"const": "Page"}
    CliRunner().invoke(command, ["page", "--write", str(tmp_path)], standalone_mode=False)
    assert [path.name for path in tmp_path.iterdir()] == ["page.json"]
    CliRunner().invoke(command, ["--write", str(tmp_path / "all")], standalone_mode=False)
    assert sorted(p.stem for p in (tmp_path / "all").iterdir()) == sorted(KINDS)
