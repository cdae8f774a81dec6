"""What rendering can find."""

from __future__ import annotations

from scormkit.diagnostics import Code, Severity

CONTRAST = Code(
    "CRS-201",
    Severity.WARNING,
    "The accent colour can be read",
    "Links, buttons and the ring of the focus wear the accent colour; below a contrast of 4.5:1 for "
    "text and 3:1 for the ring many people cannot make them out. Take a darker accent for light "
    "ground and a lighter one for dark ground.",
    "WCAG 2.2, 1.4.3 and 1.4.11",
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
FONT = Code(
    "CRS-204",
    Severity.ERROR,
    "The font may be packed",
    "A TrueType, OpenType, WOFF or WOFF2 file says by itself whether it may be embedded. If you hold "
    "a licence that allows it, say so as the reason under checks: in the manifest.",
    "OpenType, OS/2 fsType",
)
LETTERS = Code(
    "CRS-205",
    Severity.WARNING,
    "The font has the letters of the course",
    "Letters that the font has not are shown in a font of the learner's system, in the midst of the "
    "words. Take a font with the scripts of the course, Cyrillic for Russian.",
)
