"""The course files of anybody's package as the rules see them, each record with its line.

Nothing is required and nothing is corrected: a file that is missing is ``None``, what is wrong stays.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from scormkit.standards.aicc.facts import NEEDED, ROOT, TABLES
from scormkit.validate.document import SIZE_LIMIT
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.diagnostics import Location
    from scormkit.validate.files import Files

_LINE_END = re.compile("\r\n|\n|\r")
_FIELD = re.compile(r'[ \t]*(?:"((?:[^"]|"")*)"|([^",]*))[ \t]*(,|$)')
_GROUP = re.compile(r"\s*\[([^\]]*)\]\s*$")
_BOM = "\ufeff"


class Text(Struct, frozen=True):
    """A course file as text: its lines, how they end, and whether it was UTF-8."""

    path: str
    lines: tuple[str, ...]
    ends: frozenset[str]
    marked: bool
    utf8: bool

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(line.strip() for line in self.lines)


class Record(Struct, frozen=True):
    """A line of a table. ``bare`` are the fields without quotes; ``broken``: quotes do not pair."""

    line: int
    fields: tuple[str, ...]
    bare: tuple[str, ...] = ()
    broken: bool = False


class Table(Struct, frozen=True, dict=True):
    """A comma-separated course file; names of columns are in lower case."""

    text: Text
    header: Record
    records: tuple[Record, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in lower case."""
        return tuple(name.strip().lower() for name in self.header.fields)

    def get(self, record: Record, column: str) -> str:
        """Give a field by the name of its column; "" if there is no such field."""
        name = column.lower()
        place = self.columns.index(name) if name in self.columns else len(record.fields)
        return record.fields[place].strip() if place < len(record.fields) else ""


class Value(Struct, frozen=True):
    """A value of ``.crs`` with its line."""

    text: str
    line: int


class AiccCourse(Struct, frozen=True, dict=True):
    """A course by its files; ``path`` is that of its ``.crs``, ``tables`` are keyed by suffix."""

    files: Files
    path: str
    text: Text
    groups: dict[str, dict[str, Value]]
    tables: dict[str, Table] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def at(self, text: Text, line: int = 0) -> Location:
        """Name a line of one of the files."""
        return self.files.at(text.path, line)

    def value(self, name: str) -> Value | None:
        """Give a value of the group ``[Course]``, in any case of letters."""
        return self.groups.get("course", {}).get(name.lower())

    def each(self, kind: str, column: str) -> Iterator[tuple[Table, Record, str]]:
        """Give the records of a table that is there, each with one of its fields."""
        if table := self.tables.get(kind):
            for record in table.records:
                yield table, record, table.get(record, column)

    @cached_property
    def units(self) -> frozenset[str]:
        """System ids of the assignable units, in lower case: importers do not tell cases apart."""
        return frozenset(name.lower() for _, _, name in self.each("au", "System_ID") if name)

    @cached_property
    def blocks(self) -> dict[str, list[str]]:
        """Members of each block as ``.cst`` lists them, ids in lower case."""
        found: dict[str, list[str]] = {}
        for _, _, block, members in self.structure():
            found.setdefault(block.lower(), []).extend(member.lower() for member in members)
        return found

    def structure(self) -> Iterator[tuple[Table, Record, str, tuple[str, ...]]]:
        """Give the records of ``.cst``: a block and its members, as they are spelt."""
        for table, record, block in self.each("cst", "Block"):
            place = table.columns.index("block") if "block" in table.columns else -1
            others = (name.strip() for n, name in enumerate(record.fields) if n != place)
            yield table, record, block, tuple(name for name in others if name)

    @property
    def elements(self) -> frozenset[str]:
        """Everything that can be asked for: units and blocks, in lower case."""
        return self.units | (self.blocks.keys() - {ROOT})


def find(files: Files) -> str:
    """Give the ``.crs`` nearest to the root that has other course files beside it or says [Course]."""
    named = [path for path in files if path.lower().endswith(".crs")]
    for path in sorted(named, key=lambda path: (path.count("/"), path)):
        if beside(files, path).keys() - {"crs"} or b"[course]" in _bytes(files, path).lower():
            return path
    return ""


def beside(files: Files, path: str) -> dict[str, str]:
    """Give the files that share folder and base name with a ``.crs``, by suffix in lower case."""
    base = path.rpartition(".")[0].lower()
    return {
        other.rpartition(".")[2].lower(): other
        for other in files
        if other.rpartition(".")[0].lower() == base
    }


def read(files: Files, path: str) -> AiccCourse:
    """Read the course whose ``.crs`` is given."""
    others = beside(files, path)
    text = _text(files, path)
    tables = {kind: _table(_text(files, others[kind])) for kind in TABLES if kind in others}
    missing = tuple(kind for kind in NEEDED if kind not in others)
    return AiccCourse(files, path, text, _groups(text), tables, missing)


def _bytes(files: Files, path: str) -> bytes:
    """Give a file, or nothing where it is larger than any course file can be."""
    return files.read(path) if files.size(path) <= SIZE_LIMIT else b""


def _text(files: Files, path: str) -> Text:
    data = _bytes(files, path)
    try:
        text, utf8 = data.decode("utf-8"), True
    except UnicodeDecodeError:
        text, utf8 = data.decode("latin-1"), False
    ends = frozenset(_LINE_END.findall(text))
    lines = tuple(_LINE_END.split(text.removeprefix(_BOM)))
    return Text(path, lines, ends, text.startswith(_BOM), utf8)


def _table(text: Text) -> Table:
    records = [_record(n, line) for n, line in enumerate(text.lines, 1) if line.strip()]
    return Table(text, records[0] if records else Record(0, ()), tuple(records[1:]))


def _record(number: int, line: str) -> Record:
    fields, bare, place = [], [], 0
    while place <= len(line):
        found = _FIELD.match(line, place)
        if not found:
            plain_fields = (part.strip().strip('"') for part in line.split(","))
            return Record(number, tuple(plain_fields), broken=True)
        quoted, plain, end = found.groups()
        fields.append(plain.strip() if quoted is None else quoted.replace('""', '"'))
        if quoted is None and plain.strip():
            bare.append(plain.strip())
        if not end:
            break
        place = found.end()
    return Record(number, tuple(fields), tuple(bare))


def _groups(text: Text) -> dict[str, dict[str, Value]]:
    groups: dict[str, dict[str, Value]] = {}
    current: dict[str, Value] = {}
    for number, line in enumerate(text.lines, 1):
        if group := _GROUP.match(line):
            current = groups.setdefault(group[1].strip().lower(), {})
        elif "=" in line and not line.lstrip().startswith(";"):
            name, _, value = line.partition("=")
            current.setdefault(name.strip().lower(), Value(value.strip(), number))
    return groups
