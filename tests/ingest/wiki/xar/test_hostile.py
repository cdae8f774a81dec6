"""Exports that are damaged or mean harm: told with a code, nothing raised, the rest still read."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from archive.forge import Part, forge
from ingest.wiki.exports import HEAD, attachment, codes, listing, page
from scormkit.diagnostics import Report
from scormkit.ingest.wiki.xar import open_export

if TYPE_CHECKING:
    from pathlib import Path

GOOD = page("C.A", "Text.", attachment("a.bin", bytes(range(256)) * 20))
BOMB = '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;&x;&x;">]>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def look(path: Path, *parts: Part, **options: object) -> tuple[list[str], list[str | None], Report]:
    path.write_bytes(forge(*parts, **options))  # type: ignore[arg-type]
    return read(path)


def read(path: Path) -> tuple[list[str], list[str | None], Report]:
    """Do all that an import does; whatever comes, nothing may be raised."""
    report = Report()
    wiki = open_export(path, report)
    if wiki is None:
        return [], [], report
    pages = wiki.pages(report)
    texts = [wiki.text(each, report) for each in pages]
    for each in pages:
        for attached in each.attachments:
            wiki.save(each, attached, path.with_suffix(".out"), report)
    return [each.name for each in pages], texts, report


def listed() -> Part:
    return Part("package.xml", listing("C.A").encode())


@pytest.mark.parametrize(
    ("damaged", "words"),
    [
        (GOOD.replace("<xwikidoc", f"{BOMB}<xwikidoc").replace("Text.", "&y;"), "document type"),
        (
            GOOD.replace("<xwikidoc", f"{EXTERNAL}<xwikidoc").replace("Text.", "&x;"),
            "document type",
        ),
        (GOOD.replace("Text.", "&x;"), "undefined entity"),
        (GOOD.replace("</xwikidoc>", ""), "no element found"),
        (GOOD.replace("</title>", "</titel>"), "mismatched tag"),
        (GOOD.replace("Text.", "\x01"), "not well-formed"),
        (GOOD.replace("Text.", "<a>" * 70 + "</a>" * 70), "deep"),
        (GOOD.replace("Text.", f"<a b='{'x' * (2 << 20)}'/>"), "tag of more than"),
        (GOOD.replace("Text.", f"<!--{'x' * (2 << 20)}-->"), "tag of more than"),
        (GOOD.replace("Text.", "xyz " * (5 << 20)), "characters in its content"),
        (GOOD.replace("ru", "x" * 70_000), "characters in its defaultLanguage"),
        ("", "no element found"),
    ],
)
def test_a_page_that_cannot_be_read(tmp_path: Path, damaged: str, words: str) -> None:
    parts = Part("A.xml", damaged.encode()), Part("B.xml", page("C.B").encode())
    names, texts, report = look(
        tmp_path / "a.xar", Part("package.xml", listing("C.B").encode()), *parts
    )
    assert (names, texts) == (["C.B"], ["Text."])
    assert codes(report) == ["XAR-002"]
    (found,) = report
    assert words in found.message
    assert found.at.path.endswith("a.xar/A.xml")


@pytest.mark.parametrize(
    "damaged",
    [
        "<package>",
        f"{HEAD}{BOMB}<package><files><file>&y;</file></files></package>",
        f"<package><files><file>{'x' * 20_000}</file></files></package>",
        "",
    ],
)
def test_a_damaged_list_is_done_without(tmp_path: Path, damaged: str) -> None:
    names, _, report = look(
        tmp_path / "a.xar", Part("package.xml", damaged.encode()), Part("A.xml", GOOD.encode())
    )
    assert names == ["C.A"]
    assert codes(report) == ["XAR-003"]


@pytest.mark.parametrize(
    "name", ["../A.xml", "/A.xml", "C:/A.xml", "..\\A.xml", "a/../../A.xml", "C:A.xml"]
)
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    names, _, report = look(tmp_path / "a.xar", listed(), Part(name, GOOD.encode()))
    assert names == []
    assert set(codes(report)) == {"XAR-001", "XAR-004", "XAR-008"}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part("A.xml", GOOD.encode(), crc=1), "checksum"),
        (Part("A.xml", GOOD.encode(), flags=1), "encrypted"),
        (Part("A.xml", GOOD.encode(), size=10), "bytes it promises"),
        (Part("A.xml", GOOD.encode(), size=1 << 20), "bytes it promises"),
        (Part("A.xml", GOOD.encode(), method=99), "method 99"),
        (Part("A.xml", GOOD.encode(), packed=b"\xff" * 50), "broken"),
        (Part("A.xml", GOOD.encode(), start=10_000_000), "no data"),
    ],
)
def test_entries_that_lie(tmp_path: Path, part: Part, words: str) -> None:
    names, _, report = look(tmp_path / "a.xar", listed(), part)
    assert names == []
    (found,) = [d for d in report if d.code == "XAR-002"]
    assert words in found.message


def test_links_and_doubles(tmp_path: Path) -> None:
    names, texts, report = look(
        tmp_path / "a.xar",
        listed(),
        Part("A.xml", GOOD.encode()),
        Part("A.xml", page("C.A", "Other.").encode()),
        Part("B.xml", b"/etc/passwd", mode=0o120777),
    )
    assert (names, texts) == (["C.A"], ["Text."])
    assert codes(report) == ["XAR-008", "XAR-008"]


def test_what_unpacks_to_something_huge(tmp_path: Path) -> None:
    zeros = Part("B.xml", b"<a>" + b" " * (65 << 20))
    names, _, report = look(tmp_path / "a.xar", listed(), Part("A.xml", GOOD.encode()), zeros)
    assert names == ["C.A"]
    assert codes(report) == ["XAR-012"]
    liars = [Part(f"{n}.xml", GOOD.encode(), size=0xFFFFFFFE) for n in range(17)]
    names, _, report = look(tmp_path / "a.xar", listed(), *liars)
    assert names == []
    assert "XAR-012" in codes(report)


def test_an_export_cut_off_anywhere_or_with_other_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.xar"
    whole = forge(listed(), Part("A.xml", GOOD.encode()), Part("B.xml", page("C.B").encode()))
    chance = random.Random(7)
    for round_ in range(120):
        data = bytearray(whole)
        if round_ % 2:
            del data[chance.randrange(len(data)) :]
        else:
            for _ in range(chance.randrange(1, 6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        _, _, report = read(path)
        if round_ % 2:
            assert report.has_errors


def test_xml_with_other_characters(tmp_path: Path) -> None:
    chance = random.Random(8)
    for _ in range(150):
        data = bytearray(GOOD.encode())
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.choice(b"<>&;/!-[]\"'= \x00\x01\xff#")
        look(tmp_path / "a.xar", listed(), Part("A.xml", bytes(data)))
