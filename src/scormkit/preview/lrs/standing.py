"""What an LMS can show of a learner from the statements and documents that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.preview.lrs.words import PROGRESS, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.preview.lrs.resources import Lrs
    from scormkit.preview.lrs.statements import Statement

_DONE = VERBS["completed"]
_PASSED, _FAILED = VERBS["passed"], VERBS["failed"]


def about(lrs: Lrs, registration: str, activity: str) -> list[Statement]:
    """Give the statements of a registration about one activity, in their order."""
    return [
        s
        for s in lrs.statements.all.values()
        if s.get("context", {}).get("registration") == registration
        and s["object"].get("id") == activity
    ]


def outcome(statements: Iterable[Statement]) -> dict[str, Any]:
    """Give completion, success, score (percent) and progress (0..1) as statements tell them.

    Neither completion nor success is taken back by what is said later.
    """
    found: dict[str, Any] = {
        "completion": "unknown", "success": "unknown", "score": None, "progress": None,
    }  # fmt: skip
    for statement in statements:
        verb, result = statement["verb"]["id"], statement.get("result", {})
        done = verb == _DONE or result.get("completion") is True
        if done or found["completion"] == "unknown":
            found["completion"] = "completed" if done else "incomplete"
        passed = found["success"] == "passed"
        if verb in {_PASSED, _FAILED} and not (passed and verb == _FAILED):
            found["success"] = "passed" if verb == _PASSED else "failed"
            scaled = result.get("score", {}).get("scaled")
            found["score"] = found["score"] if scaled is None else round(scaled * 100, 2)
        progress = result.get("extensions", {}).get(PROGRESS)
        if progress is not None:
            found["progress"] = progress / 100
    if found["completion"] == "completed" and found["progress"] is not None:
        found["progress"] = 1
    return found


def values(lrs: Lrs, learner: str, activity: str) -> dict[str, str]:
    """Give the documents that belong to a learner and an activity, by their ids."""
    return {
        f"{key[0]} {key[-1]}": document.content.decode("utf-8", "replace")
        for key, document in lrs.documents.all.items()
        if activity in key and any(part.endswith(f" {learner}") for part in key)
    }
