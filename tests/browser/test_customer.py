"""A real page of a wiki, from the exported listing to a package that plays in the strict LMS."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from scormkit.cli import main
from wiki_pages import visible_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser.harness import Lms

MANIFEST = """\
id: seed
title: Курс
language: ru
modules: ["04"]
wiki:
  address: https://xwiki.example.org
"""
TEST = """\
title: Тест
questions:
  - id: q1
    text: Кто клиент?
    answers:
      - {id: right, text: Каждый, correct: true}
      - {id: wrong, text: Никто}
"""


@pytest.fixture
def package(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page imported, the missing attachment supplied, a test written, the course built."""
    (seed,) = sorted((shared / "seed").glob("*.txt"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "manifests").mkdir()
    (tmp_path / "manifests" / "seed.yaml").write_text(MANIFEST, encoding="utf-8")
    assert main(["import", str(seed), "--into", "modules/04"]) == 0
    assert main(["build"]) == 1  # the attachment is missing, the test has no questions
    module = tmp_path / "modules" / "04"
    (module / "files").mkdir(exist_ok=True)
    (module / "files" / "Клиентские группы.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (module / "test.yaml").write_text(TEST, encoding="utf-8")
    assert main(["build"]) == 0
    made = tmp_path / "dist" / "seed-1-0-scorm12.zip"
    assert main(["validate", str(made)]) == 0
    return made


class Words(HTMLParser):
    """The text of ``<main>``; elements that stand apart on the page are apart by a space."""

    APART = frozenset({"p", "h1", "h2", "h3", "li", "div", "br", "aside", "button", "figcaption"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.inside = False
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.inside = self.inside or tag == "main"
        self.handle_endtag(tag if tag != "main" else "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"
        if tag in self.APART:
            self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def document(package: Path) -> str:
    with ZipFile(package) as archive:
        return archive.read("index.html").decode()


def test_every_visible_word_stands_in_the_package_in_order(package: Path, shared: Path) -> None:
    (seed,) = sorted((shared / "seed").glob("*.txt"))
    shown = iter(Words(document(package)).text.split())
    words = visible_words(seed.read_text(encoding="utf-8"))
    assert len(words) > 400
    missing = [word for word in words if word not in shown]  # consumes ``shown`` in order
    assert missing == []


def test_what_the_page_had_is_in_the_package(package: Path) -> None:
    html = document(package)
    with ZipFile(package) as archive:
        names = archive.namelist()
    assert len(re.findall(r' data-video="', html)) == 4
    assert "<iframe" not in html
    assert len(re.findall(r' data-task="', html)) >= 1
    assert 'download="Клиентские группы.pdf"' in html
    assert any(re.fullmatch(r"assets/klientskie-gruppy-[0-9a-f]+\.pdf", name) for name in names)
    assert "scrollTo" not in html  # the page's own script
    assert "/bin/view/04.%20" in html


def test_it_plays(package: Path, lms: Callable[..., Lms]) -> None:
    learner = lms(package)
    learner.course.wait_for_selector("html.sk-on")
    heading = learner.course.locator("h1:visible").first
    assert heading.inner_text().startswith("Модуль 4")
    learner.eventually(
        lambda: learner.stored().get("cmi.core.lesson_status") == "incomplete", "a first save"
    )
    assert learner.errors() == []
