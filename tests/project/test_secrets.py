"""Credentials are found where they stand, and nothing else is taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from in_memory import check_tree
from projects import MANIFEST, MODULE, PAGE, TEST, write_project
from scormkit.archive.tree import FileTree
from scormkit.build import build_course
from scormkit.check.sources import check_sources
from scormkit.diagnostics import Location, Report, Severity
from scormkit.project.secrets import find_secrets

if TYPE_CHECKING:
    from pathlib import Path

BASIC = "Basic bGVhcm5lcjpzZWNyZXQ="
PEM = "-----BEGIN RSA PRIVATE KEY-----"
SECRETS = {
    BASIC: "basic",
    "Authorization: basic dXNlcjpwYXNz": "basic",
    "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x7": "bearer",
    "https://user:p4ssw0rd@lrs.verf.ru/xapi": "address",
    PEM: "private-key",
    "-----BEGIN PRIVATE KEY-----": "private-key",
    "-----BEGIN OPENSSH PRIVATE KEY-----": "private-key",
    "key: AKIAIOSFODNN7EXAMPLE": "access-key",
    "ghp_" + "a1B2" * 9: "access-key",
}
HARMLESS = (
    "Basic authentication is not enough",
    "Basic dXNlcg==",  # Base64, but no name with a password
    "'Basic ' + token",
    "Bearer of bad news, internationalization",
    "`Bearer ${token}`",
    "https://user:<password>@host.ru",
    "https://user:password@host.ru",
    "https://user:$TOKEN@host.ru",
    "https://host.ru:8080/a@b",
    "https://host.ru/a:b@c",
    "mailto:user@host.ru",
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----",
    "data:image/png;base64,xxAKIAIOSFODNN7EXAMPLExx",
    "AKIAIO",
)


@pytest.mark.parametrize("text", SECRETS)
def test_finds_credentials_without_giving_them_away(text: str) -> None:
    (found,) = find_secrets(f"Слово {text}, слово")
    assert found.kind == SECRETS[text]
    assert found.offset > 0
    assert not any(part in found.shown for part in ("c2VjcmV0", "p4ssw0rd", "FODNN7"))


@pytest.mark.parametrize("text", HARMLESS)
def test_takes_nothing_else_for_one(text: str) -> None:
    assert list(find_secrets(f"Слово {text}, слово")) == []


@pytest.mark.parametrize(
    ("name", "content", "line", "column"),
    [
        ("manifests/small.yaml", MANIFEST + f"summary: '{BASIC}'\n", 8, 11),
        ("modules/one/module.yaml", MODULE + "summary: https://a:b1c2@lrs.ru\n", 2, 15),
        ("modules/one/test.yaml", TEST.replace("Проверьте себя", BASIC), 1, 8),
        ("modules/one/01-first.md", PAGE + f"\n    {PEM}\n", 9, 5),
    ],
)
def test_a_source_with_credentials_is_not_built(
    name: str, content: str, line: int, column: int, tmp_path: Path
) -> None:
    manifest = write_project(tmp_path, {name: content})
    built = build_course(manifest)
    assert built.packages == ()
    (found,) = [d for d in built.diagnostics if d.code == "PRJ-033"]
    assert (found.severity, found.at.line, found.at.column) == (Severity.ERROR, line, column)
    assert found.at.path.endswith(name)
    report = Report()
    check_sources(manifest, report)
    assert "PRJ-033" in {d.code for d in report}


def test_what_may_be_an_example_in_a_page_is_a_warning(tmp_path: Path) -> None:
    text = PAGE + "\n    git clone https://ivan:qwerty12@git.verf.ru/a\n"
    built = build_course(write_project(tmp_path, {"modules/one/01-first.md": text}))
    (found,) = [d for d in built.diagnostics if d.code.startswith("PRJ")]
    assert (found.code, found.severity) == ("PRJ-034", Severity.WARNING)


def test_a_package_with_credentials_of_any_vendor() -> None:
    files = {
        "index.html": f"<p>\n<script>x = '{BASIC}'</script>".encode(),
        "film.mp4": BASIC.encode(),
        "data.json": b'{"lrs": "https://a:b1c2@lrs.ru"}',
    }
    report = Report()
    manifest = b'<tincan xmlns="http://projecttincan.com/tincan.xsd"/>'
    check_tree(FileTree({**files, "tincan.xml": manifest}), "course.zip", report, "xapi")
    found = [(d.at, d.severity) for d in report if d.code == "WEB-026"]
    assert found == [
        (Location("course.zip/data.json", 1, 15), Severity.WARNING),
        (Location("course.zip/index.html", 2, 14), Severity.ERROR),
    ]
