"""Colours, fonts and files of a theme."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from scormkit.archive.tree import DiskFile
from scormkit.diagnostics import Report
from scormkit.model.course import Course
from scormkit.render.course import render_site
from scormkit.render.themes import _DARK, _LIGHT, Theme, check_theme, icons, style_sheet
from scormkit.render.themes.colours import contrast, ink, lightened

if TYPE_CHECKING:
    from pathlib import Path


def codes(theme: Theme) -> list[str]:
    report = Report()
    check_theme(theme, report)
    return [found.code for found in report]


def test_contrast_as_wcag_computes_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_own_colours_can_be_read() -> None:
    assert codes(Theme()) == []
    for tones, accent in ((_LIGHT, Theme().accent), (_DARK, Theme().dark)):
        for ink_, ground in product(("text", "muted", "good", "warn", "bad"), ("bg", "surface")):
            assert contrast(tones[ink_], tones[ground]) >= 4.5
        assert contrast(ink(accent), accent) >= 4.5


@pytest.mark.parametrize("accent", ["#0A7D3C", "#702080", "#B3261E", "#000000"])
def test_dark_accent_is_made_from_the_light_one(accent: str) -> None:
    theme = Theme(accent=accent)
    assert codes(theme) == []
    assert contrast(theme.dark, _DARK["surface"]) >= 4.5
    assert lightened("#FFFFFF", "#000000", 4.5) == "#FFFFFF"


def test_accents_that_cannot_be_read_are_told() -> None:
    assert codes(Theme(accent="#FFCC00")) == ["CRS-201"]
    assert codes(Theme(accent_dark="#102040")) == ["CRS-201"]


def test_missing_files_are_told(tmp_path: Path) -> None:
    theme = Theme(logo=tmp_path / "logo.svg", font_file=tmp_path / "font.woff2")
    assert codes(theme) == ["CRS-203", "CRS-203"]


def test_wishes_reach_the_style_sheet() -> None:
    css = style_sheet(Theme(accent="#702080", radius=2, font='Our "Font"'), "font-1.woff2")
    assert "--accent:#702080;--on-accent:#FFFFFF" in css
    assert "--radius:2px;--radius-s:2px" in css
    assert '@font-face{font-family:"Our Font";src:url(font-1.woff2)' in css
    assert '--font:"Our Font", system-ui' in css
    assert css.count("{") == css.count("}")
    assert "/*" not in css


def test_logo_and_font_are_packed(tmp_path: Path) -> None:
    (tmp_path / "Знак.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "Our.woff2").write_bytes(b"wOF2")
    theme = Theme(logo=tmp_path / "Знак.svg", font="Our", font_file=tmp_path / "Our.woff2")
    site = render_site(Course("c", "1", "C", "ru", ()), theme)
    logo = next(path for path in site.tree if path.startswith("znak-"))
    font = next(path for path in site.tree if path.startswith("our-"))
    assert isinstance(site.tree[logo], DiskFile)
    assert {logo, font} <= set(site.scos[0].files)
    texts = {path: text.decode() for path, text in site.tree.items() if isinstance(text, bytes)}
    assert f'src="{logo}"' in texts["index.html"]
    assert font in next(text for path, text in texts.items() if path.endswith(".css"))


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
