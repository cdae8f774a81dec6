"""The resources of an LRS under its endpoint (xAPI 1.0.3, part 3, 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.preview.lrs.documents import RESOURCES, Documents
from scormkit.preview.lrs.exchange import Answer, Asked, Refused, check_query, identity, take_json
from scormkit.preview.lrs.statements import Statements

if TYPE_CHECKING:
    from scormkit.preview.lrs.statements import Judge

VERSION = "1.0.3"


class Lrs:
    """Keeps statements and documents as long as the preview runs."""

    def __init__(self) -> None:
        self.statements = Statements()
        self.documents = Documents()

    def answer(self, asked: Asked, judge: Judge) -> Answer:
        """Answer a request of somebody who may ask; what is not granted is an answer, too."""
        try:
            return self._granted(asked, judge)
        except Refused as refused:
            return Answer(refused.status, {"error": refused.reason})

    def _granted(self, asked: Asked, judge: Judge) -> Answer:
        if asked.path == "about":
            return Answer(200, {"version": [VERSION]})
        if not asked.headers.get("x-experience-api-version", "").startswith("1.0"):
            raise Refused(400, f"say X-Experience-API-Version: {VERSION} (3.3)")
        if asked.path == "statements":
            return self.statements.answer(asked, judge)
        if asked.path in RESOURCES:
            return self.documents.answer(asked)
        if asked.method not in {"GET", "HEAD"}:
            raise Refused(405, f"{asked.path} is not there for {asked.method}")
        if asked.path == "activities":
            check_query(asked.query, ("activityId",), ())
            return Answer(200, self._activity(asked.query["activityId"]))
        if asked.path == "agents":
            check_query(asked.query, ("agent",), ())
            return Answer(200, _person(take_json(asked.query["agent"].encode(), "agent")))
        raise Refused(404, f"there is no resource {asked.path}")

    def _activity(self, name: str) -> dict[str, object]:
        """Give what was last said of an activity, all of it put together."""
        definition: dict[str, object] = {}
        for statement in self.statements.all.values():
            if statement["object"].get("id") == name:
                definition |= statement["object"].get("definition", {})
        told: dict[str, object] = {"objectType": "Activity", "id": name}
        return told | ({"definition": definition} if definition else {})


def _person(agent: dict[str, object]) -> dict[str, object]:
    identity(agent)
    return {"objectType": "Person"} | {k: [v] for k, v in agent.items() if k != "objectType"}
