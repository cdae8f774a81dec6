"""What opening and writing a package can find; the rest of a package's rules stand in validate."""

from __future__ import annotations

from scormkit.diagnostics import Code, Severity

UNREADABLE = Code(
    "PKG-001",
    Severity.ERROR,
    "The package is a readable zip file",
    "An LMS cannot import a file that is cut off or is no zip at all. Download or export the "
    "package again; if it was repacked by hand, make it a plain zip file.",
    "APPNOTE 4.3",
)
SPANNED = Code(
    "PKG-015",
    Severity.ERROR,
    "The package is one file, not a part of a split archive",
    "An LMS takes one file. Make the zip again without splitting it into volumes.",
    "APPNOTE 4.4.19",
)
TOO_LARGE = Code(
    "PKG-017",
    Severity.ERROR,
    "The package unpacks to a sane size",
    "A small archive that unpacks to something huge fills the disk of the LMS and is refused. "
    "Take out what is not part of the course.",
)
ENTRY = Code(
    "ARC-001",
    Severity.ERROR,
    "A file in the package can be read",
    "Make the package again with the tool that produced it.",
)
CHANGED = Code(
    "ARC-002",
    Severity.ERROR,
    "A file does not change while it is being packed",
    "Wait until the file is saved or copied completely, then build again.",
)
SOURCE = Code(
    "ARC-003",
    Severity.ERROR,
    "A file of the course can be read",
    "Check that the file exists, that it is not open elsewhere and that you may read it.",
)
TARGET = Code(
    "ARC-004",
    Severity.ERROR,
    "The package can be written",
    "Check that the folder exists, that you may write to it and that the disk is not full.",
)
