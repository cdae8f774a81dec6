"""An LMS for courses of cmi5 and Tin Can: registers, launches, judges, tells what was satisfied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.preview.lrs import lms_statements, standing
from scormkit.preview.lrs.exchange import Answer, Asked, Refused, identity, take_json
from scormkit.preview.lrs.launches import Launch, Mode, Registration, activity_of
from scormkit.preview.lrs.resources import Lrs
from scormkit.preview.lrs.rules import Trial, is_satisfied
from scormkit.preview.lrs.words import LAUNCH_DATA
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from scormkit.preview.contents import Item, Offer

_MODES: dict[str, Mode] = {"browse": "Browse", "review": "Review"}


class Lms(Struct):
    """All learners and launches, and the LRS that they write to."""

    lrs: Lrs = field(default_factory=Lrs)
    registrations: dict[str, Registration] = field(default_factory=dict)
    launches: dict[str, Launch] = field(default_factory=dict)

    def registration(self, learner: str) -> Registration:
        """Give a learner's registration; the first time it is made."""
        return self.registrations.setdefault(learner, Registration(learner))

    def active(self, learner: str, item: Item) -> Launch | None:
        """Give the session that a learner has not ended."""
        registration = self.registration(learner)
        return next(
            (
                launch
                for launch in self.launches.values()
                if launch.registration is registration and launch.item.id == item.id
                if launch.running
            ),
            None,
        )

    def launch(self, learner: str, item: Item, offer: Offer, mode: str, base: str) -> Launch:
        """Begin a session; one that was not ended is abandoned (cmi5, 9.3.6)."""
        registration = self.registration(learner)
        while running := self.active(learner, item):
            running.over = True
            self.lrs.statements.keep(lms_statements.abandoned(running))
        number = len(self.launches) + 1
        cmi5 = offer.play == "cmi5"
        launch = Launch(number, item, registration, _MODES.get(mode, "Normal"), cmi5)
        self.launches[launch.id] = launch
        if cmi5:
            where = (launch.activity, identity(registration.actor), registration.id, LAUNCH_DATA)
            told = lms_statements.launch_data(launch, f"{base}returned")
            self.lrs.documents.put("activities/state", where, told)
            self.lrs.statements.keep(lms_statements.launched(launch, f"{base}course/{item.href}"))
            self._satisfy(launch, offer)
        return launch

    def fetch(self, name: str) -> dict[str, str]:
        """Give a session's token, once (cmi5, 8.2)."""
        launch = self.launches.get(name)
        if launch is None or launch.over:
            return {"error-code": "2", "error-text": "there is no such session"}
        if launch.fetched:
            return {"error-code": "1", "error-text": "the token was given before"}
        launch.fetched = True
        return {"auth-token": launch.token}

    def who(self, header: str) -> Launch | None:
        """Give the launch that credentials belong to."""
        scheme, _, token = header.partition(" ")
        known = (launch for launch in self.launches.values() if launch.token == token)
        return next(known, None) if scheme == "Basic" else None

    def answer(self, launch: Launch, asked: Asked, offer: Offer) -> Answer:
        """Answer a course's request to the LRS."""
        launch.requests += 1
        try:
            self._guard(launch, asked)
        except Refused as refused:
            return Answer(refused.status, {"error": refused.reason})
        trial = Trial(launch)
        judge = trial.judge if launch.cmi5 else (lambda statement: "")  # noqa: ARG005  takes all
        answer = self.lrs.answer(asked, judge)
        if answer.status < 300 and asked.method != "GET":  # noqa: PLR2004  success
            launch.registration.writes += 1
            if launch.cmi5:
                trial.adopt()
                self._satisfy(launch, offer)
        return answer

    def stand(self, learner: str, offer: Offer, item: Item | None) -> dict[str, Any]:
        """Tell the page what is known of a learner, of one item in particular."""
        registration = self.registration(learner)
        found = [self._outcome(registration, each, offer) for each in offer.items]
        here = offer.items.index(item) if item is not None and item in offer.items else 0
        activity = self._activity(offer.items[here], offer) if offer.items else ""
        return {
            "values": standing.values(self.lrs, learner, activity),
            "outcome": found[here] if found else standing.outcome([]),
            "commits": registration.writes,
            "statuses": [_status(each) for each in found],
        }

    def forget(self, learner: str) -> None:
        """Let a learner begin anew: another registration, and no documents."""
        for launch in self.launches.values():
            if launch.registration.learner == learner:
                launch.over = True
        self.registrations.pop(learner, None)
        documents = self.lrs.documents.all
        for key in [key for key in documents if any(part.endswith(f" {learner}") for part in key)]:
            del documents[key]

    def _guard(self, launch: Launch, asked: Asked) -> None:
        """Keep a course from what is not its own (cmi5, 10.2.1)."""
        if not launch.cmi5:
            return
        ours = asked.path == "activities/state" and asked.query.get("stateId") == LAUNCH_DATA
        if ours and asked.method not in {"GET", "HEAD"}:
            raise Refused(403, f"{LAUNCH_DATA} belongs to the LMS (10.2.1)")
        if launch.over:
            raise Refused(403, "the session was abandoned: its token is not good any more (8.2)")
        if "agent" in asked.query:
            agent = take_json(asked.query["agent"].encode(), "agent")
            if identity(agent) != identity(launch.registration.actor):
                raise Refused(403, "the agent is not the one of the launch (9.2)")

    def _satisfy(self, launch: Launch, offer: Offer) -> None:
        """Say of blocks and of the course that they are satisfied, from the inside outwards."""
        registration = launch.registration
        done = {
            item.id
            for item in offer.items
            if is_satisfied(
                item.facts.get("moveOn", "NotApplicable"),
                completed=item.id in registration.completed,
                passed=item.id in registration.passed,
            )
        }
        *_, whole = offer.tree or {"": ()}
        for name, inside in offer.tree.items():
            if not all(each in done for each in inside):
                continue
            done.add(name)
            if name not in registration.satisfied:
                registration.satisfied.add(name)
                told = lms_statements.satisfied(launch, name, course=name == whole)
                self.lrs.statements.keep(told)

    def _outcome(self, registration: Registration, item: Item, offer: Offer) -> dict[str, Any]:
        activity = self._activity(item, offer)
        return standing.outcome(standing.about(self.lrs, registration.id, activity))

    def _activity(self, item: Item, offer: Offer) -> str:
        return activity_of(item.id) if offer.play == "cmi5" else item.id


def _status(outcome: dict[str, Any]) -> str:
    told = (outcome["completion"], outcome["success"])
    return ", ".join(word for word in told if word != "unknown")
