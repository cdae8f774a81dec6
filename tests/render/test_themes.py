"""Colours, fonts and files of a theme."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, get_args

import pytest

from scormkit.archive.tree import DiskFile
from scormkit.diagnostics import Location, Report
from scormkit.model.course import Course
from scormkit.project.settings import ThemeName
from scormkit.render.course import render_site
from scormkit.render.themes import NAMES, Face, Theme, check_theme, icons, style_sheet
from scormkit.render.themes.colours import contrast, lightened
from scormkit.render.themes.contrast import failures
from scormkit.render.themes.looks import MORE
from scormkit.values import replace

if TYPE_CHECKING:
    from pathlib import Path

AT = Location("manifests/course.yaml", 9, 3)
FACE = Face("our.woff2", "Our Font", "400", "normal", b"wOF2")


def found(theme: Theme) -> list[tuple[str, str]]:
    """Codes, and the keys of the manifest at which they are told."""
    report = Report()
    check_theme(theme, report, lambda key: replace(AT, path=key))
    return [(each.code, each.at.path) for each in report]


def test_contrast_as_wcag_computes_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_the_folders_are_the_themes() -> None:
    """The manifest, the code and the disk name the same themes; each is a look of its own."""
    home = files("scormkit.render.themes")
    folders = {each.name for each in home.iterdir() if (each / "theme.json").is_file()}
    assert folders == set(NAMES) == set(get_args(ThemeName))
    assert len({style_sheet(Theme(name), {}) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_own_colours_can_be_read(name: str) -> None:
    assert found(Theme(name)) == []


@pytest.mark.parametrize("token", ["text", "muted", "accent", "good", "bad", "warn"])
def test_every_colour_is_measured(token: str) -> None:
    """A colour like its ground is told, whatever it is for."""
    theme = Theme()
    assert list(failures(theme.light)) == []
    assert list(failures({**theme.light, token: theme.light["surface"]}))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("accent", ["#0A7D3C", "#702080", "#B3261E", "#000000"])
def test_dark_accent_is_made_from_the_light_one(accent: str, name: str) -> None:
    theme = Theme(name, accent=accent)
    assert found(theme) == []
    assert contrast(theme.dark["accent"], theme.dark["surface"]) >= 4.5
    assert lightened("#FFFFFF", "#000000", 4.5) == "#FFFFFF"


def test_accents_that_cannot_be_read_are_told() -> None:
    assert found(Theme(accent="#FFCC00")) == [("CRS-201", "theme.accent")]
    assert found(Theme(accent_dark="#102040")) == [("CRS-201", "theme.accent_dark")]


def test_missing_files_are_told(tmp_path: Path) -> None:
    theme = Theme(logo=tmp_path / "logo.svg", font_file=(tmp_path / "font.woff2",))
    assert found(theme) == [("CRS-203", "theme.font_file"), ("CRS-203", "theme.logo")]


def test_wishes_reach_the_style_sheet() -> None:
    css = style_sheet(Theme(accent="#702080", radius=2), {"font-1.woff2": FACE})
    assert "--accent:#702080;--on-accent:#ffffff" in css
    assert "--radius:2px;--radius-s:2px" in css
    assert '@font-face{font-family:"Our Font";src:url(font-1.woff2)' in css
    assert '--font:"Our Font", system-ui' in css
    assert css.count("{") == css.count("}")
    assert "/*" not in css


def test_a_logo_is_packed(tmp_path: Path) -> None:
    (tmp_path / "Знак.svg").write_text("<svg/>", encoding="utf-8")
    site = render_site(Course("c", "1", "C", "ru", ()), Theme(logo=tmp_path / "Знак.svg"))
    logo = next(path for path in site.tree if path.startswith("znak-"))
    assert isinstance(site.tree[logo], DiskFile)
    assert logo in site.scos[0].files
    page = site.tree["index.html"]
    assert isinstance(page, bytes)
    assert f'src="{logo}"' in page.decode()


SIDE = re.compile(
    r"(?<![-\w])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
FOUR = re.compile(r"(?<![-\w])(?:margin|padding|inset)\s*:\s*([^;}]+)")


def parts(value: str) -> list[str]:
    """The values of a shorthand, calculations whole."""
    return re.findall(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+", value)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hangs_on_left_and_right(name: str) -> None:
    """Sheets speak of start and end, so that one of them serves both directions of writing."""
    css = style_sheet(Theme(name), {}, MORE - {"leftward"})
    assert [match[0] for match in SIDE.finditer(css)] == []
    fours = [match[1] for match in FOUR.finditer(css) if len(parts(match[1])) == 4]
    assert [four for four in fours if parts(four)[1] != parts(four)[3]] == []


@pytest.mark.parametrize(
    ("language", "leftward"),
    [("ar", True), ("he-IL", True), ("az-Arab", True), ("ar-Latn", False), ("ru", False)],
)
def test_direction_of_the_language(language: str, leftward: bool) -> None:  # noqa: FBT001
    site = render_site(Course("c", "1", "C", language, ()), Theme())
    page = site.tree["index.html"]
    assert isinstance(page, bytes)
    assert (f'<html lang="{language}" dir="rtl">' in page.decode()) is leftward
    css = next(text for path, text in site.tree.items() if path.endswith(".css"))
    assert isinstance(css, bytes)
    assert (b"scaleX(-1)" in css) is leftward


def test_every_icon_that_is_used_is_drawn() -> None:
    from pathlib import Path as AnyPath

    import scormkit

    drawn = set(re.findall(r'id="i-([a-z]+)"', icons()))
    root = AnyPath(scormkit.__file__).parent
    used: set[str] = set()
    for path in [*root.glob("player/view/**/*.ts"), *root.glob("render/course/*.py")]:
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'\b(?:icon|iconButton)\("([a-z]+)"', text))
        used |= {
            name
            for pair in re.findall(r'icon\([\w]+ \? "([a-z]+)" : "([a-z]+)"', text)
            for name in pair
        }
    assert used
    assert used <= drawn
