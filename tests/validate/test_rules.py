"""Every rule finds what it is for, and on the same package no other rule says a word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scormkit.archive.tree import FileTree
from scormkit.check import catalogue
from validate.package import checked, good, patched

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.yaml"))
OWN = ("DET", "XML", "MAN", "RES", "S12", "LOM")


def load(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        fixture = yaml.safe_load(file)
    assert isinstance(fixture, dict)
    return fixture


def test_the_good_package_is_clean() -> None:
    assert list(checked(FileTree(good()))) == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_finds_exactly(path: Path, tmp_path: Path) -> None:
    fixture = load(path)
    report = checked(patched(fixture, tmp_path), fixture.get("expect", ""))
    assert {d.code for d in report} == set(fixture["finds"])
    assert all(d.message and not d.message.endswith(".") and d.hint for d in report)
    assert all(d.at.path.startswith("course.zip") for d in report)
    severities = fixture.get("severity", {})
    assert {d.code: d.severity.value for d in report if d.code in severities} == severities


def test_size_changes_no_finding(tmp_path: Path) -> None:
    """The schemas judge a large manifest while it is read."""
    padding = f"\n<!-- {'large ' * 50_000} -->".encode()
    for path in (path for path in FIXTURES if path.stem.startswith((*OWN[2:], "XML-01"))):
        fixture = load(path)
        if {"encoding", "bytes", "large"}.isdisjoint(fixture):
            small = patched(fixture, tmp_path)
            files = {name: small[name] for name in small}
            if isinstance(manifest := files.get("imsmanifest.xml"), bytes):
                large = FileTree({**files, "imsmanifest.xml": manifest + padding})
                expected = fixture.get("expect", "")
                assert list(checked(large, expected)) == list(checked(small, expected)), path.name


def test_fixtures_are_named_by_what_they_find() -> None:
    for path in FIXTURES:
        named = re.fullmatch(r"([A-Z0-9]{2,4}-\d{3})-[a-z0-9-]+", path.stem)
        assert named, path.name
        found = named[1] in load(path)["finds"]
        assert found != path.stem.endswith("-fine"), path.name


def test_every_rule_is_told_and_tried() -> None:
    tried = {"-".join(path.stem.split("-")[:2]) for path in FIXTURES}
    for code in catalogue.codes().values():
        assert re.fullmatch(r"[A-Z0-9]{2,4}-\d{3}", code.id)
        assert code.title, code.id
        assert code.help, code.id
        if code.id.startswith(OWN):
            assert code.id in tried, f"{code.id} has no fixture"


def test_ids_are_declared_once() -> None:
    declared = [code.id for code in catalogue._declared()]
    distinct = {(code.id, code.title) for code in catalogue._declared()}
    assert len(distinct) == len({code for code, _ in distinct}), declared


def test_the_catalogue_misses_no_declaration() -> None:
    written = re.compile(r'\b(?:Code|rule)\(\s*"([A-Z0-9]{2,4}-\d{3})"')
    package = Path(catalogue.__file__).parent
    declared = {
        code: path.name
        for path in package.rglob("*.py")
        if path.name != "engine.py"
        for code in written.findall(path.read_text(encoding="utf-8"))
    }
    missing = {code: name for code, name in declared.items() if code not in catalogue.codes()}
    assert missing == {}
