"""What is asked of the LRS and what it answers, apart from the server that carries it."""

from __future__ import annotations

import json
from typing import Any

from scormkit.values import Struct, field


class Asked(Struct, frozen=True):
    """A request; ``path`` is below the endpoint, header names are in lower case."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


class Answer(Struct, frozen=True):
    """An answer; a body of bytes is sent as it is, ``None`` is no body."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """Give the body as it is sent."""
        if self.body is None:
            return b""
        if isinstance(self.body, bytes):
            return self.body
        return json.dumps(self.body, ensure_ascii=False).encode()


class Refused(Exception):  # noqa: N818  what an LRS does with a request
    """A request that is not granted; the reason is for whoever wrote the course."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def take_json(body: bytes, what: str) -> Any:  # noqa: ANN401  JSON
    """Read JSON as RFC 8259 has it; anything else is refused."""

    def refuse(word: str) -> None:
        raise ValueError(f"{word} is no JSON")

    try:
        return json.loads(body.decode("utf-8"), parse_constant=refuse)
    except (UnicodeDecodeError, ValueError) as error:
        raise Refused(400, f"{what} is no JSON: {error}") from error


def check_query(query: dict[str, str], needed: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Refuse parameters that the resource does not know, also by their case, and missing ones."""
    for name in query:
        if name not in (*needed, *known):
            raise Refused(400, f"the parameter {name} is not known here")
    for name in needed:
        if not query.get(name):
            raise Refused(400, f"the parameter {name} is missing")


def identity(agent: Any) -> str:  # noqa: ANN401  JSON
    """Give the one thing that identifies an agent, as text; what has none is refused."""
    if isinstance(agent, dict):
        for name in ("mbox", "mbox_sha1sum", "openid"):
            if isinstance(agent.get(name), str):
                return f"{name} {agent[name]}"
        account = agent.get("account")
        if isinstance(account, dict) and {"homePage", "name"} <= account.keys():
            return f"account {account['homePage']} {account['name']}"
    raise Refused(400, "the agent is not identified by mbox, mbox_sha1sum, openid or account")
