"""Statements of an LRS: taking, finding, voiding them (xAPI 1.0.3, part 3, 2.1)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from scormkit.diagnostics import Location, Report, Severity
from scormkit.preview.lrs.exchange import Answer, Asked, Refused, check_query, identity, take_json
from scormkit.standards.xapi.facts import VOIDED
from scormkit.standards.xapi.rules.statements import check_statement

Statement: TypeAlias = dict[str, Any]
# Says why the LMS does not want a statement; empty if it does.
Judge: TypeAlias = Callable[[Statement], str]

_FILTERS = (
    "agent", "verb", "activity", "registration", "related_activities", "related_agents",
    "since", "until", "limit", "format", "attachments", "ascending",
)  # fmt: skip
_OURS = frozenset({"stored", "authority", "version", "timestamp"})
AUTHORITY: Final = {
    "objectType": "Agent",
    "account": {"homePage": "https://scormkit.invalid", "name": "preview"},
}


class Statements:
    """All statements by id, in the order in which they came."""

    def __init__(self) -> None:
        self.all: dict[str, Statement] = {}
        self.voided: set[str] = set()

    def answer(self, asked: Asked, judge: Judge) -> Answer:
        """Do what is asked, or raise :class:`Refused`; a batch is taken whole or not at all."""
        match asked.method:
            case "PUT":
                check_query(asked.query, ("statementId",), ())
                (statement,) = self._checked(asked, judge, one=True)
                wanted = asked.query["statementId"]
                if statement.setdefault("id", wanted) != wanted:
                    raise Refused(400, "the statement has another id than the request names")
                self.keep(statement)
                return Answer(204)
            case "POST":
                check_query(asked.query, (), ())
                return Answer(200, [self.keep(one) for one in self._checked(asked, judge)])
            case "GET" | "HEAD":
                now = {"X-Experience-API-Consistent-Through": moment()}
                return Answer(200, self._find(asked.query), now)
            case _:
                raise Refused(405, f"statements are not there for {asked.method}")

    def keep(self, statement: Statement) -> str:
        """Keep a statement that was looked at; give its id."""
        now = moment()
        kept: Statement = {"id": str(uuid.uuid4()), "timestamp": now, **statement}
        kept |= {"stored": now, "authority": AUTHORITY, "version": "1.0.0"}
        key = str(kept["id"]).lower()
        self.all.setdefault(key, kept)
        if kept["verb"]["id"] == VOIDED:
            self.voided.add(str(kept["object"]["id"]).lower())
        return str(kept["id"])

    def _checked(self, asked: Asked, judge: Judge, *, one: bool = False) -> list[Statement]:
        if not asked.headers.get("content-type", "").startswith("application/json"):
            raise Refused(
                400, "statements without attachments are sent as application/json (1.5.1)"
            )
        told = take_json(asked.body, "the body")
        statements = told if isinstance(told, list) and not one else [told]
        for number, statement in enumerate(statements):
            if problems := complaints(statement):
                raise Refused(400, f"statement {number + 1}: {'; '.join(problems)}")
        ids = [str(s["id"]).lower() for s in statements if "id" in s]
        if len(set(ids)) < len(ids):
            raise Refused(400, "two statements of the batch have the same id (2.1.1)")
        for statement in statements:
            known = self.all.get(str(statement.get("id")).lower())
            if known is not None and not same(known, statement):
                raise Refused(409, f"another statement has the id {statement['id']} already")
            if known is None and (reason := judge(statement)):
                raise Refused(403, reason)
        return statements

    def _find(self, query: dict[str, str]) -> Any:  # noqa: ANN401  JSON
        for name, voided in (("statementId", False), ("voidedStatementId", True)):
            if name in query:
                check_query(query, (name,), ("format", "attachments"))
                key = query[name].lower()
                if key in self.all and (key in self.voided) is voided:
                    return self.all[key]
                raise Refused(404, "there is no such statement")
        check_query(query, (), _FILTERS)
        found = [s for key, s in self.all.items() if key not in self.voided and _fits(s, query)]
        if query.get("ascending") != "true":
            found.reverse()
        limit = int(query.get("limit") or 0)
        return {"statements": found[:limit] if limit else found, "more": ""}


def complaints(statement: Any) -> list[str]:  # noqa: ANN401  JSON
    """Say what is wrong with a statement by xAPI's own rules; warnings do not count."""
    report = Report()
    check_statement(statement, report, Location("statement"))
    return [found.message for found in report if found.severity is Severity.ERROR]


def same(known: Statement, sent: Statement) -> bool:
    """Whether a statement was sent again: what the LRS adds does not make a difference (2.3.2)."""
    ours = _OURS - sent.keys() | {"stored", "authority", "version"}
    return {k: v for k, v in known.items() if k not in ours} == {
        k: v for k, v in sent.items() if k not in {"stored", "authority", "version"}
    }


def moment(at: datetime | None = None) -> str:
    """Write a moment, by default this one, as RFC 3339 has it, in UTC."""
    at = at or datetime.now(UTC)
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _fits(statement: Statement, query: dict[str, str]) -> bool:
    """Answer whether a statement is one that the filters ask for (2.1.3)."""
    context = statement.get("context", {})
    if "verb" in query and statement["verb"]["id"] != query["verb"]:
        return False
    if "registration" in query and context.get("registration") != query["registration"]:
        return False
    if "activity" in query:
        named = {statement["object"].get("id")}
        if query.get("related_activities") == "true":
            groups = context.get("contextActivities", {}).values()
            named |= {activity["id"] for group in groups for activity in _listed(group)}
        if query["activity"] not in named:
            return False
    if "agent" in query:
        agent = identity(take_json(query["agent"].encode(), "agent"))
        if identity(statement["actor"]) != agent:
            return False
    stored = str(statement["stored"])
    return query.get("since", "") < stored <= query.get("until", "9")


def _listed(value: Any) -> list[Any]:  # noqa: ANN401  JSON
    return value if isinstance(value, list) else [value]
