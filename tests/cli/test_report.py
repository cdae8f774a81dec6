"""Findings as people see them: by file, the line, the caret under the place, hints once."""

from __future__ import annotations

from pathlib import Path

import pytest

from scormkit.cli.report import count_in_words, print_diagnostics
from scormkit.diagnostics import Diagnostic, Location, Severity


def finding(
    path: str, line: int = 0, column: int = 0, severity: Severity = Severity.ERROR, hint: str = ""
) -> Diagnostic:
    return Diagnostic("ABC-001", severity, "What is wrong.", Location(path, line, column), hint)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def shown(capsys: pytest.CaptureFixture[str], *found: Diagnostic, root: Path | None = None) -> str:
    print_diagnostics(found, roots=[root] if root else [])
    return capsys.readouterr().out


def test_line_and_caret(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("one\nдва *три*\n", encoding="utf-8")
    assert shown(capsys, finding("a.md", 2, 5, hint="Do this.")) == (
        "a.md\n"
        "  2:5     error ABC-001 What is wrong.\n"
        "       2 │ два *три*\n"
        "         │     ^\n"
        "    Do this.\n"
    )


def test_the_caret_counts_wide_letters(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("页页x\n", encoding="utf-8")
    assert "\n         │     ^\n" in shown(capsys, finding("a.md", 1, 3))


def test_a_long_line_is_cut_around_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("a" * 500 + "!" + "b" * 500, encoding="utf-8")
    *_, line, caret = shown(capsys, finding("a.md", 1, 501)).splitlines()
    assert len(line) < 120
    assert line[caret.index("^")] == "!"


def test_files_are_found_from_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p" / "modules").mkdir(parents=True)
    (tmp_path / "p" / "modules" / "a.md").write_text("text", encoding="utf-8")
    assert "│ text" in shown(capsys, finding("modules/a.md", 1), root=tmp_path / "p")


@pytest.mark.parametrize("path", ["", "missing.md", "a\0b", "x" * 5000, "package.zip/a.html"])
def test_places_without_a_file(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "What is wrong." in shown(capsys, finding(path, 1, 1))


def test_hints_are_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys, finding("a", 1, hint="Do this."), finding("b", 1, hint="Do this."))
    assert told.count("Do this.") == 1


def test_of_many_warnings_some_are_counted_only(capsys: pytest.CaptureFixture[str]) -> None:
    warnings = [finding("a", n, severity=Severity.WARNING) for n in range(1, 31)]
    errors = [finding("a", n) for n in range(1, 31)]
    assert shown(capsys, *errors).count("ABC-001") == 30
    told = shown(capsys, *warnings)
    assert told.count("warning ABC-001") == 20
    assert "10 more of the kind ABC-001 are not shown" in told


def test_a_stranger_s_text_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("\x1b[31mred\x07\n", encoding="utf-8")
    found = Diagnostic("ABC-001", Severity.ERROR, "bad\x1b]0;x\x07", Location("a.md", 1, 1))
    told = shown(capsys, found)
    assert "\x1b" not in told
    assert "\x07" not in told


def test_colours_only_where_they_are_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in shown(capsys, finding("a"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in shown(capsys, finding("a"))


def test_markup_in_a_message_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    found = Diagnostic("ABC-001", Severity.ERROR, "the key [red]x[/red]", Location("a"))
    assert "the key [red]x[/red]" in shown(capsys, found)


def test_counts() -> None:
    severities = [Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.INFO]
    found = [finding("a", severity=severity) for severity in severities]
    assert count_in_words(found) == "2 errors, 1 warning, 1 remark"
    assert count_in_words([]) == ""
