"""Writes ``statements/``: what the player will send, for those who set up an LRS or its reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from scormkit.lrs.activities import VOCABULARY
from scormkit.lrs.statements import (
    NO_REGISTRATION,
    NO_TIME,
    Profile,
    Result,
    definition,
    template,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.lrs.activities import Activity

    Named: TypeAlias = Iterator[tuple[str, dict[str, Any]]]

_FOLDER = "statements"
_EXTENSIONS: Final = VOCABULARY["extensions"]
# What the player tells of a video of ours, verb by verb, with a value that stands for any.
_PLAYING: Final[dict[str, dict[str, Any]]] = {
    "initialized": {},
    "played": {"video_time": 0},
    "paused": {"video_time": 0, "video_progress": 0, "video_segments": "0.000[.]0.000"},
    "seeked": {"video_from": 0, "video_to": 0},
    "completed": {"video_time": 0, "video_progress": 1, "video_segments": "0.000[.]0.000"},
    "terminated": {"video_time": 0, "video_progress": 0, "video_segments": "0.000[.]0.000"},
}


def templates(known: tuple[Activity, ...], *, single: bool) -> dict[str, bytes]:
    """Give all definitions and a statement of each kind that the course can lead to.

    ``single``: one document reports of the course; otherwise each reports of its module.
    """
    root = next(a for a in known if a.kind == ("course" if single else "module"))
    made: dict[str, Any] = {"activities": [definition(activity) for activity in known]}
    first = {activity.kind: activity for activity in reversed(known)}
    made |= _of_root(root, tested="test" in first)
    if single and sum(activity.kind == "module" for activity in known) > 1:
        made |= _of_modules(first["module"], root, tested="test" in first)
    made |= _of_parts(known, first, root)
    if video := first.get("video"):
        made |= _of_playing(video, root)
    return {f"{_FOLDER}/{name}.json": _written(content) for name, content in made.items()}


def _of_root(root: Activity, *, tested: bool) -> Named:
    yield "initialized", template("initialized", root, root)
    progress = Result(extensions={_EXTENSIONS["progress"]: 0})
    yield "progressed", template("progressed", root, root, progress)
    best, worst = (100, 0) if tested else (None, None)
    if tested:
        passed = Result(success=True, percent=best, duration=NO_TIME)
        yield "passed", template("passed", root, root, passed)
        failed = Result(success=False, percent=worst, duration=NO_TIME)
        yield "failed", template("failed", root, root, failed)
    done = Result(completion=True, percent=best, duration=NO_TIME)
    yield "completed", template("completed", root, root, done)
    for verb in ("suspended", "terminated"):
        yield verb, template(verb, root, root, Result(duration=NO_TIME))


def _of_modules(module: Activity, root: Activity, *, tested: bool) -> Named:
    yield "completed-module", template("completed", module, root, Result(completion=True))
    if tested:
        passed = Result(success=True, percent=100)
        yield "passed-module", template("passed", module, root, passed)


def _of_parts(known: tuple[Activity, ...], first: Mapping[Any, Activity], root: Activity) -> Named:
    if page := first.get("page"):
        yield "experienced", template("experienced", page, root)
    for kind in ("media", "video"):
        if watched := first.get(kind):
            told = template("experienced", watched, root, Result(completion=True))
            yield f"experienced-{kind}", told
    questions = {q.interaction.type: q for q in reversed(known) if q.interaction}
    for kind, question in questions.items():
        asked = question.interaction
        # an answer to a number is one number, and the least of a range is right
        right = asked.patterns[0].partition("[:]")[0] if asked and asked.patterns else ""
        given = Result(success=True, scaled=1, response=right, duration=NO_TIME)
        if asked and not asked.scored:
            place = asked.lists[0][1][0][0] if asked.lists else ""
            given = Result(response=place, duration=NO_TIME)
        yield f"answered-{kind}", template("answered", question, root, given)


def _of_playing(video: Activity, root: Activity) -> Named:
    """Tell of a video of ours as the video profile does."""
    length = {_EXTENSIONS["video_length"]: 0, _EXTENSIONS["video_session"]: NO_REGISTRATION}
    profile = Profile(VOCABULARY["categories"]["video"], length)
    for verb, values in _PLAYING.items():
        told = {_EXTENSIONS[name]: value for name, value in values.items()}
        result = Result(completion=True if verb == "completed" else None, extensions=told)
        yield f"{verb}-video", template(verb, video, root, result if told else None, profile)


def _written(content: Any) -> bytes:  # noqa: ANN401  JSON
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()
