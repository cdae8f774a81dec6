"""What the SCORM 1.2 writer makes passes the rules, is stable, and lists every file once."""

from __future__ import annotations

import pytest
from lxml import etree

from in_memory import check_tree
from scormkit.archive.tree import FileTree
from scormkit.diagnostics import Report, Severity
from scormkit.model.course import Course, Module, Navigation
from scormkit.render.site import Sco, Site
from scormkit.standards import STANDARDS
from scormkit.standards.cmi.aicc_script import read
from scormkit.standards.ims.xml import ADLCP, IMSCP, IMSMD
from scormkit.standards.scorm12 import imsmanifest
from scormkit.standards.scorm12.schemas import SCHEMAS, published
from scormkit.values import replace
from standards.sites import FOUR, sco
from standards.sites import site as site_of

PAGE = b"<!doctype html><html lang=ru><script src=player-1.js defer></script>"
NAMES = {"i": IMSCP, "a": ADLCP, "m": IMSMD}
COURSE = Course(
    id="intro",
    version="1.0",
    title="Введение & <начало>",
    language="ru",
    modules=(),
    summary="О чём курс",
    keywords=("лодка", "парус"),
    publisher="Верфь, ООО; \\отдел",
    rights="© Верфь",
)


@pytest.fixture(autouse=True)
def _player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scormkit.player.bundle", lambda name: f"// {name}".encode())


def site(*scos: Sco) -> Site:
    paths = {path for sco in scos for path in sco.files} | {"rest.pdf"}
    tree = FileTree({path: PAGE if path.endswith(".html") else b"x" for path in paths})
    return Site(scos, tree, "player-1.js", "1", {})


ONE = site(Sco("course", "Курс", "index.html", ("index.html", "style.css"), 66.666))
TWO = site(
    Sco("one", "Первый", "one.html", ("one.html", "style.css")),
    Sco("two", "Второй", "two.html", ("two.html", "style.css", "own.png"), 80.0),
)


def manifest(site: Site, course: Course = COURSE) -> etree._Element:
    content = imsmanifest.pack(course, site)["imsmanifest.xml"]
    assert isinstance(content, bytes)
    return etree.fromstring(content)


def found(root: etree._Element, path: str) -> list[str]:
    answer = root.xpath(path, namespaces=NAMES)
    assert isinstance(answer, list)
    return [str(value) for value in answer]


@pytest.mark.parametrize("given", [ONE, TWO], ids=["one", "two"])
@pytest.mark.parametrize(
    "course",
    [COURSE, Course("1 курс", "2" * 30, "x" * 300, "en-GB", ()), Course("я", "", "\x00", "ru", ())],
    ids=["full", "bare", "odd"],
)
def test_passes_our_own_rules(given: Site, course: Course) -> None:
    report = Report(regrade={"S12-019": None, "LOM-005": None})
    check_tree(imsmanifest.pack(course, given), "course.zip", report, "scorm12")
    assert [(d.code, d.message) for d in report if d.severity is not Severity.INFO] == []


@pytest.mark.parametrize("given", [ONE, TWO], ids=["one", "two"])
def test_lists_every_file_once(given: Site) -> None:
    tree = imsmanifest.pack(COURSE, given)
    listed = found(manifest(given), "//i:file/@href")
    assert sorted(listed) == sorted({*tree} - {*SCHEMAS, "imsmanifest.xml"})


def test_ships_the_schemas_as_published() -> None:
    tree = imsmanifest.pack(COURSE, ONE)
    assert all(tree[name] == published(name) for name in SCHEMAS)


def test_one_sco_owns_its_files_and_shares_the_rest() -> None:
    root = manifest(ONE)
    own = found(root, "//i:resource[@a:scormtype='sco']/i:file/@href")
    assert own == ["index.html", "player-1.js", "style.css"]
    assert found(root, "//i:resource[@a:scormtype='asset']/i:file/@href") == ["rest.pdf"]
    assert found(root, "//i:dependency/@identifierref") == ["res-shared"]


def test_several_scos_share_what_both_need() -> None:
    root = manifest(TWO)
    assert found(root, "//i:item/i:title/text()") == ["Первый", "Второй"]
    shared = found(root, "//i:resource[@identifier='res-shared']/i:file/@href")
    assert shared == ["player-1.js", "rest.pdf", "style.css"]
    assert found(root, "//i:resource[@href='two.html']/i:file/@href") == ["own.png", "two.html"]


def test_a_mastery_score_stands_only_where_the_test_is_the_rule() -> None:
    assert found(manifest(ONE), "//a:masteryscore/text()") == ["66.67"]
    assert found(manifest(TWO), "//i:item[1]/a:masteryscore") == []
    assert found(manifest(TWO), "//i:item[2]/a:masteryscore/text()") == ["80"]


def test_metadata_says_what_the_course_says() -> None:
    root = manifest(ONE)
    lom = "//m:lom/m:general"
    assert found(root, f"{lom}/m:title/m:langstring/text()") == [COURSE.title]
    assert found(root, f"{lom}/m:description/m:langstring/text()") == [COURSE.summary]
    assert found(root, f"{lom}/m:keyword/m:langstring/text()") == list(COURSE.keywords)
    assert found(root, f"{lom}/m:title/m:langstring/@xml:lang") == ["ru"]
    assert found(root, "//m:lifecycle/m:version/m:langstring/text()") == ["1.0"]
    assert found(root, "//m:rights/m:description/m:langstring/text()") == [COURSE.rights]
    assert r"ORG:Верфь\, ООО\; \\отдел" in found(root, "//m:vcard/text()")[0]


def test_identifiers_are_stable_and_of_the_course_alone() -> None:
    first, again = manifest(ONE), manifest(ONE, replace(COURSE, version="2.0", title="Другое"))
    assert found(first, "//@identifier") == found(again, "//@identifier")
    other = manifest(ONE, replace(COURSE, id="other"))
    assert found(first, "/*/@identifier") != found(other, "/*/@identifier")


def test_the_same_course_gives_the_same_bytes() -> None:
    def contents() -> list[tuple[str, object]]:
        return list(imsmanifest.pack(COURSE, TWO).items())

    assert contents() == contents()
    text = dict(contents())["imsmanifest.xml"]
    assert isinstance(text, bytes)
    assert b"\r" not in text
    assert text.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="')


def test_titles_keep_to_the_limit() -> None:
    root = manifest(ONE, replace(COURSE, title="слово " * 60))
    assert all(len(title) <= 200 for title in found(root, "//i:title/text()"))


def test_a_site_without_an_lms_has_an_index() -> None:
    tree = STANDARDS["web"].pack(COURSE, TWO)
    index = tree["index.html"]
    assert isinstance(index, bytes)
    assert "one.html" in index.decode()
    assert "Введение &amp; &lt;начало&gt;" in index.decode()
    assert tree["player-1.js"] == b"// web"
    assert STANDARDS["web"].pack(COURSE, ONE)["index.html"] == PAGE


def prerequisites(given: Site, navigation: Navigation) -> list[list[str]]:
    """Give, for each item, the items that its script speaks of."""
    root = manifest(given, replace(COURSE, navigation=navigation))
    scripts = [
        found(root, f"//i:item[{n + 1}]/a:prerequisites/text()") for n in range(len(given.scos))
    ]
    return [read(script[0]) if script else [] for script in scripts]


@pytest.mark.parametrize("navigation", ["prerequisites", "linear"])
def test_each_module_waits_for_the_one_before(navigation: Navigation) -> None:
    names = found(manifest(FOUR), "//i:item/@identifier")
    assert prerequisites(FOUR, navigation) == [[], *([name] for name in names[:3])]
    assert prerequisites(ONE, navigation) == [[]]


def test_a_test_waits_for_all_reading_before_it() -> None:
    _, two, three, _ = found(manifest(FOUR), "//i:item/@identifier")
    assert prerequisites(FOUR, "test-gate") == [[], [], [], [two, three]]
    assert prerequisites(FOUR, "free") == prerequisites(FOUR, "pretest") == [[]] * 4


def test_too_many_prerequisites_become_the_nearest_ones() -> None:
    many = [sco(f"module-with-a-long-name-{n}", str(n)) for n in range(9)]
    asked = prerequisites(site_of(*many, sco("test", "Тест"), tested="test"), "test-gate")[-1]
    assert 1 < len(asked) < 9
    root = manifest(site_of(*many, sco("test", "Тест"), tested="test"))
    assert asked == found(root, "//i:item/@identifier")[9 - len(asked) : 9]
    assert len("&".join(asked)) <= 200


def test_prerequisites_pass_our_own_rules() -> None:
    report = Report(regrade={"S12-019": None})
    tree = imsmanifest.pack(replace(COURSE, navigation="prerequisites"), FOUR)
    check_tree(tree, "course.zip", report, "scorm12")
    assert [(d.code, d.message) for d in report if d.severity is not Severity.INFO] == []


def test_how_long_it_takes_is_said() -> None:
    root = manifest(ONE, replace(COURSE, modules=(Module("a", "A", (), minutes=95),)))
    assert found(root, "//m:typicallearningtime/m:datetime/text()") == ["PT1H35M"]
    assert found(manifest(ONE), "//m:educational") == []
