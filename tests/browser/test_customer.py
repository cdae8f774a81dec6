"""A real page of a wiki, from the exported listing to a package that plays in the strict LMS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import lxml.html
import pytest

from scormkit.cli import main
from scormkit.readers.listing import read_listing

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


def visible_words(seed: str) -> list[str]:
    """What a reader of the wiki page sees: no markup, no macros, no frames."""
    listing = read_listing(seed)
    assert listing is not None
    text = re.sub(
        r"\{\{html\}\}.*?\{\{/html\}\}|\{\{[^{}]*/\}\}", "", listing.text, flags=re.DOTALL
    )
    text = re.sub(r"\[\[(.*?)>>.*?\]\]", r"\1", text, flags=re.DOTALL)
    return re.sub(r"\(%.*?%\)|\(\(\(|\)\)\)|\*\*|^\* ", "", text, flags=re.MULTILINE).split()


def test_every_visible_word_stands_in_the_package_in_order(package: Path, shared: Path) -> None:
    (seed,) = sorted((shared / "seed").glob("*.txt"))
    with ZipFile(package) as archive:
        document = lxml.html.fromstring(archive.read("index.html").decode())
    (main_part,) = document.xpath("//main")
    for element in main_part.iter("p", "h1", "h2", "li", "div", "br", "aside", "button", "span"):
        element.text = f" {element.text or ''}" if element.tag != "span" else element.text
        element.tail = f" {element.tail or ''}" if element.tag != "span" else element.tail
    shown = iter(main_part.text_content().split())
    words = visible_words(seed.read_text(encoding="utf-8"))
    assert len(words) > 400
    missing = [word for word in words if word not in shown]  # consumes ``shown`` in order
    assert missing == []


def test_what_the_page_had_is_in_the_package(package: Path) -> None:
    with ZipFile(package) as archive:
        document = lxml.html.fromstring(archive.read("index.html").decode())
        names = archive.namelist()
    assert len(document.xpath("//*[@data-video]")) == 4
    assert document.xpath("//iframe") == []
    assert len(document.xpath("//*[@data-task]")) == 1
    assert document.xpath("//a[@download='Клиентские группы.pdf']")
    assert any(re.fullmatch(r"assets/klientskie-gruppy-[0-9a-f]+\.pdf", name) for name in names)
    assert "<script>" not in lxml.html.tostring(document).decode()
    assert document.xpath("//a[contains(@href, '/bin/view/04.%20')]")


def test_it_plays(package: Path, lms: Callable[..., Lms]) -> None:
    learner = lms(package)
    learner.course.wait_for_selector("html.sk-on")
    heading = learner.course.locator("h1:visible").first
    assert heading.inner_text().startswith("Модуль 4")
    learner.eventually(
        lambda: learner.stored().get("cmi.core.lesson_status") == "incomplete", "a first save"
    )
    assert learner.errors() == []
