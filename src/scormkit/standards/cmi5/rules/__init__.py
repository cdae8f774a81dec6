"""Rules of cmi5 for its course structure and package (specification, sections 13 and 14)."""

from __future__ import annotations

from scormkit.standards.cmi5.rules import conditions, extensions, ids, launch, shape, texts
from scormkit.validate.rules import xml_tree

PLACE = (shape.at_the_root,)
ROOT = (shape.root,)
DOCUMENT = (xml_tree.location_pairs, xml_tree.schemas_inside, xml_tree.nothing_included)
RULES = (
    *shape.RULES,
    *ids.RULES,
    *texts.RULES,
    *conditions.RULES,
    *launch.RULES,
    *extensions.RULES,
)
PACKAGE = (*launch.PACKAGE_RULES, *conditions.PACKAGE_RULES, *extensions.PACKAGE_RULES)
BARE = launch.BARE_RULES
LAST = (shape.valid,)
