"""An author's fonts: cut down to the course, with their licence, never against their maker's will."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from projects import MANIFEST, write_project
from scormkit.archive.cache import Cache
from scormkit.build import build_course
from scormkit.diagnostics import Location, Report
from scormkit.render.themes import Theme, check_theme, embed_fonts, fonts

if TYPE_CHECKING:
    from pathlib import Path

LICENCE = "SIL Open Font License 1.1"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
SPARE = "Ω"


def write_font(path: Path, letters: str, *, weight: int = 400, rights: int = 0) -> Path:
    """A font of triangles."""
    codes = {ord(letter): f"u{ord(letter):04X}" for letter in letters}
    order = [".notdef", *codes.values()]
    pen = TTGlyphPen(None)
    for number, point in enumerate([(0, 0), (300, 600), (600, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    shape = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(codes)
    builder.setupGlyf(dict.fromkeys(order, shape))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {"familyName": "Toy", "styleName": "Regular", "licenseDescription": LICENCE}
    )
    builder.setupOS2(usWeightClass=weight, fsType=rights)
    builder.setupPost()
    builder.save(path)
    return path


def embedded(path: Path, text: str, report: Report | None = None) -> TTFont:
    (face,) = embed_fonts(Theme(font_file=(path,)), text, report=report)
    assert face.content.startswith(b"wOF2")
    return TTFont(BytesIO(face.content))


def test_only_the_characters_of_the_course_are_packed(tmp_path: Path) -> None:
    font = embedded(write_font(tmp_path / "toy.ttf", ASCII + "Жж" + SPARE), "Ж")
    assert {ord("Ж"), ord("a")} <= font.getBestCmap().keys()
    assert {ord("ж"), ord(SPARE)} & font.getBestCmap().keys() == set()


def test_the_licence_stays_in_the_font(tmp_path: Path) -> None:
    font = embedded(write_font(tmp_path / "toy.ttf", ASCII), "a")
    assert font["name"].getDebugName(13) == LICENCE


def test_a_font_that_must_stay_whole_stays_whole(tmp_path: Path) -> None:
    font = embedded(write_font(tmp_path / "toy.ttf", ASCII + SPARE, rights=0x0100), "a")
    assert ord(SPARE) in font.getBestCmap()


@pytest.mark.parametrize(("rights", "codes"), [(0, []), (0x0002, ["CRS-204"]), (0x0004, [])])
def test_a_font_that_forbids_it_is_told(tmp_path: Path, rights: int, codes: list[str]) -> None:
    path, report = write_font(tmp_path / "toy.ttf", ASCII, rights=rights), Report()
    check_theme(Theme(font_file=(path,)), report, lambda _: Location())
    assert [found.code for found in report] == codes


def test_letters_that_the_font_has_not_are_told(tmp_path: Path) -> None:
    report = Report()
    embedded(write_font(tmp_path / "toy.ttf", ASCII + "Ж"), "Жёж – 1", report)
    assert [(found.code, "has no ж ё" in found.message) for found in report] == [("CRS-205", True)]


def test_several_files_are_one_family(tmp_path: Path) -> None:
    files = tuple(write_font(tmp_path / f"{w}.ttf", ASCII, weight=w) for w in (400, 700))
    faces = embed_fonts(Theme(font_file=files), "a")
    assert [(face.family, face.weight) for face in faces] == [("Toy", "400"), ("Toy", "700")]
    (named, _) = embed_fonts(Theme(font='Our "Font"', font_file=files), "a")
    assert named.family == "Our Font"


def test_a_known_font_is_not_cut_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme, cache = Theme(font_file=(write_font(tmp_path / "toy.ttf", ASCII),)), Cache()
    first = embed_fonts(theme, "a", cache=cache)
    again = embed_fonts(theme, "a")
    monkeypatch.setattr(fonts, "_subset", None)
    assert embed_fonts(theme, "a", cache=cache) == first == again


def test_a_course_wears_its_font(tmp_path: Path) -> None:
    """The letters of the player's own words are among those it looks for."""
    settings = "theme:\n  font_file:\n    - fonts/Toy.ttf\n"
    manifest = write_project(tmp_path, {"manifests/small.yaml": MANIFEST + settings})
    (tmp_path / "fonts").mkdir()
    cyrillic = "".join(map(chr, range(0x410, 0x450))) + "Ёё"
    write_font(tmp_path / "fonts" / "Toy.ttf", ASCII + cyrillic.replace("ю", ""))
    built = build_course(manifest)
    told = [(d.code, d.at.line) for d in built.diagnostics if d.code.startswith("CRS-20")]
    assert told == [("CRS-205", 9)]
    with ZipFile(built.packages[0].path) as package:
        font = next(name for name in package.namelist() if name.endswith(".woff2"))
        sheet = next(name for name in package.namelist() if name.endswith(".css"))
        assert f'@font-face{{font-family:"Toy";src:url({font})' in package.read(sheet).decode()
        assert font in package.read("imsmanifest.xml").decode()
