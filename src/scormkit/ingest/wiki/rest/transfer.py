"""Streams an attachment into a file, going on after a break, in this run or the next.

What a transfer that broke off belongs to stands in a file beside it, ``<name>.resume``.
"""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

from scormkit.ingest.wiki.rest import codes
from scormkit.ingest.wiki.rest.asking import PassingError, RefusalError
from scormkit.values import Struct, as_dict

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    import httpx

    from scormkit.ingest.wiki.pages import Attachment
    from scormkit.ingest.wiki.rest.asking import Client

_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
_PARTIAL = 206
_UNSATISFIED = 416
_ANY_SIZE = 1 << 40  # bytes, where the wiki does not tell the size


class _Mark(Struct, frozen=True):
    """By what the server knows the bytes it gave: RFC 9110 13.1.5 wants a strong ETag or a date."""

    url: str
    revision: str
    validator: str = ""


def fetch(client: Client, url: str, attachment: Attachment, file: Path) -> None:
    """Make ``file`` hold the attachment whole; raises :class:`RefusalError` and :class:`OSError`."""
    beside = file.with_name(f"{file.name}.resume")
    mark = _read_mark(beside)
    if mark is None or (mark.url, mark.revision) != (url, attachment.revision):
        file.unlink(missing_ok=True)
        mark = _Mark(url, attachment.revision)
    attempt = 0
    while True:
        before = file.stat().st_size if file.exists() else 0
        try:
            mark = _once(client, mark, attachment, file, beside)
        except PassingError as error:
            arrived = file.stat().st_size if file.exists() else 0
            attempt = 0 if arrived - before >= client.patience.slowest else attempt + 1
            client.wait(attempt, error, url)
            mark = _read_mark(beside) or mark
        else:
            beside.unlink(missing_ok=True)
            return


def _once(client: Client, mark: _Mark, attachment: Attachment, file: Path, beside: Path) -> _Mark:
    have = file.stat().st_size if file.exists() else 0
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if mark.validator:
            headers["If-Range"] = mark.validator
    with client.opened(mark.url, headers) as response:
        _refuse_pages(response, attachment.name, mark.url)
        begun = _begun(response, have, attachment.size)
        if response.status_code == _UNSATISFIED:
            if have != attachment.size:
                file.unlink(missing_ok=True)
                raise PassingError("the wiki has another file now")
            return mark
        if begun == 0:
            file.unlink(missing_ok=True)  # first: no mark may stand by bytes of another answer
            mark = _Mark(mark.url, mark.revision, _validator(response))
            beside.write_text(json.dumps(as_dict(mark)), encoding="utf-8")
        with file.open("ab" if begun else "wb") as target:
            _pour(client, response, target, begun, attachment)
    if attachment.size not in {-1, file.stat().st_size}:
        size = file.stat().st_size
        file.unlink()
        raise PassingError(f"{size} bytes came instead of {attachment.size}")
    return mark


def _pour(
    client: Client, response: httpx.Response, target: BinaryIO, begun: int, attachment: Attachment
) -> None:
    limit = attachment.size if attachment.size >= 0 else _ANY_SIZE
    size, window_size, window_end = begun, begun, time.monotonic() + client.patience.window
    for piece in response.iter_bytes():
        size += len(piece)
        if size > limit:
            target.truncate(0)
            raise PassingError(f"more than the {limit} bytes came that were promised")
        target.write(piece)
        if time.monotonic() > window_end:
            if size - window_size < client.patience.slowest:
                raise PassingError("the file comes too slowly")
            window_size, window_end = size, time.monotonic() + client.patience.window


def _begun(response: httpx.Response, have: int, size: int) -> int:
    """Tell from where the bytes come; a part that does not fit is as good as none."""
    if response.status_code != _PARTIAL:
        return 0
    told = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
    if told is None or int(told[1]) != have or size not in {-1, int(told[2])}:
        raise PassingError("another part of the file came than the one asked for")
    return have


def _validator(response: httpx.Response) -> str:
    tag = str(response.headers.get("ETag", ""))
    weak = not tag or tag.startswith("W/")
    return str(response.headers.get("Last-Modified", "")) if weak else tag


def _refuse_pages(response: httpx.Response, name: str, url: str) -> None:
    """Take no web page for a file: it says that something is wrong, mostly that one must log in."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind in {"text/html", "application/xhtml+xml"} and not name.lower().endswith(
        (".html", ".htm", ".xhtml")
    ):
        raise RefusalError(codes.ANSWER, f"A web page came instead of {name}", url)


def _read_mark(path: Path) -> _Mark | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return _Mark(str(told["url"]), str(told["revision"]), str(told["validator"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
