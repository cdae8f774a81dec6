"""Statements and definitions as the JSON of xAPI 1.0.3; the one door to tincan.

tincan knows how the parts of a statement are spelt and refuses what is none. It writes durations
anew, and years and months wrongly, so durations are put in after it.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from scormkit.lrs.activities import VOCABULARY
from scormkit.values import Struct

if TYPE_CHECKING:
    from types import ModuleType

    from scormkit.lrs.activities import Activity

# Nobody's: an LRS that stores a template shows at once that it is one.
NO_REGISTRATION: Final = "00000000-0000-4000-8000-000000000000"
NO_LEARNER: Final = "PLACEHOLDER"
NO_TIME: Final = "PT0S"
_WHOLE = 100


class Result(Struct, frozen=True):
    """What came of it; ``scaled`` is -1..1, ``duration`` ISO 8601, ``extensions`` IRI → value.

    ``percent`` is a score of 0..100 in place of ``scaled``.
    """

    success: bool | None = None
    completion: bool | None = None
    scaled: float | None = None
    percent: float | None = None
    response: str | None = None
    duration: str = ""
    extensions: dict[str, Any] | None = None


class Profile(Struct, frozen=True):
    """What a profile adds to the context: its category and its extensions, IRI → value."""

    category: str
    extensions: dict[str, Any]


@cache
def _tincan() -> ModuleType:
    import tincan  # type: ignore[import-untyped]  # noqa: PLC0415  a tenth of a second, and it has no types

    return tincan  # type: ignore[no-any-return]


def definition(activity: Activity) -> dict[str, Any]:
    """Give an activity with its definition, as an object of a statement."""
    return _plain(_activity(activity))


def template(
    verb: str,
    activity: Activity,
    root: Activity,
    result: Result | None = None,
    profile: Profile | None = None,
) -> dict[str, Any]:
    """Give a statement as a player sends it, about nobody and at no time.

    ``root`` is what was launched; ``profile`` what a profile asks for. Actor and registration are
    placeholders, id and timestamp are left out: whoever sends the statement has them.
    """
    tincan = _tincan()
    words = VOCABULARY["verbs"][verb]
    said = {"en": words["en"]}
    if own := words.get(activity.language.partition("-")[0]):
        said[activity.language] = own
    context = {
        "registration": NO_REGISTRATION,
        "language": activity.language,
        "context_activities": tincan.ContextActivities(**_around(activity, root, profile)),
    }
    if profile is not None:
        context["extensions"] = tincan.Extensions(profile.extensions)
    statement = tincan.Statement(
        actor=tincan.Agent(
            name=NO_LEARNER,
            account=tincan.AgentAccount(home_page=root.parent or root.id, name=NO_LEARNER),
        ),
        verb=tincan.Verb(id=words["id"], display=tincan.LanguageMap(said)),
        object=_activity(activity),
        context=tincan.Context(**context),
    )
    if result is not None:
        statement.result = _result(result)
    plain = _plain(statement)
    del plain["version"]  # xAPI 1.0.3, 2.4.10: the sender leaves it to the header
    if result is not None and result.duration:
        plain.setdefault("result", {})["duration"] = result.duration
    return plain


def _around(activity: Activity, root: Activity, profile: Profile | None) -> dict[str, Any]:
    tincan = _tincan()
    around = {"grouping": [tincan.Activity(id=root.id)]}
    if activity.parent:
        around["parent"] = [tincan.Activity(id=activity.parent)]
    if profile is not None:
        around["category"] = [tincan.Activity(id=profile.category)]
    return around


def _activity(activity: Activity) -> Any:  # noqa: ANN401  tincan has no types
    tincan = _tincan()
    facts = {
        "type": activity.type,
        "name": tincan.LanguageMap({activity.language: activity.name}),
        "description": tincan.LanguageMap({activity.language: activity.description}),
    }
    if asked := activity.interaction:
        facts["interaction_type"] = asked.type
        facts["correct_responses_pattern"] = list(asked.patterns)
        for name, components in asked.lists:
            facts[name] = tincan.InteractionComponentList(
                tincan.InteractionComponent(
                    id=part, description=tincan.LanguageMap({activity.language: text})
                )
                for part, text in components
            )
    return tincan.Activity(id=activity.id, definition=tincan.ActivityDefinition(**facts))


def _result(result: Result) -> Any:  # noqa: ANN401  tincan has no types
    tincan = _tincan()
    made = tincan.Result()
    if result.success is not None:
        made.success = result.success
    if result.completion is not None:
        made.completion = result.completion
    if result.scaled is not None:
        made.score = tincan.Score(scaled=result.scaled)
    if result.percent is not None:
        scaled = result.percent / _WHOLE
        made.score = tincan.Score(scaled=scaled, raw=result.percent, min=0, max=_WHOLE)
    if result.response is not None:
        made.response = result.response
    if result.extensions:
        made.extensions = tincan.Extensions(result.extensions)
    return made


def _plain(made: Any) -> dict[str, Any]:  # noqa: ANN401  tincan has no types
    plain: dict[str, Any] = json.loads(made.to_json())
    return plain
