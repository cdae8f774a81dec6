"""What belongs to a course is found under its author's names, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scormkit import project
from scormkit.diagnostics import Report

if TYPE_CHECKING:
    from pathlib import Path

DECOMPOSED = "И\u0306од.svg"
COMPOSED = "Й" + "од.svg"


def make(root: Path, files: dict[str, str], modules: str = "[one]") -> Path:
    """Write a project; give its manifest."""
    manifest = {"manifests/c.yaml": f"id: c\ntitle: C\nmodules: {modules}\n"}
    for name, text in (manifest | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "manifests" / "c.yaml"


def find(manifest_file: Path) -> tuple[tuple[project.ModuleSources, ...], Report]:
    report = Report()
    manifest = project.load_manifest(manifest_file, report)
    assert manifest is not None
    return project.find_modules(manifest, manifest_file, report), report


ONE = {"modules/one/module.yaml": "title: One\n", "modules/one/01-a.md": "# A\n"}


def test_pages_in_natural_order_with_their_syntax(tmp_path: Path) -> None:
    names = ["10-k.md", "2-b.xwiki", "1-a.md", "03-c.xwiki20", "4-d.Markdown"]
    pages = {f"modules/one/{name}": name for name in names}
    (module,), report = find(make(tmp_path, {"modules/one/module.yaml": "title: One\n"} | pages))
    assert [(page.text, page.path, page.syntax) for page in module.pages] == [
        ("1-a.md", "modules/one/1-a.md", "markdown"),
        ("2-b.xwiki", "modules/one/2-b.xwiki", "xwiki/2.1"),
        ("03-c.xwiki20", "modules/one/03-c.xwiki20", "xwiki/2.0"),
        ("4-d.Markdown", "modules/one/4-d.Markdown", "markdown"),
        ("10-k.md", "modules/one/10-k.md", "markdown"),
    ]
    assert list(report) == []


def test_pages_in_the_order_of_the_list(tmp_path: Path) -> None:
    files = ONE | {
        "modules/one/02-b.md": "b",
        "modules/one/module.yaml": "title: One\npages: [02-b.md, 01-a.md]\n",
    }
    (module,), _ = find(make(tmp_path, files))
    assert [page.path for page in module.pages] == ["modules/one/02-b.md", "modules/one/01-a.md"]


def test_files_keep_their_names_in_one_form(tmp_path: Path) -> None:
    files = ONE | {f"modules/one/files/{DECOMPOSED}": "x", "modules/one/files/a b/c.pdf": "yz"}
    (module,), report = find(make(tmp_path, files))
    assert list(report) == []
    assert {name: file.size for name, file in module.files.items()} == {COMPOSED: 1, "a b/c.pdf": 2}
    assert all(file.path.is_file() for file in module.files.values())
    assert tmp_path / "modules" / "one" / "files" / "a b" in module.inputs


def test_two_names_that_read_alike(tmp_path: Path) -> None:
    files = {f"modules/one/files/{name}": name for name in (COMPOSED, DECOMPOSED)}
    _, report = find(make(tmp_path, ONE | files))
    assert [(d.code, d.at.path) for d in report] == [("PRJ-023", f"modules/one/files/{COMPOSED}")]


def test_a_link_to_a_folder_is_not_lost(tmp_path: Path) -> None:
    manifest = make(tmp_path, ONE | {"modules/one/files/a/b.pdf": "x"})
    (tmp_path / "modules/one/files/c").symlink_to(tmp_path / "modules/one/files/a")
    (tmp_path / "modules/one/files/d").symlink_to(tmp_path)
    _, report = find(manifest)
    assert [(d.code, d.at.path) for d in report] == [
        ("PRJ-002", "modules/one/files/c"),
        ("PRJ-030", "modules/one/files/d"),
    ]


@pytest.mark.parametrize("name", ["Модуль 4", "a b", "-a"])
def test_a_module_needs_a_latin_name(name: str, tmp_path: Path) -> None:
    files = {f"modules/{name}/module.yaml": "title: One\n", f"modules/{name}/01-a.md": "a"}
    modules, report = find(make(tmp_path, files, f'["{name}"]'))
    assert modules == ()
    assert [(d.code, d.at.line) for d in report] == [("PRJ-041", 3)]


def test_a_completion_rule_asks_for_something(tmp_path: Path) -> None:
    manifest = make(tmp_path, ONE)
    rule = "completion:\n  pages: none\n  test: none\n"
    manifest.write_text(f"{manifest.read_text()}{rule}", encoding="utf-8")
    report = Report()
    assert project.load_manifest(manifest, report) is None
    assert [(d.code, d.at.line) for d in report] == [("PRJ-021", 5)]
    assert "pages, tasks, videos or test" in next(iter(report)).message


def test_manifests_stand_beside_modules_or_above(tmp_path: Path) -> None:
    assert project.project_root(tmp_path / "manifests" / "c.yaml") == tmp_path
    assert project.project_root(tmp_path / "c.yaml") == tmp_path
