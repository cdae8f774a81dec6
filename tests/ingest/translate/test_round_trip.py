"""Out to a translator and back: the same course with other words, and nothing lost unseen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects import FILES, write_project
from scormkit import project
from scormkit.build import build_course
from scormkit.diagnostics import Report
from scormkit.ingest.translate import export_course, import_course
from scormkit.ingest.translate.texts import rewritten, units_of
from scormkit.ingest.translate.yaml_files import RUNNING, quiz_file
from scormkit.model.anchors import wiki_id
from scormkit.model.quiz import Test
from scormkit.project.schema import write_schema
from scormkit.readers import quiz, read
from scormkit.readers.quiz.settings import TestSettings
from translators import change, translate, upper

ROOT = Path(__file__).parents[3]
COURSES = [("intro-course", "en"), ("features-en", "ru")]


def models(manifest: Path) -> list[object]:
    """All pages and tests of a course, without their paths."""
    report = Report()
    settings = project.load_manifest(manifest, report)
    assert settings is not None
    found: list[object] = []
    for module in project.find_modules(settings, manifest, report):
        found += [module.settings, *(read(page, report).blocks for page in module.pages)]
        if module.test is not None:
            found.append(quiz.read(module.test.text, "test.yaml", report))
    assert not report.has_errors
    return found


def codes(report: Report) -> list[str]:
    return [found.code for found in report]


@pytest.mark.parametrize(("name", "language"), COURSES)
def test_targets_equal_to_the_sources_give_the_same_course(
    name: str, language: str, tmp_path: Path
) -> None:
    for folder in ("manifests", "modules"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    manifest, file, report = tmp_path / f"manifests/{name}.yaml", tmp_path / "out.xlf", Report()
    exported = export_course(manifest, language, file, report)
    made = import_course(translate(file), report)
    assert exported is not None
    assert made is not None
    assert codes(report) == []
    assert made.translated == exported.units
    before, after = models(manifest), models(made.manifest)
    own = project.load_manifest(manifest, report)
    assert own is not None
    for module in own.modules:
        names = {module: f"{module}-{language}" for module in own.modules}
        old, new = tmp_path / "modules" / module, tmp_path / "modules" / names[module]
        assert sorted(p.name for p in old.rglob("*")) == sorted(p.name for p in new.rglob("*"))
        for page in old.glob("*.*"):
            text = page.read_text(encoding="utf-8")
            for link in names.items():
                text = text.replace(f"]({link[0]})", f"]({link[1]})")
            assert (new / page.name).read_text(encoding="utf-8") == text
    assert len(before) == len(after)
    assert [b for b in before if isinstance(b, Test)] == [a for a in after if isinstance(a, Test)]


@pytest.mark.parametrize(("name", "language"), COURSES)
def test_other_words_keep_the_course_sound(name: str, language: str, tmp_path: Path) -> None:
    for folder in ("manifests", "modules"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    file, report = tmp_path / "out.xlf", Report()
    export_course(tmp_path / f"manifests/{name}.yaml", language, file, report)
    made = import_course(translate(file, upper), report)
    assert made is not None
    assert codes(report) == []
    built = build_course(made.manifest, standards=("web",))
    assert [found for found in built.diagnostics if found.severity != "info"] == []


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


@settings(max_examples=200, deadline=None)
@given(
    WORDS, st.sampled_from(["{}", "'{}'", '"{}"', "|\n  {}\n  b", ">-\n  {}\n\n  b", "# c\n  {}"])
)
def test_any_words_fit_into_any_form_of_yaml(words: str, form: str) -> None:
    text = f"# above\ntitle: {form.format('Words of the source')}  # beside\npass: 80 %\n"
    text = text.replace("b  # beside", "b")
    file = quiz_file("test.yaml", text)
    (body, *_) = file.bodies
    targets = {id(p): [words] for p in body.passages[:1]}
    again = rewritten(file, targets)
    assert again.startswith("# above\ntitle: ")
    assert again.endswith("pass: 80 %\n")
    (new, *_) = quiz_file("test.yaml", again).bodies or (None,)
    if new is not None:
        assert new.text.strip().startswith(words.strip())


def test_every_text_of_a_test_is_known_by_its_key() -> None:
    found: set[str] = set()

    def look(node: object, name: str, *, names: bool = False) -> None:
        if isinstance(node, dict):
            if "(Markdown)" in str(node.get("description", "")):
                found.add(name)
            for key, value in node.items():
                between = not names and key in {"properties", "items", "anyOf", "$defs"}
                look(value, name if between else key, names=between and key != "items")
        elif isinstance(node, list):
            for item in node:
                look(item, name)

    look(json.loads(write_schema(TestSettings)), "")
    assert "hint" in found
    assert found - RUNNING == {"correct"}


def prepared(root: Path) -> tuple[Path, Path]:
    manifest = write_project(root)
    file = root / "out.xlf"
    assert export_course(manifest, "en", file, Report()) is not None
    return manifest, translate(file, upper)


def test_pages_settings_and_test_are_written_in_their_own_syntax(tmp_path: Path) -> None:
    _, file = prepared(tmp_path)
    made = import_course(file, Report())
    assert made is not None
    new = tmp_path / "modules/one-en"
    assert (new / "01-first.md").read_text(encoding="utf-8") == (
        str(FILES["modules/one/01-first.md"])
        .upper()
        .replace("HTTPS://EXAMPLE.ORG", "https://example.org")
        .replace("DOT.SVG", "dot.svg")
        .replace(":::TASK", ":::task")
        .replace("ПАМЯТКА.PDF", "Памятка.pdf")
    )
    assert "|=ЧТО|=СКОЛЬКО\n" in (new / "02-second.xwiki").read_text(encoding="utf-8")
    assert "        text: ЧЕТЫРЕ\n" in (new / "test.yaml").read_text(encoding="utf-8")
    assert (new / "files/Памятка.pdf").read_bytes() == FILES["modules/one/files/Памятка.pdf"]
    manifest = (tmp_path / "manifests/small-en.yaml").read_text(encoding="utf-8")
    assert 'id: small-en\nversion: "1.0"\ntitle: МАЛЫЙ КУРС\nlanguage: en\n' in manifest
    assert "  - one-en\n" in manifest


def test_what_is_not_translated_changed_or_gone_is_told_with_its_line(tmp_path: Path) -> None:
    _, file = prepared(tmp_path)
    change(tmp_path / "modules/one/01-first.md", "Слова со", "Много слов со")
    change(tmp_path / "modules/one/02-second.xwiki", "* пункт\n", "* новый пункт списка\n")
    change(tmp_path / "modules/one/test.yaml", "Пять", "Пять с половиной")
    change(tmp_path / "modules/one/02-second.xwiki", "|пункты|2\n", "")
    change(tmp_path / "modules/one/module.yaml", "title: Модуль один", "\ntitle: Модуль первый")
    report = Report()
    made = import_course(file, report)
    assert made is not None
    told = {(d.code, d.at.path, d.at.line) for d in report}
    assert told == {
        ("TRN-005", "modules/one/01-first.md", 3),
        ("TRN-005", "modules/one/02-second.xwiki", 4),
        ("TRN-005", "modules/one/test.yaml", 11),
        ("TRN-005", "modules/one/module.yaml", 2),
        ("TRN-006", str(file), next(d.at.line for d in report if d.code == "TRN-006")),
    }
    page = (tmp_path / "modules/one-en/01-first.md").read_text(encoding="utf-8")
    assert "Много слов со [ссылкой]" in page
    assert "# ПЕРВАЯ СТРАНИЦА" in page


def test_an_export_over_an_older_one_keeps_and_marks(tmp_path: Path) -> None:
    manifest, file = prepared(tmp_path)
    change(tmp_path / "modules/one/01-first.md", "# Первая", "Новый абзац.\n\n# Совсем первая")
    report, new = Report(), tmp_path / "new.xlf"
    exported = export_course(manifest, "en", new, report, update=file)
    assert exported is not None
    assert (exported.kept, exported.changed, exported.vanished) == (exported.units - 2, 1, 0)
    text = new.read_text(encoding="utf-8")
    assert '<note category="previous-target">ПЕРВАЯ СТРАНИЦА</note>' in text
    assert text.count('state="initial"') == 2
    made = import_course(new, report)
    assert made is not None
    assert codes(report) == ["TRN-004", "TRN-004"]


def test_ids_outlive_changes_elsewhere(tmp_path: Path) -> None:
    page = '# A\n\nOne.\n\n- two\n- one\n\n![Alt](a.png "Cap")\n'
    files: dict[str, str | bytes | None] = {
        "modules/one/01-first.md": page,
        "modules/one/02-second.xwiki": None,
    }
    manifest = write_project(tmp_path, files)
    from scormkit.ingest.translate.sources import open_course

    def ids() -> set[str]:
        course = open_course(manifest, Report())
        assert course is not None
        return {unit.id for file in course.files for unit in units_of(file)}

    before = ids()
    moved = 'New.\n\n- one\n- two\n\n# A\n\nOne.\n\n![Alt](b.png "Cap")\n'
    (tmp_path / "modules/one/01-first.md").write_text(moved, encoding="utf-8")
    change(
        tmp_path / "modules/one/test.yaml",
        "questions:\n",
        "questions:\n  - text: Is it new?\n    answer: true\n",
    )
    after = ids()
    assert before < after
    assert len(after - before) == 2


def test_links_follow_their_modules_and_headings(tmp_path: Path) -> None:
    page = "# Начало\n\n## Наши *клиенты*\n\n[а](#nashi-klienty), [б](../one/02-second.xwiki#vtoroe), [в](one)\n"
    anchor = wiki_id("Второе")
    wiki = f'= Вики =\n\n== Второе ==\n\n[[а>>doc:one]] [[б>>||anchor="{anchor}"]]\n'
    files = {"modules/one/01-first.md": page, "modules/one/02-second.xwiki": wiki}
    manifest, file = write_project(tmp_path, {**files}), tmp_path / "out.xlf"
    before = build_course(manifest, standards=("web",)).diagnostics
    assert before == ()
    export_course(manifest, "en", file, Report())
    made = import_course(translate(file, lambda text: text.replace("и", "ii")), Report())
    assert made is not None
    assert build_course(made.manifest, standards=("web",)).diagnostics == ()
    text = (tmp_path / "modules/one-en/01-first.md").read_text(encoding="utf-8")
    assert "(#nashii-klii" in text
    assert "(../one-en/02-second.xwiki#vtoroe)" in text
    assert "[в](one-en)" in text


def test_line_ends_stay_those_of_the_author(tmp_path: Path) -> None:
    page = b"# \xd0\x90\r\n\r\n\xd0\x91\r\n\xd0\x92\r\n"
    manifest = write_project(tmp_path, {"modules/one/01-first.md": page})
    file = tmp_path / "out.xlf"
    export_course(manifest, "en", file, Report())
    assert import_course(translate(file), Report()) is not None
    assert (tmp_path / "modules/one-en/01-first.md").read_bytes() == page


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("id: small\ntitle: A\nmodules: [one]  # all\n",
         "id: small-no\nlanguage: no\ntitle: A\nmodules: [one-no]  # all\n"),
        ("{id: small, title: A, modules: [one], iri: 'https://e.org/a'}\n",
         "{id: small-no, language: no, title: A, modules: [one-no], iri: 'https://e.org/a-no'}\n"),
        ("language: ru\nid: small\ntitle: |\n  A\nmodules:\n- one\n",
         'language: "no"\nid: small-no\ntitle: |\n  A\nmodules:\n- one-no\n'),
    ],
)  # fmt: skip
def test_a_manifest_of_any_layout_gets_its_own_names(
    manifest: str, expected: str, tmp_path: Path
) -> None:
    place = write_project(tmp_path, {"manifests/small.yaml": manifest})
    file = tmp_path / "out.xlf"
    export_course(place, "no", file, Report())
    made = import_course(translate(file), Report())
    assert made is not None
    assert made.manifest.read_text(encoding="utf-8") == expected
    assert project.load_manifest(made.manifest, report := Report()) is not None
    assert codes(report) == []


def test_a_test_that_cannot_be_read_stops_the_export(tmp_path: Path) -> None:
    manifest = write_project(tmp_path, {"modules/one/test.yaml": "title: [\n"})
    report = Report()
    assert export_course(manifest, "en", tmp_path / "out.xlf", report) is None
    assert report.has_errors
