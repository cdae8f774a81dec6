"""What rendering can find."""

from __future__ import annotations

from scormkit.diagnostics import Code, Severity

CONTRAST = Code(
    "CRS-201",
    Severity.WARNING,
    "The accent colour can be read",
    "Links and buttons wear the accent colour; below a contrast of 4.5:1 many people cannot read "
    "them. Take a darker accent for light ground and a lighter one for dark ground.",
    "WCAG 2.2, 1.4.3",
)
LANGUAGE = Code(
    "CRS-202",
    Severity.WARNING,
    "The player speaks the course's language",
    "Buttons and messages of the player exist in English and Russian; a course in another language "
    "gets the English ones.",
)
THEME_FILE = Code(
    "CRS-203",
    Severity.ERROR,
    "The files of the theme are there",
    "Put the logo or the font into the project and write its path under theme: in the manifest.",
)
