"""Pieces of raw text with a small grammar of their own: parameters, literal text, macro calls."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scormkit.readers.xwiki.grammar.patterns import (
    LAST_LINE_END,
    LINE_END,
    MACRO,
    PARAMETER,
    VERBATIM_MARK,
)
from scormkit.readers.xwiki.grammar.places import unescape
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.model.inlines import Attributes


class Verbatim(Struct, frozen=True):
    """Literal text up to ``end``."""

    text: str
    end: int
    closed: bool


class Call(Struct, frozen=True):
    """A macro call up to ``end``; its content, if any, starts at ``inside`` as written."""

    name: str
    params: Attributes
    content: str | None
    inside: int
    end: int
    closed: bool


@lru_cache(maxsize=1024)  # a page says the same of many of its parts
def read_parameters(text: str, *, bare_names: bool = False) -> Attributes:
    """Read parameters in source order; of doubles the last wins.

    A bare name has no value: macros know it as an empty one, HTML drops it.
    """
    found: dict[str, str] = {}
    for parameter in PARAMETER.finditer(text):
        name, *values = parameter.groups()
        value = next((v for v in values if v is not None), "" if bare_names else None)
        if value is not None:
            found[unescape(name)[0]] = unescape(value)[0]
    return tuple(found.items())


def read_verbatim(text: str, start: int) -> Verbatim:
    """Read the literal text whose ``{{{`` stands at ``start``; inner pairs belong to it."""
    parts: list[str] = []
    depth, done = 1, start + 3
    for mark in VERBATIM_MARK.finditer(text, done):
        if "~" in mark[0]:
            parts += (text[done : mark.start()], mark[0].replace("~", ""))
            done = mark.end()
            continue
        depth += 1 if mark[0][0] == "{" else -1
        if depth == 0:
            parts.append(text[done : mark.start()])
            return Verbatim("".join(parts), mark.end(), closed=True)
    parts.append(text[done:])
    return Verbatim("".join(parts), len(text), closed=False)


def read_call(text: str, start: int) -> Call | None:
    """Read the macro call whose ``{{`` stands at ``start``, if it is one."""
    opening = MACRO.match(text, start)
    if opening is None:
        return None
    name, given, slash = opening.groups()
    params = read_parameters(given, bare_names=True)
    inside = opening.end()
    if slash:
        return Call(name, params, None, inside, inside, closed=True)
    stop, end = _content_end(text, name, inside)
    closed = end >= 0
    if not closed:
        stop = end = len(text)
    if line := LINE_END.match(text, inside, stop):
        inside = line.end()
    if line := LAST_LINE_END.search(text, max(stop - 2, inside), stop):
        stop = line.start()
    return Call(name, params, text[inside:stop], inside, end, closed)


def _content_end(text: str, name: str, start: int) -> tuple[int, int]:
    """Find the matching end tag: where it starts and where it ends; -1 if there is none."""
    depth, position = 1, start
    marks = re.compile(rf"\{{\{{(/?){re.escape(name)}(?=[ \t\r\n]|/?\}}\}})")
    while found := marks.search(text, position):
        if found[1]:
            tag = _END_REST.match(text, found.end())
            position = found.end()
            if tag is None:
                continue
            depth -= 1
            if depth == 0:
                return found.start(), tag.end()
        else:
            inner = MACRO.match(text, found.start())
            position = inner.end() if inner else found.end()
            depth += inner is not None and not inner[3]
    return -1, -1


_END_REST = re.compile(r"[ \t]*\}\}")
