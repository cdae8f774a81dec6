"""Rules for ``imsmanifest.xml`` and its files that the editions of SCORM share."""

from __future__ import annotations

from scormkit.standards.ims.rules import (
    contents,
    hrefs,
    links,
    lom,
    metadata,
    resources,
    structure,
    versions,
)

ROOT_RULES = versions.ROOT_RULES
RULES = (
    *versions.RULES,
    *structure.RULES,
    *contents.RULES,
    *hrefs.RULES,
    *resources.RULES,
    *metadata.RULES,
    *lom.RULES,
)
PACKAGE_RULES = (
    *resources.PACKAGE_RULES,
    *links.RULES,
    *metadata.PACKAGE_RULES,
    *lom.PACKAGE_RULES,
)
