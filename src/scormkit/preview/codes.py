"""What the preview can find wrong by itself."""

from __future__ import annotations

from scormkit.diagnostics import Code, Severity

NO_PACKAGE = Code(
    "PRV-001",
    Severity.ERROR,
    "What is previewed is a package",
    "Give a package that `scormkit build` made, the folder it was unpacked to, or a course's manifest.",
)
