"""The pages for people: both languages have the same ones, links lead somewhere, lines are current."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from scormkit.cli import _COMMANDS
from scormkit.project.settings import StandardName
from scormkit.project.settings.shapes import MacroShape
from scormkit.readers.xwiki.macros.table import EXPANSIONS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SNIPPET = ROOT / "src" / "scormkit" / "standards" / "web" / "snippet.html"


def test_english_and_russian_have_the_same_pages() -> None:
    english, russian = (
        {
            path.relative_to(ROOT / "docs" / language)
            for path in (ROOT / "docs" / language).rglob("*.md")
        }
        for language in ("en", "ru")
    )
    assert english == russian


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert [link for link in links if not (page.parent / link).is_file()] == []


@pytest.mark.parametrize("name", ["README.md", "README.ru.md"])
def test_the_readme_names_every_command_and_standard(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [command for command in _COMMANDS if f"`scormkit {command} " not in text] == []
    assert [standard for standard in get_args(StandardName) if f"`{standard}`" not in text] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_lines_for_embedding_are_those_of_the_package(language: str) -> None:
    text = (ROOT / "docs" / language / "embedding.md").read_text(encoding="utf-8")
    script = SNIPPET.read_text(encoding="utf-8").partition("<script>")[2]
    assert script.strip() in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_table_of_macros_names_every_one(language: str) -> None:
    text = (ROOT / "docs" / language / "macros.md").read_text(encoding="utf-8")
    table = text.partition("\n## ")[2].partition("\n## ")[0].lower()
    assert [name for name in EXPANSIONS if f"`{name}`" not in table] == []
    assert [shape for shape in get_args(MacroShape) if f"`{shape}`" not in text] == []
