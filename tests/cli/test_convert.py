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
