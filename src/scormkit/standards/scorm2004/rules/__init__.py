"""Rules of SCORM 2004 for its manifest: content packaging, sequencing, navigation."""

from __future__ import annotations

from scormkit.standards.scorm2004.rules import (
    edition,
    form,
    gates,
    items,
    objectives,
    outcomes,
    references,
    resources,
)

RULES = (
    *edition.RULES,
    *resources.RULES,
    *items.RULES,
    *form.RULES,
    *references.RULES,
    *objectives.RULES,
    *gates.RULES,
    *outcomes.RULES,
)
PACKAGE_RULES = items.PACKAGE_RULES
