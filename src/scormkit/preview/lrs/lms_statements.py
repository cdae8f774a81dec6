"""What a cmi5 LMS says itself: statements and documents around a session (cmi5, 9.3, 10)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from scormkit.preview.lrs.launches import Launch, Registration, activity_of
from scormkit.preview.lrs.statements import moment
from scormkit.preview.lrs.words import CATEGORY, EXTENSION, TYPES, VERBS


def launch_data(launch: Launch, home: str) -> dict[str, Any]:
    """Make ``LMS.LaunchData`` (cmi5, 10.2.1); ``home`` is where the course sends the learner back."""
    facts = launch.item.facts
    told: dict[str, Any] = {
        "contextTemplate": template(launch),
        "launchMode": launch.mode,
        "moveOn": facts.get("moveOn", "NotApplicable"),
        "returnURL": home,
    }
    if launch.mastery is not None:
        told["masteryScore"] = launch.mastery
    if "launchParameters" in facts:
        told["launchParameters"] = facts["launchParameters"]
    if "entitlementKey" in facts:
        told["entitlementKey"] = {"courseStructure": facts["entitlementKey"]}
    return told


def template(launch: Launch) -> dict[str, Any]:
    """Make what the context of every statement of the session begins with."""
    return {
        "contextActivities": {"grouping": [{"objectType": "Activity", "id": launch.item.id}]},
        "extensions": {EXTENSION["sessionid"]: launch.id},
    }


def launched(launch: Launch, address: str) -> dict[str, Any]:
    """Say that the course was opened (cmi5, 9.3.1); the address without the launch's own query."""
    facts = launch.item.facts
    extensions: dict[str, Any] = {
        EXTENSION["launchmode"]: launch.mode,
        EXTENSION["launchurl"]: address,
        EXTENSION["moveon"]: facts.get("moveOn", "NotApplicable"),
    }
    if launch.mastery is not None:
        extensions[EXTENSION["masteryscore"]] = launch.mastery
    if "launchParameters" in facts:
        extensions[EXTENSION["launchparameters"]] = facts["launchParameters"]
    return _say(launch.registration, "launched", launch.activity, template(launch), extensions)


def abandoned(launch: Launch) -> dict[str, Any]:
    """Say that a session ended without a word (cmi5, 9.3.6)."""
    statement = _say(launch.registration, "abandoned", launch.activity, template(launch))
    seconds = (datetime.now(UTC) - launch.begun).total_seconds()
    return statement | {"result": {"duration": f"PT{seconds:.2f}S"}}


def satisfied(launch: Launch, name: str, *, course: bool) -> dict[str, Any]:
    """Say that all of a block or of the course is done (cmi5, 9.3.9)."""
    around = {
        "contextActivities": {"grouping": [{"objectType": "Activity", "id": name}]},
        "extensions": {EXTENSION["sessionid"]: launch.id},
    }
    statement = _say(launch.registration, "satisfied", activity_of(name), around)
    statement["object"]["definition"] = {"type": TYPES["course" if course else "block"]}
    return statement


def _say(
    registration: Registration,
    verb: str,
    activity: str,
    context: dict[str, Any],
    extensions: dict[str, Any] | None = None,
) -> dict[str, Any]:
    activities = context["contextActivities"] | {"category": [{"id": CATEGORY["cmi5"]}]}
    return {
        "id": str(uuid.uuid4()),
        "timestamp": moment(),
        "actor": registration.actor,
        "verb": {"id": VERBS[verb], "display": {"en": verb}},
        "object": {"objectType": "Activity", "id": activity},
        "context": {
            "registration": registration.id,
            "contextActivities": activities,
            "extensions": context["extensions"] | (extensions or {}),
        },
    }
