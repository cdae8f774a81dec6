"""Who asks. A login is for one host, goes there under TLS alone, and shows itself nowhere."""

from __future__ import annotations

import netrc
import os
import re
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scormkit.diagnostics import Location
from scormkit.ingest.wiki.rest.address import is_local
from scormkit.ingest.wiki.rest.codes import CREDENTIALS, INSECURE
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.ingest.wiki.rest.settings import Settings

USER, PASSWORD, TOKEN = "SCORMKIT_WIKI_USER", "SCORMKIT_WIKI_PASSWORD", "SCORMKIT_WIKI_TOKEN"
_PORTS = {"http": 80, "https": 443}
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]+")


class Login(Struct, frozen=True):
    """What stands in ``Authorization`` for one host; empty for a guest."""

    origin: str
    value: str = ""

    def __repr__(self) -> str:
        return f"Login({self.origin!r})"

    def headers(self, url: str) -> dict[str, str]:
        """Give the header for a request, nothing if it goes elsewhere or could be read on the way."""
        here, there = urlsplit(self.origin), urlsplit(url)
        same = here.hostname == there.hostname and (
            _port(here.scheme, here.port) == _port(there.scheme, there.port)
        )
        return {"Authorization": self.value} if self.value and same and _is_safe(url) else {}


def find_login(origin: str, settings: Settings, report: Report) -> Login | None:
    """Look where logins are kept: environment, ``.netrc``, a person; ``None`` if it cannot be used."""
    at = Location(origin)
    try:
        value = _token() or _basic(origin, settings)
    except _UselessError as error:
        report.add(CREDENTIALS, str(error), at)
        return None
    if value and not _is_safe(origin):
        report.add(INSECURE, f"{origin} is asked without TLS, so no login is sent", at)
        return None
    return Login(origin, value)


class _UselessError(Exception):
    """The text says what is wrong with a login, and holds nothing of it."""


def _token() -> str:
    token = os.environ.get(TOKEN, "").strip()
    if token and not _TOKEN.fullmatch(token):
        raise _UselessError(f"{TOKEN} holds characters that no token has")
    return f"Bearer {token}" if token else ""


def _basic(origin: str, settings: Settings) -> str:
    user = settings.user or os.environ.get(USER, "")
    password = os.environ.get(PASSWORD, "")
    if not password:
        kept, secret = _kept(urlsplit(origin).hostname or "")
        if secret and user in {"", kept}:
            user, password = kept, secret
    if user and not password and settings.ask is not None and _is_safe(origin):
        password = settings.ask(user)
    if not user and not password:
        return ""
    if not user or ":" in user:
        raise _UselessError("There is a password, but no name that goes with it")
    if not password:
        raise _UselessError(f"There is no password for {user}")
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode('ascii')}"


def _kept(host: str) -> tuple[str, str]:
    """Read the entry of a host in ``.netrc``; its default entry is for other programs."""
    try:
        found = netrc.netrc(os.environ.get("NETRC") or None).hosts.get(host)
    except FileNotFoundError:
        return "", ""
    except (netrc.NetrcParseError, OSError, UnicodeDecodeError) as error:
        line = f" at line {error.lineno}" if isinstance(error, netrc.NetrcParseError) else ""
        raise _UselessError(f".netrc cannot be read{line}") from None
    return (found[0] or "", found[2] or "") if found else ("", "")


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or is_local(parts.hostname or "")


def _port(scheme: str, port: int | None) -> int:
    """Give the port, that of https for both when none is given: a wiki may send from one to the other."""
    return _PORTS["https"] if port in {None, _PORTS.get(scheme)} else port or 0
