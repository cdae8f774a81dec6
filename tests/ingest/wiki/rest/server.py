"""A wiki that speaks XWiki's REST interface as documented, and goes wrong where a test wants it."""

from __future__ import annotations

import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from scormkit.ingest.wiki.sieve import join

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from starlette.requests import Request

    Fault = Callable[[Request], Awaitable[Response] | Response | None]

Names = tuple[str, ...]


@dataclass
class Doc:
    """A page of the generated wiki."""

    content: str = "Text."
    title: str = ""
    syntax: str = "xwiki/2.1"
    version: str = "1.1"
    hidden: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    translations: dict[str, str] = field(default_factory=dict)
    pins: str = ""
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class Site:
    """What the wiki holds, what it was asked, and what goes wrong: ``faults`` answer first."""

    docs: dict[Names, Doc] = field(default_factory=dict)
    context: str = "/xwiki"
    cap: int = 1000
    login: str = ""
    etag: bool = True
    faults: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def clear(self) -> None:
        """Begin anew, at the same address."""
        new = Site(address=self.address)
        for each in fields(self):
            setattr(self, each.name, getattr(new, each.name))

    def paths(self, word: str) -> list[str]:
        return [path for path in self.asked if word in path]


class Broken(Response):
    """Promises a length and breaks off before it, or sends as slowly as wanted."""

    def __init__(
        self,
        data: bytes,
        stop: int | None = None,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        drip: float = 0,
        promised: int | None = None,
    ) -> None:
        super().__init__(b"", status)
        self.data, self.drip = data, drip
        self.stop = len(data) if stop is None else stop
        self.more = {"content-length": str(len(data) if promised is None else promised)}
        self.more |= {k.lower(): v for k, v in (headers or {}).items()}

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        import anyio

        raw = [(k.encode(), v.encode()) for k, v in self.more.items()]
        await send({"type": "http.response.start", "status": self.status_code, "headers": raw})
        step = 1 if self.drip else 1 << 14
        for place in range(0, self.stop, step):
            body = self.data[place : min(place + step, self.stop)]
            await send({"type": "http.response.body", "body": body, "more_body": True})
            if self.drip:
                await anyio.sleep(self.drip)
        if self.stop >= len(self.data):
            await send({"type": "http.response.body", "body": b""})
            return
        await anyio.sleep(0.01)
        raise ConnectionAbortedError


def application(site: Site) -> Starlette:
    async def answer(request: Request) -> Response:
        path = request.scope["raw_path"].decode()
        query = request.scope["query_string"].decode()
        site.asked.append(path + (f"?{query}" if query else ""))
        site.headers.append(dict(request.headers))
        for fault in site.faults:
            found = fault(request)
            if found is not None:
                return found if isinstance(found, Response) else await found
        if site.login and request.headers.get("authorization") != site.login:
            return HTMLResponse("<form>", 401)
        start = f"{site.context}/rest"
        if not request.url.path.startswith(start):
            return HTMLResponse("<h1>Not here</h1>", 404)
        return _rest(site, request, request.url.path.removeprefix(start))

    return Starlette(routes=[Route("/{path:path}", answer)])


FIXED = {
    "": {"links": [], "version": "17.4.3", "syntaxes": None},
    "/wikis": {"links": [], "wikis": [{"id": "xwiki", "name": "xwiki"}]},
}


def _rest(site: Site, request: Request, path: str) -> Response:
    if path in FIXED:
        return JSONResponse(FIXED[path])
    if path == "/wikis/xwiki/spaces":
        spaces = dict.fromkeys(n[:i] for n in sorted(site.docs) for i in range(1, len(n)))
        items = [{"id": f"xwiki:{join(each)}", "name": each[-1]} for each in spaces]
        return _part(site, request, "spaces", items)
    found = re.fullmatch(r"/wikis/xwiki((?:/spaces/[^/]+)+)/pages(?:/([^/]+)(?:/(.+))?)?", path)
    if found is None:
        return HTMLResponse("<h1>404</h1>", 404)
    spaces_ = tuple(found[1].split("/")[2::2])
    if found[2] is None:
        inside = [names for names in sorted(site.docs) if names[:-1] == spaces_]
        items = [
            {
                "id": f"xwiki:{join(n)}",
                "name": n[-1],
                "fullName": join(n),
                "title": site.docs[n].title,
            }
            for n in inside
        ]
        return _part(site, request, "pageSummaries", items)
    names = (*spaces_, found[2])
    if names not in site.docs:
        return JSONResponse({}, 404)
    return _page(site, request, names, found[3] or "")


def _page(site: Site, request: Request, names: Names, rest: str) -> Response:
    doc = site.docs[names]
    if rest == "":
        return JSONResponse(_told(site, names, doc))
    if rest == "attachments":
        items = [
            {"id": f"xwiki:{join(names)}@{n}", "name": n, "size": len(d), "version": "1.1"}
            for n, d in doc.files.items()
        ]
        return _part(site, request, "attachments", items)
    kind, _, name = rest.partition("/")
    if kind == "attachments" and name in doc.files:
        return ranged(request, doc.files[name], etag=site.etag)
    if kind == "translations" and name in doc.translations:
        other = _told(site, names, doc) | {"content": doc.translations[name], "language": name}
        title = f"{doc.title} {name}"
        return JSONResponse(other | {"title": title, "rawTitle": title})
    if kind == "objects" and doc.pins:
        return JSONResponse({"name": "pinnedChildPages", "value": doc.pins})
    return JSONResponse({}, 404)


def _told(site: Site, names: Names, doc: Doc) -> dict[str, Any]:
    path = "/".join(quote(name, safe="") for name in names)
    translations = [{"links": [], "language": each} for each in doc.translations]
    return {
        "links": [], "id": f"xwiki:{join(names)}", "fullName": join(names), "wiki": "xwiki",
        "space": join(names[:-1]), "name": names[-1], "title": doc.title, "rawTitle": doc.title,
        "parent": "", "version": doc.version, "syntax": doc.syntax, "hidden": doc.hidden,
        "xwikiAbsoluteUrl": f"{site.address}{site.context}/bin/view/{path}",
        "translations": {"default": "ru", "translations": translations},
        "content": doc.content, "clazz": None, "objects": None, "attachments": None,
        "created": 1774958852000, "language": "",
    } | doc.more  # fmt: skip


def _part(site: Site, request: Request, key: str, items: list[dict[str, Any]]) -> Response:
    start = int(request.query_params.get("start", 0))
    number = min(int(request.query_params.get("number", 10)), site.cap)
    return JSONResponse({"links": [], key: items[start : start + number]})


def ranged(
    request: Request, data: bytes, *, etag: bool = True, stop: int | None = None
) -> Response:
    """Answer a range as RFC 9110 14 has it, breaking off after ``stop`` bytes."""
    tag = f'"{hash(data)}"'
    headers = {"Content-Type": "application/octet-stream"} | ({"ETag": tag} if etag else {})
    wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
    if wanted is None or request.headers.get("if-range", tag) != tag:
        return Broken(data, stop, headers=headers)
    begin = int(wanted[1])
    if begin >= len(data):
        return Response(b"", 416, {"Content-Range": f"bytes */{len(data)}"})
    headers["Content-Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
    return Broken(data[begin:], stop, status=206, headers=headers)


@contextmanager
def serving(site: Site, **options: Any) -> Iterator[Site]:
    """Serve the wiki on a free port of this machine."""
    config = uvicorn.Config(
        application(site), port=0, log_config=None, lifespan="off", access_log=False, **options
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    scheme = "https" if options.get("ssl_certfile") else "http"
    site.address = f"{scheme}://localhost:{port}"
    yield site
    server.should_exit = True
    server.force_exit = True
    thread.join()
