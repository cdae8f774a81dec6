"""What the cmi5 writer makes passes the rules, is stable, and says what the course asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from in_memory import check_tree
from scormkit.diagnostics import Report
from scormkit.model.course import Completion, Page
from scormkit.standards import STANDARDS
from scormkit.standards.cmi5.facts import NAMESPACE
from scormkit.values import replace
from standards.records import IRI, PLAYER, make_course, make_site, said, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.model.course import Course

GOLDEN = Path(__file__).parent / "golden"
CMI5 = STANDARDS["cmi5"]


@pytest.fixture(autouse=True)
def _player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scormkit.player.bundle", lambda _: PLAYER.encode())


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


def structure(course: Course, *, per_module: bool = False) -> str:
    return text(CMI5.pack(course, make_site(course, per_module=per_module)), "cmi5.xml")


def found(content: str, path: str) -> list[str]:
    answer = etree.fromstring(content.encode()).xpath(path, namespaces={"c": NAMESPACE})
    assert isinstance(answer, list)
    return [str(value) for value in answer]


@pytest.mark.parametrize("per_module", [False, True], ids=["one", "several"])
def test_golden(course: Course, golden: Callable[[Path, str], None], *, per_module: bool) -> None:
    name = "cmi5-several.xml" if per_module else "cmi5-one.xml"
    golden(GOLDEN / name, structure(course, per_module=per_module))


@pytest.mark.parametrize("per_module", [False, True], ids=["one", "several"])
def test_passes_our_own_rules(course: Course, *, per_module: bool) -> None:
    odd = replace(course, title="\x00 ", summary="", iri="urn:scormkit:lodka")
    for each in (course, odd):
        report = Report()
        tree = CMI5.pack(each, make_site(each, per_module=per_module))
        check_tree(tree, "course.zip", report, "cmi5")
        assert [(d.code, d.message) for d in report] == []


def test_the_same_course_gives_the_same_bytes(course: Course) -> None:
    assert structure(course) == structure(course)
    assert list(CMI5.pack(course, make_site(course))) == list(CMI5.pack(course, make_site(course)))


def test_ids_stay_when_the_course_changes(course: Course) -> None:
    """LMSs keep learners' records by publisher ids: an update must not lose them."""
    first, second = course.modules
    page = Page("one-new", "Новая", (said("Ещё"),), module="one")
    grown = replace(first, pages=(page, *first.pages), title="Иначе")
    changed = replace(course, title="Другое", version="2.0", modules=(second, grown))
    assert set(found(structure(course), "//@id")) == set(found(structure(changed), "//@id"))
    before = found(structure(course, per_module=True), "//@id")
    after = found(structure(changed, per_module=True), "//@id")
    assert before[0] == after[0] == IRI
    assert sorted(before) == sorted(after)
    assert len(before) == len(set(before)) == 3


@pytest.mark.parametrize(
    ("completion", "move_on"),
    [
        (Completion(), "CompletedAndPassed"),
        (Completion(pages=False, tasks=True), "CompletedAndPassed"),
        (Completion(pages=False, videos=50), "CompletedAndPassed"),
        (Completion(pages=False), "Passed"),
        (Completion(test=False), "Completed"),
    ],
)
def test_what_is_asked_decides_when_to_move_on(
    course: Course, completion: Completion, move_on: str
) -> None:
    asked = replace(course, completion=completion)
    content = structure(asked)
    assert found(content, "//c:au/@moveOn") == [move_on]
    assert found(content, "//c:au/@masteryScore") == ([] if move_on == "Completed" else ["0.6667"])


def test_a_module_without_a_test_is_only_completed(course: Course) -> None:
    content = structure(course, per_module=True)
    assert found(content, "//c:au/@moveOn") == ["CompletedAndPassed", "Completed"]
    assert found(content, "//c:au[2]/@masteryScore") == []


def test_urls_are_plain_names_of_files(course: Course) -> None:
    tree = CMI5.pack(course, make_site(course, per_module=True))
    for url in found(text(tree, "cmi5.xml"), "//c:url/text()"):
        assert url in tree
        assert url.isascii()
        assert not set(url) & set("#%? ")
