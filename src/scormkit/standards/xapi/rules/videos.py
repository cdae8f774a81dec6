"""Statements of the video profile (https://w3id.org/xapi/video, 1.0.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Severity
from scormkit.standards.xapi.facts import PATTERNS, VIDEO
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.xapi.rules.said import Said

_DECIMALS = 3
_SEGMENTS = "played-segments"


@rule("XAPI-027", severity=Severity.WARNING, clause="video profile 1.0.3, templates")
def videos(said: Said) -> Findings:
    """Statements about a video carry what the video profile asks for.

    Reports about watching need the time, and most the length and the share; in seconds with at
    most three decimals. Add the extensions.
    """
    if not isinstance(said.data, dict) or not _is_of_profile(said.data):
        return
    verb = said.data.get("verb")
    asked = VIDEO["required"].get(verb.get("id"), {}) if isinstance(verb, dict) else {}
    for group, names in asked.items():
        told = _extensions(said.data, group)
        for name in names:
            if VIDEO["prefix"] + name not in told:
                yield Finding(f"{group}.extensions has no {name}", said.at)
    for group in ("result", "context"):
        for name, value in _extensions(said.data, group).items():
            yield from _value(said, group, name.removeprefix(VIDEO["prefix"]), value)


def _value(said: Said, group: str, name: str, value: Any) -> Iterator[Finding]:  # noqa: ANN401  JSON
    if isinstance(value, float) and round(value, _DECIMALS) != value:
        yield Finding(f"{group}.extensions: {name} is {value}, of more than 3 decimals", said.at)
    if name == _SEGMENTS and not (isinstance(value, str) and PATTERNS["segments"].match(value)):
        yield Finding(f"{group}.extensions: {name} is {value!r}", said.at)


def _extensions(statement: dict[str, Any], group: str) -> dict[str, Any]:
    inner = statement.get(group)
    found = inner.get("extensions") if isinstance(inner, dict) else None
    return found if isinstance(found, dict) else {}


def _is_of_profile(statement: dict[str, Any]) -> bool:
    context = statement.get("context")
    around = context.get("contextActivities") if isinstance(context, dict) else None
    listed = around.get("category") if isinstance(around, dict) else None
    each = listed if isinstance(listed, list) else [listed]
    return any(isinstance(one, dict) and one.get("id") == VIDEO["category"] for one in each)


RULES = (videos,)
