"""The IRIs that cmi5 and xAPI give to what a course and its LMS say."""

from __future__ import annotations

from typing import Final

from scormkit.standards.cmi5.facts import CATEGORIES, DOCUMENTS, EXTENSIONS

_ADLNET: Final = "http://adlnet.gov/expapi/verbs/"
_ADL: Final = "https://w3id.org/xapi/adl/verbs/"
_CMI5: Final = "https://w3id.org/xapi/cmi5/"

VERBS: Final[dict[str, str]] = {
    **{
        name: f"{_ADLNET}{name}"
        for name in ("launched", "initialized", "completed", "passed", "failed", "terminated")
    },
    **{name: f"{_ADL}{name}" for name in ("abandoned", "waived", "satisfied")},
}
CATEGORY: Final = CATEGORIES
EXTENSION: Final = EXTENSIONS
PROGRESS: Final = EXTENSIONS["progress"]
LAUNCH_DATA: Final = DOCUMENTS["launch_data"]
TYPES: Final = {name: f"{_CMI5}activitytype/{name}" for name in ("block", "course")}


def verb_of(iri: str) -> str:
    """Give the short name of a verb of cmi5; empty for any other."""
    return next((name for name, known in VERBS.items() if known == iri), "")
