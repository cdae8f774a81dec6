"""A course that learning records could not name is warned of where that is to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from projects import MANIFEST, MODULE, PAGE, write_project
from scormkit.check.sources import check_sources
from scormkit.diagnostics import Report, Severity

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Diagnostic


def found(folder: Path, standards: str, more: str = "") -> list[Diagnostic]:
    text = MANIFEST.replace("[scorm12]", standards).replace("  - one", "  - one\n  - two") + more
    second = {"modules/two/module.yaml": MODULE, "modules/two/01-a.md": PAGE.split(":::")[0]}
    second["modules/two/01-a.md"] = "# Страница\n\nСлово.\n"
    report = Report()
    check_sources(write_project(folder, {"manifests/small.yaml": text, **second}), report)
    return [d for d in report if d.code.startswith("LRS")]


@pytest.mark.parametrize("standards", ["[cmi5]", "[scorm12, xapi]", "[xapi, cmi5]"])
def test_a_course_without_an_iri(standards: str, tmp_path: Path) -> None:
    (told,) = found(tmp_path, standards)
    assert (told.code, told.severity) == ("LRS-001", Severity.WARNING)
    assert (told.at.path, told.at.line) == ("manifests/small.yaml", 8)
    assert "urn:scormkit:small" in told.message
    assert "iri: https://" in told.hint


def test_says_nothing_where_nothing_is_amiss(tmp_path: Path) -> None:
    assert found(tmp_path, "[scorm12, web]") == []
    assert found(tmp_path, "[cmi5, xapi]", "iri: https://learn.verf.ru/c\n") == []


def test_an_xapi_package_of_several_documents(tmp_path: Path) -> None:
    more = "iri: https://learn.verf.ru/c\nstructure: sco-per-module\n"
    (told,) = found(tmp_path, "[cmi5, xapi]", more)
    assert (told.code, told.at.line) == ("LRS-002", 10)
    assert found(tmp_path, "[cmi5]", more) == []
    assert found(tmp_path, "[xapi]", more + "packaging: module\n") == []
