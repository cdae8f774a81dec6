"""Sources are checked without building them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scormkit.check.sources import check_sources
from scormkit.diagnostics import Report

if TYPE_CHECKING:
    from pathlib import Path

COURSE = "id: boats\nversion: '1'\ntitle: Boats\nlanguage: en\nmodules: [one]\ncompletion: {test: none}\n"
TEST = "questions:\n  - text: Is wind free?\n    answers:\n      - text: Yes\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for module in ("one", "spare"):
        folder = tmp_path / "modules" / module
        folder.mkdir(parents=True)
        (folder / "module.yaml").write_text(f"title: {module}\n")
        (folder / "page.md").write_text("# Sails\n\nText.\n")
    (tmp_path / "manifests").mkdir()
    (tmp_path / "manifests" / "boats.yaml").write_text(COURSE)
    return tmp_path


def paths(path: Path) -> set[str]:
    report = Report()
    check_sources(path, report)
    return {d.at.path for d in report}


def test_a_good_project_is_clean(root: Path) -> None:
    assert paths(root) == set()


def test_a_course_is_checked_with_its_modules(root: Path) -> None:
    (root / "modules/one/module.yaml").write_text("titel: one\n")
    (root / "modules/spare/module.yaml").write_text("titel: spare\n")
    assert paths(root / "manifests/boats.yaml") == {"modules/one/module.yaml"}
    assert paths(root / "modules/spare") == {"modules/spare/module.yaml"}
    both = {"modules/one/module.yaml", "modules/spare/module.yaml"}
    assert paths(root) == paths(root / "modules") == both


def test_a_test_without_a_right_answer(root: Path) -> None:
    (root / "modules/one/test.yaml").write_text(TEST)
    assert paths(root / "modules/one/test.yaml") == {"modules/one/test.yaml"}
    assert paths(root / "manifests/boats.yaml") == {"modules/one/test.yaml"}


def test_links_are_followed_as_in_a_build(root: Path) -> None:
    (root / "modules/one/page.md").write_text("# Sails\n\n[Chart](files/chart.pdf)\n")
    assert paths(root / "manifests/boats.yaml") == {"modules/one/page.md"}


def test_what_a_manifest_regrades_is_regraded(root: Path) -> None:
    (root / "modules/one/stray.tmp").write_text("")
    report = Report()
    check_sources(root / "manifests/boats.yaml", report)
    (code,) = {d.code for d in report}
    checks = f"checks:\n  {code}: {{severity: 'off', reason: we keep notes there}}\n"
    (root / "manifests/boats.yaml").write_text(COURSE + checks)
    assert paths(root / "manifests/boats.yaml") == set()
