"""Writes ``statements/``: what the player will send, for those who set up an LRS or its reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scormkit.lrs.activities import VOCABULARY
from scormkit.lrs.statements import NO_TIME, Profile, Result, definition, template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.lrs.activities import Activity

_FOLDER = "statements"
_PASSED, _FAILED = 1.0, 0.0


def templates(known: tuple[Activity, ...], *, single: bool) -> dict[str, bytes]:
    """Give all definitions and a statement of each kind that the course can lead to.

    ``single``: one document reports of the course; otherwise each reports of its module.
    """
    root = next(a for a in known if a.kind == ("course" if single else "module"))
    made: dict[str, Any] = dict(_statements(known, root))
    made["activities"] = [definition(activity) for activity in known]
    return {
        f"{_FOLDER}/{name}.json": (
            json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        ).encode()
        for name, content in made.items()
    }


def _statements(
    known: tuple[Activity, ...], root: Activity
) -> Iterator[tuple[str, dict[str, Any]]]:
    first = {activity.kind: activity for activity in reversed(known)}
    spent = Result(duration=NO_TIME)
    yield "initialized", template("initialized", root, root)
    progress = {VOCABULARY["extensions"]["progress"]: 0}
    yield "progressed", template("progressed", root, root, Result(extensions=progress))
    if page := first.get("page"):
        yield "experienced", template("experienced", page, root)
    yield from _answers(known, root)
    yield from _videos(first, root)
    done = Result(completion=True, duration=NO_TIME)
    yield "completed", template("completed", root, root, done)
    if "test" in first:
        passed = Result(success=True, scaled=_PASSED, duration=NO_TIME)
        yield "passed", template("passed", root, root, passed)
        failed = Result(success=False, scaled=_FAILED, duration=NO_TIME)
        yield "failed", template("failed", root, root, failed)
    yield "suspended", template("suspended", root, root, spent)
    yield "terminated", template("terminated", root, root, spent)


def _answers(known: tuple[Activity, ...], root: Activity) -> Iterator[tuple[str, dict[str, Any]]]:
    told = set()
    for question in known:
        asked = question.interaction
        if asked and asked.type not in told:
            told.add(asked.type)
            given = Result(success=True, scaled=_PASSED, response=asked.pattern, duration=NO_TIME)
            yield f"answered-{asked.type}", template("answered", question, root, given)


def _videos(first: dict[Any, Activity], root: Activity) -> Iterator[tuple[str, dict[str, Any]]]:
    """Tell of a video of ours as the video profile does; of another host's only the end is known."""
    if video := first.get("media"):
        done = Result(completion=True)
        yield "completed-media", template("completed", video, root, done)
    if video := first.get("video"):
        reached = {
            VOCABULARY["extensions"]["video_time"]: 0,
            VOCABULARY["extensions"]["video_progress"]: 1,
        }
        done = Result(completion=True, extensions=reached)
        length = {VOCABULARY["extensions"]["video_length"]: 0}
        profile = Profile(VOCABULARY["categories"]["video"], length)
        yield "completed-video", template("completed", video, root, done, profile)
