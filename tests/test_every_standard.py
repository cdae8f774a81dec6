"""What holds for a package of any standard: names, bytes, ids, its own rules, one rendering."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from projects import MANIFEST, PAGE, TEST, write_project
from scormkit import standards as home
from scormkit.build import build_course
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report, Severity
from scormkit.standards import STANDARDS

if TYPE_CHECKING:
    from scormkit.built import Built

# What a cartridge cannot hold, and what an LRS is told of several SCOs.
TOLD = {"CC-101", "CC-102", "CC-103", "LRS-002"}
NAME = re.compile(r"[a-z0-9._/-]+")
# Schemas of the standards refer to this one by its name.
NAMED_BY_STANDARDS = {"XMLSchema.dtd"}
SHAPES = ["single", "sco-per-module"]
ORDERS = ["free", "linear", "prerequisites", "test-gate", "pretest"]


def project(root: Path, shape: str, order: str = "free") -> Path:
    """Write a Russian course of two modules with two tests."""
    settings = (
        f"structure: {shape}\nnavigation: {order}\niri: https://learn.small-course.info/small\n"
        "summary: О чём курс\nkeywords: [курс, проба]\npublisher: Учебный центр\n"
        "rights: Все права защищены\n"
    )
    return write_project(
        root,
        {
            "manifests/small.yaml": MANIFEST.replace("  - one", "  - one\n  - two") + settings,
            "modules/one/test.yaml": TEST.replace("answer: true", "answer: true\n    tags: [two]"),
            "modules/two/module.yaml": "title: Модуль два\nminutes: 15\n",
            "modules/two/01-a.md": "# Два\n\nСм. [первый модуль](doc:one).\n",
            "modules/two/test.yaml": TEST.replace("q1", "r1").replace("q2", "r2"),
        },
    )


def build(manifest: Path, *standards: str) -> Built:
    built = build_course(manifest, standards=standards or tuple(STANDARDS))
    weighty = [d for d in built.diagnostics if d.severity is not Severity.INFO]
    assert [str(d) for d in weighty if d.code not in TOLD] == []
    return built


def contents(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("order", ORDERS)
def test_every_package_is_clean_by_its_own_rules(tmp_path: Path, shape: str, order: str) -> None:
    check(build(project(tmp_path, shape, order)))


def test_a_course_may_be_a_test_alone(tmp_path: Path) -> None:
    pages = [f"modules/one/{name}" for name in ("01-first.md", "02-second.xwiki")]
    manifest = MANIFEST + "iri: https://learn.small-course.info/small\n"
    changes: dict[str, str | bytes | None] = {"manifests/small.yaml": manifest}
    built = build(write_project(tmp_path, changes | dict.fromkeys(pages)))
    check(built)
    assert {(package.pages, package.questions) for package in built.packages} == {(1, 2)}


def check(built: Built) -> None:
    """See that strangers would find nothing wrong with any package."""
    assert len(built.packages) == len(STANDARDS)
    for package in built.packages:
        report = Report()
        check_package(package.path, report, package.standard)
        weighty = [str(d) for d in report if d.severity is not Severity.INFO]
        assert weighty == [], package.standard


@pytest.mark.parametrize("shape", SHAPES)
def test_names_are_plain_and_unique(tmp_path: Path, shape: str) -> None:
    for package in build(project(tmp_path, shape)).packages:
        names = list(contents(package.path))
        strange = [n for n in names if not NAME.fullmatch(n) and n not in NAMED_BY_STANDARDS]
        assert strange == [], package.standard
        bases = [name.rpartition("/")[2] for name in names]
        assert len(bases) == len(set(bases)), package.standard  # P43


def test_same_sources_same_bytes(tmp_path: Path) -> None:
    one, two = (build(project(tmp_path / name, "sco-per-module")) for name in ("a", "б"))
    for first, second in zip(one.packages, two.packages, strict=True):
        assert first.path.read_bytes() == second.path.read_bytes(), first.standard


def test_rendering_and_compressing_happen_once(tmp_path: Path) -> None:
    """A further standard compresses no more than the files of its own."""
    manifest = project(tmp_path, "single")
    built = build(manifest)
    texts = {data for package in built.packages for data in contents(package.path).values()}
    assert built.work["rendered"] == 3
    assert built.work["compressed"] <= len(texts)
    again = build_course(manifest, standards=tuple(STANDARDS))
    assert again.work == {"rendered": 0, "compressed": 0}


IDENTIFIERS = re.compile(
    rb'\b(?:identifier|identifierref|id|objectiveID|targetObjectiveID|ident)="([^"]+)"'
)


@pytest.mark.parametrize("standard", [s.name for s in STANDARDS.values() if s.manifest])
def test_identifiers_survive_another_page(tmp_path: Path, standard: str) -> None:
    """Whatever an LMS knows a learner's results by is still there after an edit."""
    manifest = project(tmp_path, "sco-per-module")
    own = STANDARDS[standard].manifest

    def identifiers() -> set[bytes]:
        (package,) = build(manifest, standard).packages
        found = contents(package.path)
        return {i for name in found if name.endswith(own) for i in IDENTIFIERS.findall(found[name])}

    before = identifiers()
    (tmp_path / "modules" / "one" / "01-first.md").write_text(PAGE + "\nЕщё.\n", encoding="utf-8")
    (tmp_path / "modules" / "one" / "015-new.md").write_text("# Новая\n\nСлова.\n", "utf-8")
    assert before <= identifiers()


def test_every_standard_of_every_folder_is_known_by_its_name() -> None:
    """The names stand in one place and the standards in their folders: neither forgets the other."""
    folders = [path.parent.name for path in Path(home.__file__).parent.glob("*/__init__.py")]
    slices = [import_module(f"scormkit.standards.{folder}") for folder in folders]
    declared = {each.name: each for own in slices for each in getattr(own, "STANDARDS", ())}
    assert dict(STANDARDS) == declared
