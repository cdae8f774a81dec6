"""How a course looks: what a manifest can set, and the style sheet made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Location
from scormkit.render.codes import CONTRAST, THEME_FILE
from scormkit.render.themes.colours import contrast, ink, lightened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from scormkit.diagnostics import Report

ACCENT = "#0B5CAD"
ACCENT_DARK = "#7DB8F2"
READABLE = 4.5
_LIGHT = {
    "bg": "#FFFFFF", "surface": "#F4F7FB", "text": "#1A2433", "muted": "#516079",
    "good": "#1A7446", "warn": "#855300", "bad": "#B3261E", "line": "#CDD6E2",
}  # fmt: skip
_DARK = {
    "bg": "#10161F", "surface": "#18212D", "text": "#E8EDF4", "muted": "#A6B3C5",
    "good": "#6BD39B", "warn": "#F0B95A", "bad": "#F4978F", "line": "#33414F",
}  # fmt: skip
_SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
_SHEETS = ("frame", "text", "blocks", "test", "framed", "print")
_RICH = "rich"


@dataclass(frozen=True, slots=True)
class Theme:
    """A manifest's wishes; an empty ``accent_dark`` is made from ``accent``."""

    name: str = "default"
    accent: str = ACCENT
    accent_dark: str = ""
    radius: int = 10
    logo: Path | None = None
    font: str = ""
    font_file: Path | None = None

    @property
    def dark(self) -> str:
        """The accent on dark ground."""
        if self.accent_dark:
            return self.accent_dark
        same = self.accent.upper() == ACCENT
        return ACCENT_DARK if same else lightened(self.accent, _DARK["surface"], READABLE)


def theme_of(
    settings: Iterable[tuple[str, Any]], root: Path, report: Report, at: Location
) -> Theme:
    """Make and check the theme of a manifest's settings, which stand ``at`` a place of it.

    Its files lie under ``root``.
    """
    given = {name: value for name, value in settings if value not in {None, ""}}
    for name in {"logo", "font_file"} & given.keys():
        given[name] = root / given[name]
    theme = Theme(**given)
    check_theme(theme, report, at)
    return theme


def check_theme(theme: Theme, report: Report, at: Location = Location()) -> None:  # noqa: B008
    """Say which accent cannot be read, and which file is not there."""
    for ground, colour, tones in (
        ("light", theme.accent, _LIGHT),
        ("dark", theme.dark, _DARK),
    ):
        found = min(contrast(colour, tones["bg"]), contrast(colour, tones["surface"]))
        if found < READABLE:
            message = f"The accent {colour} has a contrast of {found:.1f}:1 on {ground} ground"
            report.add(CONTRAST, message, at)
    for name, path in (("logo", theme.logo), ("font_file", theme.font_file)):
        if path is not None and not path.is_file():
            report.add(THEME_FILE, f"The theme's {name} {path.name!r} does not exist", at)


def style_sheet(theme: Theme, font_href: str = "", *, rich: bool = False) -> str:
    """Write the one style sheet of a course: the theme's tokens, then the theme's own sheets.

    Most courses are text, boxes and tests; ``rich`` ones hold what needs a sheet more.
    """
    light = _tokens({**_LIGHT, "accent": theme.accent, "on-accent": ink(theme.accent)})
    dark = _tokens({**_DARK, "accent": theme.dark, "on-accent": ink(theme.dark)})
    face, family = "", _SYSTEM_FONT
    if theme.font and font_href:
        name = re.sub(r'["\\\n<>]', "", theme.font)
        face = (
            f'@font-face{{font-family:"{name}";src:url({font_href}) format("woff2");'
            "font-weight:100 900;font-display:swap}"
        )
        family = f'"{name}", {_SYSTEM_FONT}'
    return (
        f"{face}:root{{{light}--font:{family};--radius:{theme.radius}px;"
        f"--radius-s:{min(6, theme.radius)}px;color-scheme:light}}"
        f'@media screen{{:root[data-theme="dark"]{{{dark}color-scheme:dark}}}}'
        f'@media screen and (prefers-color-scheme:dark){{:root:not([data-theme="light"])'
        f"{{{dark}color-scheme:dark}}}}{_sheets(theme.name, *_SHEETS, *[_RICH] * rich)}"
    )


@cache
def icons(name: str = "default") -> str:
    """Give the sprite of a theme's icons, to stand in a document."""
    return (files(__name__) / name / "icons.svg").read_text("utf-8").strip()


def _tokens(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


@cache
def _sheets(name: str, *sheets: str) -> str:
    folder = files(__name__) / name
    return "".join(_shrink((folder / f"{sheet}.css").read_text("utf-8")) for sheet in sheets)


def _shrink(css: str) -> str:
    """Leave out comments and the white space that means nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip()
