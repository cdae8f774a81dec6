"""Asks a wiki: politely, again where that may help, and never longer than is sensible."""

from __future__ import annotations

import random
import ssl
import time
import weakref
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from socket import gaierror
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from scormkit.ingest.wiki.rest import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Code
    from scormkit.ingest.wiki.rest.login import Login
    from scormkit.ingest.wiki.rest.settings import Patience

_Answer = TypeVar("_Answer", bound=BaseModel)
_HOPS = 5
_LONGEST = 64 << 20  # bytes of an answer
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LOGIN_PAGES = ("/login/", "/loginsubmit/", "/oidc/", "/saml", "/cas/login", "/oauth")
_REFUSED = {401: codes.LOGIN, 403: codes.FORBIDDEN, 404: codes.GONE}
_GUEST = "XWikiGuest"


class RefusalError(Exception):
    """The wiki does not give what was asked for, and asking again would not help."""

    def __init__(self, code: Code, message: str, url: str) -> None:
        super().__init__(message)
        self.code, self.message, self.url = code, message, url


class PassingError(Exception):
    """It went wrong for once; ``wait`` is what the server asks for, in seconds."""

    def __init__(self, message: str, wait: float = 0) -> None:
        super().__init__(message)
        self.wait = wait


class Client:
    """Keeps a pace, whoever asks. Certificates are always checked; proxies are those of the machine."""

    def __init__(self, login: Login, patience: Patience) -> None:
        self._login, self.patience = login, patience
        times = httpx.Timeout(patience.read, connect=patience.connect)
        self._client = httpx.Client(timeout=times, headers={"User-Agent": "scormkit"})
        weakref.finalize(self, self._client.close)
        self._next = 0.0
        self._turns = Lock()
        self.is_guest = False

    def ask(self, url: str, kind: type[_Answer], **params: str | int) -> _Answer:
        """Get JSON of a kind; raises :class:`RefusalError`."""
        address = str(httpx.URL(url, params=params)) if params else url
        for attempt in range(self.patience.attempts):
            try:
                body = self._read(address)
                return kind.model_validate_json(body)
            except PassingError as error:
                self.wait(attempt, error, address)
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                where = ".".join(str(part) for part in first["loc"])
                message = f"The answer is no {kind.__name__}: {where} {first['msg']}".strip()
                raise RefusalError(codes.ANSWER, message, address) from None
        raise AssertionError  # the last wait has given up

    def wait(self, attempt: int, error: PassingError, url: str) -> None:
        """Wait before another attempt, a different time for everybody; after the last give up."""
        if attempt + 1 >= self.patience.attempts:
            message = f"{attempt + 1} attempts failed; the last: {error}"
            raise RefusalError(codes.GAVE_UP, message, url) from error
        if error.wait > self.patience.longest:
            message = f"The wiki asks to wait {error.wait:.0f} seconds"
            raise RefusalError(codes.GAVE_UP, message, url) from error
        pause = min(self.patience.first * 2**attempt, self.patience.longest)
        self.patience.sleep(max(error.wait, pause * random.uniform(0.5, 1)))  # noqa: S311  no secret

    @contextmanager
    def opened(self, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Send a request once; raises :class:`PassingError` or :class:`RefusalError`."""
        self._take_turn()
        try:
            response = self._follow(url, headers)
            try:
                self._judge(response, url)
                yield response
            finally:
                response.close()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _meant(error, url) from error

    def _take_turn(self) -> None:
        """Wait until a pause has passed since the request before, whichever thread sent it."""
        with self._turns:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self.patience.pause
        self.patience.sleep(turn - now)

    def _read(self, url: str) -> bytes:
        end = time.monotonic() + self.patience.answer
        with self.opened(url, {"Accept": "application/json"}) as response:
            kind = response.headers.get("Content-Type", "")
            if "json" not in kind.lower():
                message = f"The answer is {kind.partition(';')[0] or 'of no kind'} instead of JSON"
                raise RefusalError(codes.ANSWER, message, url)
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > _LONGEST:
                    message = f"The answer has more than {_LONGEST >> 20} MiB"
                    raise RefusalError(codes.ANSWER, message, url)
                if time.monotonic() > end:
                    raise PassingError("the answer comes too slowly")
        return bytes(body)

    def _follow(self, url: str, headers: dict[str, str]) -> httpx.Response:
        """Follow redirects by hand, for each host is told only what is for it."""
        for _ in range(_HOPS):
            given = headers | self._login.headers(url)
            response = self._client.send(
                self._client.build_request("GET", url, headers=given), stream=True
            )
            if not response.has_redirect_location:
                return response
            response.close()
            target = response.url.join(response.headers["Location"])
            if any(part in target.path.lower() for part in _LOGIN_PAGES):
                raise RefusalError(codes.LOGIN, "The wiki sends on to its login page", url)
            if target.scheme not in {"http", "https"} or (
                response.url.scheme == "https" != target.scheme
            ):
                message = (
                    f"The wiki sends on to {target.scheme}://{target.host}, without protection"
                )
                raise RefusalError(codes.REDIRECT, message, url)
            url = str(target.copy_with(username=None, password=None))
        raise RefusalError(codes.REDIRECT, f"The wiki sends on more than {_HOPS} times", url)

    def _judge(self, response: httpx.Response, url: str) -> None:
        status = response.status_code
        if self._login.value and _GUEST in response.headers.get("XWiki-User", ""):
            self.is_guest = True
        if status in _PASSING:
            wait = _seconds(response.headers.get("Retry-After", ""))
            raise PassingError(f"the wiki answers {status}", wait)
        if code := _REFUSED.get(status):
            login = " to this login" if self._login.value and status == 401 else ""  # noqa: PLR2004
            raise RefusalError(code, f"The wiki answers {status}{login}", url)
        if status not in {200, 206, 416}:
            raise RefusalError(codes.ANSWER, f"The wiki answers {status}", url)


def _meant(error: Exception, url: str) -> Exception:
    """Tell what may pass from what stays wrong; words of the library are left out, save its own."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = f"The certificate is not good: {cause.verify_message}"
            return RefusalError(codes.CERTIFICATE, message, url)
        if isinstance(cause, gaierror):
            host = httpx.URL(url).host
            return RefusalError(codes.GAVE_UP, f"There is no host {host}", url)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.TimeoutException):
        return PassingError("the wiki did not answer in time")
    if isinstance(error, httpx.TransportError):
        return PassingError(f"the connection broke ({type(error).__name__})")
    return RefusalError(codes.ANSWER, f"The answer is damaged ({type(error).__name__})", url)


def _seconds(told: str) -> float:
    """Read ``Retry-After``: seconds, or a date; RFC 9110 10.2.3."""
    if told.strip().isdigit():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0.0
