"""Questions as activities, and answers to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from scormkit.diagnostics import Severity
from scormkit.standards.xapi.facts import COMPONENT_LISTS, VOCABULARIES
from scormkit.standards.xapi.rules.responses import pattern_fault
from scormkit.standards.xapi.structure import LISTS
from scormkit.validate.engine import Finding, Findings, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.standards.xapi.rules.said import Said

_QUESTION = "http://adlnet.gov/expapi/activities/cmi.interaction"


@rule("XAPI-020", severity=Severity.ERROR, clause="xAPI 1.0.3, Interaction Activities")
def whole_questions(said: Said) -> Findings:
    """A question says its kind and has the lists that belong to it.

    An LRS refuses answers without interactionType, ids that stand twice, and lists of another
    kind. Write for instance interactionType choice with choices.
    """
    for part in said.dicts("definition"):
        kind = part.value.get("interactionType")
        lists = [name for name in LISTS if name in part.value]
        uses = lists or "correctResponsesPattern" in part.value
        if kind is None:
            if uses or part.value.get("type") == _QUESTION:
                yield Finding(f"{part.path} is a question without interactionType", said.at)
            continue
        if kind not in VOCABULARIES["interaction_type"]:
            yield Finding(f"{part.path}.interactionType is {kind!r}", said.at)
            continue
        for name in lists:
            if name not in COMPONENT_LISTS.get(kind, ()):
                yield Finding(f"{part.path}: a question of the kind {kind} has no {name}", said.at)
            for identifier, count in Counter(_ids(part.value[name])).items():
                if count > 1:
                    message = f"{part.path}.{name}: the id {identifier!r} stands {count} times"
                    yield Finding(message, said.at)


@rule("XAPI-021", severity=Severity.WARNING, clause="xAPI 1.0.3, Interaction Activities")
def answers_fit(said: Said) -> Findings:
    """Answers are written as their kind of question asks.

    Ids of one answer are joined by [,], pairs by [.], ranges by [:]. Reports cannot count answers
    of another form.
    """
    for part in said.dicts("definition"):
        patterns = part.value.get("correctResponsesPattern")
        for pattern in patterns if isinstance(patterns, list) else ():
            if isinstance(pattern, str) and (fault := _fault(part.value, pattern)):
                yield Finding(f"{part.path}: a right answer {fault}", said.at)
    if not isinstance(said.data, dict):
        return
    told, result = said.data.get("object"), said.data.get("result")
    asked = told.get("definition") if isinstance(told, dict) else None
    response = result.get("response") if isinstance(result, dict) else None
    if isinstance(asked, dict) and isinstance(response, str) and (fault := _fault(asked, response)):
        yield Finding(f"result.response {fault}", said.at)


def _fault(definition: dict[str, Any], text: str) -> str:
    kind = definition.get("interactionType")
    known = {name: frozenset(_ids(definition.get(name))) for name in LISTS}
    return pattern_fault(kind, text, known) if isinstance(kind, str) else ""


def _ids(components: Any) -> Iterator[str]:  # noqa: ANN401  JSON
    for component in components if isinstance(components, list) else ():
        if isinstance(component, dict) and isinstance(component.get("id"), str):
            yield component["id"]


RULES = (whole_questions, answers_fit)
