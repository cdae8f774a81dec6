"""The house stays as drawn: sizes of files, functions and folders, words, layers, API, texts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import scormkit

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "scormkit"
GIT_FILES = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    cwd=ROOT, capture_output=True, text=True, check=True,
).stdout.splitlines()  # fmt: skip
SOURCES = [ROOT / f for f in GIT_FILES if f.startswith("src/") and (ROOT / f).is_file()]
PYTHON = [p for p in SOURCES if p.suffix == ".py"]
CODE = [p for p in SOURCES if p.suffix in {".py", ".ts"} and not p.name.endswith(".d.ts")]
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "service"}


def functions() -> list[tuple[str, int]]:
    """Every function of the package with its number of lines, docstring left out."""
    found = []
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                told = (first.end_lineno or 0) - first.lineno + 1 if doc else 0
                lines = (node.end_lineno or 0) - node.lineno + 1 - told
                found.append((f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines))
    return found


def test_files_are_at_most_400_lines() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in CODE
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_build_reads_on_a_few_screens() -> None:
    assert len((PACKAGE / "build.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_functions_are_short() -> None:
    lengths = functions()
    assert [f for f in lengths if f[1] > 60] == []
    counts = sorted(n for _, n in lengths)
    assert counts[len(counts) // 2] <= 12
    assert sum(n < 40 for n in counts) >= 0.9 * len(counts)


def test_folders_hold_at_most_12_entries() -> None:
    entries: dict[Path, set[str]] = {}
    for path in SOURCES:
        for folder in path.parents:
            if folder == PACKAGE.parent:
                break
            entries.setdefault(folder, set()).add(path.relative_to(folder).parts[0])
    crowded = {
        str(folder.relative_to(ROOT)): sorted(names)
        for folder, names in entries.items()
        if len(names - {"__init__.py", "py.typed"}) > (22 if folder == PACKAGE else 12)
    }
    assert crowded == {}


def test_no_catch_all_names() -> None:
    names = {part.stem for path in CODE for part in (path, *path.relative_to(PACKAGE).parents)}
    assert names & FORBIDDEN_NAMES == set()


def test_layers() -> None:
    subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, check=True)


def test_public_api_is_what_it_says() -> None:
    """``__all__`` names what exists, sorted, and everything in it is documented."""
    assert scormkit.__all__ == sorted(scormkit.__all__)
    for name in scormkit.__all__:
        assert getattr(scormkit, name).__doc__, name


DOORS = {
    "click": ["cli/"], "rich": ["cli/"], "jinja2": ["render/"], "nh3": ["render/"],
    "latex2mathml": ["readers/"],
    "markdown_it": ["readers/"], "mdit_py_plugins": ["readers/"], "tincan": ["lrs/"],
    "yaml": ["project/"], "starlette": ["preview/"], "uvicorn": ["preview/"],
    "watchfiles": ["preview/"], "zlib_ng": ["archive/"],
    "lxml": ["standards/", "validate/", "render/", "ingest/translate/"], "babel": ["render/"],
    "fontTools": ["render/"], "httpx": ["ingest/wiki/rest/"], "msgspec": ["values.py"],
}  # fmt: skip


@pytest.mark.parametrize("name", DOORS)
def test_each_library_has_one_door(name: str) -> None:
    used = re.compile(rf"^\s*(?:from|import) {name}\b", re.MULTILINE)
    for path in PYTHON:
        inside = path.relative_to(PACKAGE).as_posix()
        if used.search(path.read_text(encoding="utf-8")):
            assert any(inside.startswith(door) for door in DOORS[name]), inside


def test_changelog_knows_the_version() -> None:
    assert f"## {scormkit.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_project_speaks_of_itself_alone() -> None:
    """No registry's address and no path of somebody's machine in what is tracked."""
    foreign = re.compile(r"https?://[\w.-]*(?:registry|pypi)[\w.-]*/|/(?:home/\w+|root|work)/")
    for name in GIT_FILES:
        path = ROOT / name
        if (
            path.is_file()
            and path.suffix not in {".pdf", ".png", ".wav", ".woff2"}
            and path != Path(__file__)
        ):
            assert not foreign.search(path.read_text(encoding="utf-8")), name
