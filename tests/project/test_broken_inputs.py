"""Whatever an author's files hold: coded findings at the right line, and never an exception."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from scormkit import project
from scormkit.diagnostics import Report, Severity
from scormkit.project.yaml_text import load_yaml

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "id: course\ntitle: A course\nmodules:\n  - one\n"
MODULE = "title: One\n"


def make(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write a project; give its manifest."""
    whole = {
        "manifests/course.yaml": MANIFEST,
        "modules/one/module.yaml": MODULE,
        "modules/one/01-about.md": "# About\n",
    } | files
    for name, content in whole.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root / "manifests" / "course.yaml"


def load(manifest_file: Path) -> Report:
    report = Report()
    manifest = project.load_manifest(manifest_file, report)
    if manifest is not None:
        project.find_modules(manifest, manifest_file, report)
    return report


def codes_and_lines(report: Report) -> list[tuple[str, int]]:
    return [(d.code, d.at.line) for d in report]


def bomb() -> str:
    names = "abcdefghi"
    lines = [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise(names)]
    return "\n".join(["a: &a [x, x, x, x, x, x, x, x, x]", *lines])


YAML = {
    "a tab for indentation": ("modules:\n\t- one\n", "PRJ-010", 2),
    "a key twice": ("id: a\ntitle: b\nid: c\n", "PRJ-011", 3),
    "aliases that multiply": (bomb(), "PRJ-012", None),
    "an alias of itself": ("id: &a [*a]\n", "PRJ-012", None),
    "brackets without end": ("[" * 100_000, "PRJ-012", None),
    "brackets with words between": ("[a, " * 50_000, "PRJ-012", None),
    "braces with keys, closed": ("{a: " * 50_000 + "}" * 50_000, "PRJ-012", None),
    "hyphens without end": ("- " * 50_000, "PRJ-012", None),
    "question marks without end": ("? " * 50_000, "PRJ-012", None),
    "ever deeper lines": ("\n".join(" " * n + "a:" for n in range(1500)), "PRJ-012", None),
    "beyond measure": ("a: " + "x" * 3_000_000, "PRJ-012", None),
    "a NUL": ("id: a\ntitle: a\0b\n", "PRJ-010", 2),
    "an unknown alias": ("id: a\ntitle: *b\n", "PRJ-010", 2),
    "a colon in a text": ("id: a\ntitle: Part: one\n", "PRJ-010", 2),
    "a quote never closed": ('id: a\ntitle: "abc\nsummary: x\n', "PRJ-010", None),
    "a wrong indentation": ("modules:\n  - one\n - two\n", "PRJ-010", 3),
    "a second document": ("id: a\n---\nid: b\n", "PRJ-010", 2),
    "a sign at the start": ("id: a\ntitle: @b\n", "PRJ-010", 2),
    "a percent sign at the start": ("id: a\ntitle: %b\n", "PRJ-010", 2),
    "a backslash in quotes": ('id: a\ntitle: "\\q"\n', "PRJ-010", 2),
    "a tag that is not true": ("id: a\nversion: !!int abc\n", "PRJ-010", 2),
    "a tag for a date": ("id: !!timestamp 2020-01-01\n", "PRJ-010", 1),
    "a key that is a list": ("id: a\n[a, b]: c\n", "PRJ-010", 2),
    "half of a character": ("id: a\ntitle: \ud800\n", "PRJ-010", None),
}


@pytest.mark.parametrize("case", YAML)
def test_broken_yaml(case: str) -> None:
    text, code, line = YAML[case]
    report = Report()
    assert load_yaml(text, "test.yaml", report) is None
    found = list(report)
    assert {d.code for d in found} == {code}
    assert len(found) == 1
    assert line is None or found[0].at.line == line
    assert found[0].hint


MANIFESTS: dict[str, tuple[str | bytes, list[tuple[str, int]]]] = {
    "empty": ("", [("PRJ-022", 1)] * 3),
    "only a comment": ("# nothing yet\n", [("PRJ-022", 1)] * 3),
    "a list": ("- one\n- two\n", [("PRJ-021", 1)]),
    "a word": ("hello\n", [("PRJ-021", 1)]),
    "Windows-1251": ("id: a\ntitle: Курс\n".encode("cp1251"), [("PRJ-003", 2)]),
    "UTF-16": (MANIFEST.encode("utf-16"), [("PRJ-003", 1)]),
    "an unknown key": (MANIFEST + "titel: b\n", [("PRJ-020", 5)]),
    "an unknown key inside": (MANIFEST + "completion:\n  page: all\n", [("PRJ-020", 6)]),
    "a key without a name": (MANIFEST + "~: b\n", [("PRJ-020", 5)]),
    "a number as a key": (MANIFEST + "12: b\n", [("PRJ-020", 5)]),
    "no share": (MANIFEST + "completion:\n  videos: abc %\n", [("PRJ-021", 6)]),
    "too large a share": (MANIFEST + "completion:\n  videos: 120 %\n", [("PRJ-021", 6)]),
    "not a number": (MANIFEST + "completion:\n  videos: .nan\n", [("PRJ-021", 6)]),
    "a list for a share": (MANIFEST + "completion:\n  videos: [1]\n", [("PRJ-021", 6)]),
    "a bad id": (MANIFEST.replace("course", "Мой курс", 1), [("PRJ-021", 1)]),
    "a bad language": (MANIFEST + "language: русский\n", [("PRJ-021", 5)]),
    "an unknown standard": (MANIFEST + "standards: [scorm13]\n", [("PRJ-021", 5)]),
    "a title that is a list": (MANIFEST.replace("A course", "[a]"), [("PRJ-021", 2)]),
    "an empty title": (MANIFEST.replace("A course", "''"), [("PRJ-021", 2)]),
    "a title that is too long": (MANIFEST.replace("A course", "a" * 201), [("PRJ-021", 2)]),
    "no modules": (MANIFEST.replace("\n  - one", " []"), [("PRJ-021", 3)]),
    "one module without a hyphen": (MANIFEST.replace("\n  - one", " one"), [("PRJ-021", 3)]),
    "a module that is nothing": (MANIFEST + "  -\n", [("PRJ-021", 5)]),
    "modules with keys": (MANIFEST.replace("- one", "one: 1"), [("PRJ-021", 4)]),
    "a colour without quotes": (MANIFEST + "theme:\n  accent: #1A5FB4\n", [("PRJ-021", 6)]),
    "a colour that is none": (MANIFEST + "theme:\n  accent: red\n", [("PRJ-021", 6)]),
    "an address that is none": (MANIFEST + "wiki:\n  address: wiki\n", [("PRJ-021", 6)]),
    "two mistakes": (MANIFEST + "navigation: no\nradius: 3\n", [("PRJ-021", 5), ("PRJ-020", 6)]),
    "an unknown module": (MANIFEST + "  - on\n", [("PRJ-001", 5)]),
    "a module twice": (MANIFEST + "  - one\n", [("PRJ-023", 5)]),
    "a module above": (MANIFEST + "  - ../one\n", [("PRJ-030", 5)]),
    "a module from the root": (MANIFEST + "  - /etc\n", [("PRJ-030", 5)]),
    "the folder itself": (MANIFEST + "  - .\n", [("PRJ-030", 5)]),
    "an endless name": (MANIFEST + f"  - {'a' * 5000}\n", [("PRJ-030", 5)]),
    "a NUL in a name": (MANIFEST + '  - "a\\0b"\n', [("PRJ-030", 5)]),
}


@pytest.mark.parametrize("case", MANIFESTS)
def test_broken_manifest(case: str, tmp_path: Path) -> None:
    content, expected = MANIFESTS[case]
    report = load(make(tmp_path, {"manifests/course.yaml": content}))
    assert codes_and_lines(report) == expected
    assert {d.at.path for d in report} == {"manifests/course.yaml"}
    assert all(d.hint for d in report)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (MANIFEST + "titel: b\n", "title"),
        (MANIFEST + "completion:\n  vidoes: 1\n", "videos"),
        (MANIFEST + "standards: [scrom12]\n", "scorm12"),
        (MANIFEST + "  - onne\n", "one"),
    ],
)
def test_a_near_miss_is_named(text: str, meant: str, tmp_path: Path) -> None:
    (found,) = load(make(tmp_path, {"manifests/course.yaml": text}))
    assert meant in found.hint


def test_messages_name_the_value_without_jargon(tmp_path: Path) -> None:
    text = MANIFEST + "completion:\n  videos: abc %\nkeywords: one\ntheme:\n  radius: 99\n"
    report = load(make(tmp_path, {"manifests/course.yaml": text}))
    for d in report:
        assert not {"tuple", "string", "input", "parse", "dictionary"} & set(d.message.split())
    told = " ".join(d.message for d in report)
    assert "abc" in told
    assert "99" in told


MODULES: dict[str, tuple[dict[str, str | bytes], list[tuple[str, str, int]]]] = {
    "no title": (
        {"modules/one/module.yaml": "summary: x\n"},
        [("PRJ-022", "modules/one/module.yaml", 1)],
    ),
    "a page that is not there": (
        {"modules/one/module.yaml": "title: One\npages:\n  - 01-about.md\n  - 02-more.md\n"},
        [("PRJ-001", "modules/one/module.yaml", 4)],
    ),
    "a page twice": (
        {"modules/one/module.yaml": "title: One\npages:\n  - 01-about.md\n  - 01-about.md\n"},
        [("PRJ-023", "modules/one/module.yaml", 4)],
    ),
    "a page not in the list": (
        {
            "modules/one/module.yaml": "title: One\npages:\n  - 01-about.md\n",
            "modules/one/02-more.md": "more",
        },
        [("PRJ-032", "modules/one/02-more.md", 0)],
    ),
    "a stray file": (
        {"modules/one/memo.pdf": b"%PDF"},
        [("PRJ-032", "modules/one/memo.pdf", 0)],
    ),
    "a page that is not UTF-8": (
        {"modules/one/01-about.md": "первая\nвторая".encode("cp1251")},
        [("PRJ-003", "modules/one/01-about.md", 1)],
    ),
    "a folder with the name of a page": (
        {"modules/one/02-more.md/x.txt": "x"},
        [("PRJ-002", "modules/one/02-more.md", 0)],
    ),
    "a folder with the name of the test": (
        {"modules/one/test.yaml/x.txt": "x"},
        [("PRJ-002", "modules/one/test.yaml", 0)],
    ),
}


@pytest.mark.parametrize("case", MODULES)
def test_broken_module(case: str, tmp_path: Path) -> None:
    files, expected = MODULES[case]
    report = load(make(tmp_path, files))
    assert [(d.code, d.at.path, d.at.line) for d in report] == expected


def test_the_encoding_is_guessed(tmp_path: Path) -> None:
    text = MANIFEST.replace("A course", "Курс для новых сотрудников")
    (found,) = load(make(tmp_path, {"manifests/course.yaml": text.encode("cp1251")}))
    assert "Windows-1251" in found.message


def test_a_module_without_settings(tmp_path: Path) -> None:
    manifest = make(tmp_path, {})
    (tmp_path / "modules/one/module.yaml").unlink()
    assert [d.code for d in load(manifest)] == ["PRJ-001"]


def test_a_module_without_pages(tmp_path: Path) -> None:
    manifest = make(tmp_path, {})
    (tmp_path / "modules/one/01-about.md").unlink()
    assert [d.code for d in load(manifest)] == ["PRJ-031"]


@pytest.mark.parametrize("name", ["02-secret.md", "test.yaml", "files/secret.txt"])
def test_a_link_that_leads_out(name: str, tmp_path: Path) -> None:
    manifest = make(tmp_path / "project", {"modules/one/files/a.txt": "a"})
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    (tmp_path / "project/modules/one" / name).symlink_to(secret)
    report = load(manifest)
    assert [d.code for d in report] == ["PRJ-030"]


def test_settings_that_lead_out(tmp_path: Path) -> None:
    manifest = make(tmp_path / "project", {})
    outside = tmp_path / "module.yaml"
    outside.write_text("title: Out\n", encoding="utf-8")
    settings = tmp_path / "project/modules/one/module.yaml"
    settings.unlink()
    settings.symlink_to(outside)
    assert [d.code for d in load(manifest)] == ["PRJ-030"]


def test_a_circle_of_links(tmp_path: Path) -> None:
    manifest = make(tmp_path, {"modules/one/files/a.txt": "a"})
    (tmp_path / "modules/one/files/c.txt").symlink_to("b.txt")
    (tmp_path / "modules/one/files/b.txt").symlink_to("c.txt")
    report = load(manifest)
    assert len(report) == 2
    assert {d.severity for d in report} == {Severity.ERROR}


def test_a_manifest_that_is_a_folder(tmp_path: Path) -> None:
    report = Report()
    assert project.load_manifest(tmp_path, report) is None
    assert [d.code for d in report] == ["PRJ-002"]


def test_a_manifest_that_is_not_there(tmp_path: Path) -> None:
    report = Report()
    assert project.load_manifest(tmp_path / "manifests/none.yaml", report) is None
    assert [d.code for d in report] == ["PRJ-001"]


def test_what_people_write_is_understood(tmp_path: Path) -> None:
    text = (
        "id: course\ntitle: 2024\nversion: 1.10\nmodules: [01]\nsummary:\n"
        "completion:\n  videos: 80,5 %\nkeywords: [No, on, Да]\n"
    )
    manifest_file = make(tmp_path, {"manifests/course.yaml": text})
    report = Report()
    manifest = project.load_manifest(manifest_file, report)
    assert manifest is not None
    assert len(report) == 0
    assert (manifest.title, manifest.version, manifest.modules) == ("2024", "1.10", ("01",))
    assert manifest.keywords == ("No", "on", "Да")
    assert manifest.completion.videos == 80.5
