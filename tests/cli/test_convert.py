"""``scormkit convert``: fragment on standard output, findings on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from scormkit.cli.convert import command

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: str, source: bytes = b"") -> Result:
    return CliRunner().invoke(command, arguments, input=source)


def test_a_fragment_comes_out() -> None:
    result = _run("--from", "xwiki/2.1", "-", source="**да**".encode())
    assert result.exit_code == 0
    assert result.stdout == "<p><strong>да</strong></p>\n"
    assert result.stderr == ""


def test_the_name_says_the_syntax(tmp_path: Path) -> None:
    file = tmp_path / "a.xwiki"
    file.write_bytes("\ufeff**a** {{odd/}}".encode())
    result = _run(str(file))
    assert result.stdout.startswith("<p><strong>a</strong>")
    assert result.stderr.startswith(f"{file}:1:7: warning XWK-001 ")


def test_without_a_syntax_it_asks() -> None:
    result = _run(source=b"a")
    assert result.exit_code == 2
    assert "--from" in result.stderr


@pytest.mark.parametrize(("source", "place"), [(b"a\n\xd0\xb4\xff", "2:2"), (b"\xe4", "1:1")])
def test_another_encoding_is_an_error(source: bytes, place: str) -> None:
    result = _run("--from", "xwiki/2.0", source=source)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f":{place}: error RDR-001 " in result.stderr


def test_another_syntax_comes_out() -> None:
    source = b"[[a>>Page#x]] **b**"
    assert _run("--from", "xwiki/2.0", "--to", "xwiki", source=source).stdout == (
        '[[a>>Page||anchor="x"]] **b**\n'
    )
    assert _run("--from", "xwiki/2.0", "--to", "markdown", source=source).stdout == (
        "[a](doc:Page#x) **b**\n"
    )


def test_json_goes_there_and_back() -> None:
    made = _run("--from", "markdown", "--to", "json", source="# Да\n\n*a*\n".encode())
    assert made.exit_code == 0
    again = _run("--from", "json", "--to", "markdown", source=made.stdout.encode())
    assert again.stdout == "# Да\n\n*a*\n"


def test_json_that_is_no_page_gives_nothing(tmp_path: Path) -> None:
    file = tmp_path / "page.json"
    file.write_text('{"type": "Page"}')
    result = _run("--to", "html", str(file))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"{file}: error CNV-005 ")


def test_what_a_syntax_cannot_say_is_told_at_its_line() -> None:
    result = _run("--from", "xwiki/2.1", "--to", "markdown", source=b"a\n\nb {{odd/}}")
    assert result.exit_code == 0
    assert result.stdout == "a\n\nb `{{odd/}}`\n"
    assert [line.partition(" {{")[0] for line in result.stderr.splitlines()] == [
        "<input>:3:3: warning CNV-004",
        "<input>:3:3: warning XWK-001 The macro",
    ]


def test_a_file_is_written_and_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    arguments = ("--from", "xwiki/2.1", "--to", "markdown", "--out", str(out))
    assert _run(*arguments, source=b"**a**").stdout == ""
    assert out.read_bytes() == b"**a**\n"
    result = _run(*arguments, source=b"b")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{out}: error CNV-006 ")
    assert out.read_bytes() == b"**a**\n"
    assert _run(*arguments, "--force", source=b"b").exit_code == 0
    assert out.read_bytes() == b"b\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    out = tmp_path / "none" / "out.md"
    result = _run("--from", "markdown", "--out", str(out), source=b"a")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{out}: error CNV-007 ")


def test_force_needs_a_file() -> None:
    assert _run("--from", "markdown", "--force", source=b"a").exit_code == 2


LISTING = """\
Wiki source code of Page
Somebody
| author | version | line-number | content |
|---|---|---|---|
| a | 1.1 | 1 | **a** |
| a | 1.1 | 2 | {{odd/}} \\|x |
"""


def test_a_listing_is_read_with_the_places_of_its_file() -> None:
    result = _run("--from", "xwiki/2.1", "--to", "xwiki", source=LISTING.encode())
    assert result.stdout == "**a**\n{{odd/}} |x\n"
    assert result.stderr.startswith("<input>:6: warning XWK-001 ")


def test_a_listing_on_standard_input_becomes_html() -> None:
    result = _run("--from", "xwiki/2.1", source=LISTING.encode())
    assert result.stdout.startswith("<p><strong>a</strong><br/>")


def test_help_shows_examples() -> None:
    result = _run("--help")
    assert "scormkit convert --to markdown page.xwiki --out page.md" in result.stdout
    assert "html|markdown|xwiki|json" in result.stdout
