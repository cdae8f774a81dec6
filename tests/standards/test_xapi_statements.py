"""Every rule of statements finds what it is for, and on the same statement no other says a word."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest

from scormkit.check import catalogue
from scormkit.diagnostics import Location, Report, Severity
from scormkit.standards.xapi.rules import check_activity, check_statement

UUID = "7a0f9d0e-3a3c-4a4f-9d5b-1f6f0b2a7c11"
VIDEO = "https://w3id.org/xapi/video"
LATER = (dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).isoformat()
AGENT = {"objectType": "Agent", "account": {"homePage": "https://lms.verf.ru", "name": "7"}}
QUESTION = {
    "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
    "name": {"ru": "Вопрос"},
    "interactionType": "choice",
    "correctResponsesPattern": ["a[,]b"],
    "choices": [{"id": "a", "description": {"ru": "А"}}, {"id": "b"}],
}
GOOD: dict[str, Any] = {
    "id": UUID,
    "actor": AGENT,
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"ru": "ответил"}},
    "object": {"objectType": "Activity", "id": "https://learn.verf.ru/q", "definition": QUESTION},
    "result": {
        "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10},
        "success": True,
        "response": "a",
        "duration": "PT1M2.5S",
        "extensions": {"https://learn.verf.ru/e": {"anything": None}},
    },
    "context": {
        "registration": UUID,
        "contextActivities": {"parent": {"id": "https://learn.verf.ru/t"}, "grouping": []},
        "language": "ru-RU",
        "platform": "LMS",
    },
    "timestamp": "2024-05-01T10:00:00.000Z",
    "version": "1.0.0",
}
FILE = {
    "usageType": "https://learn.verf.ru/u", "display": {"en": "File"}, "contentType": "text/plain",
    "length": 3, "sha2": "a" * 64,
}  # fmt: skip
INNER = {
    "objectType": "SubStatement",
    "actor": AGENT,
    "verb": GOOD["verb"],
    "object": {"id": "urn:x:y"},
}
VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided", "display": {"en": "voided"}}
PLAYED = {"id": "https://w3id.org/xapi/video/verbs/played", "display": {"en": "played"}}
OF_VIDEO = {"category": [{"id": VIDEO}]}
GONE = object()

# Where in the good statement something else is put, what, and which code is found then.
CASES: list[tuple[str, list[tuple[str, Any]]]] = [
    ("XAPI-001", [("verb", GONE)]),
    ("XAPI-001", [("actor", GONE)]),
    ("XAPI-002", [("id", "123")]),
    ("XAPI-002", [("context.registration", UUID[:-1])]),
    ("XAPI-003", [("actor.mbox_sha1sum", "a" * 40)]),
    ("XAPI-003", [("actor.account", GONE)]),
    ("XAPI-003", [("actor.account.name", GONE)]),
    ("XAPI-003", [("actor", {"mbox_sha1sum": "abc"})]),
    ("XAPI-004", [("actor", {"objectType": "Group"})]),
    ("XAPI-004", [("actor", {"objectType": "Group", "member": [
        {"objectType": "Group", "member": [AGENT]}]})]),
    ("XAPI-004", [("actor.member", [AGENT])]),
    ("XAPI-005", [("verb.id", "completed")]),
    ("XAPI-005", [("object.id", "question 1")]),
    ("XAPI-005", [("object.id", GONE)]),
    ("XAPI-006", [("verb.display", GONE)]),
    ("XAPI-007", [("result.score", None)]),
    ("XAPI-007", [("context.contextActivities.parent", [None])]),
    ("XAPI-008", [("result.success", "true")]),
    ("XAPI-008", [("result.score.scaled", "0.5")]),
    ("XAPI-008", [("result.success", 1)]),
    ("XAPI-008", [("attachments", FILE)]),
    ("XAPI-009", [("Timestamp", "2024-05-01T10:00:00Z")]),
    ("XAPI-009", [("result.score.percent", 50)]),
    ("XAPI-009", [("actor.objectType", "agent")]),
    ("XAPI-009", [("version", "2.0.0")]),
    ("XAPI-010", [("result.score.scaled", 85)]),
    ("XAPI-010", [("result.score.raw", 11)]),
    ("XAPI-010", [("result.score.min", 10)]),
    ("XAPI-011", [("result.duration", "00:10:00")]),
    ("XAPI-011", [("result.duration", "P")]),
    ("XAPI-011", [("result.duration", "P1DT")]),
    ("XAPI-012", [("timestamp", "yesterday")]),
    ("XAPI-012", [("timestamp", "2024-05-01T10:00:00")]),
    ("XAPI-012", [("timestamp", "2024-13-01T10:00:00Z")]),
    ("XAPI-012", [("timestamp", "2024-05-01T10:00:00-00:00")]),
    ("XAPI-012", [("timestamp", LATER)]),
    ("XAPI-013", [("verb.display", {"en_US": "answered"})]),
    ("XAPI-013", [("context.language", "russian")]),
    ("XAPI-013", [("verb.display", {"en": 1})]),
    ("XAPI-014", [("result.extensions", {"foo": 1})]),
    ("XAPI-015", [("context.contextActivities", {"parents": {"id": "urn:x:y"}})]),
    ("XAPI-016", [("object", AGENT)]),
    ("XAPI-017", [("object", {**INNER, "id": UUID}), ("context.platform", GONE)]),
    ("XAPI-017", [("object", {**INNER, "object": INNER}), ("context.platform", GONE)]),
    ("XAPI-018", [("object", {"objectType": "StatementRef"}), ("context.platform", GONE)]),
    ("XAPI-018", [("verb", VOIDED)]),
    ("XAPI-018", [("context.statement", {"id": UUID})]),
    ("XAPI-019", [("attachments", [{k: v for k, v in FILE.items() if k != "sha2"}])]),
    ("XAPI-019", [("attachments", [{**FILE, "sha2": "abc"}])]),
    ("XAPI-020", [("object.definition.interactionType", GONE)]),
    ("XAPI-020", [("object.definition.interactionType", "mcq")]),
    ("XAPI-020", [("object.definition.choices", [{"id": "a"}, {"id": "a"}, {"id": "b"}])]),
    ("XAPI-020", [("object.definition.scale", [{"id": "a"}])]),
    ("XAPI-021", [("result.response", "c")]),
    ("XAPI-021", [("object.definition.correctResponsesPattern", ["a,b"])]),
    ("XAPI-021", [("object.definition", {"interactionType": "matching", "correctResponsesPattern": ["a,b"]}),
                  ("result.response", "a[.]b")]),
    ("XAPI-021", [("object.definition", {"interactionType": "numeric"}), ("result.response", "5 m")]),
    ("XAPI-021", [("object.definition", {"interactionType": "true-false"}), ("result.response", "yes")]),
    ("XAPI-025", [("object.definition", {})]),
    ("XAPI-025", [("result.extensions", {})]),
    ("XAPI-027", [("verb", PLAYED), ("context.contextActivities", OF_VIDEO)]),
    ("XAPI-027", [("verb", PLAYED), ("context.contextActivities", OF_VIDEO),
                  ("result.extensions", {f"{VIDEO}/extensions/time": 0.1234})]),
    ("XAPI-027", [("verb", PLAYED), ("context.contextActivities", OF_VIDEO), ("result.extensions", {
        f"{VIDEO}/extensions/time": 1, f"{VIDEO}/extensions/played-segments": "0-12"})]),
    ("XAPI-028", [("actor", {"mbox": "mailto:a@verf.ru"})]),
    ("", [("actor", {"objectType": "Group", "member": [AGENT]})]),
    ("", [("actor", {"openid": "https://verf.ru/7"})]),
    ("", [("object", AGENT), ("context", GONE)]),
    ("", [("object", INNER), ("context", GONE)]),
    ("", [("verb", VOIDED), ("object", {"objectType": "StatementRef", "id": UUID}), ("context", GONE)]),
    ("", [("attachments", [FILE])]),
    ("", [("result.duration", "P3W"), ("timestamp", "2024-05-01 10:00:00+0300")]),
    ("", [("object.definition", {"interactionType": "numeric", "correctResponsesPattern": ["4[:]", "1.5"]}),
          ("result.response", "-3")]),
    ("", [("object.definition", {"interactionType": "fill-in", "correctResponsesPattern": ["{lang=en}a"]})]),
    ("", [("verb", PLAYED), ("context.contextActivities", OF_VIDEO), ("result.extensions", {
        f"{VIDEO}/extensions/time": 0.123,
        f"{VIDEO}/extensions/played-segments": "0.000[.]12.000[,]14.000[.]21.000"})]),
]  # fmt: skip
# Rules of the exchange with an LRS: a statement alone does not show what they ask for.
OF_REQUESTS = {"XAPI-022", "XAPI-023", "XAPI-024", "XAPI-026"}


def changed(changes: list[tuple[str, Any]]) -> dict[str, Any]:
    statement = copy.deepcopy(GOOD)
    for path, value in changes:
        *outer, last = path.split(".")
        place = statement
        for part in outer:
            place = place[part]
        if value is GONE:
            del place[last]
        else:
            place[last] = copy.deepcopy(value)
    return statement


def found(statement: Any) -> Report:
    report = Report()
    check_statement(statement, report, Location("captured.json"))
    return report


def test_the_good_statement_is_clean() -> None:
    assert [(d.code, d.message) for d in found(GOOD)] == []


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: f"{n}-{CASES[n][0] or 'fine'}")
def test_finds_exactly(number: int) -> None:
    code, changes = CASES[number]
    report = found(changed(changes))
    assert {(d.code) for d in report} == ({code} if code else set())
    assert all(d.message and not d.message.endswith(".") and d.hint for d in report)
    assert all(d.at == Location("captured.json") for d in report)


def test_every_rule_is_tried() -> None:
    tried = {code for code, _ in CASES if code}
    declared = {code for code in catalogue.codes() if code.startswith("XAPI-")}
    assert declared == tried
    assert declared | OF_REQUESTS == {f"XAPI-{number:03}" for number in range(1, 29)}


def test_a_time_without_a_zone_is_only_a_warning() -> None:
    (found_here,) = found(changed([("timestamp", "2024-05-01T10:00:00")]))
    assert found_here.severity is Severity.WARNING


def test_messages_name_the_place_in_the_statement() -> None:
    (found_here,) = found(changed([("result.score.scaled", 85)]))
    assert found_here.message == "result.score.scaled is 85"


@pytest.mark.parametrize("data", [None, [], 5, "x", {}, {"actor": 1, "verb": 2, "object": []}])
def test_anything_may_come(data: Any) -> None:
    assert len(found(data)) > 0


def test_statements_in_statements_without_end() -> None:
    statement = copy.deepcopy(INNER)
    for _ in range(300):
        statement = {**INNER, "object": statement}
    assert "XAPI-017" in {d.code for d in found({**GOOD, "object": statement})}


def test_an_activity_alone_is_checked_too() -> None:
    report = Report()
    check_activity({"id": "a", "definition": {"type": "b"}}, report, Location())
    assert {d.code for d in report} == {"XAPI-005"}
