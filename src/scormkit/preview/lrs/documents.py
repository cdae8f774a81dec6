"""Documents of an LRS: state, profiles of activities and agents (xAPI 1.0.3, part 3, 2.2 to 2.6)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TypeAlias

from scormkit.preview.lrs.exchange import Answer, Asked, Refused, check_query, identity, take_json
from scormkit.values import Struct, field

# The resource, then what its query names; the last is the document's own id.
Key: TypeAlias = tuple[str, ...]


class Document(Struct, frozen=True):
    """One document, with the type it was sent with."""

    content: bytes
    type: str
    updated: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def etag(self) -> str:
        """Give the entity tag, quoted (3.1)."""
        return f'"{hashlib.sha1(self.content, usedforsecurity=False).hexdigest()}"'


class Resource(Struct, frozen=True):
    """A kind of document: the parameters of its query, and whether writing needs a condition."""

    needed: tuple[str, ...]
    document: str
    optional: tuple[str, ...] = ()
    guarded: bool = True


RESOURCES = {
    "activities/state": Resource(
        ("activityId", "agent"), "stateId", ("registration",), guarded=False
    ),
    "activities/profile": Resource(("activityId",), "profileId"),
    "agents/profile": Resource(("agent",), "profileId"),
}


class Documents:
    """All documents, by what they belong to."""

    def __init__(self) -> None:
        self.all: dict[Key, Document] = {}

    def answer(self, asked: Asked) -> Answer:
        """Do what is asked of a document, or raise :class:`Refused`."""
        resource = RESOURCES[asked.path]
        whole = resource.document in asked.query
        if asked.method in {"PUT", "POST"} or whole:
            needed = (*resource.needed, resource.document)
            check_query(asked.query, needed, resource.optional)
        else:
            check_query(asked.query, resource.needed, (*resource.optional, "since"))
        owner = _owner(asked, resource)
        if not whole:
            return self._many(asked, owner)
        key = (*owner, asked.query[resource.document])
        match asked.method:
            case "GET" | "HEAD":
                return self._read(key)
            case "DELETE":
                _check_conditions(asked, self.all.get(key), guarded=False)
                self.all.pop(key, None)
                return Answer(204)
            case _:
                return self._write(asked, key, guarded=resource.guarded)

    def put(self, path: str, names: Key, content: object) -> None:
        """Keep a document of the LMS's own."""
        self.all[path, *names] = Document(json.dumps(content).encode(), "application/json")

    def _many(self, asked: Asked, owner: Key) -> Answer:
        keys = [key for key in self.all if key[:-1] == owner]
        if asked.method == "DELETE":
            for key in keys:
                del self.all[key]
            return Answer(204)
        since = _moment(asked.query.get("since", ""))
        return Answer(200, [k[-1] for k in keys if since is None or self.all[k].updated > since])

    def _read(self, key: Key) -> Answer:
        document = self.all.get(key)
        if document is None:
            return Answer(404)
        headers = {
            "ETag": document.etag,
            "Content-Type": document.type,
            "Last-Modified": document.updated.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        }
        return Answer(200, document.content, headers)

    def _write(self, asked: Asked, key: Key, *, guarded: bool) -> Answer:
        before = self.all.get(key)
        _check_conditions(asked, before, guarded=guarded and asked.method == "PUT")
        kind = asked.headers.get("content-type", "application/octet-stream")
        content = asked.body
        if kind.startswith("application/json"):
            value = take_json(content, "the document")
            if asked.method == "POST" and before is not None:
                content = _merged(before, value)
        elif asked.method == "POST" and before is not None:
            raise Refused(400, "only JSON is merged into a document that is there (2.2)")
        self.all[key] = Document(content, kind)
        return Answer(204, headers={"ETag": self.all[key].etag})


def _owner(asked: Asked, resource: Resource) -> Key:
    names: list[str] = [asked.path]
    for name in (*resource.needed, *resource.optional):
        value = asked.query.get(name, "")
        names.append(identity(take_json(value.encode(), "agent")) if name == "agent" else value)
    return tuple(names)


def _merged(before: Document, value: object) -> bytes:
    """Put the top-level keys of an object over those of the one that is there (2.2)."""
    old = take_json(before.content, "the document that is there")
    if not isinstance(old, dict) or not isinstance(value, dict):
        raise Refused(400, "only objects are merged (2.2)")
    return json.dumps(old | value, ensure_ascii=False).encode()


def _check_conditions(asked: Asked, before: Document | None, *, guarded: bool) -> None:
    """Hold the request to its If-Match and If-None-Match (3.1; RFC 9110, 13.1)."""
    wanted = asked.headers.get("if-match")
    unwanted = asked.headers.get("if-none-match")
    if guarded and wanted is None and unwanted is None:
        if before is None:
            raise Refused(400, "say If-None-Match: * for a document that is new (3.1)")
        raise Refused(409, "say with If-Match which document is to be replaced (3.1)")
    tag = before.etag if before else None
    if wanted is not None and not _matches(wanted, tag):
        raise Refused(412, f"If-Match says {wanted}, the document is {tag or 'not there'}")
    if unwanted is not None and _matches(unwanted, tag):
        raise Refused(412, f"If-None-Match says {unwanted}, but the document is there")


def _matches(header: str, tag: str | None) -> bool:
    told = [one.strip().removeprefix("W/") for one in header.split(",")]
    return tag is not None and (tag in told or "*" in told)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused(400, f"since is no timestamp: {text}") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
