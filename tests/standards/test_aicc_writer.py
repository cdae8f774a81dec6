"""What the AICC writer makes passes the rules, is stable, and is read by a pattern like Moodle's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from in_memory import check_tree
from scormkit.diagnostics import Report
from scormkit.model.course import Course
from scormkit.standards import STANDARDS, aicc
from scormkit.standards.aicc.course_files import lesson_id, pack
from scormkit.values import replace
from standards.aicc_package import COURSE, ONE, TWO, site, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.render.site import Sco

GOLDEN = Path(__file__).parent / "golden"
GATED = replace(COURSE, navigation="prerequisites")


@pytest.fixture(autouse=True)
def _player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scormkit.player.bundle", lambda name: f"// {name}".encode())


@pytest.mark.parametrize(
    ("name", "course", "scos"), [("one", COURSE, ONE), ("two", GATED, TWO)], ids=["one", "two"]
)
def test_the_files_as_a_whole(
    name: str, course: Course, scos: tuple[Sco, ...], golden: Callable[[Path, str], None]
) -> None:
    files = texts(pack(course, site(scos)))
    assert all(
        text.endswith("\r\n") and "\n" not in text.replace("\r\n", "") for text in files.values()
    )
    whole = "".join(f"--- {path}\n{text}" for path, text in files.items())
    golden(GOLDEN / f"aicc-{name}.txt", whole.replace("\r\n", "\n"))


@pytest.mark.parametrize("scos", [ONE, TWO], ids=["one", "two"])
@pytest.mark.parametrize("navigation", ["free", "linear", "prerequisites", "test-gate", "pretest"])
@pytest.mark.parametrize(
    "course",
    [COURSE, Course("1 курс", "2" * 30, "x" * 300, "en-GB", ()), Course("я", "", "\x00", "ru", ())],
    ids=["full", "bare", "odd"],
)
def test_passes_our_own_rules(scos: tuple[Sco, ...], navigation: str, course: Course) -> None:
    report = Report()
    given = replace(course, navigation=navigation)  # type: ignore[arg-type]  # one of its words
    check_tree(pack(given, site(scos)), "course.zip", report, "aicc")
    assert [(d.code, d.message) for d in report] == []


def columns(header: str, cell: str) -> re.Pattern[str]:
    """How Moodle reads a line of a table: one greedy group for each name of the first line."""
    return re.compile("^" + ",".join([cell] * len(re.findall(r'[^",\r\n]+', header))))


@pytest.mark.parametrize("scos", [ONE, TWO], ids=["one", "two"])
def test_a_greedy_pattern_reads_every_field(scos: tuple[Sco, ...]) -> None:
    """A comma in a title must not shift fields, nor a quote, nor an equals sign."""
    files = texts(pack(GATED, site(scos)))
    for suffix, cell in {"au": '(".*")?', "des": '(".*")?', "cst": "(.+)?", "pre": "(.+)"}.items():
        if f"intro.{suffix}" not in files:
            continue
        header, *rows = files[f"intro.{suffix}"].removesuffix("\r\n").split("\r\n")
        for row in rows:
            found = columns(header, cell).match(row)
            assert found
            assert ",".join(found.groups()) == row
            assert all(re.fullmatch('"[^"]*"', field) for field in found.groups())
    lines = (re.match("^(.+)=(.+)$", line) for line in files["intro.crs"].split("\r\n"))
    values = {found[1]: found[2] for found in lines if found}
    assert values["Course_ID"] == "intro"
    assert values["Course_Title"] == "Введение \uff1d «начало» и 'конец', [1]"
    assert not values.keys() - {
        "Course_Creator", "Course_ID", "Course_System", "Course_Title", "Level", "Max_Fields_CST",
        "Total_AUs", "Total_Blocks", "Version", "Max_Normal",
    }  # fmt: skip


def test_letters_of_any_script_arrive_as_utf8_without_a_mark() -> None:
    for path, content in pack(COURSE, site(TWO)).items():
        assert isinstance(content, bytes)
        assert not content.startswith(b"\xef\xbb\xbf")
        if path == "intro.des":
            assert "Второй".encode() in content


def test_a_mastery_score_stands_only_where_the_test_is_the_rule() -> None:
    def scores(scos: tuple[Sco, ...]) -> list[str]:
        rows = texts(pack(COURSE, site(scos)))["intro.au"].split("\r\n")[1:-1]
        return [row.split(",")[7] for row in rows]

    assert scores(ONE) == ['"66.67"']
    assert scores(TWO) == ['""', '"80"']


@pytest.mark.parametrize(
    ("navigation", "level", "asked"),
    [
        ("free", "1", None),
        ("pretest", "1", None),
        ("linear", "2", ['"A2","A1"', '"A3","A2"']),
        ("prerequisites", "2", ['"A2","A1"', '"A3","A2"']),
        ("test-gate", "3b", ['"A3","A1&A2"']),
    ],
)
def test_prerequisites_follow_the_navigation(
    navigation: str, level: str, asked: list[str] | None
) -> None:
    three = (TWO[0], replace(TWO[0], id="mid", href="mid.html"), TWO[1])
    course = replace(COURSE, navigation=navigation)  # type: ignore[arg-type]  # one of its words
    files = texts(pack(course, site(three)))
    assert f"Level={level}\r\n" in files["intro.crs"]
    rows = files["intro.pre"].split("\r\n")[1:-1] if "intro.pre" in files else None
    assert rows == asked
    assert "intro.pre" not in texts(pack(course, site(ONE)))


def test_a_unit_is_called_as_the_player_calls_it_in_reports() -> None:
    assert lesson_id(COURSE, ONE[0], site(ONE)) == "intro"
    assert lesson_id(COURSE, TWO[1], site(TWO)) == "two"
    single = replace(site(ONE), data={"intro": {"modules": [{"id": "one"}]}})
    assert lesson_id(COURSE, ONE[0], single) == "one"
    cyrillic = lesson_id(COURSE, replace(ONE[0], id="урок"), site(ONE))
    assert re.fullmatch(r"urok-[0-9a-f]{6}", cyrillic)


def test_the_same_course_gives_the_same_bytes_and_ids() -> None:
    first, again = pack(COURSE, site(TWO)), pack(COURSE, site(TWO))
    assert list(first.items()) == list(again.items())
    other = texts(pack(replace(COURSE, title="Другое", version="2.0"), site(TWO)))
    assert other["intro.au"] == texts(first)["intro.au"]
    assert "Course_ID=intro\r\n" in other["intro.crs"]


def test_the_standard_as_it_is_declared() -> None:
    assert STANDARDS["aicc"] == aicc.STANDARDS[0]
    assert (STANDARDS["aicc"].title, STANDARDS["aicc"].state_limit) == ("AICC", 4096)
    assert pack(COURSE, site(ONE))["player-1.js"] == b"// aicc"
