"""What the xAPI writer makes passes the rules, is stable, and tells of every part of the course."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from in_memory import check_tree
from scormkit.diagnostics import Report
from scormkit.model.course import Page
from scormkit.standards import STANDARDS
from scormkit.standards.xapi.facts import NAMESPACE
from scormkit.values import replace
from standards.records import IRI, PLAYER, make_course, make_site, said, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.archive.tree import FileTree
    from scormkit.model.course import Course

GOLDEN = Path(__file__).parent / "golden"
XAPI = STANDARDS["xapi"]


@pytest.fixture(autouse=True)
def _player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scormkit.player.bundle", lambda _: PLAYER.encode())


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


def packed(course: Course, *, per_module: bool = False) -> FileTree:
    return XAPI.pack(course, make_site(course, per_module=per_module))


def found(tree: FileTree, path: str) -> list[str]:
    root = etree.fromstring(text(tree, "tincan.xml").encode())
    answer = root.xpath(path, namespaces={"t": NAMESPACE})
    assert isinstance(answer, list)
    return [str(value) for value in answer]


def statement(tree: FileTree, name: str) -> Any:
    return json.loads(text(tree, f"statements/{name}.json"))


@pytest.mark.parametrize("per_module", [False, True], ids=["one", "several"])
def test_golden(course: Course, golden: Callable[[Path, str], None], *, per_module: bool) -> None:
    tree = packed(course, per_module=per_module)
    name = "several" if per_module else "one"
    golden(GOLDEN / f"tincan-{name}.xml", text(tree, "tincan.xml"))
    paths = [path for path in tree if path.startswith("statements/")]
    everything = "".join(f"--- {path}\n{text(tree, path)}" for path in paths)
    golden(GOLDEN / f"statements-{name}.txt", everything)


@pytest.mark.parametrize("per_module", [False, True], ids=["one", "several"])
def test_passes_our_own_rules(course: Course, *, per_module: bool) -> None:
    odd = replace(course, title="\x00 ", summary="", iri="urn:scormkit:lodka")
    for each in (course, odd):
        report = Report()
        check_tree(packed(each, per_module=per_module), "course.zip", report, "xapi")
        assert [(d.code, d.message) for d in report] == []


def test_the_same_course_gives_the_same_bytes(course: Course) -> None:
    assert list(packed(course).items()) == list(packed(course).items())


def test_ids_stay_when_the_course_changes(course: Course) -> None:
    first, second = course.modules
    page = Page("one-new", "Новая", (said("Ещё"),), module="one")
    grown = replace(first, pages=(page, *first.pages), title="Иначе")
    changed = replace(course, title="Другое", version="2.0", modules=(second, grown))
    ids = {activity["id"] for activity in statement(packed(course), "activities")}
    after = {activity["id"] for activity in statement(packed(changed), "activities")}
    assert after - ids == {f"{IRI}/page/one-new"}
    assert ids <= after
    assert set(found(packed(course), "//@id")) == set(found(packed(changed), "//@id"))


def test_one_activity_is_launched(course: Course) -> None:
    assert found(packed(course), "//t:launch/text()") == ["index.html"]
    assert found(packed(course), "//t:activity[t:launch]/@id") == [IRI]
    types = {name.rpartition("/")[2] for name in found(packed(course), "//@type")}
    assert types == {"course", "module", "assessment", "cmi.interaction"}


def test_several_documents_are_entered_by_one_page(course: Course) -> None:
    """Each document reports of its module, which the page puts in place of the course."""
    tree = packed(course, per_module=True)
    assert found(tree, "//t:launch/text()") == ["index.html"]
    page = text(tree, "index.html")
    modules = [
        a["id"] for a in statement(tree, "activities") if a["id"].startswith(f"{IRI}/module")
    ]
    assert len(modules) == 2
    for module in modules:
        assert f'data-activity="{module}"' in page
    assert statement(tree, "completed")["object"]["id"] == modules[0]


def test_videos_of_ours_follow_the_video_profile(course: Course) -> None:
    ours, other = (
        statement(packed(course), "completed-video"),
        statement(packed(course), "experienced-media"),
    )
    assert ours["object"]["id"] == f"{IRI}/video/film"
    assert (
        ours["context"]["contextActivities"]["category"][0]["id"] == "https://w3id.org/xapi/video"
    )
    assert other["object"]["definition"]["type"].endswith("/activities/media")
    assert "category" not in other["context"]["contextActivities"]


def test_a_template_is_nobodys(course: Course) -> None:
    tree = packed(course)
    for path in tree:
        if path.startswith("statements/") and not path.endswith("activities.json"):
            told = json.loads(text(tree, path))
            assert told["actor"]["account"] == {"homePage": IRI, "name": "PLACEHOLDER"}
            assert told["context"]["registration"] == "00000000-0000-4000-8000-000000000000"
            assert told.keys().isdisjoint({"id", "timestamp", "version"})


def test_a_course_without_test_and_video_has_no_templates_for_them(course: Course) -> None:
    plain = replace(course, modules=course.modules[1:])
    names = {path.rpartition("/")[2] for path in packed(plain) if path.startswith("statements/")}
    assert names == {
        "activities.json", "completed.json", "experienced.json", "initialized.json",
        "progressed.json", "suspended.json", "terminated.json",
    }  # fmt: skip
