"""``scormkit validate`` and ``scormkit explain`` as people and other programs see them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from scormkit.check import catalogue
from scormkit.cli import main
from validate.package import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable

MANIFEST = str(GOOD / "imsmanifest.xml")


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    text = (GOOD / "imsmanifest.xml").read_text(encoding="utf-8")
    text = text.replace('scormtype="sco"', 'scormtype="SCO"').replace(">80<", ">0.8<")
    (tmp_path / "imsmanifest.xml").write_text(text, encoding="utf-8")
    return str(tmp_path / "imsmanifest.xml")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["validate", *arguments])
    return code, capsys.readouterr().out


def test_clean(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = said(capsys, MANIFEST)
    assert code == 0
    assert "nothing to complain about" in out


def test_text_names_line_code_and_what_to_do(
    capsys: pytest.CaptureFixture[str], faulty: str
) -> None:
    code, out = said(capsys, faulty)
    assert code == 1
    assert "S12-004" in out
    assert "'SCO'" in out
    assert "Write sco" in out
    assert "2 errors, 1 warning" in out


def test_strict_fails_on_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, str(GOOD))[0] == 0
    assert said(capsys, str(GOOD), "--strict")[0] == 1


def test_ignored_codes_are_repeated_with_the_reason(
    capsys: pytest.CaptureFixture[str], faulty: str
) -> None:
    given = ("--ignore", "S12-004=the LMS wants it so", "--ignore", "xml-013")
    code, out = said(capsys, faulty, *given)
    assert code == 0
    assert "ignored: S12-004 (the LMS wants it so)" in out
    assert "'SCO'" not in out


def test_wrong_usage_says_what_may_be_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", MANIFEST, "--ignore", "S12-04"]) == 2
    assert "S12-004" in capsys.readouterr().err
    assert main(["validate", "no-such-file.zip"]) == 2


def test_json(capsys: pytest.CaptureFixture[str], faulty: str) -> None:
    code, out = said(capsys, faulty, "--format", "json", "--ignore", "S12-007=so")
    document = json.loads(out)
    assert code == 1
    assert document["counts"] == {"error": 2, "warning": 0, "info": 0}
    assert document["ignored"] == {"S12-007": "so"}
    found = next(d for d in document["diagnostics"] if d["code"] == "S12-004")
    assert found["severity"] == "error"
    assert found["path"] == faulty
    assert 'scormtype="SCO"' in Path(faulty).read_text().splitlines()[found["line"] - 1]


def test_sarif(capsys: pytest.CaptureFixture[str], faulty: str) -> None:
    document = json.loads(said(capsys, faulty, "--format", "sarif")[1])
    (run,) = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert document["version"] == "2.1.0"
    assert rules == ["S12-004", "S12-007", "XML-013"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] == ("warning" if result["ruleId"] == "S12-007" else "error")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("file:///")
        assert place["region"]["startLine"] > 1


def test_junit(capsys: pytest.CaptureFixture[str], faulty: str) -> None:
    suites = ET.fromstring(said(capsys, faulty, MANIFEST, "--format", "junit")[1])
    assert suites.get("failures") == str(len(suites.findall(".//failure"))) == "2"
    assert suites.get("tests") == str(len(suites.findall(".//testcase"))) == "4"
    strict = ET.fromstring(said(capsys, faulty, "--strict", "--format", "junit")[1])
    assert strict.get("failures") == "3"


def test_a_package_of_another_standard_than_expected(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (GOOD / "imsmanifest.xml").read_text(encoding="utf-8")
    old = 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'
    new = 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"'
    (tmp_path / "imsmanifest.xml").write_text(text.replace(old, new), encoding="utf-8")
    code, out = said(capsys, str(tmp_path), "--expect", "scorm12")
    assert code == 1
    assert "SCORM 2004 4th Edition, not SCORM 1.2" in out


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "s12-004"]) == 0
    out = capsys.readouterr().out
    code = catalogue.codes()["S12-004"]
    assert code.title in out
    assert code.clause in out
    assert " ".join(out.split()).count(" ".join(code.help.split())) == 1
    assert main(["explain", "S12-99"]) == 2
    assert "Did you mean" in capsys.readouterr().err


def test_the_catalogue_page_is_up_to_date(golden: Callable[[Path, str], None]) -> None:
    """``docs/findings.md`` is made from the declarations: ``pytest --update-golden`` writes it."""
    golden(Path(__file__).parents[2] / "docs" / "findings.md", catalogue.page())
