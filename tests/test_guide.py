"""The guide tells of every kind of question, what it shows is built, and its tables are the code's."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from guide import LANGUAGES, PICTURES, ROOT, page, write_project
from scormkit.build import build_course
from scormkit.readers.quiz.kinds import KINDS

if TYPE_CHECKING:
    from pathlib import Path

STANDARDS = ROOT / "src" / "scormkit" / "player" / "quiz" / "README.md"


def told(kind: str) -> list[str]:
    """How the standards call a kind: SCORM 1.2 and AICC, SCORM 2004, cmi5 and xAPI."""
    rows = [line.split("|") for line in STANDARDS.read_text(encoding="utf-8").splitlines()]
    (row,) = [row for row in rows if len(row) > 5 and f"`{kind}`" in row[1]]
    return [re.findall(r"`([a-z-]+)`", cell)[0] for cell in row[3:6]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_shows_is_built(language: str, tmp_path: Path) -> None:
    """Without a finding, and each page's question is of the kind that gives the page its name."""
    built = build_course(write_project(tmp_path, language), standards=("web",))
    assert [d for d in built.diagnostics if d.severity != "info"] == []
    with ZipFile(built.packages[0].path) as package:
        document = package.read("index.html").decode()
    data = json.loads(document.partition('id="sk-course">')[2].partition("</script>")[0])
    assert [question["kind"] for question in data["tests"][0]["questions"]] == list(KINDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_page(language: str, kind: str) -> None:
    """With its picture and the words of the standards; the index leads to it."""
    text = page(language, kind).read_text(encoding="utf-8")
    assert f"](../../pictures/questions/{language}/{kind}.png)" in text
    assert (PICTURES / language / f"{kind}.png").is_file()
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| ")]
    kinds = [row[2].strip().strip("`") for row in rows[-3:]]
    assert kinds == told(kind)
    index = page(language, "index").read_text(encoding="utf-8")
    assert f"]({kind}.md) | `{kind}` |" in index


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_tell_the_same(kind: str) -> None:
    """The same headings, rows of tables and keys, in the same order."""
    english, russian = (
        [
            (mark[0], re.findall(r"`([a-z_]+)`", line.split("|")[1]) if mark[0] == "|" else [])
            for line in page(language, kind).read_text(encoding="utf-8").splitlines()
            if (mark := re.match(r"#+|\||!|```", line))
        ]
        for language in LANGUAGES
    )
    assert english == russian
