"""WebVTT captions → what is said, in paragraphs, for those who read instead of listening."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from scormkit.diagnostics import Location
from scormkit.model.blocks import Said
from scormkit.readers.codes import NO_CUES, NO_TIMES, NO_WEBVTT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Report

_HEAD = re.compile(r"\ufeff?WEBVTT(?:[ \t\n]|$)")
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]|$)")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"</?[a-z0-9.:]*(?:[ \t][^>]*)?>", re.IGNORECASE)
_NO_CUE = ("NOTE", "STYLE", "REGION")
_PAUSE = 3.0
_LONG = 400


class _Cue(NamedTuple):
    start: float
    end: float
    said: Said


def read(text: str, path: str, report: Report) -> tuple[Said, ...]:
    """Read captions; a browser shows none of a file without its first line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if not _HEAD.match(text):
        report.add(NO_WEBVTT, "The file does not begin with WEBVTT", Location(path, 1))
        return ()
    cues = list(_cues(text, path, report))
    if not cues:
        report.add(NO_CUES, "The file holds no captions", Location(path, 1))
    return tuple(_paragraphs(cues))


def _cues(text: str, path: str, report: Report) -> Iterator[_Cue]:
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        first = number
        while number < len(lines) and lines[number].strip():
            number += 1
        block = lines[first:number]
        number += 1
        if first == 0 or not block or block[0].startswith(_NO_CUE):
            continue
        timed = next((n for n, line in enumerate(block[:2]) if "-->" in line), None)
        times = None if timed is None else _TIMES.match(block[timed])
        if timed is None or times is None:
            shown = block[timed or 0].strip()
            report.add(NO_TIMES, f"No times can be read from {shown!r}", Location(path, first + 1))
            continue
        yield _Cue(*_seconds(times), _said("\n".join(block[timed + 1 :])))


def _seconds(times: re.Match[str]) -> tuple[float, float]:
    hours, minutes, seconds, thousandths, *end = (int(part or 0) for part in times.groups())
    start = hours * 3600 + minutes * 60 + seconds + thousandths / 1000
    return start, end[0] * 3600 + end[1] * 60 + end[2] + end[3] / 1000


def _said(payload: str) -> Said:
    voice = _VOICE.search(payload)
    words = " ".join(unescape(_TAG.sub("", payload)).split())
    return Said(unescape(voice[1]).strip() if voice else "", words)


def _paragraphs(cues: list[_Cue]) -> Iterator[Said]:
    """Join what belongs together: another voice, a pause or a long text begin a paragraph."""
    voice, words, end = "", [""], 0.0
    for cue in cues:
        text = cue.said.text
        if not text or text == words[-1]:  # the same words stay while the picture changes
            end = cue.end
            continue
        so_far = " ".join(words).strip()
        full = len(so_far) > _LONG and so_far.endswith((".", "!", "?", "…"))
        if so_far and (cue.said.voice != voice or cue.start - end > _PAUSE or full):
            yield Said(voice, so_far)
            words = []
        voice, end = cue.said.voice, cue.end
        words.append(text)
    if so_far := " ".join(words).strip():
        yield Said(voice, so_far)
