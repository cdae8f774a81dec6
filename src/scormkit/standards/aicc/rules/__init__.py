"""Rules of AICC for the course files of a package (CMI001 4.0, course structure)."""

from __future__ import annotations

from scormkit.standards.aicc.rules import prerequisites, structure, text, units

RULES = text.RULES
PACKAGE_RULES = (*structure.RULES, *units.RULES, *prerequisites.RULES)
