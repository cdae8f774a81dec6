"""What the preview answers to courses that speak to an LRS, and to the page about them."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from scormkit.preview.lrs.exchange import Answer, Asked

if TYPE_CHECKING:
    from starlette.requests import Request

    from scormkit.preview.lrs.launches import Launch
    from scormkit.preview.state import Previewed

_METHODS: Final = ["GET", "PUT", "POST", "DELETE", "OPTIONS"]
# A course may come from elsewhere; its browser then asks first (xapi 1.0.3, 1.3).
_OPEN: Final = {
    "Cache-Control": "no-store",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": ", ".join(_METHODS),
    "Access-Control-Allow-Headers": (
        "Authorization, Content-Type, If-Match, If-None-Match, X-Experience-API-Version"
    ),
    "Access-Control-Expose-Headers": (
        "ETag, Last-Modified, Retry-After, X-Experience-API-Version, "
        "X-Experience-API-Consistent-Through"
    ),
    "X-Experience-API-Version": "1.0.3",
}
_LIMIT: Final = 4_000_000
_SLOW: Final = 1.5
_PATIENCE: Final = 30  # times 20 ms
# What says nothing against the course: nothing there yet, somebody was faster, the LMS's own faults.
_HARMLESS: Final = frozenset({404, 412, 429, 503})


class LrsAnswers:
    """The handlers, over the state they share with the server."""

    def __init__(self, previewed: Previewed) -> None:
        self._previewed = previewed

    def routes(self) -> list[Route]:
        """Give the LRS, the LMS's launches, and the page that a course ends on."""
        return [
            Route("/lrs/{path:path}", self.lrs, methods=_METHODS),
            Route("/fetch/{launch}", self.fetch, methods=["POST", "OPTIONS"]),
            Route("/returned", self.returned),
            Route("/launches", self.launch, methods=["POST"]),
            Route("/learners/{learner}", self.learner, methods=["GET", "DELETE"]),
        ]

    async def launch(self, request: Request) -> Response:
        """Begin a session for the page; it opens the address that is answered."""
        told = json.loads(await request.body())
        offer, lms = self._previewed.offer, self._previewed.lms
        item = next((i for i in offer.items if i.id == told["item"]), None)
        if item is None:
            return Response(status_code=404)
        # The last words of the session before may still be on their way.
        for _ in range(_PATIENCE):
            if not lms.active(told["learner"], item):
                break
            await asyncio.sleep(0.02)
        base = str(request.base_url)
        launch = lms.launch(told["learner"], item, offer, told["mode"], base)
        answer = {
            "id": launch.id,
            "url": launch.address(base) if told["lms"] else item.href,
            "own": item.facts.get("launchMethod") == "OwnWindow",
            "standing": lms.stand(told["learner"], offer, item),
        }
        self._previewed.launch_numbers[launch.id] = told["number"]
        return JSONResponse(answer, headers=_OPEN)

    async def learner(self, request: Request) -> Response:
        """Tell what is known of a learner, or forget it."""
        learner = request.path_params["learner"]
        lms, offer = self._previewed.lms, self._previewed.offer
        if request.method == "DELETE":
            lms.forget(learner)
        return JSONResponse(lms.stand(learner, offer, None), headers=_OPEN)

    async def returned(self, request: Request) -> Response:  # noqa: ARG002  a route's signature
        """Answer with the page that a course sends its learner back to."""
        russian = self._previewed.language.startswith("ru")
        text = "Курс завершил сеанс." if russian else "The course has ended its session."
        html = (
            f'<!doctype html><html lang="{self._previewed.language}"><meta charset="utf-8">'
            f"<title>{text}</title><main><h1>{text}</h1></main></html>"
        )
        return Response(html, media_type="text/html", headers=_OPEN)

    async def fetch(self, request: Request) -> Response:
        """Give the token of a session, once."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_OPEN)
        begun = time.monotonic()
        name = request.path_params["launch"]
        told = self._previewed.lms.fetch(name)
        launch = self._previewed.lms.launches.get(name)
        if launch:
            asked = Asked("POST", "fetch", {}, {}, b"")
            answer = Answer(200, {key: "…" if key == "auth-token" else told[key] for key in told})
            self._note(launch, asked, answer, begun, bad="auth-token" not in told)
        return JSONResponse(told, headers=_OPEN)

    async def lrs(self, request: Request) -> Response:
        """Answer a request to the LRS, with the fault that it is given."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_OPEN)
        begun = time.monotonic()
        body = await request.body()
        headers = {name.lower(): value for name, value in request.headers.items()}
        query = dict(request.query_params)
        asked = Asked(request.method, request.path_params["path"], query, headers, body)
        launch = self._previewed.lms.who(headers.get("authorization", ""))
        if asked.path == "about":
            answer = self._previewed.lms.lrs.answer(asked, lambda statement: "")  # noqa: ARG005
        elif launch is None:
            answer = Answer(401, {"error": "these credentials are not known"})
        elif len(body) > _LIMIT:
            answer = Answer(413, {"error": f"more than {_LIMIT} bytes"})
        else:
            answer = await self._faulty(launch, asked)
        if launch:
            self._note(launch, asked, answer, begun)
        content = b"" if request.method == "HEAD" else answer.content
        kind = {} if "Content-Type" in answer.headers else {"Content-Type": "application/json"}
        return Response(content, answer.status, _OPEN | kind | answer.headers)

    async def _faulty(self, launch: Launch, asked: Asked) -> Answer:
        lms, offer = self._previewed.lms, self._previewed.offer
        match self._previewed.fault:
            case "refuse":
                return Answer(503, {"error": "out of order"})
            case "busy":
                return Answer(429, {"error": "too many requests"}, {"Retry-After": "1"})
            case "lose" if asked.method != "GET":
                return _pretended(asked)
            case "slow":
                await asyncio.sleep(_SLOW)
            case _:
                pass
        return lms.answer(launch, asked, offer)

    def _note(
        self, launch: Launch, asked: Asked, answer: Answer, begun: float, *, bad: bool = False
    ) -> None:
        """Tell the pages what passed."""
        number = self._previewed.launch_numbers.get(launch.id, launch.number)
        lms, offer = self._previewed.lms, self._previewed.offer
        now = time.monotonic()
        call = {
            "number": len(self._previewed.calls) + 1,
            "at": self._previewed.since(launch),
            "call": f"{asked.method} {asked.path}",
            "element": _element(asked),
            "value": asked.body.decode("utf-8", "replace"),
            "result": answer.content.decode("utf-8", "replace"),
            "code": str(answer.status),
            "bad": bad or (answer.status >= 400 and answer.status not in _HARMLESS),  # noqa: PLR2004  HTTP
            "milliseconds": (now - begun) * 1000,
            "session": number,
        }
        standing = lms.stand(launch.registration.learner, offer, launch.item)
        self._previewed.calls.append({"launch": launch.id, "call": call, "standing": standing})


def _pretended(asked: Asked) -> Answer:
    """Say that something was stored."""
    if asked.path != "statements" or asked.method == "PUT":
        return Answer(204)
    told: Any = json.loads(asked.body or b"[]")
    statements = told if isinstance(told, list) else [told]
    return Answer(200, [s.get("id", str(uuid.uuid4())) for s in statements])


def _element(asked: Asked) -> str:
    """Say in a few words what a request is about."""
    for name in ("stateId", "profileId", "statementId", "voidedStatementId"):
        if name in asked.query:
            return asked.query[name]
    if asked.path != "statements" or not asked.body:
        return ""
    try:
        told = json.loads(asked.body)
        statements = told if isinstance(told, list) else [told]
        return ", ".join(str(s["verb"]["id"]).rpartition("/")[2] for s in statements)
    except (ValueError, KeyError, TypeError):
        return ""
