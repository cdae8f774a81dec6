"""Where a backslash must stand in Markdown so that characters are read as themselves."""

from __future__ import annotations

import re
import unicodedata
from string import punctuation

from scormkit.values import Struct
from scormkit.writers.pages.markdown.attributes import SET

_SIGN = re.compile(r"[\\`*_\[\]<&$~!{|]|https?:(?=//)")
_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{1,40});")
_LINE = re.compile(
    r"(?P<before>)(?:#{1,6}(?=[ \t]|$)|>|[-+](?=[ \t]|$)|=+[ \t]*$|-[- \t]*$|:::|[:~](?=[ \t])"
    r"|[|:](?=[-|: \t]*$)|~~~)|(?P<number>\d{1,9})[.)](?=[ \t]|$)"
)
APART = "<!-- -->"
"""Keeps signs apart that would mean something together, and shows nothing."""
NO_SET = "{}"
"""Stands in the place of the sign before a text that attributes may not begin."""


class Place(Struct, frozen=True):
    """Where running text stands: in one line, in a cell, in a link; with dollars that would pair up."""

    one_line: bool = False
    cell: bool = False
    linked: bool = False
    dollars: bool = False


def escape(text: str, before: str, after: str, place: Place) -> str:
    """Escape characters within a line; ``before`` and ``after`` are the signs beside them."""

    def escaped(found: re.Match[str]) -> str:
        at = found.start()
        if len(found[0]) > 1:  # without a link it is one only in the text of another
            return found[0] if place.linked else f"{found[0]}{APART}"
        previous = text[at - 1] if at else before
        following = text[at + 1] if at + 1 < len(text) else after[:1]
        if found[0] == "{":
            lone = SET.match(text, at)
            return f"{{{APART}" if lone and before == NO_SET and not at else "{"
        return (
            f"\\{found[0]}"
            if _is_mark(found[0], previous, following, text, at, place)
            else found[0]
        )

    return _SIGN.sub(escaped, text)


def _is_mark(  # noqa: PLR0911  one for each sign
    sign: str, previous: str, following: str, text: str, at: int, place: Place
) -> bool:
    match sign:
        case "\\":
            return following in punctuation or following in {"", "\n"}
        case "_":
            return not (previous.isalnum() and following.isalnum())
        case "[":
            return place.linked or following == "^"
        case "]":
            return place.linked or following in {"(", ":"}
        case "<":
            return following.isalpha() or following in {"/", "!", "?"}
        case "&":
            return _ENTITY.match(text, at) is not None
        case "$":
            return place.dollars
        case "~":
            return following == "~"
        case "!":
            return following == "["
        case "|":
            return place.cell
        case _:
            return True


def start_lines(text: str) -> str:
    """Escape what would begin a block at the start of a line."""
    return "\n".join([_start(line) for line in text.split("\n")])


def _start(line: str) -> str:
    line = line.lstrip(" \t")
    found = _LINE.match(line)
    if found is None:
        return line
    at = found.end("number") if found["number"] else 0
    return f"{line[:at]}\\{line[at:]}"


def is_flanked(before: str, inner: str, after: str, mark: str) -> bool:
    """Whether marks around a text open and close emphasis where they stand."""
    before, after = before[-1:], after[:1]
    sign, first, last = mark[0], inner[:1], inner[-1:]
    if not inner or first.isspace() or last.isspace() or sign in {before, first, last, after}:
        return False
    if sign == "_" and (before.isalnum() or after.isalnum()):
        return False
    opens = not _is_sign(first) or _is_apart(before)
    return opens and (not _is_sign(last) or _is_apart(after))


def _is_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _is_apart(sign: str) -> bool:
    return not sign or sign.isspace() or sign in punctuation or unicodedata.category(sign)[0] == "P"
