"""Limits, vocabularies and patterns of SCORM 1.2, as ``datamodel.json`` states them once."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

_MODEL: Final[dict[str, Any]] = json.loads(
    resources.files(__package__).joinpath("datamodel.json").read_text(encoding="utf-8")
)
LIMITS: Final[dict[str, int]] = _MODEL["limits"]
VOCABULARIES: Final[dict[str, Any]] = _MODEL["vocabularies"]
PATTERNS: Final[dict[str, str]] = _MODEL["patterns"]
