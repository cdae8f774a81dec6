"""The preview's LRS and cmi5 LMS: what they take, what they refuse, and what they say themselves."""

from __future__ import annotations

import copy
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from scormkit.preview.contents import Item, Offer
from scormkit.preview.lrs.exchange import Answer, Asked
from scormkit.preview.lrs.lms import Lms
from scormkit.preview.lrs.statements import complaints
from scormkit.preview.lrs.words import CATEGORY, EXTENSION, PROGRESS, VERBS

if TYPE_CHECKING:
    from scormkit.preview.lrs.launches import Launch

AU = "https://learn.test/course/au"
VERSION = {"x-experience-api-version": "1.0.3", "content-type": "application/json"}


def offer(move_on: str = "CompletedAndPassed", *, play: str = "cmi5") -> Offer:
    facts = {"moveOn": move_on, "masteryScore": "0.8", "launchParameters": "p=1"}
    one, two = Item(AU, "One", "a.html?x=1", "au", facts), Item(f"{AU}2", "Two", "b.html", "au")
    tree = {
        "https://learn.test/block": (AU,),
        "https://learn.test/course": ("https://learn.test/block", f"{AU}2"),
    }
    return Offer(play, "Course", (one, two), tree)  # type: ignore[arg-type]  # a literal


@dataclass
class World:
    """A course that speaks to the LRS."""

    lms: Lms
    offer: Offer
    launch: Launch
    clock: int = 0

    def ask(
        self,
        method: str,
        path: str,
        body: Any = b"",
        headers: Any = None,
        **query: Any,
    ) -> Answer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        asked = Asked(method, path, query, VERSION | (headers or {}), content)
        return self.lms.answer(self.launch, asked, self.offer)

    def send(self, *statements: dict[str, Any]) -> Answer:
        return self.ask("POST", "statements", list(statements))

    def say(self, verb: str, *, defined: bool = True, **result: Any) -> dict[str, Any]:
        """A sound statement of the course."""
        judged = "success" in result or "completion" in result
        category = [CATEGORY["cmi5"]] if defined else []
        category += [CATEGORY["moveon"]] if judged and defined else []
        self.clock += 1
        iri = VERBS.get(verb, f"http://adlnet.gov/expapi/verbs/{verb}")
        statement = {
            "id": str(uuid.uuid4()),
            "timestamp": f"2026-01-01T00:00:{self.clock:02}.000Z",
            "actor": self.launch.registration.actor,
            "verb": {"id": iri, "display": {"en": verb}},
            "object": {"objectType": "Activity", "id": self.launch.activity},
            "context": {
                "registration": self.launch.registration.id,
                "contextActivities": {
                    "grouping": [{"id": AU}], "category": [{"id": iri} for iri in category],
                },
                "extensions": {EXTENSION["sessionid"]: self.launch.id},
            },
        }  # fmt: skip
        if result:
            statement["result"] = result
        return statement

    def again(self, mode: str = "normal") -> None:
        self.launch = self.lms.launch(
            "ivanov", self.offer.items[0], self.offer, mode, "http://127.0.0.1/"
        )

    def verbs(self) -> list[str]:
        statements = self.lms.lrs.statements.all.values()
        return [s["verb"]["id"].rpartition("/")[2] for s in statements]


def begin(move_on: str = "CompletedAndPassed", mode: str = "normal", play: str = "cmi5") -> World:
    lms, course = Lms(), offer(move_on, play=play)
    launch = lms.launch("ivanov", course.items[0], course, mode, "http://127.0.0.1/")
    return World(lms, course, launch)


TIME: dict[str, Any] = {"duration": "PT1M"}
SCORE: dict[str, Any] = {"scaled": 0.9, "raw": 90, "min": 0, "max": 100}


def test_a_session_from_launch_to_satisfied() -> None:
    world = begin()
    assert world.verbs() == ["launched"]
    assert world.send(world.say("initialized")).status == 200
    assert world.send(world.say("experienced", defined=False)).status == 200
    passed = world.say("passed", success=True, score=SCORE, **TIME)
    completed = world.say("completed", completion=True, **TIME)
    assert world.send(passed, completed).status == 200
    assert world.send(world.say("terminated", **TIME)).status == 200
    assert world.verbs() == [
        "launched", "initialized", "experienced", "passed", "completed",
        "satisfied", "satisfied", "terminated",
    ]  # fmt: skip
    told = world.lms.stand("ivanov", world.offer, world.offer.items[0])
    assert told["outcome"] == {
        "completion": "completed",
        "success": "passed",
        "score": 90,
        "progress": None,
    }
    assert told["statuses"] == ["completed, passed", ""]


def test_what_the_lms_says_is_sound_itself() -> None:
    world = begin("NotApplicable")
    world.send(world.say("initialized"))
    world.again()
    statements = list(world.lms.lrs.statements.all.values())
    assert [s["verb"]["display"]["en"] for s in statements] == [
        "launched", "satisfied", "satisfied", "initialized", "abandoned", "launched",
    ]  # fmt: skip
    assert [complaints(s) for s in statements] == [[]] * 6
    types = [s["object"].get("definition", {}).get("type", "")[-6:] for s in statements[1:3]]
    assert types == ["/block", "course"]


def test_the_launch_tells_all_that_a_course_needs() -> None:
    world = begin()
    address = urlsplit(world.launch.address("http://127.0.0.1:9/"))
    query = dict(parse_qsl(address.query))
    assert address.path == "a.html"
    assert set(query) == {"x", "endpoint", "fetch", "actor", "registration", "activityId"}
    assert query["endpoint"] == "http://127.0.0.1:9/lrs/"
    assert query["activityId"] == world.launch.activity != AU
    fetch = query["fetch"].rpartition("/")[2]
    token = world.lms.fetch(fetch)["auth-token"]
    assert world.lms.who(f"Basic {token}") is world.launch
    assert world.lms.who("Basic other") is None
    assert world.lms.fetch(fetch)["error-code"] == "1"
    data = json.loads(
        world.ask(
            "GET", "activities/state", stateId="LMS.LaunchData", activityId=world.launch.activity,
            agent=query["actor"], registration=query["registration"],
        ).content
    )  # fmt: skip
    assert (data["launchMode"], data["moveOn"], data["masteryScore"], data["launchParameters"]) == (
        "Normal", "CompletedAndPassed", 0.8, "p=1",
    )  # fmt: skip
    assert data["contextTemplate"]["extensions"] == {EXTENSION["sessionid"]: world.launch.id}


def test_a_launch_of_tin_can_brings_its_credentials_along() -> None:
    world = begin(play="xapi")
    query = dict(parse_qsl(urlsplit(world.launch.address("http://127.0.0.1:9/")).query))
    assert set(query) == {"x", "endpoint", "auth", "actor", "registration", "activity_id"}
    assert world.lms.who(query["auth"]) is world.launch
    assert query["activity_id"] == AU
    assert world.verbs() == []
    result: dict[str, Any] = {"score": SCORE, "success": True, "extensions": {PROGRESS: 40}}
    assert world.send(world.say("passed", defined=False, **result)).status == 200
    told = world.lms.stand("ivanov", world.offer, world.offer.items[0])["outcome"]
    assert told == {"completion": "incomplete", "success": "passed", "score": 90, "progress": 0.4}


def changed(statement: dict[str, Any], path: str, value: Any = None) -> dict[str, Any]:
    """Set something in a statement, or take it out."""
    made = copy.deepcopy(statement)
    *above, last = path.split("/")
    inside = made
    for name in above:
        inside = inside[name]
    if value is None:
        del inside[last]
    else:
        inside[last] = value
    return made


INVALID = [
    ("actor", None), ("verb", {"id": "passed"}), ("id", "1"), ("result/score/scaled", "0.9"), ("result/score/raw", 101), ("result/duration", "1 minute"),
    ("result/success", "true"), ("timestamp", "yesterday"), ("context/registration", "1"),
    ("actor/mbox", "mailto:a@b.test"), ("colour", "red"), ("context/extensions", {"colour": "red"}),
    ("verb/display", {"по-русски": "сдал"}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), INVALID, ids=[path for path, _ in INVALID])
def test_statements_that_are_none_are_refused_with_their_batch(path: str, value: Any) -> None:
    world = begin()
    world.send(world.say("initialized"))
    good, bad = (
        world.say("experienced", defined=False),
        world.say("passed", success=True, score=SCORE, **TIME),
    )
    assert world.send(good, changed(bad, path, value)).status == 400
    assert world.verbs() == ["launched", "initialized"]
    assert world.send(good, bad).status == 200


FORBIDDEN = [
    ("id", None), ("timestamp", None), ("timestamp", "2026-01-01T03:00:00+03:00"),
    ("actor/account/name", "petrov"), ("context/registration", "08a5285e-11c5-44ba-979e-0618cab131e6"),
    ("context/extensions", {EXTENSION["sessionid"]: "other"}),
    ("context/contextActivities/grouping", [{"id": "https://learn.test/other"}]),
    ("object/id", AU), ("verb/id", VERBS["satisfied"]), ("result/success", False),
    ("result/duration", None), ("result/score/scaled", 0.7), ("result/score/min", None),
    ("result/completion", True), ("context/contextActivities/category", [{"id": CATEGORY["cmi5"]}]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), FORBIDDEN, ids=[f"{p}-{v}"[:50] for p, v in FORBIDDEN])
def test_what_cmi5_does_not_allow_is_refused(path: str, value: Any) -> None:
    world = begin()
    world.send(world.say("initialized"))
    passed = world.say("passed", success=True, score=SCORE, **TIME)
    assert world.send(changed(passed, path, value)).status == 403
    assert world.send(passed).status == 200


def test_the_order_of_a_session() -> None:
    world = begin()
    assert world.send(world.say("experienced", defined=False)).status == 403
    assert world.send(world.say("terminated", **TIME)).status == 403
    assert (
        world.send(world.say("initialized"), world.say("experienced", defined=False)).status == 200
    )
    assert world.send(world.say("initialized")).status == 403
    failed = world.say("failed", success=False, score=SCORE | {"scaled": 0.5}, **TIME)
    assert world.send(failed).status == 200
    assert world.send(world.say("passed", success=True, **TIME)).status == 403
    assert world.send(world.say("completed", completion=True, score=SCORE, **TIME)).status == 403
    assert world.send(world.say("terminated", **TIME)).status == 200
    assert world.send(world.say("experienced", defined=False)).status == 403


def test_once_in_a_registration() -> None:
    world = begin()
    world.send(
        world.say("initialized"), world.say("completed", completion=True, **TIME),
        world.say("passed", success=True, **TIME), world.say("terminated", **TIME),
    )  # fmt: skip
    world.again()
    assert world.send(world.say("initialized")).status == 200
    for again in (
        world.say("completed", completion=True, **TIME), world.say("passed", success=True, **TIME),
        world.say("failed", success=False, **TIME),
    ):  # fmt: skip
        assert world.send(again).status == 403
    assert "abandoned" not in world.verbs()


@pytest.mark.parametrize("mode", ["browse", "review"])
def test_who_only_looks_says_no_more_than_hello_and_goodbye(mode: str) -> None:
    world = begin(mode=mode)
    assert world.send(world.say("initialized")).status == 200
    assert world.send(world.say("completed", completion=True, **TIME)).status == 403
    assert world.send(world.say("terminated", **TIME)).status == 200


def test_an_abandoned_session_is_over() -> None:
    world = begin()
    old = world.launch
    world.send(world.say("initialized"))
    world.again()
    assert world.verbs() == ["launched", "initialized", "abandoned", "launched"]
    world.launch = old
    assert world.send(world.say("terminated", **TIME)).status == 403


def test_a_statement_is_sent_again_and_stays_the_same() -> None:
    world = begin(play="xapi")
    statement = world.say("experienced", defined=False)
    for _ in range(2):
        assert world.send(statement).body == [statement["id"]]
    assert world.ask("PUT", "statements", statement, statementId=statement["id"]).status == 204
    assert world.send(changed(statement, "object/id", "https://learn.test/x")).status == 409
    found = json.loads(world.ask("GET", "statements", statementId=statement["id"]).content)
    assert found["stored"] >= found["timestamp"]
    assert world.send(statement, statement).status == 400
    other = str(uuid.uuid4())
    assert world.ask("PUT", "statements", statement, statementId=other).status == 400
    void = world.say("voided", defined=False) | {
        "object": {"objectType": "StatementRef", "id": statement["id"]}
    }
    assert world.send(void).status == 200
    assert world.ask("GET", "statements", statementId=statement["id"]).status == 404
    assert world.ask("GET", "statements", voidedStatementId=statement["id"]).status == 200


def test_statements_are_found() -> None:
    world = begin(play="xapi")
    one, two = (
        world.say("experienced", defined=False),
        world.say("passed", defined=False, success=True),
    )
    two["context"]["contextActivities"]["parent"] = [{"id": "https://learn.test/parent"}]
    world.send(one, two)

    def found(**query: str) -> list[str]:
        answer = json.loads(world.ask("GET", "statements", **query).content)
        return [s["id"] for s in answer["statements"]]

    assert found() == [two["id"], one["id"]]
    assert found(ascending="true", limit="1") == [one["id"]]
    assert found(verb=VERBS["passed"]) == [two["id"]]
    assert found(activity="https://learn.test/parent") == []
    assert found(activity="https://learn.test/parent", related_activities="true") == [two["id"]]
    assert found(registration=str(uuid.uuid4())) == []
    actor = json.dumps(world.launch.registration.actor)
    assert len(found(agent=actor, registration=world.launch.registration.id)) == 2
    assert world.ask("GET", "statements", Verb="x").status == 400


def test_documents_keep_to_their_conditions() -> None:
    world = begin(play="xapi")
    actor = json.dumps(world.launch.registration.actor)
    profile = {"agent": actor, "profileId": "p"}
    assert world.ask("GET", "agents/profile", **profile).status == 404
    assert world.ask("PUT", "agents/profile", {"a": 1}, **profile).status == 400
    new = {"if-none-match": "*"}
    assert world.ask("PUT", "agents/profile", {"a": 1}, new, **profile).status == 204
    assert world.ask("PUT", "agents/profile", {"a": 2}, new, **profile).status == 412
    assert world.ask("PUT", "agents/profile", {"a": 2}, **profile).status == 409
    tag = world.ask("GET", "agents/profile", **profile).headers["ETag"]
    assert (
        world.ask("PUT", "agents/profile", {"a": 3}, {"if-match": '"x"'}, **profile).status == 412
    )
    assert world.ask("PUT", "agents/profile", {"a": 3}, {"if-match": tag}, **profile).status == 204
    assert world.ask("POST", "agents/profile", {"b": 4}, **profile).status == 204
    assert json.loads(world.ask("GET", "agents/profile", **profile).content) == {"a": 3, "b": 4}
    assert world.ask("POST", "agents/profile", [1], **profile).status == 400
    assert world.ask("DELETE", "agents/profile", **profile).status == 204
    assert world.ask("GET", "agents/profile", **profile).status == 404


def test_state_needs_no_condition_and_belongs_to_its_registration() -> None:
    world = begin(play="xapi")
    actor = json.dumps(world.launch.registration.actor)
    where = {"activityId": AU, "agent": actor, "registration": world.launch.registration.id}
    text = {"content-type": "text/plain"}
    assert world.ask("PUT", "activities/state", b"abc", text, stateId="s", **where).status == 204
    answer = world.ask("GET", "activities/state", stateId="s", **where)
    assert (answer.content, answer.headers["Content-Type"]) == (b"abc", "text/plain")
    assert world.ask("GET", "activities/state", **where).body == ["s"]
    assert (
        world.ask("GET", "activities/state", stateId="s", activityId=AU, agent=actor).status == 404
    )
    assert world.ask("DELETE", "activities/state", **where).status == 204
    assert world.ask("GET", "activities/state", stateId="s", **where).status == 404
    assert world.ask("GET", "activities/state", stateId="s", activityId=AU).status == 400
    assert (
        world.ask("GET", "activities/state", stateId="s", activityId=AU, agent="{}").status == 400
    )


def test_what_is_the_lms_s_own_stays_so() -> None:
    world = begin()
    where = {"activityId": world.launch.activity, "registration": world.launch.registration.id}
    mine = json.dumps(world.launch.registration.actor)
    for method in ("PUT", "POST", "DELETE"):
        answer = world.ask(
            method, "activities/state", {}, agent=mine, stateId="LMS.LaunchData", **where
        )
        assert answer.status == 403
    other = json.dumps({"account": {"homePage": "https://learn.test", "name": "petrov"}})
    assert world.ask("GET", "activities/state", agent=other, stateId="s", **where).status == 403


def test_every_request_names_the_version() -> None:
    world = begin(play="xapi")
    old = {"x-experience-api-version": ""}
    assert world.ask("GET", "statements", headers=old).status == 400
    assert world.ask("GET", "about", headers=old).body == {"version": ["1.0.3"]}
    assert world.ask("GET", "nothing").status == 404
    assert world.ask("POST", "statements", b"{NaN", {}).status == 400


@pytest.mark.parametrize(
    ("rule", "completed", "passed"),
    [
        ("Passed", False, True), ("Completed", True, False), ("CompletedAndPassed", True, True),
        ("CompletedOrPassed", True, False), ("CompletedOrPassed", False, True),
    ],
)  # fmt: skip
def test_what_move_on_asks_for(rule: str, completed: bool, passed: bool) -> None:  # noqa: FBT001
    world = begin(rule)
    world.send(world.say("initialized"))
    assert "satisfied" not in world.verbs()
    if completed:
        world.send(world.say("completed", completion=True, **TIME))
    if passed and completed:
        assert "satisfied" not in world.verbs()
    if passed:
        world.send(world.say("passed", success=True, **TIME))
    assert (
        world.verbs().count("satisfied") == 2
    )  # the block and the course; the other AU asks for nothing
