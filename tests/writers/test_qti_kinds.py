"""QTI beyond choices: every answer earns in the item what the player gives for it."""

from __future__ import annotations

from itertools import chain, combinations, permutations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assessor import document, outcome
from exams import ANSWERS, exam
from scormkit.archive import Cache, save
from scormkit.check.packages import check_package
from scormkit.diagnostics import Report
from scormkit.writers import WRITERS, qti2, qti3

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    from scormkit.archive.tree import FileTree

GOLDEN = Path(__file__).parent / "golden"
MAKERS = {"qti21": qti2.write, "qti30": qti3.write}


@pytest.fixture(params=MAKERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tree(form: str, tmp_path: Path) -> FileTree:
    return MAKERS[form]((exam(tmp_path, WRITERS[form], ANSWERS),), Report())


def item(tree: FileTree, name: str) -> etree._Element:
    return document(tree, f"sea/items/{name}.xml")


def names(element: etree._Element, tag: str) -> list[str]:
    return [found.get("identifier", "") for found in element.iter(tag)]


def test_a_text_is_right_as_it_is_accepted(tree: FileTree) -> None:
    knot, sail = item(tree, "knot"), item(tree, "sail")
    for text in ("*восьмёрка*", "a -> b", "8: {узел}"):
        assert outcome(knot, text) == {"SCORE": 1.0, "RESULT": "correct"}
    assert outcome(knot, "*Восьмёрка*") == {"SCORE": 0.0, "RESULT": "incorrect"}
    assert outcome(sail, "КЛИВЕР")["SCORE"] == 1.0
    assert outcome(sail, "грот")["SCORE"] == 0.0


@pytest.mark.parametrize(
    ("name", "number", "earned"),
    [
        ("speed", 9.5, 1), ("speed", 10.5, 1), ("speed", 9.49, 0), ("speed", 11.0, 0),
        ("masts", 2.0, 1), ("masts", 2.1, 0), ("depth", -3.5, 1), ("depth", 3.5, 0),
    ],
)  # fmt: skip
def test_a_number_is_right_within_its_range(
    tree: FileTree, name: str, number: float, earned: float
) -> None:
    assert outcome(item(tree, name), number)["SCORE"] == earned


def test_the_unit_stands_behind_the_field(tree: FileTree) -> None:
    (field,) = item(tree, "speed").iter("textEntryInteraction")
    assert (field.tail or "").strip() == "уз & ч"


@pytest.mark.parametrize(("name", "partial"), [("parts", True), ("crafts", False)])
def test_pairs_earn_their_shares(tree: FileTree, name: str, *, partial: bool) -> None:
    root = item(tree, name)
    left, right = (names(each, "simpleAssociableChoice") for each in root.iter("simpleMatchSet"))
    (declared,) = root.iter("responseDeclaration")
    wanted = {str(v.text) for v in declared.iterfind("correctResponse/value")}
    assert {pair.split()[0] for pair in wanted} == set(left)
    for targets in product(right, repeat=len(left)):
        given = {f"{one} {to}" for one, to in zip(left, targets, strict=True)}
        hits = len(given & wanted)
        earned = hits / len(left) if partial or hits == len(left) else 0
        assert outcome(root, given)["SCORE"] == pytest.approx(earned, abs=1e-5), given


def test_targets_may_be_chosen_again_and_categories_stay_in_order(tree: FileTree) -> None:
    root = item(tree, "crafts")
    left, right = root.iter("simpleMatchSet")
    assert {choice.get("matchMax") for choice in left} == {"1"}
    assert {(choice.get("matchMax"), choice.get("fixed")) for choice in right} == {("0", "true")}
    _, targets = item(tree, "parts").iter("simpleMatchSet")
    assert {choice.get("fixed") for choice in targets} == {None}
    assert len(targets) == 4


@pytest.mark.parametrize(("name", "partial"), [("tacks", True), ("watches", False)])
def test_an_order_earns_by_its_places(tree: FileTree, name: str, *, partial: bool) -> None:
    root = item(tree, name)
    right = names(root, "simpleChoice")
    for given in map(list, permutations(right)):
        hits = sum(one == other for one, other in zip(given, right, strict=True))
        earned = hits / len(right) if partial or hits == len(right) else 0
        assert outcome(root, given)["SCORE"] == pytest.approx(earned, abs=1e-5), given


def test_what_is_told_of_a_part(tree: FileTree) -> None:
    root = item(tree, "tacks")
    right = names(root, "simpleChoice")
    assert outcome(root, right)["RESULT"] == "correct"
    assert outcome(root, [right[0], right[2], right[1]])["RESULT"] == "partial"
    assert outcome(root, [right[1], right[2], right[0]])["RESULT"] == "incorrect"
    (told,) = root.iter("modalFeedback")
    assert told.get("identifier") == "partial"


@pytest.mark.parametrize(
    ("name", "right", "partial"), [("bow", {"bow"}, False), ("ends", {"left", "right"}, True)]
)
def test_places_earn_as_choices_do(
    tree: FileTree, name: str, right: set[str], *, partial: bool
) -> None:
    root = item(tree, name)
    areas = names(root, "hotspotChoice")
    for given in map(set, chain.from_iterable(combinations(areas, n) for n in range(4))):
        hits, misses = len(given & right), len(given - right)
        share = max(0, hits - misses) / len(right)
        earned = share if partial else float(given == right)
        assert outcome(root, given)["SCORE"] == pytest.approx(earned), given


def test_areas_lie_in_pixels_of_the_picture_enlarged(tree: FileTree) -> None:
    root = item(tree, "bow")
    (picture,) = root.iter("object")
    assert (picture.get("width"), picture.get("height")) == ("300", "300")
    assert (picture.get("type"), picture.text) == ("image/svg+xml", "Лодка & вода")
    assert str(picture.get("data")).removeprefix("../../") in tree
    areas = [(a.get("shape"), a.get("coords")) for a in root.iter("hotspotChoice")]
    assert areas == [("ellipse", "75,150,75,150"), ("poly", "150,0,300,0,300,300,150,300")]
    assert [a.get("hotspotLabel") for a in root.iter("hotspotChoice")] == ["Остриё", "Место 2"]


def test_what_is_not_scored_earns_nothing_and_is_told_something(tree: FileTree) -> None:
    root = item(tree, "mood")
    left, right = (names(each, "simpleAssociableChoice") for each in root.iter("simpleMatchSet"))
    given = {f"{one} {right[0]}" for one in left}
    assert outcome(root, given) == {"SCORE": 0.0, "RESULT": "noted"}
    assert root.find(".//correctResponse") is None
    (told,) = root.iter("modalFeedback")
    assert (told.get("identifier"), told.findtext(".//p")) == ("noted", "Спасибо.")
    weights = {
        r.get("identifier"): r[0].get("value")
        for r in document(tree, "sea/test.xml").iter("assessmentItemRef")
    }
    assert (weights["mood"], weights["log"], weights["oath"]) == ("0", "0", "3")


def test_people_grade_an_essay(tree: FileTree) -> None:
    root = item(tree, "oath")
    (field,) = root.iter("extendedTextInteraction")
    assert field.get("expectedLength") == "500"
    assert root.find("responseProcessing") is None
    assert list(root.iter("modalFeedback")) == []


def test_a_picture_without_a_size_cannot_be_asked_about(form: str, tmp_path: Path) -> None:
    report = Report()
    source = ANSWERS.replace("picture: files/Лодки.svg", "picture: files/Нет.svg")
    made = MAKERS[form]((exam(tmp_path, WRITERS[form], source),), report)
    assert "sea/items/bow.xml" not in made
    refs = {r.get("identifier") for r in document(made, "sea/test.xml").iter("assessmentItemRef")}
    assert not {"bow", "ends"} & refs
    message = "The question is left out: its picture is missing or tells no size"
    lines = ANSWERS.splitlines()
    told = [d.at.line for d in report if d.message == message]
    assert told == [lines.index("  - id: bow") + 1, lines.index("  - id: ends") + 1]


def test_pictures_of_answers_belong_to_the_item(tree: FileTree) -> None:
    (resource,) = [
        r for r in document(tree, "imsmanifest.xml").iter("resource")
        if r.get("identifier") == "item-sea-parts"
    ]  # fmt: skip
    (picture,) = [f.get("href", "") for f in resource if f.get("href", "").endswith(".svg")]
    (image,) = item(tree, "parts").iter("img")
    assert image.get("src") == f"../../{picture}"


@pytest.mark.parametrize("name", ["knot", "speed", "parts", "tacks", "bow", "mood", "log"])
def test_items_are_as_they_were(
    golden: Callable[[Path, str], None], tree: FileTree, form: str, name: str
) -> None:
    content = tree[f"sea/items/{name}.xml"]
    assert isinstance(content, bytes)
    golden(GOLDEN / f"{name}.{form}.xml", content.decode())


def test_our_own_rules_have_no_complaints(tree: FileTree, tmp_path: Path) -> None:
    report = Report()
    saved = save(tree, tmp_path / "sea.zip", Cache(), first=("imsmanifest.xml",))
    check_package(saved.path, report)
    assert list(report) == []


def test_what_is_lost_is_told_at_its_line(form: str, tmp_path: Path) -> None:
    report = Report()
    MAKERS[form]((exam(tmp_path, WRITERS[form], ANSWERS),), report)
    lines = ANSWERS.splitlines()
    told = {(d.at.line, d.message) for d in report if d.code == "EXP-002"}
    title = WRITERS[form].title
    at = {name: lines.index(f"  - id: {name}") + 1 for name in ("year", "bow", "log", "oath")}
    alike = f"{title} tells ё and е, kinds of quotation marks and of hyphens apart"
    assert told == {
        (lines.index("  - id: knot") + 1, alike),
        (lines.index("  - id: sail") + 1, f"{title} does not forgive slips of typing"),
        (lines.index("  - id: depth") + 1, f"{title} does not hold the tags"),
        (lines.index("  - id: parts") + 1, f"{title} does not hold the hint"),
        (at["year"], f"{title} does not hold the expression 17[0-9][0-9]"),
        (at["bow"], f"{title} does not say that the areas are not to be seen"),
        (at["log"], f"{title} does not hold the limits of 20 and 300 letters"),
        (at["oath"], f"{title} does not hold the limits of 0 and 500 letters"),
        (at["oath"], f"{title} does not look for keywords: people grade the text"),
        (at["oath"], f"{title} does not hold what is told by result"),
    }
