"""Where ``~`` must stand so that characters are read as themselves, and nowhere else.

What follows decides most of it, so text is written from its end to its beginning; what begins a
line is looked at when the line is whole.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from scormkit.values import Struct

_PAIRS = frozenset("*/-_^,#\\")
_AHEAD = 12
_WORD = r"A-Za-z0-9\u0080-\U0010ffff"
_CALL = re.compile(rf"\{{(?:[{_WORD}/]|~?\{{)")
_PREFIX = re.compile(rf"(?<![{_WORD}])(?:mailto|image|attach)\Z")
_PREFIXED = re.compile(r"(?:mailto|image|attach):")
_SCHEME = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+.-"
_SCHEME_START = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]")
_IN_WORD = re.compile(rf"[{_WORD}]")
_BLOCK_MARK = re.compile(
    r"[ \t]*(?:(?P<heading>=+)|(?P<item>(?:\*+|[*1]+\.|(?:\*+|[*1]+\.)?[:;]+)[ \t]))"
    r"|(?P<other>-{4,}|>+|\||!!|!=)"
)
_CELL = re.compile(r"[ \t]*(?:\||!!|!=)")
_IN_URL = re.compile(r"[A-Za-z0-9\-._~!$&'()*+;=:@/?]|%[0-9A-Fa-f]{2}")
_IN_FILE = re.compile(r"\S")


class Place(Struct, frozen=True):
    """Where running text stands.

    ``stops`` are marks of the block around it (``=`` of a heading, ``|`` of a cell); ``starts_line``
    says that it begins a line, ``grouped`` that it stands in a group; ``quote`` is how deep in quotes
    it stands, ``after`` what follows it.
    """

    stops: str = ""
    starts_line: bool = True
    grouped: bool = False
    quote: int = 0
    after: str = "\n"


class Token(NamedTuple):
    """A part of running text: characters, a mark, a line break, or an address without brackets.

    ``other`` stands in the place of an address that would swallow what follows it, and of a line
    break where the line's end would end formats.
    """

    kind: Literal["text", "mark", "break", "url", "file"]
    text: str
    other: str = ""


class _Unit(NamedTuple):
    """Written text; before a ``free`` one, a character, an escape may stand."""

    text: str
    free: bool


def join(tokens: list[Token], place: Place) -> str:
    """Write running text with the escapes that it needs."""
    units: list[_Unit] = []
    ahead = place.after
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind == "text":
            added = _characters(token.text, ahead, place, units[-1] if units else None)
        else:
            added = [_Unit(_mark(tokens, index, ahead, place), free=False)]
        units += added
        ahead = ("".join(unit.text for unit in reversed(added[-_AHEAD:])) + ahead)[:_AHEAD]
    units.reverse()
    _start_lines(units, place)
    return "".join(unit.text for unit in units)


def _characters(text: str, ahead: str, place: Place, follows: _Unit | None) -> list[_Unit]:
    """Give the characters from last to first, escaped by what follows each."""
    found: list[_Unit] = []
    last = len(text) - 1
    for position in range(last, -1, -1):
        unit = sign = text[position]
        if _is_mark(sign, text, position, ahead, place):
            unit = f"~{sign}"
        elif (sign == "{" and _CALL.match(ahead)) or (sign == "[" and ahead.startswith("[")):
            # a call's end is looked for without regard to escapes, an address swallows an escape:
            # so of two characters not the first bracket is escaped but the second
            marked = position == last and follows is not None and not follows.free
            unit = f"~{sign}" if marked else f"{sign}~"
        found.append(_Unit(unit, free=True))
        ahead = (unit + ahead)[:_AHEAD]
    return found


def _is_mark(  # noqa: PLR0911  one for each sign
    sign: str, text: str, position: int, ahead: str, place: Place
) -> bool:
    """Whether a character would begin a mark where it stands."""
    if sign in _PAIRS:
        return ahead.startswith(sign)
    match sign:
        case "~":
            return True
        case "(":
            return ahead.startswith(("((", "%"))
        case ")":
            return place.grouped and ahead.startswith("))")
        case ":":
            prefixed = ahead[:1].strip() and _PREFIX.search(text, 0, position)
            return ahead.startswith("//") or bool(prefixed)
        case "=":
            return place.stops == "="
        case "|":
            return place.stops == "|"
        case "!":
            return place.stops == "|" and ahead[:1] in {"!", "="}
        case _:
            return False


def _mark(tokens: list[Token], index: int, ahead: str, place: Place) -> str:
    token = tokens[index]
    if token.kind == "break":
        return _line_break(tokens, index, place)
    if token.kind in {"url", "file"}:
        before = tokens[index - 1] if index else token
        runs_in = before.kind == "text" and _runs_in(token, before.text)
        return token.other if runs_in or _runs_on(token, ahead) else token.text
    return token.text


def _runs_in(address: Token, before: str) -> bool:
    """Whether an address would be taken for the end of a word or of a longer scheme."""
    if _IN_WORD.match(before[-1:]):
        return True
    scheme = before[len(before.rstrip(_SCHEME)) :]
    return not _PREFIXED.match(address.text) and _SCHEME_START.search(scheme) is not None


def _runs_on(address: Token, ahead: str) -> bool:
    """Whether an address would swallow what follows it."""
    if address.kind == "file":
        return bool(ahead and _IN_FILE.match(ahead))
    fragment = ahead.startswith("#") and "://" in address.text and "#" not in address.text
    return fragment or _IN_URL.match(ahead) is not None


def _line_break(tokens: list[Token], index: int, place: Place) -> str:
    """End the line where there is something on it and on the next, else write the mark."""
    token = tokens[index]
    if place.quote:
        return token.other or "\n" + ">" * place.quote
    line = [t for t in tokens[:index] if t.kind != "text" or t.text.strip(" \t")]
    before = line[-1] if line else token
    blank = before.kind == "break" or before.text.startswith("(%")
    return "\\\\" if blank or index in {0, len(tokens) - 1} else "\n"


def _start_lines(units: list[_Unit], place: Place) -> None:
    """Escape what would begin a block at the start of a line."""
    start = 0 if place.starts_line else None
    for index in range(len(units) + 1):
        if start is not None and (index == len(units) or units[index].text.startswith("\n")):
            _start_line(units, start, index, place)
        if index < len(units) and not units[index].free and units[index].text.startswith("\n"):
            start = index + 1
    if place.stops == "|" and units and units[0].free and units[0].text == "=":
        units[0] = _Unit("~=", free=True)


def _start_line(units: list[_Unit], start: int, end: int, place: Place) -> None:
    if place.quote:
        if start < end and units[start].text == ">":
            units[start] = _Unit("~>", free=True)
        return
    line = "".join(unit.text for unit in units[start:end])
    if found := _BLOCK_MARK.match(line if end < len(units) else line + place.after):
        begin = found.start(found.lastgroup or 0)
        escaped = _escape_from(units, start, end, begin, found.end())
        if not escaped and start:  # marks alone, which the line's end would make another's
            units[start - 1] = _Unit("\\\\", free=False)
    elif start < end and units[start].text.startswith("(%"):
        width = len(units[start].text)
        rest = line[width:]
        if cell := _CELL.match(rest):
            begin = width + len(rest) - len(rest.lstrip(" \t"))
            _escape_from(units, start, end, begin, width + cell.end())
        elif not rest.strip(" \t"):  # alone on a line they would be those of the next block
            _escape_from(units, start, end, width, len(line))


def _escape_from(units: list[_Unit], start: int, end: int, begin: int, stop: int) -> bool:
    """Escape the first character that may be, from one offset of a line to another, if there is one."""
    offset = 0
    for index in range(start, end):
        unit = units[index]
        if unit.free and begin <= offset < stop:
            units[index] = _Unit(f"~{unit.text}", free=True)
            return True
        offset += len(unit.text)
    return False
