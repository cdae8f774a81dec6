"""Editions, resource types and the question profile, as ``datamodel.json`` states them once."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any, Final

from scormkit.values import Struct

_MODEL: Final[dict[str, Any]] = json.loads(
    resources.files(__package__).joinpath("datamodel.json").read_text(encoding="utf-8")
)
SCHEMA: Final[str] = _MODEL["schema"]
THIN_SCHEMA: Final[str] = _MODEL["thin_schema"]
FILE_BASE: Final[str] = _MODEL["file_base"]
QTI: Final[str] = _MODEL["qti"]["namespace"]
LABELS: Final[dict[str, dict[str, str]]] = _MODEL["qti"]["labels"]
PROFILES: Final[dict[str, dict[str, Any]]] = _MODEL["qti"]["profiles"]
LIMITS: Final[dict[str, int]] = _MODEL["qti"]["limits"]


class Kind(Struct, frozen=True):
    """What a resource is: its name for people, and the kinds that it may depend on.

    ``single``: it has exactly one file and no href.
    """

    name: str
    needs: tuple[str, ...]
    single: bool = False


class Edition(Struct, frozen=True):
    """An edition of Common Cartridge; ``suffix`` ends the names of its resource types."""

    name: str
    namespace: str
    lom: str
    schemaversion: str
    suffix: str

    @property
    def short(self) -> str:
        """The edition as addresses of schemas write it, such as ``v1p1``."""
        return self.suffix.removeprefix("xml")

    @property
    def kinds(self) -> dict[str, Kind]:
        """Resource types of this edition."""
        return {
            name.replace("{suffix}", self.suffix): Kind(
                told["kind"], tuple(told["needs"]), told.get("single", False)
            )
            for name, told in _MODEL["resource_kinds"].items()
        }


EDITIONS: Final = {name: Edition(name, **told) for name, told in _MODEL["editions"].items()}
BY_NAMESPACE: Final = {edition.namespace: edition for edition in EDITIONS.values()}
ALL_KINDS: Final = {name: kind for each in EDITIONS.values() for name, kind in each.kinds.items()}
"""Resource types of all editions."""
