"""What a cmi5 LMS does not take from a course (cmi5, 9 and 10.2; the statements' own rules aside).

Each of the small judges says why, or nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scormkit.preview.lrs.exchange import Refused, identity
from scormkit.preview.lrs.words import CATEGORY, EXTENSION, verb_of
from scormkit.standards.xapi.facts import VOIDED
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.preview.lrs.launches import Launch
    from scormkit.preview.lrs.statements import Statement

    _Rule = Callable[["Trial", Statement], Iterator[str]]

_OURS = frozenset({"initialized", "completed", "passed", "failed", "terminated"})
_JUDGING = frozenset({"passed", "failed"})
_TIMED = _OURS - {"initialized"}
_UTC = re.compile(r"(Z|[+]00(:?00)?)$")


class Trial(Struct):
    """Judges the statements of one request, each after those before it.

    ``verbs`` is what the session would have said. Adopt it when the request was granted.
    """

    launch: Launch
    verbs: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.verbs = list(self.launch.verbs)

    def judge(self, statement: Statement) -> str:
        """Say why the LMS does not want a statement; empty if it does."""
        defined = CATEGORY["cmi5"] in _categories(statement)
        rules: tuple[_Rule, ...] = _DEFINED if defined else _ALLOWED
        for rule in (*_ALWAYS, *rules):
            if reason := next(iter(rule(self, statement)), ""):
                return reason
        if defined:
            verb = verb_of(statement["verb"]["id"])
            self.verbs.append(verb)
            self.told.add(verb)
        return ""

    def adopt(self) -> None:
        """Take what was judged for granted."""
        launch = self.launch
        launch.verbs = self.verbs
        for verb, known in (
            ("completed", launch.registration.completed),
            ("passed", launch.registration.passed),
        ):
            if verb in self.told:
                known.add(launch.item.id)


def _categories(statement: Statement) -> set[str]:
    told = statement.get("context", {}).get("contextActivities", {}).get("category", [])
    return {activity["id"] for activity in (told if isinstance(told, list) else [told])}


def _session(trial: Trial, statement: Statement) -> Iterator[str]:
    launch = trial.launch
    if launch.over:
        yield "the session was abandoned (9.3.6)"
    if "terminated" in trial.verbs:
        yield "the session is terminated: nothing follows (9.3.8)"
    if statement["verb"]["id"] == VOIDED:
        yield "a course does not void statements (6.3)"


def _marks(trial: Trial, statement: Statement) -> Iterator[str]:
    if "id" not in statement:
        yield "the statement has no id (9.1)"
    if not _UTC.search(str(statement.get("timestamp", ""))):
        yield "the statement has no timestamp in UTC (9.7)"
    try:
        known = identity(statement["actor"]) == identity(trial.launch.registration.actor)
    except Refused:
        known = False
    if not known:
        yield "the actor is not the one of the launch (9.2)"


def _context(trial: Trial, statement: Statement) -> Iterator[str]:
    context = statement.get("context", {})
    launch = trial.launch
    if context.get("registration") != launch.registration.id:
        yield "context.registration is not the one of the launch (9.6.1)"
    if context.get("extensions", {}).get(EXTENSION["sessionid"]) != launch.id:
        yield "the context has not the session id of the template (9.6.3.1)"
    grouping = context.get("contextActivities", {}).get("grouping", [])
    named = {a["id"] for a in (grouping if isinstance(grouping, list) else [grouping])}
    if launch.item.id not in named:
        yield "the grouping of the template is missing (10.2.1)"


def _after_initialized(trial: Trial, statement: Statement) -> Iterator[str]:
    del statement
    if "initialized" not in trial.verbs:
        yield "nothing is said before initialized (9.3.2)"


def _defined(trial: Trial, statement: Statement) -> Iterator[str]:
    verb = verb_of(statement["verb"]["id"])
    if verb not in _OURS:
        yield f"a course does not say {statement['verb']['id']} in the category cmi5 (9.3)"
    if statement["object"].get("id") != trial.launch.activity:
        yield "the object is not the activity that was launched (9.4)"
    if verb in trial.verbs:
        yield f"{verb} was said in this session already (9.3)"
    if (verb == "initialized") is ("initialized" in trial.verbs):
        yield "initialized comes first, and once (9.3.2)"
    if trial.launch.mode != "Normal" and verb not in {"initialized", "terminated"}:
        yield f"in the mode {trial.launch.mode} a course does not say {verb} (10.2.2)"


def _once(trial: Trial, statement: Statement) -> Iterator[str]:
    verb = verb_of(statement["verb"]["id"])
    launch = trial.launch
    if verb == "completed" and launch.item.id in launch.registration.completed:
        yield "completed was said in this registration already (9.3.3)"
    if verb in _JUDGING and launch.item.id in launch.registration.passed:
        yield f"{verb} after passed in the same registration (9.3.4, 9.3.5)"
    if verb in _JUDGING and _JUDGING & set(trial.verbs):
        yield "passed and failed in the same session (9.3)"


def _result(trial: Trial, statement: Statement) -> Iterator[str]:
    verb = verb_of(statement["verb"]["id"])
    result: dict[str, Any] = statement.get("result", {})
    wanted = {"passed": True, "failed": False}.get(verb)
    if result.get("success") is not wanted:
        yield f"{verb} has the success {result.get('success')} (9.5.2)"
    if result.get("completion") is not (True if verb == "completed" else None):
        yield f"{verb} has the completion {result.get('completion')} (9.5.3)"
    if verb in _TIMED and "duration" not in result:
        yield f"{verb} has no duration (9.5.4)"
    moving = CATEGORY["moveon"] in _categories(statement)
    if moving is not ("success" in result or "completion" in result):
        yield "the category moveon goes with success and completion, and with nothing else (9.6.2.2)"
    yield from _score(trial, verb, result.get("score"))


def _score(trial: Trial, verb: str, score: dict[str, Any] | None) -> Iterator[str]:
    if score is None:
        return
    if verb not in _JUDGING:
        yield f"{verb} has a score (9.5.1)"
    if "raw" in score and not {"min", "max"} <= score.keys():
        yield "a raw score has min and max (9.5.1)"
    scaled, mastery = score.get("scaled"), trial.launch.mastery
    if scaled is not None and not 0 <= scaled <= 1:
        yield f"the score {scaled} is not from 0 to 1 (9.5.1)"
    if scaled is not None and mastery is not None and (scaled >= mastery) is not (verb == "passed"):
        yield f"{verb} with {scaled} where {mastery} is asked for (9.3.4, 9.3.5)"


_ALWAYS: tuple[_Rule, ...] = (_session, _marks, _context)
_ALLOWED: tuple[_Rule, ...] = (_after_initialized,)
_DEFINED: tuple[_Rule, ...] = (_defined, _once, _result)


def is_satisfied(launch_rule: str, *, completed: bool, passed: bool) -> bool:
    """Answer whether what a learner did is what ``moveOn`` asks for (cmi5, 13.1.4)."""
    match launch_rule:
        case "Passed":
            return passed
        case "Completed":
            return completed
        case "CompletedAndPassed":
            return completed and passed
        case "CompletedOrPassed":
            return completed or passed
        case _:
            return True
