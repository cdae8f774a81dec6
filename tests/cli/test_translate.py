"""``scormkit translate``: what is said, exit codes, and nothing written half."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from projects import write_project
from scormkit.cli import main
from scormkit.cli.translate import command
from scormkit.diagnostics import Report
from scormkit.ingest.translate import import_course
from translators import change, translate, upper

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(a) for a in arguments], standalone_mode=False)


def export(root: Path, *more: object) -> tuple[Path, Path]:
    manifest, file = write_project(root), root / "out.xlf"
    assert run("export", manifest, "--to", "en", "--out", file, *more).return_value == 0
    return manifest, file


def tree(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_there_and_back(tmp_path: Path) -> None:
    _, file = export(tmp_path)
    result = run("import", translate(file, upper))
    assert result.return_value == 0
    assert "17 texts translated, 0 not, 0 changed" in result.stdout
    assert (tmp_path / "manifests/small-en.yaml").is_file()
    again = run("import", file)
    assert "0 files written" in again.stdout


def test_machines_get_numbers_and_findings(tmp_path: Path) -> None:
    manifest, file = export(tmp_path)
    told = json.loads(run("export", manifest, "--to", "en", "--out", file, "--json").stdout)
    assert told["exported"] == {
        "units": 17, "kept": 0, "changed": 0, "vanished": 0, "file": str(file),
    }  # fmt: skip
    translate(file, upper, "Первая")
    told = json.loads(run("import", file, "--json").stdout)
    assert told["imported"]["translated"] == 1
    assert told["counts"]["warning"] == told["imported"]["untranslated"] == 16
    assert {d["code"] for d in told["diagnostics"]} == {"TRN-004"}
    assert "modules/one-en/01-first.md" in " ".join(told["imported"]["written"])


def test_a_translators_work_is_not_overwritten_by_a_new_export(tmp_path: Path) -> None:
    manifest, file = export(tmp_path)
    translate(file, upper)
    before = file.read_bytes()
    arguments = ("export", manifest, "--to", "en", "--out", file)
    assert run(*arguments).return_value == 1
    assert file.read_bytes() == before
    change(tmp_path / "modules/one/02-second.xwiki", "* ещё **один**\n", "")
    result = run(*arguments, "--update", file)
    assert result.return_value == 0
    assert "TRN-006" in result.stderr
    assert "16 translations kept" in result.stdout
    assert run(*arguments, "--force").return_value == 0
    wrong = run("export", manifest, "--to", "fr", "--out", tmp_path / "x.xlf", "--update", file)
    assert wrong.return_value == 1
    assert "TRN-012" in wrong.stderr


def test_strict_fails_on_what_is_not_translated(tmp_path: Path) -> None:
    _, file = export(tmp_path)
    assert run("import", file).return_value == 0
    assert run("import", file, "--strict").return_value == 1


def test_what_stands_there_is_not_overwritten_unseen(tmp_path: Path) -> None:
    _, file = export(tmp_path)
    run("import", translate(file, upper))
    change(tmp_path / "modules/one-en/01-first.md", "ПЕРВАЯ", "The first")
    before = tree(tmp_path)
    result = run("import", file)
    assert result.return_value == 1
    assert "TRN-009" in result.stderr
    assert "modules/one-en/01-first.md" in result.stderr
    assert tree(tmp_path) == before
    assert run("import", file, "--force").return_value == 0
    assert "ПЕРВАЯ" in (tmp_path / "modules/one-en/01-first.md").read_text(encoding="utf-8")


def test_a_full_disk_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, file = export(tmp_path)
    before = tree(tmp_path)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scormkit.ingest.translate.saving.shutil.copy2", full)
    report = Report()
    assert import_course(file, report) is None
    assert [d.code for d in report if d.severity == "error"] == ["TRN-010"]
    assert tree(tmp_path) == before
    assert not (tmp_path / "modules/one-en").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", "MANIFEST", "--to", "ru", "--out", "x.xlf"], 1, "TRN-003"),
        (
            ["export", "MANIFEST", "--to", "на русский", "--out", "x.xlf"],
            2,
            "no code of a language",
        ),
        (["export", "MANIFEST", "--to", "en"], 2, "--out"),
        (["import", "MANIFEST"], 1, "TRN-001"),
        (["import", "nothing.xlf"], 2, "nothing.xlf"),
    ],
)
def test_what_cannot_go_on(
    arguments: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    manifest = write_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    given = [str(manifest) if a == "MANIFEST" else a for a in arguments]
    assert main(["translate", *given]) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x.xlf").exists()


def test_a_translation_far_from_its_course_needs_the_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest, file = export(tmp_path / "project")
    monkeypatch.chdir(tmp_path)
    alone = file.rename(tmp_path / "out.xlf")
    result = run("import", alone)
    assert result.return_value == 1
    assert "TRN-002" in result.stderr
    assert run("import", alone, "--manifest", manifest).return_value == 0


def test_help_shows_examples() -> None:
    for name in ((), ("export",), ("import",)):
        assert "Examples:\n    scormkit translate" in run(*name, "--help").output
