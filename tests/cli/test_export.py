"""``scormkit export``: texts on standard output, packages in files, losses on standard error."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from projects import FILES, write_project
from scormkit.cli.export import FORMATS, command
from scormkit.writers import WRITERS

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False)


def test_the_options_are_the_formats() -> None:
    assert set(FORMATS) == WRITERS.keys()


@pytest.mark.parametrize("source", ["modules/one", "modules/one/test.yaml", "manifests/small.yaml"])
def test_a_test_is_found_by_file_module_and_manifest(source: str, tmp_path: Path) -> None:
    write_project(tmp_path)
    result = run(tmp_path / source, "--to", "gift")
    assert result.return_value == 0
    assert "=Четыре" in result.stdout
    assert "[id:q1]" in result.stdout


def test_losses_are_told_with_their_line_and_fail_nothing(tmp_path: Path) -> None:
    write_project(tmp_path)
    result = run(tmp_path / "manifests/small.yaml", "--to", "moodle")
    assert result.return_value == 0
    assert "modules/one/test.yaml" in result.stderr
    assert "EXP-001" in result.stderr
    assert result.stdout.startswith("<?xml")
    assert "EXP" not in result.stdout


def test_what_is_wrong_with_the_test_stops_the_export(tmp_path: Path) -> None:
    test = str(FILES["modules/one/test.yaml"]).replace("correct: true", "correct: false")
    write_project(tmp_path, {"modules/one/test.yaml": test})
    out = tmp_path / "out.gift"
    result = run(tmp_path / "modules/one", "--to", "gift", "-o", out)
    assert result.return_value == 1
    assert "QUZ-001" in result.stderr
    assert not out.exists()


@pytest.mark.parametrize("form", ["qti21", "qti30"])
def test_a_package_wants_a_name_and_is_the_same_each_time(form: str, tmp_path: Path) -> None:
    write_project(tmp_path)
    source = tmp_path / "manifests/small.yaml"
    assert "-o" in str(run(source, "--to", form).exception)
    for name in ("one.zip", "two.zip"):
        assert run(source, "--to", form, "-o", tmp_path / name).return_value == 0
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as package:
        assert package.namelist()[0] == "imsmanifest.xml"
        assert "one-test/items/q2.xml" in package.namelist()


def test_words_of_true_and_false_are_those_of_the_test(tmp_path: Path) -> None:
    write_project(tmp_path)
    out = tmp_path / "t.zip"
    run(tmp_path / "modules/one", "--to", "qti21", "-o", out)
    with zipfile.ZipFile(out) as package:
        assert "Неверно" in package.read("one-test/items/q2.xml").decode()


def test_without_a_test_it_says_so(tmp_path: Path) -> None:
    write_project(tmp_path, {"modules/one/test.yaml": None})
    result = run(tmp_path / "modules/one", "--to", "gift")
    assert "no test" in str(result.exception)
