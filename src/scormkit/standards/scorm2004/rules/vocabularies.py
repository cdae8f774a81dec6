"""What SCORM 2004 calls things and where they may stand, from ``vocabularies.json``."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scormkit.standards.ims.xml import ADLCP_2004, ADLNAV, ADLSEQ, IMSCP_2004, IMSSS

if TYPE_CHECKING:
    from lxml import etree

_TABLES: Final[dict[str, Any]] = json.loads(
    resources.files(__package__).joinpath("vocabularies.json").read_text(encoding="utf-8")
)
_SHORT: Final = {
    IMSCP_2004: "",
    IMSSS: "imsss:",
    ADLCP_2004: "adlcp:",
    ADLSEQ: "adlseq:",
    ADLNAV: "adlnav:",
}
OWN: Final = frozenset({IMSSS, ADLCP_2004, ADLSEQ, ADLNAV})


class Child(NamedTuple):
    """How a child may stand in its parent: ``least`` is 0 or 1, ``most`` 1 or ``None`` for many."""

    name: str
    least: int
    most: int | None


def _child(text: str) -> Child:
    mark = text[-1] if text[-1] in "?*+" else ""
    return Child(text.rstrip("?*+"), int(mark in {"", "+"}), 1 if mark in {"", "?"} else None)


VERSIONS: Final[dict[str, str]] = _TABLES["versions"]
WORDS: Final = {name: frozenset(words) for name, words in _TABLES["words"].items()}
DISCOURAGED: Final = {name: frozenset(words) for name, words in _TABLES["discouraged"].items()}
CHILDREN: Final = {
    name: tuple(map(_child, text.split())) for name, text in _TABLES["children"].items()
}
PARENTS: Final = {
    child.name: tuple(n for n, several in CHILDREN.items() if any(c.name == child.name for c in several))
    for children in CHILDREN.values()
    for child in children
}  # fmt: skip
BOOLEANS: Final = {name: tuple(words.split()) for name, words in _TABLES["booleans"].items()}
TERMS: Final[dict[str, dict[str, str]]] = _TABLES["terms"]
ACTIONS: Final[dict[str, str]] = _TABLES["actions"]
NUMBERS: Final[dict[str, dict[str, list[float] | None]]] = _TABLES["numbers"]
REQUIRED: Final[dict[str, str]] = _TABLES["required"]
PARTED: Final = frozenset(n for n, model in CHILDREN.items() if any(c.least for c in model))
VALUED: Final = frozenset({*BOOLEANS, *TERMS, *NUMBERS, *REQUIRED, "adlnav:hideLMSUI"})
LIMITS: Final[dict[str, int]] = _TABLES["limits"]


def short(element: etree._Element) -> str:
    """Name an element as the tables do: ``imsss:objective``, ``item``; "" if it is foreign."""
    return _short(element.tag)


@lru_cache(maxsize=1024)
def _short(tag: str) -> str:
    namespace, _, name = tag.rpartition("}")
    prefix = _SHORT.get(namespace[1:])
    return "" if prefix is None else prefix + name


def hidden_controls(edition: str) -> frozenset[str]:
    """Give the controls of the LMS that a SCO may hide; the 3rd Edition added three."""
    return WORDS["hideLMSUI"] if edition == "2" else WORDS["hideLMSUI"] | WORDS["hideLMSUI3"]
