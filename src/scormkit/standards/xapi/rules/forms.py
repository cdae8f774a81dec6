"""How the values of a statement are written, whatever it tells of."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import TYPE_CHECKING, Any, Final

from scormkit.diagnostics import Severity
from scormkit.model.iris import is_iri
from scormkit.standards.xapi.facts import PATTERNS, SHAPES
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from scormkit.standards.xapi.rules.said import Said

# Objects of other types are of another shape; these are what is left to be misspelt.
_TYPES: Final = {"actor": ("Agent", "Group"), "activity": ("Activity",)}
_MAPS: Final = ("language_map", "extensions")
_NOT_IN_SUBSTATEMENTS: Final = ("id", "stored", "version", "authority")


def _fits(shape: str, value: Any) -> bool:  # noqa: ANN401  JSON
    if shape.endswith("[]"):
        return isinstance(value, list)
    if shape in SHAPES or shape in _MAPS:
        return isinstance(value, dict)
    if shape == "boolean":
        return isinstance(value, bool)
    if shape in {"number", "integer"}:
        kinds = int if shape == "integer" else (int, float)
        return isinstance(value, kinds) and not isinstance(value, bool)
    return isinstance(value, str)


@rule("XAPI-002", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.1")
def uuids(said: Said) -> Findings:
    """Ids of statements and registrations are UUIDs.

    An LRS refuses anything else. Make a random UUID such as 7a0f9d0e-3a3c-4a4f-9d5b-1f6f0b2a7c11.
    """
    for part in said.texts("uuid"):
        if not PATTERNS["uuid"].match(part.value):
            yield Finding(f"{part.path} is {part.value!r}, which is no UUID", said.at)


@rule("XAPI-005", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.2")
def iris(said: Said) -> Findings:
    """Verbs, activities, types and addresses are absolute IRIs.

    A bare word is refused by every LRS. Write for instance
    http://adlnet.gov/expapi/verbs/completed.
    """
    for part in said.texts("iri"):
        if not is_iri(part.value):
            yield Finding(f"{part.path} is {part.value!r}, which is no IRI", said.at)
    for part in said.dicts("verb", "activity"):
        if "id" not in part.value:
            yield Finding(f"{part.path} has no id", said.at)


@rule("XAPI-007", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.2")
def nothing_is_null(said: Said) -> Findings:
    """No value is null, but in extensions.

    An LRS refuses null. Leave the property out.
    """
    for part in said.parts():
        if part.value is None:
            yield Finding(f"{part.path} is null", said.at)


@rule("XAPI-008", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.2")
def kinds(said: Said) -> Findings:
    """Numbers, texts, lists and groups stand where they belong.

    A number or a true in quotes is a text, and an LRS refuses it. Write the value as JSON knows it.
    """
    for part in said.parts():
        if part.value is not None and not _fits(part.shape, part.value):
            message = f"{part.path} is {_shown(part.value)}; {_wanted(part.shape)} belongs there"
            yield Finding(message, said.at)


@rule("XAPI-009", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.2")
def known_properties(said: Said) -> Findings:
    """All properties are those of xAPI, in its spelling.

    An LRS refuses others; large and small letters count. Put what is your own into extensions.
    """
    for part in said.dicts(*SHAPES.keys() - {"contexts"}):
        allowed = SHAPES[part.shape]
        for key in part.value:
            own = part.shape == "substatement" and key in _NOT_IN_SUBSTATEMENTS
            if key not in allowed and not own:
                near = difflib.get_close_matches(key.lower(), allowed, 1)
                hint = f"Did you mean {near[0]}?" if near else ""
                yield Finding(f"{part.path} has the unknown property {key!r}", said.at, hint)
        kind, kinds = part.value.get("objectType"), _TYPES.get(part.shape, ())
        if kinds and isinstance(kind, str) and kind not in kinds:
            hint = f"Write {' or '.join(kinds)}."
            yield Finding(f"{part.path} has the objectType {kind!r}", said.at, hint)
    for part in said.texts("version"):
        if not PATTERNS["version"].match(part.value):
            yield Finding(
                f"{part.path} is {part.value!r}", said.at, "Write 1.0.0, or leave it out."
            )


@rule("XAPI-011", severity=Severity.ERROR, clause="xAPI 1.0.3, 4.6; ISO 8601")
def durations(said: Said) -> Findings:
    """A duration is written as ISO 8601 does.

    Five minutes are PT5M, an hour and a half PT1H30M, nothing at all PT0S.
    """
    for part in said.texts("duration"):
        if not PATTERNS["duration"].match(part.value):
            yield Finding(f"{part.path} is {part.value!r}", said.at)


@rule("XAPI-012", severity=Severity.ERROR, clause="xAPI 1.0.3, 4.5, 2.4.7")
def timestamps(said: Said) -> Findings:
    """A time is written as ISO 8601 does, with its zone, and is not in the future.

    Write 2026-11-27T10:00:00.000Z; the Z stands for universal time.
    """
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    for part in said.texts("timestamp"):
        moment = _moment(part.value)
        if moment is None:
            yield Finding(f"{part.path} is {part.value!r}", said.at)
        elif moment.tzinfo is None:
            message = f"{part.path} is {part.value!r}, without a zone"
            yield Finding(message, said.at, severity=Severity.WARNING)
        elif moment > tomorrow:
            yield Finding(f"{part.path} is {part.value!r}, in the future", said.at)


@rule("XAPI-013", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.2; RFC 5646")
def languages(said: Said) -> Findings:
    """Languages are named by their tags.

    Write ru or en-GB, with a hyphen; und where the language is not known.
    """
    told = [(part.path, part.value) for part in said.texts("language")]
    for part in said.dicts("language_map"):
        told += [(part.path, key) for key in part.value]
    for path, tag in told:
        if not PATTERNS["language"].match(tag):
            yield Finding(f"{path} names the language {tag!r}", said.at)
    for part in said.dicts("language_map"):
        for tag, text in part.value.items():
            if not isinstance(text, str):
                yield Finding(f"{part.path} in {tag!r} is {_shown(text)}, not a text", said.at)


@rule("XAPI-014", severity=Severity.ERROR, clause="xAPI 1.0.3, 4.1")
def extensions(said: Said) -> Findings:
    """The keys of extensions are IRIs.

    So that extensions of different people do not collide. Write an address of your own.
    """
    for part in said.dicts("extensions"):
        for key in part.value:
            if not is_iri(key):
                yield Finding(f"{part.path} has the key {key!r}, which is no IRI", said.at)


@rule("XAPI-025", severity=Severity.WARNING, clause="xAPI 1.0.3, 2.2")
def nothing_is_empty(said: Said) -> Findings:
    """No group is empty.

    An empty group says nothing, and some LRSs refuse it. Leave it out.
    """
    for part in said.dicts(*SHAPES, *_MAPS):
        if not part.value and part.path != "the statement":
            yield Finding(f"{part.path} is empty", said.at)


def _moment(text: str) -> dt.datetime | None:
    found = PATTERNS["timestamp"].match(text)
    if not found or text.endswith(("-00", "-00:00", "-0000")):
        return None
    try:
        return dt.datetime.fromisoformat(text.replace(",", ".").upper())
    except ValueError:
        return None


def _shown(value: Any) -> str:  # noqa: ANN401  JSON
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        return "a group" if isinstance(value, dict) else "a list"
    return repr(value) if isinstance(value, str) else f"the number {value}"


def _wanted(shape: str) -> str:
    if shape.endswith("[]"):
        return "a list"
    if shape in SHAPES or shape in _MAPS:
        return "a group"
    return {"boolean": "true or false", "number": "a number", "integer": "a whole number"}.get(
        shape, "a text"
    )


RULES = (
    uuids,
    iris,
    nothing_is_null,
    kinds,
    known_properties,
    durations,
    timestamps,
    languages,
    extensions,
    nothing_is_empty,
)
