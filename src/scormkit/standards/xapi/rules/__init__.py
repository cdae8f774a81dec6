"""Rules of Tin Can packages (Rustici's launch method) and of xAPI statements (xAPI 1.0.3)."""

from __future__ import annotations

from scormkit.standards.xapi.rules import activities, launch, place
from scormkit.standards.xapi.rules.place import Place
from scormkit.standards.xapi.rules.statements import check_activity, check_statement
from scormkit.validate.rules import xml_tree

__all__ = [
    "DOCUMENT",
    "PACKAGE",
    "PLACE",
    "ROOT",
    "RULES",
    "Place",
    "check_activity",
    "check_statement",
]

PLACE = place.PLACE_RULES
ROOT = (place.root,)
DOCUMENT = (xml_tree.location_pairs, xml_tree.schemas_inside, xml_tree.nothing_included)
RULES = (*launch.RULES, *activities.RULES)
PACKAGE = launch.PACKAGE_RULES
