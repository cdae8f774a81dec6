"""QTI: every possible answer earns in the item what the player gives for it."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from assessor import document, one, outcome
from exams import PICTURE, exam
from scormkit.archive import Cache, save
from scormkit.archive.tree import DiskFile, FileTree
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from scormkit.writers import WRITERS, qti2, qti3

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"
MAKERS = {"qti21": qti2.write, "qti30": qti3.write}
RIGHT = {
    "mast": ({"mast"}, {"mast", "keel", "oar"}, False),
    "crew": ({"captain", "cook"}, {"captain", "cook", "gull"}, True),
    "all": ({"raft", "boat"}, {"raft", "boat", "stone"}, False),
    "sea": ({"true"}, {"true", "false"}, False),
    "two": ({"front"}, {"front", "back"}, False),
}


@pytest.fixture(params=MAKERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tree(form: str, tmp_path: Path) -> FileTree:
    return MAKERS[form]((exam(tmp_path, WRITERS[form]),), Report())


def text_of(element: etree._Element) -> str:
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


@pytest.mark.parametrize("name", RIGHT)
def test_every_answer_earns_what_the_player_gives(tree: FileTree, name: str) -> None:
    item = document(tree, f"boats/items/{name}.xml")
    right, choices, partial = RIGHT[name]
    assert {choice.get("identifier") for choice in item.iter("simpleChoice")} == choices
    for given in map(set, chain.from_iterable(combinations(choices, n) for n in range(4))):
        hits, misses = len(given & right), len(given - right)
        whole = given == right
        earned = 1.0 if whole else max(0, hits - misses) / len(right) if partial else 0.0
        assert outcome(item, given)["SCORE"] == pytest.approx(earned, abs=1e-5), given


def test_what_is_told_hangs_on_the_result(tree: FileTree) -> None:
    item = document(tree, "boats/items/crew.xml")
    assert outcome(item, {"captain", "cook"})["RESULT"] == "correct"
    assert outcome(item, {"captain"})["RESULT"] == "partial"
    assert outcome(item, {"gull"})["RESULT"] == "incorrect"
    told = {m.get("identifier"): text_of(m) for m in item.iter("modalFeedback")}
    assert told == {"correct": "Верно.", "partial": "Не все.", "incorrect": "Нет."}
    assert outcome(document(tree, "boats/items/mast.xml"), {"oar"})["RESULT"] == "incorrect"


def test_the_test_draws_weighs_and_introduces(tree: FileTree) -> None:
    test = document(tree, "boats/test.xml")
    assert one(test, ".//selection").get("select") == "2"
    assert one(test, ".//ordering").get("shuffle") == "true"
    assert text_of(one(test, ".//rubricBlock")) == "Пять вопросов."
    refs = {
        r.get("identifier"): one(r, "weight").get("value") for r in test.iter("assessmentItemRef")
    }
    assert refs == {"mast": "1", "crew": "2.5", "all": "1", "sea": "1", "two": "1"}
    for ref in test.iter("assessmentItemRef"):
        assert f"boats/{ref.get('href')}" in tree


def test_the_manifest_lists_every_file_and_needs_every_item(tree: FileTree, form: str) -> None:
    manifest = document(tree, "imsmanifest.xml")
    assert {f.get("href") for f in manifest.iter("file")} == {*tree} - {"imsmanifest.xml"}
    resources = {r.get("identifier"): r for r in manifest.iter("resource")}
    version = "v2p1" if form == "qti21" else "v3p0"
    assert {r.get("type") for r in resources.values()} == {
        f"imsqti_item_xml{version}", f"imsqti_test_xml{version}",
    }  # fmt: skip
    needed = {d.get("identifierref") for d in manifest.iter("dependency")}
    assert needed == {name for name in resources if name and name.startswith("item-")}


def test_pictures_are_found_from_the_item(tree: FileTree) -> None:
    source = one(document(tree, "boats/items/crew.xml"), ".//img").get("src", "")
    path = PurePosixPath("boats/items") / source
    found = str(path).replace("boats/items/../../", "")
    content = tree[found]
    assert isinstance(content, DiskFile)
    assert content.path.read_bytes() == PICTURE


def test_items_are_as_they_were(
    golden: Callable[[Path, str], None], tree: FileTree, form: str
) -> None:
    content = tree["boats/items/mast.xml"]
    assert isinstance(content, bytes)
    golden(GOLDEN / f"mast.{form}.xml", content.decode())


def test_same_input_same_bytes_and_no_complaints(tree: FileTree, form: str, tmp_path: Path) -> None:
    again = MAKERS[form]((exam(tmp_path, WRITERS[form]),), Report())
    one_zip = save(tree, tmp_path / "one.zip", Cache(), first=("imsmanifest.xml",))
    save(again, tmp_path / "two.zip", Cache(), first=("imsmanifest.xml",))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    report = Report()
    check_package(one_zip.path, report)
    assert list(report) == []


def test_what_xhtml_does_not_know_becomes_what_it_knows() -> None:
    given = '<p style="x" class="k">a <mark>b</mark><del data-x="1">c</del></p><figure><img src="s" alt=""/></figure>'
    assert qti2._xhtml(given) == (
        '<p class="k">a <span>b</span><span>c</span></p><div><img src="s" alt=""/></div>'
    )


def test_a_formula_stays_one_where_little_of_html_is_known() -> None:
    math = '<math xmlns="m"><msup><mi>x</mi><mn>2</mn></msup></math>'
    assert qti2._xhtml(f"<p>a <mark>{math}</mark></p>") == f"<p>a <span>{math}</span></p>"
