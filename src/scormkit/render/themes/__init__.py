"""How a course looks: what a manifest can set, and the style sheet made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.render.codes import THEME_FILE
from scormkit.render.themes.colours import READABLE, ink, lightened
from scormkit.render.themes.contrast import check_contrast
from scormkit.render.themes.fonts import Face, check_font, embed_fonts
from scormkit.render.themes.looks import NAMES, Look, icons, look, sheets
from scormkit.values import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from scormkit.diagnostics import Location, Report

__all__ = [
    "NAMES",
    "Face",
    "Theme",
    "check_theme",
    "embed_fonts",
    "icons",
    "style_sheet",
    "theme_of",
]


class Theme(Struct, frozen=True):
    """A manifest's wishes; what is empty is as the theme ``name`` has it.

    An ``accent_dark`` that is not given is made from ``accent``.
    """

    name: str = "default"
    accent: str = ""
    accent_dark: str = ""
    radius: int | None = None
    logo: Path | None = None
    font: str = ""
    font_file: tuple[Path, ...] = ()

    @property
    def look(self) -> Look:
        """The theme as it was drawn."""
        return look(self.name)

    @property
    def files(self) -> tuple[Path, ...]:
        """The author's files that are in the theme."""
        return (*self.font_file, *((self.logo,) if self.logo else ()))

    @property
    def light(self) -> dict[str, str]:
        """All colours on light ground."""
        accent = self.accent or self.look.light["accent"]
        return {**self.look.light, "accent": accent, "on-accent": ink(accent)}

    @property
    def dark(self) -> dict[str, str]:
        """All colours on dark ground."""
        drawn = self.look.dark
        accent = self.accent_dark or drawn["accent"]
        if self.accent and not self.accent_dark:
            accent = lightened(self.accent, drawn["surface"], READABLE)
        return {**drawn, "accent": accent, "on-accent": ink(accent)}


def theme_of(
    settings: Iterable[tuple[str, Any]],
    root: Path,
    report: Report,
    place: Callable[[str], Location],
) -> Theme:
    """Make and check the theme of a manifest's settings; its files lie under ``root``.

    ``place`` tells where a key stands in the manifest.
    """
    given = {name: value for name, value in settings if value not in {None, "", ()}}
    if "logo" in given:
        given["logo"] = root / given["logo"]
    given["font_file"] = tuple(root / name for name in given.get("font_file", ()))
    theme = Theme(**given)
    check_theme(theme, report, place)
    return theme


def check_theme(theme: Theme, report: Report, place: Callable[[str], Location]) -> None:
    """Say which colour cannot be read, which file is not there, which font must not be packed."""
    dark = "theme.accent_dark" if theme.accent_dark else "theme.accent"
    check_contrast(theme.light, "light", report, place("theme.accent"))
    check_contrast(theme.dark, "dark", report, place(dark))
    logo = (("logo", theme.logo),) if theme.logo else ()
    for name, path in (*logo, *(("font_file", font) for font in theme.font_file)):
        at = place(f"theme.{name}")
        if not path.is_file():
            report.add(THEME_FILE, f"The theme's {name} {path.name!r} does not exist", at)
        elif name == "font_file":
            check_font(path, report, at)


def style_sheet(theme: Theme, faces: Mapping[str, Face], more: frozenset[str] = frozenset()) -> str:
    """Write the one style sheet of a course: fonts, the theme's tokens, the theme's sheets.

    ``faces`` are the fonts by their paths in the package. Every course has text, boxes and tests;
    ``more`` names the sheets for what only some hold.
    """
    declared = "".join(face.rule(path) for path, face in faces.items())
    families = [f'"{face.family}"' for face in faces.values()][:1]
    family = ", ".join([*families, theme.look.font])
    radius = theme.look.radius if theme.radius is None else theme.radius
    light, dark = _tokens(theme.light), f"{_tokens(theme.dark)}color-scheme:dark"
    return (
        f"{declared}:root{{{light}--font:{family};"
        f"--radius:{radius}px;--radius-s:{min(6, radius)}px;color-scheme:light}}"
        f'@media screen{{:root[data-theme="dark"]{{{dark}}}}}'
        f'@media screen and (prefers-color-scheme:dark){{:root:not([data-theme="light"])'
        f"{{{dark}}}}}{sheets(theme.name, more)}"
    )


def _tokens(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value.lower()};" for name, value in colours.items())
