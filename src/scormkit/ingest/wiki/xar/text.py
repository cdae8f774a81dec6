"""The bytes of a page's XML → text that a parser of XML 1.0 takes, piece by piece.

XWiki writes XML 1.1, whose references to control characters XML 1.0 does not know.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from scormkit.archive.package import DamageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_HEAD = 512  # characters in which the declaration ends
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
_MARK = re.compile(r"<!--|<!\[CDATA\[|<\?|&#(?:x([0-9A-Fa-f]{1,16})|([0-9]{1,16}));")
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_LONGEST = len("&#x0123456789abcdef;")
_ALLOWED = {0x9, 0xA, 0xD}


def read_text(chunks: Iterable[bytes], dropped: Callable[[int], None]) -> Iterator[str]:
    """Decode chunks as their head declares and take control references out, telling of each.

    Raises :class:`DamageError` if the bytes are not what they declare.
    """
    return _without_controls(_undeclared(_decoded(chunks)), dropped)


def _decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    decoder: codecs.IncrementalDecoder | None = None
    head = b""
    try:
        for chunk in chunks:
            if decoder is None:
                head += chunk
                if len(head) < _HEAD:
                    continue
                decoder, chunk = _decoder(head), head  # noqa: PLW2901  the head is a chunk, too
            yield decoder.decode(chunk)
        decoder, rest = (decoder, b"") if decoder else (_decoder(head), head)
        yield decoder.decode(rest, final=True)
    except (LookupError, UnicodeError) as error:
        raise DamageError(f"is not in the encoding that it declares: {error}") from error


def _decoder(head: bytes) -> codecs.IncrementalDecoder:
    for mark, name in _BOMS:
        if head.startswith(mark):
            return codecs.getincrementaldecoder(name)()
    declared = _ENCODING.match(head)
    name = declared[1].decode("ascii") if declared else "utf-8"
    b"<".decode(name)  # refuses what is no encoding of text
    return codecs.getincrementaldecoder(name)()


def _undeclared(texts: Iterable[str]) -> Iterator[str]:
    """Take the declaration away: what it says is done, and its version may be refused."""
    head: str | None = ""
    for text in texts:
        if head is None:
            yield text
        elif len(head := head + text) >= _HEAD:
            yield _DECLARATION.sub("", head, count=1) if _DECLARATION.match(head) else head
            head = None
    if head:
        yield _DECLARATION.sub("", head, count=1) if _DECLARATION.match(head) else head


def _without_controls(texts: Iterable[str], dropped: Callable[[int], None]) -> Iterator[str]:
    held = end = ""
    for text in texts:
        waiting = held + text
        done = []
        place = 0
        while True:
            if end:
                stop = waiting.find(end, place)
                if stop < 0:
                    keep = max(place, len(waiting) - len(end) + 1)
                    break
                done.append(waiting[place : stop + len(end)])
                place, end = stop + len(end), ""
                continue
            mark = _next_mark(waiting, place)
            if mark is None:
                keep = max(place, _unfinished(waiting))
                break
            done.append(waiting[place : mark.start()])
            place = mark.end()
            end = _ENDS.get(mark[0], "")
            done.append(mark[0] if end else _reference(mark, dropped))
        done.append(waiting[place:keep])
        held = waiting[keep:]
        yield "".join(done)
    yield held


def _next_mark(text: str, place: int) -> re.Match[str] | None:
    """Find a mark; that there is none, as in all of an attachment, is known ten times faster."""
    if text.find("<", place) < 0 and text.find("&", place) < 0:
        return None
    return _MARK.search(text, place)


def _unfinished(text: str) -> int:
    """Find where a mark may begin whose end is still to come."""
    start = max(len(text) - _LONGEST + 1, 0)
    places = [at for at in (text.find("<", start), text.find("&", start)) if at >= 0]
    return min(places, default=len(text))


def _reference(mark: re.Match[str], dropped: Callable[[int], None]) -> str:
    code = int(mark[1], 16) if mark[1] else int(mark[2])
    if code >= 0x20 or code in _ALLOWED:  # noqa: PLR2004  the space, the first that is no control
        return mark[0]
    dropped(code)
    return ""
