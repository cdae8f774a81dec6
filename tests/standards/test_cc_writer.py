"""Cartridges: complete, stable, without a script, and honest about what they cannot hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from lxml import etree

from exams import PICTURE, SOURCE
from projects import FILES, write_project
from scormkit.build import build_course
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from scormkit.standards.cc.assessment import attempts, weights
from scormkit.standards.cc.assessment.profiles import profile_of_choices
from scormkit.standards.cc.facts import QTI

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.built import Built

GOLDEN = Path(__file__).parent / "golden"
PROJECT: dict[str, str | bytes | None] = {
    "manifests/small.yaml": str(FILES["manifests/small.yaml"]).replace("scorm12", "cc, cc13")
    + "navigation: linear\nkeywords: [лодка]\npublisher: Верфь, ООО\nrights: © Верфь\nsummary: О лодках\n",
    "modules/one/01-first.md": str(FILES["modules/one/01-first.md"])
    + '\n[Дальше](next:)\n\n[Таблица](02-second.xwiki#таблица), `<a href="#p-one-second">`\n\n'
    ':::video https://vkvideo.ru/video-1_2 {title="Парус" minutes=3}\n:::\n',
    "modules/one/02-second.xwiki": f"{FILES['modules/one/02-second.xwiki']!s}\n== Таблица ==\n",
    "modules/one/test.yaml": SOURCE,
    "modules/one/files/Лодки.svg": PICTURE,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("project")
    made = build_course(write_project(root, PROJECT))
    assert not made.failed, [(d.code, d.message, d.at) for d in made.diagnostics]
    return made


@pytest.fixture(scope="module")
def files(built: Built) -> dict[str, bytes]:
    with ZipFile(built.packages[0].path) as package:
        return {name: package.read(name) for name in package.namelist()}


def pages(files: dict[str, bytes]) -> dict[str, str]:
    return {name: data.decode() for name, data in files.items() if name.endswith(".html")}


def found(root: etree._Element, path: str) -> list[Any]:
    """Give what an XPath finds; ``q`` is the namespace of assessments."""
    answer = root.xpath(path, namespaces={"q": QTI})
    assert isinstance(answer, list)
    return answer


def named(files: dict[str, bytes], begin: str) -> str:
    return next(name for name in files if name.startswith(begin))


def test_both_editions_are_made_and_pass_our_own_rules(built: Built) -> None:
    assert [package.path.suffix for package in built.packages] == [".imscc", ".imscc"]
    report = Report()
    for package in built.packages:
        check_package(package.path, report, package.standard)
    assert list(report) == []


def test_editions_differ_in_their_names_only(built: Built) -> None:
    one, three = (ZipFile(p.path).read("imsmanifest.xml").decode() for p in built.packages)
    names = [("v1p1/", "v1p3/"), ("1.1.0", "1.3.0"), ("ccv1p1", "ccv1p3"), ("xmlv1p1", "xmlv1p3")]
    for old, new in names:
        one = one.replace(old, new)
    assert one == three


def test_manifest_and_assessment_are_as_they_were(
    golden: Callable[[Path, str], None], files: dict[str, bytes]
) -> None:
    # the theme has golden files of its own
    text = re.sub(r"theme-[0-9a-f]{10}", "theme-0123456789", files["imsmanifest.xml"].decode())
    golden(GOLDEN / "cartridge.xml", text)
    golden(GOLDEN / "assessment.xml", files[named(files, "tests/")].decode())


def test_same_sources_same_bytes(built: Built, tmp_path: Path) -> None:
    again = build_course(write_project(tmp_path, PROJECT))
    for old, new in zip(built.packages, again.packages, strict=True):
        assert old.path.read_bytes() == new.path.read_bytes()


@pytest.mark.parametrize("setting", ["structure: sco-per-module", "packaging: module"])
def test_one_file_a_page_however_the_course_is_cut(setting: str, tmp_path: Path) -> None:
    manifest = f"{PROJECT['manifests/small.yaml']!s}{setting}\n"
    made = build_course(write_project(tmp_path, {**PROJECT, "manifests/small.yaml": manifest}))
    assert not made.failed
    with ZipFile(made.packages[0].path) as package:
        names = [name for name in package.namelist() if name.endswith((".html", ".js", ".xml"))]
    assert [name.rpartition("/")[2][:5] for name in names] == ["imsma", "01-01", "01-02", "test-"]


def test_names_are_plain(files: dict[str, bytes]) -> None:
    assert all(re.fullmatch(r"[a-z0-9._/-]+", name) for name in files)


def test_pages_have_no_script_and_nothing_to_tick(files: dict[str, bytes]) -> None:
    assert len(pages(files)) == 2
    for text in pages(files).values():
        assert not re.search(r"<(script|button|input|label)\b", text)
        assert "data-embed" not in text
        assert not re.search(r"\son\w+=", text)


def test_links_between_pages_lead_to_files(files: dict[str, bytes]) -> None:
    first = files[named(files, "01-01-")].decode()
    second = named(files, "01-02-")
    assert f'href="{second}"' in first
    assert re.search(rf'href="{second}#p-one-second--[^"]+">Таблица<', first)
    assert '&lt;a href="#p-one-second"&gt;' in first
    for name, text in pages(files).items():
        root = etree.HTML(text)
        ids = {str(i) for i in found(root, "//@id")}
        for link in found(root, "//a/@href"):
            path, _, fragment = str(link).partition("#")
            assert path or fragment in ids, (name, link)
            assert "://" in path or not path or path in files, (name, link)


def test_a_video_elsewhere_is_a_frame_with_a_title_and_a_link(files: dict[str, bytes]) -> None:
    root = etree.HTML(files[named(files, "01-01-")].decode())
    (frame,) = found(root, "//figure//iframe")
    assert str(frame.get("src")).startswith("https://vk")
    assert frame.get("title")
    assert found(root, "//figure[.//iframe]//figcaption/a/@href")


def test_files_of_the_course_lie_in_the_cartridge(files: dict[str, bytes]) -> None:
    shown = {str(src) for t in pages(files).values() for src in found(etree.HTML(t), "//img/@src")}
    assert shown
    assert shown <= files.keys()
    assert any(name.endswith(".pdf") for name in files)
    test = files[named(files, "tests/")].decode()
    (picture,) = re.findall(r"\$IMS-CC-FILEBASE\$/([^&\"]+)", test)
    assert files[picture] == PICTURE


def test_what_is_lost_is_told_at_its_line(built: Built) -> None:
    lines = SOURCE.splitlines()
    told = [(d.code, d.at.line, d.message) for d in built.diagnostics if d.code.startswith("CC-")]
    crew, two = lines.index("  - id: crew") + 1, lines.index("  - id: two") + 1
    assert ("CC-101", 1, "The pass mark of 70 % is lost") in told
    assert ("CC-101", 1, "All 5 questions are asked instead of 2 drawn") in told
    assert ("CC-102", crew, "A part of the right answers earns no points") in told
    assert ("CC-102", crew, "The hint is lost") in told
    message = "One right answer of two is asked with boxes to tick instead of circles"
    assert ("CC-102", two, message) in told
    (linear,) = [d for d in built.diagnostics if d.code == "CC-103"]
    assert linear.at.path == "manifests/small.yaml"
    assert "'linear'" in linear.message
    assert len(told) == 8


def scores(item: etree._Element, given: set[str]) -> bool:
    """Answer whether an assessment's item gives points, as far as our writer uses the language."""

    def holds(condition: etree._Element) -> bool:
        name = etree.QName(condition).localname
        if name == "varequal":
            return condition.text in given
        inside = [holds(child) for child in condition]
        return not inside[0] if name == "not" else all(inside)

    (right,) = found(item, ".//q:respcondition[q:setvar]/q:conditionvar")
    return all(holds(condition) for condition in right)


def test_only_the_whole_answer_earns_points(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files[named(files, "tests/")])
    items = {item.get("ident"): item for item in root.iter("{*}item")}
    assert scores(items["crew"], {"captain", "cook"})
    assert not scores(items["crew"], {"captain"})
    assert not scores(items["crew"], {"captain", "cook", "gull"})
    assert scores(items["mast"], {"mast"})
    assert not scores(items["mast"], {"keel"})
    assert scores(items["sea"], {"true"})
    assert scores(items["two"], {"front"})
    assert not scores(items["two"], {"front", "back"})


def test_weights_keep_proportions_where_they_can() -> None:
    assert weights([1, 2, 1]) == ([1, 2, 1], True)
    assert weights([0.5, 1, 2.5]) == ([1, 2, 5], True)
    assert weights([1, 200]) == ([1, 99], False)
    assert weights([]) == ([], True)


@pytest.mark.parametrize(
    ("texts", "profile"),
    [
        (("Верно", "Неверно."), "cc.true_false.v0p1"),
        (("Спереди", "Сзади"), "cc.multiple_response.v0p1"),
        (("a", "b", "c"), "cc.multiple_choice.v0p1"),
    ],
)
def test_two_answers_are_true_false_only_if_they_say_so(
    texts: tuple[str, ...], profile: str
) -> None:
    assert profile_of_choices("single", texts) == profile


def test_attempts_beyond_five_are_not_counted() -> None:
    assert [attempts(n) for n in (0, 1, 5, 6)] == ["unlimited", "1", "5", "unlimited"]
