"""Limits, patterns and tables of AICC's CMI001, as ``datamodel.json`` states them once."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

_MODEL: Final[dict[str, Any]] = json.loads(
    resources.files(__package__).joinpath("datamodel.json").read_text(encoding="utf-8")
)
VERSION: Final[str] = _MODEL["version"]
LIMITS: Final[dict[str, int]] = _MODEL["limits"]
PATTERNS: Final[dict[str, str]] = _MODEL["patterns"]
COURSE: Final[dict[str, list[str]]] = _MODEL["course"]
TABLES: Final[dict[str, Any]] = _MODEL["tables"]

ROOT: Final = "root"
"""The block that holds the whole course."""

NEEDED: Final = ("crs", "au", "des", "cst")
"""How the names of the files end that every course has."""
