"""What the preview answers over HTTP: the LMS page, the course's files, the learners' records."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from scormkit import player
from scormkit.preview.lrs.routes import LrsAnswers

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from scormkit.preview.state import Previewed

# Today's Moodle forbids `unload` in the frame of a course; so does this LMS.
HEADERS = {"Cache-Control": "no-store", "Permissions-Policy": "unload=()"}
LIMIT = 4_000_000
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("text/vtt", ".vtt")


class Answers:
    """The handlers, over the state they share with the server."""

    def __init__(self, previewed: Previewed) -> None:
        self._previewed = previewed

    def app(self) -> Starlette:
        """Make the whole application; only this machine's own names are answered."""
        routes = [
            Route("/", self.page),
            Route("/lms.css", self.asset),
            Route("/lms.js", self.script),
            Route("/state", self.state),
            Route("/events", self.events),
            Route("/records/{learner}/{item}", self.record, methods=["GET", "POST", "DELETE"]),
            Route("/fault/{fault}", self.fault, methods=["POST"]),
            Route("/standard/{standard}", self.standard, methods=["POST"]),
            Route("/course/{path:path}", self.course),
            *LrsAnswers(self._previewed).routes(),
        ]
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
        return Starlette(routes=routes, middleware=[hosts])

    async def page(self, request: Request) -> Response:  # noqa: ARG002  a route's signature
        """Answer with the LMS itself, in the language of the course, with what it needs to know inside."""
        boot = json.dumps(self._previewed.boot(), ensure_ascii=False).replace("<", "\\u003c")
        html = (files(__package__) / "page" / "lms.html").read_text(encoding="utf-8")
        html = html.replace("{{language}}", self._previewed.language).replace("{{boot}}", boot)
        return Response(html, media_type="text/html", headers=HEADERS)

    async def asset(self, request: Request) -> Response:  # noqa: ARG002  a route's signature
        """Answer with the page's style sheet."""
        css = (files(__package__) / "page" / "lms.css").read_bytes()
        return Response(css, media_type="text/css", headers=HEADERS)

    async def script(self, request: Request) -> Response:  # noqa: ARG002  a route's signature
        """Answer with the page's script."""
        return Response(player.bundle("preview"), media_type="text/javascript", headers=HEADERS)

    async def state(self, request: Request) -> Response:  # noqa: ARG002  a route's signature
        """Answer with what the page was told at its start."""
        return JSONResponse(self._previewed.boot(), headers=HEADERS)

    async def events(self, request: Request) -> Response:  # noqa: ARG002  a route's signature
        """Server-sent events: the state, each time the package was built anew."""
        return StreamingResponse(self._changes(), media_type="text/event-stream", headers=HEADERS)

    async def _changes(self) -> AsyncIterator[str]:
        told, heard = self._previewed.version, len(self._previewed.calls)
        yield ": here\n\n"
        while not self._previewed.ended:
            for call in self._previewed.calls[heard:]:
                heard += 1
                yield f"event: call\ndata: {json.dumps(call)}\n\n"
            if self._previewed.version != told:
                told = self._previewed.version
                yield f"data: {json.dumps(self._previewed.boot())}\n\n"
            await asyncio.sleep(0.2)

    async def fault(self, request: Request) -> Response:
        """Give the LRS a fault; the API of SCORM has its own on the page."""
        self._previewed.fault = request.path_params["fault"]
        return Response(status_code=204, headers=HEADERS)

    async def standard(self, request: Request) -> Response:
        """Show the course as it was built for another standard."""
        known = self._previewed.choose(request.path_params["standard"])
        return Response(status_code=204 if known else 404, headers=HEADERS)

    async def record(self, request: Request) -> Response:
        """Keep a learner's record of one item; answer with what the last commit left, or null."""
        key = (request.path_params["learner"], request.path_params["item"])
        records = self._previewed.records
        if request.method == "POST":
            body = await request.body()
            if len(body) > LIMIT:
                return Response(status_code=413, headers=HEADERS)
            if delay := request.query_params.get("delay"):
                await asyncio.sleep(min(float(delay), 10))
            records[key] = json.loads(body)
        elif request.method == "DELETE":
            records.pop(key, None)
        answer: Any = records.get(key)
        return JSONResponse(answer, headers=HEADERS)

    async def course(self, request: Request) -> Response:
        """Answer with a file of the package, or the part of it that is asked for."""
        path = request.path_params["path"]
        contents = self._previewed.contents
        size = contents.size(path) if contents else None
        if contents is None or size is None:
            return Response("404", status_code=404, media_type="text/plain", headers=HEADERS)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        headers = HEADERS | {"Accept-Ranges": "bytes"}
        part = parse_range(request.headers.get("range", ""), size)
        if part is None:
            return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
        start, stop = part
        headers["Content-Length"] = str(stop - start)
        partial = "range" in request.headers and (stop - start) < size
        if partial:
            headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
        pieces = contents.pieces(path, start, stop)
        body = b"" if request.method == "HEAD" else iterate_in_threadpool(pieces)
        if isinstance(body, bytes):
            return Response(body, media_type=kind, headers=headers)
        return StreamingResponse(body, 206 if partial else 200, headers, media_type=kind)


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Read from a ``Range`` header (RFC 9110, 14.2) which bytes it asks for; ``None``: there are none.

    What is not a single range of bytes asks for everything.
    """
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not match or not any(match.groups()):
        return 0, size
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else None
    start = int(first)
    stop = min(size, int(last) + 1) if last else size
    return (start, stop) if start < stop else None
