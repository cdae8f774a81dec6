"""Rules of SCORM 1.2 for its manifest (CAM 1.2, chapter 2)."""

from __future__ import annotations

from scormkit.standards.scorm12.rules import edition, items, prerequisites, resources

ROOT_RULES = edition.ROOT_RULES
RULES = (*edition.RULES, *resources.RULES, *items.RULES, *prerequisites.RULES)
PACKAGE_RULES = edition.PACKAGE_RULES
