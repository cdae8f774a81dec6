"""The frame of the command line: lazy, exit codes 0/1/2/130, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

import scormkit
from scormkit import cli
from scormkit.diagnostics import Diagnostic, Location, Severity
from scormkit.errors import ManifestError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAVY = {"pydantic", "lxml", "jinja2", "yaml", "rich", "markdown_it", "nh3", "babel", "starlette"}


def run(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    program = "import sys; from scormkit.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        check=False,
        encoding="utf-8",
    )


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["-h"], []])
def test_looking_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys; from scormkit.cli import main; main(sys.argv[1:]); "
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
    )
    assert set(done.stderr.split()) & HEAVY == set()


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    for name in ("build", "convert", "explain", "import", "new", "preview", "schema", "validate"):
        assert f"\n  {name} " in shown


@pytest.mark.parametrize(
    "name", ["build", "convert", "explain", "import", "new", "preview", "schema", "validate"]
)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == 0
    assert f"scormkit {name}" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"scormkit {scormkit.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bild"], "Did you mean build?"),
        (["nonsense"], "No such command"),
        (["--nonsense"], "No such option"),
        (["schema"], "manifest, module, test"),
        (["schema", "quiz"], "'manifest', 'module', 'test'"),
        (["new", "course"], "NAME"),
        (["validate", "no-such-file"], "no-such-file"),
    ],
)
def test_wrong_usage(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert told in capsys.readouterr().err


def test_completion_in_the_shell() -> None:
    line = {"COMP_WORDS": "scormkit v", "COMP_CWORD": "1", "_SCORMKIT_COMPLETE": "bash_complete"}
    assert run(env=line).stdout == "plain,validate\n"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Makes the command ``build`` fail in some way."""

    def fail(error: BaseException) -> None:
        @click.command()
        def command() -> None:
            raise error

        monkeypatch.setattr(cli._Commands, "get_command", lambda *_: command)

    return fail


def test_what_cannot_go_on_is_told(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    at = Location("manifests/a.yaml", 3, 1)
    failing(ManifestError(Diagnostic("PRJ-999", Severity.ERROR, "What is wrong.", at, "Do this.")))
    assert cli.main(["build"]) == 1
    told = capsys.readouterr()
    assert all(
        part in told.err for part in ("a.yaml", "3:1", "PRJ-999", "What is wrong.", "Do this.")
    )
    assert told.out == ""


def test_our_own_mistake_is_one_line(
    failing: Callable[[BaseException], None], capsys: pytest.CaptureFixture[str]
) -> None:
    failing(KeyError("secret"))
    assert cli.main(["build"]) == 1
    told = capsys.readouterr().err
    assert "APP-001" in told
    assert "Traceback" not in told
    assert told.count("\n") == 1
    with pytest.raises(KeyError):
        cli.main(["--debug", "build"])


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.exceptions.Abort()])
def test_an_interrupt(error: BaseException, failing: Callable[[BaseException], None]) -> None:
    failing(error)
    assert cli.main(["build"]) == 130


def test_a_terminal_without_the_letters(tmp_path: Path) -> None:
    """Words that the terminal cannot show come out as marks, not as a failure."""
    done = run("explain", "PRJ-010", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    (tmp_path / "a.yaml").write_text("ключ: [", encoding="utf-8")
    done = run("validate", str(tmp_path / "a.yaml"), env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert "PRJ-010" in done.stdout + done.stderr
