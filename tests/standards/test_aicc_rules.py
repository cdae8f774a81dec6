"""Every rule of AICC finds what it is for, and on the same package no other rule says a word."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest

from scormkit.check import catalogue
from scormkit.standards.aicc.course_files import pack
from scormkit.values import replace
from standards.aicc_package import COURSE, TWO, checked, site


class Case(NamedTuple):
    """What to change in the good package: texts in a file, or whole files; and what is found."""

    name: str
    replace: tuple[tuple[str, str, str], ...]
    files: dict[str, bytes | None]
    finds: set[str]


def edit(name: str, file: str, old: str, new: str, *finds: str) -> Case:
    return Case(name, ((f"intro.{file}", old, new),), {}, set(finds))


def put(name: str, path: str, content: bytes | None, *finds: str) -> Case:
    return Case(name, (), {path: content}, set(finds))


A1 = '"A1","lesson"'
CASES = (
    put("AICC-001-no-structure", "intro.cst", None, "AICC-001"),
    put("AICC-001-no-units", "intro.au", None, "AICC-001"),
    put("AICC-001-no-descriptors", "intro.des", None, "AICC-001"),
    edit("AICC-002-member", "cst", '"A2"', '"A9"', "AICC-002", "AICC-007"),
    edit("AICC-002-no-root", "cst", '"root"', '"main"', "AICC-002"),
    edit("AICC-002-circle", "cst", '"A2"\r\n', '"B1"\r\n"B1","A2","B1"\r\n', "AICC-002"),
    edit("AICC-002-blocks-fine", "cst", '"A2"\r\n', '"B1"\r\n"B1","A2",""\r\n'),
    edit("AICC-002-letters-fine", "cst", '"A2"', '"a2"'),
    edit("AICC-003-typo", "au", "02-two.html", "02-too.html", "AICC-003"),
    edit("AICC-003-case", "au", "02-two.html", "02-Two.html", "AICC-003"),
    edit("AICC-003-backslash", "au", "02-two.html", ".\\\\02-two.html", "AICC-003"),
    edit("AICC-003-empty", "au", "02-two.html", "", "AICC-003"),
    edit("AICC-003-elsewhere-fine", "au", "02-two.html", "https://content.example/2?x=1"),
    edit("AICC-003-query-fine", "au", "02-two.html", "./02%2Dtwo.html?x=1#top"),
    edit("AICC-004-line-feeds", "des", "\r\n", "\n", "AICC-004"),
    edit("AICC-004-bare-number", "au", '"100","80"', '100,"80"', "AICC-004"),
    edit("AICC-004-bare-comma", "des", '"Второй"', "Второй, он", "AICC-004"),
    edit("AICC-004-half-quote", "des", '"Второй"', '"Второй', "AICC-004"),
    edit("AICC-004-more-members", "cst", '"Block","Member","Member"', '"Block","Member"', "AICC-004"),
    edit("AICC-004-column", "au", '"Core_Vendor"', '"Vendor"', "AICC-004"),
    edit("AICC-004-key", "crs", "Course_Title=", "Title=", "AICC-004"),
    edit("AICC-004-no-title", "crs", "Course_ID=intro", "Course_ID=", "AICC-004"),
    edit("AICC-004-group", "crs", "[Course]", "[Kurs]", "AICC-004"),
    put("AICC-004-empty", "intro.pre", b"\r\n", "AICC-004"),
    put("AICC-004-mark", "intro.pre", b'\xef\xbb\xbf"Structure_Element","Prerequisite"\r\n', "AICC-004"),
    put("AICC-004-other-letters", "intro.pre", b'"Structure_Element","Prerequisite","\xdf"\r\n', "AICC-004"),
    edit("AICC-004-escaped-fine", "des", '"Второй"', '"Второй ""он"", да"'),
    edit("AICC-005-word", "au", '"80"', '"abc"', "AICC-005"),
    edit("AICC-005-more", "au", '"80"', '"800"', "AICC-005"),
    edit("AICC-005-hundred-fine", "au", '"80"', '"100.0"'),
    edit("AICC-006-unknown", "pre", '"A1"', '"A7"', "AICC-006"),
    edit("AICC-006-element", "pre", '"A2","A1"', '"A7","A1"', "AICC-006"),
    edit("AICC-006-script", "pre", '"A1"', '"A1&"', "AICC-006"),
    edit("AICC-006-circle", "pre", '"A1"\r\n', '"A1"\r\n"A1","A2"\r\n', "AICC-006"),
    edit("AICC-006-status-fine", "pre", '"A1"', '"(A1=passed | ~A1)"'),
    edit("AICC-007-no-place", "cst", '"A2"', '""', "AICC-007"),
    edit("AICC-007-no-title", "des", '"Второй"', '""', "AICC-007"),
    edit("AICC-007-no-descriptor", "des", '"A2"', '"A5"', "AICC-007"),
    edit("AICC-008-units", "crs", "Total_AUs=2", "Total_AUs=3", "AICC-008"),
    edit("AICC-008-fields", "crs", "Max_Fields_CST=3", "Max_Fields_CST=two", "AICC-008"),
    edit("AICC-008-roomy-fine", "crs", "Max_Fields_CST=3", "Max_Fields_CST=100"),
    edit("AICC-009-twice", "au", A1, A1.replace("A1", "a2"), "AICC-009", "AICC-002", "AICC-008"),
    edit("AICC-009-none", "au", A1, '"","lesson"', "AICC-009", "AICC-002", "AICC-008"),
)  # fmt: skip


@pytest.fixture
def good(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setattr("scormkit.player.bundle", lambda name: name.encode())
    tree = pack(replace(COURSE, navigation="linear"), site(TWO))
    return {path: content for path, content in tree.items() if isinstance(content, bytes)}


def test_the_good_package_is_clean(good: dict[str, bytes]) -> None:
    assert list(checked(good)) == []
    assert list(checked(good, "")) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_finds_exactly(case: Case, good: dict[str, bytes]) -> None:
    for path, old, new in case.replace:
        assert old.encode() in good[path], f"{old!r} is not in {path}"
        good[path] = good[path].replace(old.encode(), new.encode())
    for path, content in case.files.items():
        if content is None:
            del good[path]
        else:
            good[path] = content
    report = checked(good)
    assert {d.code for d in report} == case.finds, [(d.code, d.message) for d in report]
    assert all(d.message and not d.message.endswith(".") and d.hint for d in report)
    assert all(d.at.path.startswith("course.zip/intro.") for d in report)
    named = case.name[:8]
    assert (named in case.finds) != case.name.endswith("-fine")


def test_every_rule_is_tried() -> None:
    tried = {case.name[:8] for case in CASES}
    assert tried == {code for code in catalogue.codes() if code.startswith("AICC")}


def test_a_finding_names_its_line_and_helps(good: dict[str, bytes]) -> None:
    good["intro.au"] = good["intro.au"].replace(b"02-two.html", b"02-Two.HTML")
    (found,) = checked(good)
    assert (found.at.path, found.at.line) == ("course.zip/intro.au", 3)
    assert found.message == "'02-Two.HTML' is not in the package"
    assert "'02-two.html'" in found.hint


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("course.crs", b"[Course]\r\n", True),
        ("sub/COURSE.CRS", b"[course]\n", True),
        ("map.crs", b"GEOGCS[...]", False),
    ],
)
def test_told_by_its_crs(path: str, text: bytes, *, found: bool) -> None:
    codes = {d.code for d in checked({path: text, "other.html": b""}, "")}
    assert ("DET-001" not in codes) == found


def test_a_crs_of_any_text_counts_with_the_others_beside_it() -> None:
    codes = {d.code for d in checked({"a/c.crs": b"", "a/C.AU": b"", "b/c.cst": b""}, "")}
    assert codes == {"AICC-001", "AICC-004"}


@pytest.mark.parametrize("seed", range(100))
def test_damaged_files_give_findings_and_no_traceback(seed: int, good: dict[str, bytes]) -> None:
    chance = random.Random(seed)
    for path in [name for name in good if name.startswith("intro.")]:
        data = bytearray(good[path])
        for _ in range(chance.randint(0, 6)):
            place = chance.randrange(len(data))
            if chance.random() < 0.5:
                data[place] = chance.randrange(256)
            else:
                del data[place : place + chance.randint(1, 9)]
        good[path] = bytes(data)
    list(checked(good))
