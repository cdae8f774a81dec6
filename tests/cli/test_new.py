"""``scormkit new`` and ``scormkit schema``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scormkit import cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_course_and_modules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "course", "Курс", "--language", "ru"]) == 0
    assert "scormkit build manifests/kurs.yaml" in capsys.readouterr().out
    assert cli.main(["new", "module", "Второй модуль"]) == 0
    manifest = (tmp_path / "manifests/kurs.yaml").read_text(encoding="utf-8")
    assert "  - 01-introduction\n  - 02-vtoroy-modul\n" in manifest
    assert (tmp_path / "manifests/.schema/test.json").is_file()
    page = (tmp_path / "modules/02-vtoroy-modul/01-about.md").read_text(encoding="utf-8")
    assert page.startswith("# Второй модуль\n")
    assert "Проверьте себя" in page  # the project's language
    assert cli.main(["validate", "."]) == 0


def test_of_several_courses_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        assert cli.main(["new", "course", name]) == 0
    assert cli.main(["new", "module", "x"]) == 0
    assert "Add 02-x to the modules of a manifest." in capsys.readouterr().out
    assert cli.main(["new", "module", "y", "--manifest", "manifests/b.yaml"]) == 0
    assert "03-y" in (tmp_path / "manifests/b.yaml").read_text(encoding="utf-8")
    assert "03-y" not in (tmp_path / "manifests/a.yaml").read_text(encoding="utf-8")


def test_what_is_there_stays(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", "course", "a"]) == 0
    assert cli.main(["new", "course", "a"]) == 1
    assert "PRJ-040" in capsys.readouterr().err


def test_schemas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("manifest", "module", "test"):
        assert cli.main(["schema", kind]) == 0
        assert json.loads(capsys.readouterr().out)["properties"]["title"]
    assert cli.main(["schema", "--write", "schemas"]) == 0
    assert len(capsys.readouterr().out.split()) == 3
    assert cli.main(["schema", "--write", "schemas"]) == 0
    assert capsys.readouterr().out == ""
    assert len(list((tmp_path / "schemas").iterdir())) == 3


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert cli.main(["schema", "--write", "file/schemas"]) == 2
    assert "cannot be written" in capsys.readouterr().err
