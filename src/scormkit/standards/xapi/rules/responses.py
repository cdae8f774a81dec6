"""Answers as xAPI writes them: one string, whose form hangs on the kind of question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.standards.xapi.facts import COMPONENT_LISTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_NUMERIC = re.compile(rf"^(?:{_NUMBER}|(?:{_NUMBER})?\[:\](?:{_NUMBER})?)$")
_OPTIONS = re.compile(r"^(?:\{(?:case_matters|order_matters|lang)=[^}]*\})+")


def pattern_fault(kind: str, text: str, components: Mapping[str, AbstractSet[str]]) -> str:
    """Say what is wrong with an answer or a pattern of right ones; nothing if it is well formed.

    ``components`` are the ids of each list of the question; empty lists are not looked at.
    """
    plain = _OPTIONS.sub("", text)
    if kind == "true-false" and plain not in {"true", "false"}:
        return f"is {text!r} instead of 'true' or 'false'"
    if kind == "numeric" and not _NUMERIC.match(plain):
        return f"is {text!r}, which is no number or range min[:]max"
    if kind in {"matching", "performance"}:
        return _pairs_fault(kind, plain, components)
    if kind in {"choice", "sequencing", "likert"}:
        known = components.get(COMPONENT_LISTS[kind][0]) or frozenset()
        parts = [] if kind == "likert" else plain.split("[,]")
        return _unknown(parts or [plain], known, text)
    return ""


def _pairs_fault(kind: str, text: str, components: Mapping[str, AbstractSet[str]]) -> str:
    pairs = [pair.split("[.]") for pair in text.split("[,]")]
    if any(len(pair) != 2 for pair in pairs):  # noqa: PLR2004  a pair
        return f"is {text!r}; pairs are written left[.]right and joined by [,]"
    for side, name in enumerate(COMPONENT_LISTS[kind]):
        known = components.get(name) or frozenset()
        if fault := _unknown([pair[side] for pair in pairs], known, text):
            return fault
    return ""


def _unknown(parts: list[str], known: AbstractSet[str], text: str) -> str:
    strange = [part for part in parts if known and part not in known]
    return f"is {text!r}, but there is no {strange[0]!r} to choose" if strange else ""
