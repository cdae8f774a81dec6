"""What the SCORM 2004 writer makes: by edition, structure and navigation, valid by its schemas."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from lxml import etree

from scormkit.model.course import Course, Navigation
from scormkit.model.names import wire_id
from scormkit.standards import STANDARDS
from scormkit.standards.ims.xml import ADLCP_2004, ADLNAV, ADLSEQ, IMSCP_2004, IMSSS, LOM
from scormkit.standards.scorm2004.editions import EDITIONS
from scormkit.values import replace
from standards.sites import COURSE, FOUR, ONE, with_pretest

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.archive.tree import FileTree
    from scormkit.render.site import Site

GOLDEN = Path(__file__).parent / "golden"
NAMES = {
    "i": IMSCP_2004, "s": IMSSS, "l": LOM, "a": ADLCP_2004, "n": ADLNAV, "q": ADLSEQ,
}  # fmt: skip
SITES = {"one": ONE, "four": FOUR}
NAVIGATIONS: tuple[Navigation, ...] = get_args(Navigation)
EDITION = [edition.name for edition in EDITIONS]


@pytest.fixture(autouse=True)
def _player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scormkit.player.bundle", lambda name: f"// {name}".encode())


def pack(edition: str, site: Site, course: Course = COURSE) -> FileTree:
    return STANDARDS[edition].pack(course, site)


def manifest(edition: str, site: Site, navigation: Navigation = "free", **changes: object) -> str:
    course = replace(COURSE, navigation=navigation, **changes)  # type: ignore[arg-type]
    site = with_pretest(site) if navigation == "pretest" else site
    content = pack(edition, site, course)["imsmanifest.xml"]
    assert isinstance(content, bytes)
    return content.decode()


def found(text: str, path: str) -> list[str]:
    answer = etree.fromstring(text.encode()).xpath(path, namespaces=NAMES)
    assert isinstance(answer, list)
    return [str(value) for value in answer]


@cache
def grammar(folder: Path) -> etree.XMLSchema:
    """Compile what a package ships, by the locations its manifest gives."""
    root = etree.parse(folder / "imsmanifest.xml").getroot()
    location = root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", "").split()
    imports = "".join(
        f'<import namespace="{namespace}" schemaLocation="{(folder / name).as_uri()}"/>'
        for namespace, name in zip(location[::2], location[1::2], strict=True)
    )
    driver = f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{imports}</schema>'
    return etree.XMLSchema(etree.fromstring(driver))


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], etree.XMLSchema]:
    """The schemas of an edition as a package ships them, compiled from its own files."""
    folder = tmp_path_factory.mktemp("packages")

    def compile_of(edition: str) -> etree.XMLSchema:
        place = folder / edition
        if not place.is_dir():
            place.mkdir()
            for name, content in pack(edition, ONE).items():
                if name.endswith((".xsd", ".dtd", ".xml")):
                    assert isinstance(content, bytes)
                    (place / name).write_bytes(content)
        return grammar(place)

    return compile_of


@pytest.mark.parametrize("navigation", NAVIGATIONS)
@pytest.mark.parametrize("structure", SITES)
@pytest.mark.parametrize("edition", EDITION)
def test_manifest(
    edition: str,
    structure: str,
    navigation: Navigation,
    golden: Callable[[Path, str], None],
    schema: Callable[[str], etree.XMLSchema],
) -> None:
    text = manifest(edition, SITES[structure], navigation, attempts=3)
    golden(GOLDEN / f"{edition}-{structure}-{navigation}.xml", text)
    grammar_of = schema(edition)
    grammar_of.validate(etree.fromstring(text.encode()))
    assert str(grammar_of.error_log) == ""


@pytest.mark.parametrize(
    "course",
    [Course("1 курс", "2" * 30, "x" * 300, "en-GB", ()), Course("я", "", "\x00", "ru", ())],
    ids=["bare", "odd"],
)
@pytest.mark.parametrize("edition", EDITION)
def test_any_course_is_valid(
    edition: str, course: Course, schema: Callable[[str], etree.XMLSchema]
) -> None:
    content = pack(edition, FOUR, course)["imsmanifest.xml"]
    assert isinstance(content, bytes)
    schema(edition).assertValid(etree.fromstring(content))
    titles = found(content.decode(), "//i:title/text()")
    assert all(len(title) <= 200 for title in titles)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<lom:general>", "<lom:generally>"),
        ("<lom:lifeCycle>", "<lom:lifecycle>"),
        ("<lom:entity>", "<lom:centity>"),
        ("<lom:duration>PT1H45M<", "<lom:duration><"),
        ('language="ru"', 'language="по-русски"'),
        ("<lom:value>final<", "<lom:value><"),
    ],
)
def test_the_schema_of_metadata_catches(
    right: str, wrong: str, schema: Callable[[str], etree.XMLSchema]
) -> None:
    text = manifest("scorm2004-4", ONE)
    assert right in text
    end, wrong_end = (f"</{part[1:]}" if part.endswith(">") else part for part in (right, wrong))
    broken = text.replace(right, wrong).replace(end, wrong_end)
    assert not schema("scorm2004-4").validate(etree.fromstring(broken.encode()))


def test_metadata_stands_in_any_order(schema: Callable[[str], etree.XMLSchema]) -> None:
    root = etree.fromstring(manifest("scorm2004-4", ONE).encode())
    for part in root.iter(f"{{{LOM}}}lom", f"{{{LOM}}}general", f"{{{LOM}}}lifeCycle"):
        part[:] = list(reversed(part))
    schema("scorm2004-4").assertValid(root)


@pytest.mark.parametrize("edition", EDITION)
def test_the_same_course_gives_the_same_bytes(edition: str) -> None:
    given = with_pretest(FOUR)
    assert list(pack(edition, given).items()) == list(pack(edition, given).items())


@pytest.mark.parametrize("edition", EDITION)
def test_lists_every_file_once_and_ships_every_schema(edition: str) -> None:
    tree = pack(edition, FOUR)
    listed = found(manifest(edition, FOUR), "//i:file/@href")
    assert sorted(listed) == sorted(p for p in tree if not p.endswith((".xsd", ".dtd", ".xml")))
    location = found(manifest(edition, FOUR), "/*/@*[local-name()='schemaLocation']")[0].split()
    assert set(location[1::2]) <= {*tree}
    assert set(location[::2]) == {*NAMES.values()}


def test_editions_differ_in_what_they_say() -> None:
    assert [STANDARDS[name].state_limit for name in EDITION] == [4000, 64000, 64000]
    versions = [found(manifest(name, ONE), "//i:schemaversion/text()")[0] for name in EDITION]
    assert versions == ["CAM 1.3", "2004 3rd Edition", "2004 4th Edition"]
    data = [found(manifest(name, ONE), "//a:dataFromLMS/text()") for name in EDITION]
    assert data == [[], ["leave=suspendAll"], ["leave=suspendAll"]]
    hidden = [found(manifest(name, ONE), "//n:hideLMSUI/text()") for name in EDITION]
    assert hidden[0] == ["continue", "previous", "abandon"]
    assert hidden[1] == hidden[2] == [*hidden[0], "abandonAll"]
    assert pack("scorm2004-4", ONE)["imscp_v1p1.xsd"] != pack("scorm2004-3", ONE)["imscp_v1p1.xsd"]


@pytest.mark.parametrize("navigation", NAVIGATIONS)
def test_content_sets_status_and_objectives_stay_in_the_course(navigation: Navigation) -> None:
    for each in SITES.values():
        text = manifest("scorm2004-3", each, navigation)
        assert found(text, "//@q:objectivesGlobalToSystem") == ["false"]
        for part in ("completionSetByContent", "objectiveSetByContent"):
            said = found(text, f"//i:item/s:sequencing/s:deliveryControls/@{part}")
            assert said == ["true"] * len(each.scos)
        shared = found(text, "//s:mapInfo/@targetObjectiveID")
        other = manifest("scorm2004-3", each, navigation, iri="urn:scormkit:other")
        assert not set(shared) & set(found(other, "//s:mapInfo/@targetObjectiveID"))


def test_objectives_bear_the_names_the_player_looks_for() -> None:
    single = found(manifest("scorm2004-4", ONE), "//s:objective/@objectiveID")
    assert single == [wire_id("intro"), wire_id("intro-2")]
    each = found(manifest("scorm2004-4", FOUR), "//s:primaryObjective/@objectiveID")
    assert each == [wire_id(name) for name in ("one", "two", "three", "four")]


def test_a_mark_stands_only_where_the_test_is_the_rule() -> None:
    text = manifest("scorm2004-4", FOUR)
    path = "//s:primaryObjective[@satisfiedByMeasure='true']"
    assert found(text, f"{path}/@objectiveID") == [wire_id("one"), wire_id("four")]
    assert found(text, "//s:minNormalizedMeasure/text()") == ["0.8", "0.755"]
    assert found(manifest("scorm2004-4", ONE), "//s:minNormalizedMeasure/text()") == ["0.6667"]


def disabled(text: str) -> list[list[str]]:
    """Give, for each item, the objectives that open it."""
    count = len(found(text, "//i:item/@identifier"))
    condition = "//s:preConditionRule[s:ruleAction/@action='disabled']//s:ruleCondition"
    each = [found(text, f"//i:item[{n + 1}]{condition}/@referencedObjective") for n in range(count)]
    return [sorted(set(objectives)) for objectives in each]


def test_prerequisites_lock_each_module_behind_the_one_before() -> None:
    one, two, three, _ = (f"after_{wire_id(name)}" for name in ("one", "two", "three", "four"))
    text = manifest("scorm2004-4", FOUR, "prerequisites")
    assert disabled(text) == [[], [one], [two], [three]]
    reads = f"//s:objective[@objectiveID='{one}']/s:mapInfo[@readSatisfiedStatus='true']"
    writes = f"//s:primaryObjective[@objectiveID='{wire_id('one')}']/s:mapInfo[@writeSatisfiedStatus='true']"
    assert found(text, f"{reads}/@targetObjectiveID") == found(text, f"{writes}/@targetObjectiveID")


def test_a_test_gate_locks_tests_behind_all_reading_before_them() -> None:
    two, three = (f"after_{wire_id(name)}" for name in ("two", "three"))
    assert disabled(manifest("scorm2004-4", FOUR, "test-gate")) == [
        [],
        [],
        [],
        sorted([two, three]),
    ]


def test_linear_order_stops_at_what_is_not_completed() -> None:
    text = manifest("scorm2004-4", FOUR, "linear")
    assert found(text, "//s:ruleAction/@action") == ["stopForwardTraversal"] * 4


def test_a_pretest_skips_and_hides_what_it_shows_to_be_known() -> None:
    text = manifest("scorm2004-3", FOUR, "pretest")
    wires = [wire_id(name) for name in ("two", "three", "four")]
    assert found(text, "//i:item[1]/s:sequencing/s:rollupRules/@objectiveMeasureWeight") == ["0"]
    assert found(text, "//i:item[1]//s:objective/@objectiveID") == wires
    kept = found(text, "//q:rollupConsiderations/@requiredForCompleted")
    assert kept == ["ifNotSkipped"] * 3
    for number, wire in enumerate(wires, 2):
        item = f"//i:item[{number}]/s:sequencing"
        assert found(text, f"{item}//s:ruleAction/@action") == ["skip", "hiddenFromChoice"]
        local = found(text, f"{item}//s:ruleCondition/@referencedObjective")
        assert local == [f"known_{wire}"] * 2
        targets = found(text, f"{item}//s:mapInfo/@targetObjectiveID")
        assert targets == (
            found(
                text,
                f"//i:item[1]//s:objective[@objectiveID='{wire}']/s:mapInfo/@targetObjectiveID",
            )
        )


def test_one_document_is_never_sequenced() -> None:
    for navigation in NAVIGATIONS:
        assert found(manifest("scorm2004-4", ONE, navigation), "//s:sequencingRules") == []


def test_attempts_are_limited_without_locking_a_suspended_one() -> None:
    text = manifest("scorm2004-4", ONE, attempts=2)
    assert found(text, "//s:limitConditions/@attemptLimit") == ["2"]
    assert "attemptLimitExceeded" not in text
    assert "limitConditions" not in manifest("scorm2004-4", ONE)


def test_metadata_says_what_the_course_says() -> None:
    text = manifest("scorm2004-4", ONE)
    general = "//l:lom/l:general"
    assert found(text, f"{general}/l:identifier/l:entry/text()") == [COURSE.iri]
    assert found(text, f"{general}/l:title/l:string/text()") == [COURSE.title]
    assert found(text, f"{general}/l:title/l:string/@language") == ["ru"]
    assert found(text, f"{general}/l:description/l:string/text()") == [COURSE.summary]
    assert found(text, f"{general}/l:keyword/l:string/text()") == list(COURSE.keywords)
    assert found(text, "//l:lifeCycle/l:version/l:string/text()") == ["1.0"]
    assert r"ORG:Верфь\, ООО\; \\отдел" in found(text, "//l:entity/text()")[0]
    assert found(text, "//l:typicalLearningTime/l:duration/text()") == ["PT1H45M"]
    assert found(text, "//l:rights/l:description/l:string/text()") == [COURSE.rights]
