"""Registrations of learners and launches of what they learn with."""

from __future__ import annotations

import base64
import json
import secrets
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias
from urllib.parse import quote

from scormkit.values import Struct, field

if TYPE_CHECKING:
    from scormkit.preview.contents import Item

HOME: Final = "https://scormkit.invalid/preview"
Mode: TypeAlias = Literal["Normal", "Browse", "Review"]


def activity_of(publisher: str) -> str:
    """Give the LMS's own id of something in a course: never the publisher's (cmi5, 8.1.5, 9.3.9)."""
    return f"{HOME}/activities/{uuid.uuid5(uuid.NAMESPACE_URL, publisher)}"


class Registration(Struct):
    """A learner's enrolment; ids of items and blocks are the publisher's."""

    learner: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    completed: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    satisfied: set[str] = field(default_factory=set)
    writes: int = 0

    @property
    def actor(self) -> dict[str, Any]:
        """Give the learner as an agent with an account (cmi5, 9.2)."""
        account = {"homePage": HOME, "name": self.learner}
        return {"objectType": "Agent", "name": f"Learner, {self.learner}", "account": account}


class Launch(Struct):
    """One session. ``verbs`` are those of the statements that cmi5 defines, in their order.

    ``over``: nothing more is taken; ``fetched``: the token was given.
    """

    number: int
    item: Item
    registration: Registration
    mode: Mode
    cmi5: bool
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    verbs: list[str] = field(default_factory=list)
    fetched: bool = False
    over: bool = False
    requests: int = 0

    @property
    def activity(self) -> str:
        """Give the id that statements name what was launched by."""
        return activity_of(self.item.id) if self.cmi5 else self.item.id

    @property
    def token(self) -> str:
        """Give the credentials, in base64 as Basic authentication has them (RFC 7617)."""
        return base64.b64encode(f"{self.id}:{self.secret}".encode()).decode()

    @property
    def mastery(self) -> float | None:
        """Give the score from which on the LMS calls it passed, 0..1."""
        told = self.item.facts.get("masteryScore")
        return float(told) if told else None

    @property
    def running(self) -> bool:
        """Whether the learner is in it as far as the LMS knows."""
        return not self.over and "initialized" in self.verbs and "terminated" not in self.verbs

    def address(self, base: str) -> str:
        """Give the address to open, relative to the package; ``base`` is that of the server."""
        shared = {
            "endpoint": f"{base}lrs/",
            "actor": json.dumps(self.registration.actor, ensure_ascii=False),
            "registration": self.registration.id,
        }
        if self.cmi5:
            own = {"fetch": f"{base}fetch/{self.id}", "activityId": self.activity}
        else:
            own = {"auth": f"Basic {self.token}", "activity_id": self.activity}
        query = "&".join(
            f"{name}={quote(value, safe='')}" for name, value in (shared | own).items()
        )
        bare, mark, fragment = self.item.href.partition("#")
        return f"{bare}{'&' if '?' in bare else '?'}{query}{mark}{fragment}"
