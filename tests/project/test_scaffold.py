"""What `new` starts is clean at once, and nothing of the author's is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scormkit import project, readers
from scormkit.diagnostics import Report
from scormkit.project.scaffold import add_to_course, start_course, start_module
from scormkit.project.schema import FOLDER
from scormkit.readers import quiz

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "language", "file", "title"),
    [
        ("my-course", "en", "my-course", "My course"),
        ("Вводный курс: начало", "ru", "vvodnyy-kurs-nachalo", "Вводный курс: начало"),
        ('2 "quotes" & # signs', "en", "course-2-quotes-signs", '"quotes" & # signs'),
        ("true", "en", "true", "True"),
    ],
)
def test_a_course_is_clean_at_once(
    name: str, language: str, file: str, title: str, tmp_path: Path
) -> None:
    report = Report()
    made = start_course(tmp_path, name, language, report)
    assert made[0] == tmp_path / "manifests" / f"{file}.yaml"
    manifest = project.load_manifest(made[0], report)
    assert manifest is not None
    assert (manifest.title, manifest.language) == (title, language)
    (module,) = project.find_modules(manifest, made[0], report)
    page = readers.read(module.pages[0], report)
    assert page.title == module.settings.title
    assert module.test is not None
    test = quiz.read(module.test.text, module.test.path, report)
    assert test is not None
    assert len(test.questions) == 2
    assert list(report) == []
    for path in made:
        if path.suffix == ".yaml":
            first = path.read_text(encoding="utf-8").splitlines()[0]
            schema = first.removeprefix("# yaml-language-server: $schema=")
            assert (path.parent / schema).resolve().parent == tmp_path / FOLDER


def test_modules_get_the_next_number(tmp_path: Path) -> None:
    start_course(tmp_path, "c", "en", Report())
    for name, folder in [("Работа", "02-rabota"), ("07-x", "07-x"), ("Y", "08-y")]:
        made = start_module(tmp_path, name, "ru", Report())
        assert made[0].parent.name == folder


def test_what_is_there_stays(tmp_path: Path) -> None:
    start_course(tmp_path, "c", "en", Report())
    page = tmp_path / "modules/01-introduction/01-about.md"
    page.write_text("mine", encoding="utf-8")
    report = Report()
    assert start_course(tmp_path, "c", "en", report) == ()
    assert start_module(tmp_path, "01-introduction", "en", report) == ()
    assert start_course(tmp_path, "d", "en", report)[1].parent.name == "d-introduction"
    assert [d.code for d in report] == ["PRJ-040", "PRJ-040"]
    assert page.read_text(encoding="utf-8") == "mine"


def test_a_name_without_letters(tmp_path: Path) -> None:
    report = Report()
    assert start_course(tmp_path, "页", "en", report) == start_module(tmp_path, "?!", "en", report)
    assert [d.code for d in report] == ["PRJ-041", "PRJ-041"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        ("modules:\n  - a # first\ntitle: C\n", "modules:\n  - a # first\n  - b\ntitle: C\n"),
        ("modules:\n-   a\n", "modules:\n-   a\n-   b\n"),
        ("title: C\nmodules:\n  - 'a'", "title: C\nmodules:\n  - 'a'\n  - b"),
        ("modules: [a]\n", None),
        ("modules:\n  - >\n    a\n", None),
        ("title: C\n", None),
        ("a: b: c\n", None),
    ],
)
def test_a_module_is_added_in_the_author_s_layout(
    modules: str, expected: str | None, tmp_path: Path
) -> None:
    manifest = tmp_path / "c.yaml"
    manifest.write_text(modules, encoding="utf-8")
    assert add_to_course(manifest, "b", Report()) is (expected is not None)
    assert manifest.read_text(encoding="utf-8") == (expected or modules)
