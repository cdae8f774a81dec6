"""The listing of a wiki page's source, as the wiki's code viewer prints it → the source itself.

Above stand the page's title, its last editor and a caption; then a table
``| author | version | line-number | content |`` with a row for every line of the source. Cells of
author and version that span several rows are empty, or pushed to the end of the row.
"""

from __future__ import annotations

import re

from scormkit.values import Struct

_HEAD = re.compile(
    r"^\|\s*author\s*\|\s*version\s*\|\s*line-number\s*\|\s*content\s*\|", re.IGNORECASE
)
_RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+\s*$")
_PUSHED = re.compile(r"^\|\s*(\d+)\s*\| ?(.*?) ?\|\s?\|\|\s*$")
_SHORT = re.compile(r"^\|\s*(\d+)\s*\| ?(.*?) ?\|\s*$")
_FULL = re.compile(r"^\|([^|]*)\|([^|]*)\|\s*(\d+)\s*\| ?(.*?) ?\|\s*$")
TITLE = re.compile(r"^(?:Исходный код вики|Wiki source code of)\s+", re.IGNORECASE)
_LINES_TO_LOOK_AT = 20


class Listing(Struct, frozen=True):
    """A page's source.

    ``text`` is the wiki text; for each of its lines ``numbers`` has the number that the listing
    gives it and ``file_lines`` the line of the listing's file it stands on; ``strays`` are lines
    of the file inside the table that are no rows (kept in the text).
    """

    title: str
    editor: str
    text: str
    numbers: tuple[int, ...]
    file_lines: tuple[int, ...]
    strays: tuple[int, ...] = ()


def read_listing(text: str) -> Listing | None:
    """Take the source out of a listing; ``None`` if ``text`` is not one."""
    lines = text.lstrip("\ufeff").splitlines()
    start = next((i for i, s in enumerate(lines[:_LINES_TO_LOOK_AT]) if _HEAD.match(s)), None)
    if start is None:
        return None
    contents: list[str] = []
    numbers: list[int] = []
    places: list[int] = []
    strays: list[int] = []
    for place, line in enumerate(lines[start + 1 :], start + 2):
        if _RULE.match(line) and not contents:
            continue
        expected = numbers[-1] + 1 if numbers else 1
        row = _row(line, expected)
        if row is None:
            if not line.strip():
                continue
            strays.append(place)
            row = (expected, line)
        numbers.append(row[0])
        contents.append(row[1])
        places.append(place)
    above = [line.strip() for line in lines[:start] if line.strip()]
    return Listing(
        TITLE.sub("", above[0]) if above else "",
        above[1] if len(above) > 1 else "",
        "\n".join(contents) + "\n",
        tuple(numbers),
        tuple(places),
        tuple(strays),
    )


def _row(line: str, expected: int) -> tuple[int, str] | None:
    """Read a row in either form; of two readings the one with the expected number counts."""
    forms = ((_PUSHED, 1), (_SHORT, 1), (_FULL, 3))
    readings = [
        (int(found[place]), found[place + 1])
        for form, place in forms
        if (found := form.match(line))
    ]
    if not readings:
        return None
    number, content = next((r for r in readings if r[0] == expected), readings[0])
    return number, content.replace("\\|", "|")
