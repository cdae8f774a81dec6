"""The editions of SCORM 2004 and what they take differently; limits come from ``datamodel.json``."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

from scormkit.values import Struct

_MODEL: Final[dict[str, Any]] = json.loads(
    resources.files(__package__).joinpath("datamodel.json").read_text(encoding="utf-8")
)
LIMITS: Final[dict[str, int]] = _MODEL["limits"]
VOCABULARIES: Final[dict[str, Any]] = _MODEL["vocabularies"]
PATTERNS: Final[dict[str, str]] = _MODEL["patterns"]


class Edition(Struct, frozen=True):
    """An edition.

    ``number`` is 2, 3 or 4, ``suspend_data`` the characters of state that an LMS keeps, ``hides``
    the controls of an LMS that a SCO may hide, ``requests`` the navigation it may ask for.
    """

    number: str
    title: str
    schemaversion: str
    suspend_data: int
    hides: tuple[str, ...]
    requests: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the standard in a course's manifest."""
        return f"scorm2004-{self.number}"


def _edition(number: str, ordinal: str, schemaversion: str) -> Edition:
    suffix = "_2" if number == "2" else ""
    return Edition(
        number,
        f"SCORM 2004 {ordinal} Edition",
        schemaversion,
        _MODEL["editions"][f"scorm2004-{number}"]["suspend_data"],
        tuple(VOCABULARIES[f"hide_lms_ui{suffix}"]),
        tuple(VOCABULARIES[f"nav_request{suffix}"]),
    )


EDITIONS: Final = tuple(
    _edition(number, ordinal, version)
    for (number, ordinal), version in zip(
        (("2", "2nd"), ("3", "3rd"), ("4", "4th")), VOCABULARIES["schemaversion"], strict=True
    )
)
