"""What a statement says, as a whole (xAPI 1.0.3, part 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Severity
from scormkit.standards.xapi.facts import PATTERNS, SHAPES, VOCABULARIES, VOIDED
from scormkit.standards.xapi.rules import actors, forms, questions, videos
from scormkit.standards.xapi.rules.said import Said
from scormkit.validate.engine import Finding, Findings, rule, run

if TYPE_CHECKING:
    from scormkit.diagnostics import Location, Report

_LOWEST, _HIGHEST = -1, 1


def check_statement(data: Any, report: Report, at: Location, before: str = "") -> None:  # noqa: ANN401  JSON
    """Check one statement as JSON gives it, captured or from a template.

    ``at`` is where it was found; ``before`` is put before the paths that messages name.
    """
    run(RULES, Said(data, at, before=before), report)


def check_activity(data: Any, report: Report, at: Location, before: str = "") -> None:  # noqa: ANN401  JSON
    """Check an activity's definition that stands alone."""
    run((*forms.RULES, *questions.RULES), Said(data, at, "activity", before), report)


@rule("XAPI-001", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.2")
def complete(said: Said) -> Findings:
    """A statement says who did what with what.

    Actor, verb and object are mandatory. Add what is missing.
    """
    for part in said.dicts("statement", "substatement"):
        missing = [name for name in ("actor", "verb", "object") if name not in part.value]
        if missing:
            yield Finding(f"{part.path} has no {' and no '.join(missing)}", said.at)


@rule("XAPI-006", severity=Severity.WARNING, clause="xAPI 1.0.3, 2.4.3")
def verbs_are_readable(said: Said) -> Findings:
    """A verb has a word that people can read.

    Reports show it instead of the IRI. Add display, such as {"en": "completed"}.
    """
    for part in said.dicts("verb"):
        if "display" not in part.value:
            yield Finding(f"{part.path} has no display", said.at)


@rule("XAPI-010", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.5.1")
def scores(said: Said) -> Findings:
    """A score is a share from -1 to 1, and its raw value lies within its bounds.

    80 % is scaled 0.8. Put points into raw, with min and max.
    """
    for part in said.dicts("score"):
        scaled, raw, low, high = (_number(part.value, n) for n in ("scaled", "raw", "min", "max"))
        if scaled is not None and not _LOWEST <= scaled <= _HIGHEST:
            yield Finding(f"{part.path}.scaled is {scaled:g}", said.at)
        if low is not None and high is not None and low >= high:
            yield Finding(f"{part.path}: min {low:g} is not below max {high:g}", said.at)
        elif raw is not None and (
            (low is not None and raw < low) or (high is not None and raw > high)
        ):
            yield Finding(f"{part.path}: raw {raw:g} lies outside of its bounds", said.at)


@rule("XAPI-015", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.6.2")
def surroundings(said: Said) -> Findings:
    """Activities around a statement are parent, grouping, category or other.

    An LRS refuses other words. Correct the word; mind that it is parent, not parents.
    """
    for part in said.dicts("contexts"):
        for key in part.value:
            if key not in SHAPES["contexts"]:
                yield Finding(f"{part.path} has the unknown property {key!r}", said.at)


@rule("XAPI-016", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.6")
def of_activities_only(said: Said) -> Findings:
    """Revision and platform belong to statements about activities.

    About people they mean nothing, and an LRS refuses them. Leave them out.
    """
    for part in said.dicts("statement", "substatement"):
        told, context = part.value.get("object"), part.value.get("context")
        if not isinstance(told, dict) or not isinstance(context, dict):
            continue
        for name in ("revision", "platform"):
            if name in context and told.get("objectType", "Activity") != "Activity":
                message = f"{part.path} has a {name}, but its object is no activity"
                yield Finding(message, said.at)


@rule("XAPI-017", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.4.3")
def substatements(said: Said) -> Findings:
    """A statement inside a statement has no id of its own and holds no further one.

    It is only told about, not recorded. Leave out id, stored, version and authority.
    """
    for part in said.dicts("substatement"):
        own = [name for name in ("id", "stored", "version", "authority") if name in part.value]
        if own:
            yield Finding(f"{part.path} has {', '.join(own)}", said.at)
        inner = part.value.get("object")
        if isinstance(inner, dict) and inner.get("objectType") == "SubStatement":
            yield Finding(f"{part.path} holds a further statement", said.at)


@rule("XAPI-018", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.3.2, 2.4.4.3")
def references(said: Said) -> Findings:
    """A reference names a statement by its id, and voiding needs one.

    Only a statement can be voided. Write {"objectType": "StatementRef", "id": "…"}.
    """
    for part in said.dicts("reference"):
        if "id" not in part.value or part.value.get("objectType") != "StatementRef":
            yield Finding(f"{part.path} is no whole reference to a statement", said.at)
    for part in said.dicts("statement"):
        verb, told = part.value.get("verb"), part.value.get("object")
        voids = isinstance(verb, dict) and verb.get("id") == VOIDED
        if voids and not (isinstance(told, dict) and told.get("objectType") == "StatementRef"):
            yield Finding(f"{part.path} voids something that is no statement", said.at)


@rule("XAPI-019", severity=Severity.ERROR, clause="xAPI 1.0.3, 2.4.11")
def attachments(said: Said) -> Findings:
    """An attachment says what it is, how long, and its hash.

    Without usageType, display, contentType, length and sha2 an LRS refuses the statement; sha2 is
    written in hexadecimal digits.
    """
    for part in said.dicts("attachment"):
        missing = [n for n in VOCABULARIES["attachment_required"] if n not in part.value]
        if missing:
            yield Finding(f"{part.path} has no {', '.join(missing)}", said.at)
    for part in said.texts("sha2"):
        if not PATTERNS["sha2"].match(part.value):
            yield Finding(f"{part.path} is {part.value!r}", said.at)


def _number(score: dict[str, Any], name: str) -> float | None:
    value = score.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


RULES = (
    complete,
    *forms.RULES,
    *actors.RULES,
    verbs_are_readable,
    scores,
    surroundings,
    of_activities_only,
    substatements,
    references,
    attachments,
    *questions.RULES,
    *videos.RULES,
)
