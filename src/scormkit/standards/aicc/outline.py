"""Tells what the course files of AICC hold: ``.crs``, ``.au``, ``.des``, ``.cst`` (CMI001)."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from scormkit.errors import PackageError
from scormkit.standards.outline import Outline, beside, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.validate.files import Files

_LIMIT = 1 << 20  # bytes; course files are small
_GROUP = re.compile(r"\s*\[([^\]]*)\]")
_PAIR = re.compile(r"\s*([^=;]+?)\s*=\s*(.*)")
_FACTS = ("mastery_score", "max_score", "max_time_allowed", "time_limit_action", "web_launch")
_DEEPEST = 50

_Row = dict[str, str]


def outline(files: Files, path: str) -> Outline | None:
    """Give the blocks and assignable units below ``root``; nothing if ``path`` cannot be read."""
    text = _text(files, path)
    if text is None:
        return None
    course = _course(text)
    units = {row.get("system_id", "").upper(): row for row in _table(files, path, ".au")}
    titles = {row.get("system_id", "").upper(): row for row in _table(files, path, ".des")}
    members = {name: below for name, *below in _members(files, path)}
    tree = _Tree(path, units, titles, members)
    about = {
        "course_id": course.get("course_id"),
        "version": course.get("version"),
        "course_creator": course.get("course_creator"),
        "course_system": course.get("course_system"),
    }
    parts = tree.below("ROOT", 0) or tuple(tree.part(name, 0) for name in units)
    return Outline(course.get("course_title", ""), "AICC", path, known(about), parts)


class _Tree:
    """The structure of the course, by the system ids of its parts."""

    def __init__(
        self,
        path: str,
        units: dict[str, _Row],
        titles: dict[str, _Row],
        members: dict[str, list[str]],
    ) -> None:
        self._path = path
        self._units = units
        self._titles = titles
        self._members = members

    def below(self, name: str, depth: int) -> tuple[Outline, ...]:
        """Give the members of a block; a block inside itself ends at some depth."""
        if depth > _DEEPEST:
            return ()
        return tuple(self.part(member, depth + 1) for member in self._members.get(name, ()))

    def part(self, name: str, depth: int) -> Outline:
        """Give an assignable unit, or a block with its members."""
        title = self._titles.get(name, {}).get("title", "")
        unit = self._units.get(name)
        if unit is None:
            return Outline(title, "block", "", known({"system_id": name}), self.below(name, depth))
        about = {"system_id": name, **{key: unit.get(key) for key in _FACTS}}
        return Outline(title, "AU", beside(self._path, unit.get("file_name", "")), known(about))


def _course(text: str) -> _Row:
    """Read the group ``[Course]``; the names of groups and keys have no case."""
    group, found = "", {}
    for line in text.splitlines():
        if head := _GROUP.match(line):
            group = head[1].strip().lower()
        elif group == "course" and (pair := _PAIR.match(line)):
            found[pair[1].lower()] = pair[2].strip().strip('"')
    return found


def _table(files: Files, path: str, suffix: str) -> Iterator[_Row]:
    head, *rows = _rows(files, path, suffix) or [[]]
    names = [name.strip().lower() for name in head]
    for row in rows:
        yield dict(zip(names, (value.strip() for value in row), strict=False))


def _members(files: Files, path: str) -> Iterator[list[str]]:
    """Give each block's name with those of its members, in capitals."""
    for row in _rows(files, path, ".cst")[1:]:
        names = [name.strip().upper() for name in row if name.strip()]
        if names:
            yield names


def _rows(files: Files, path: str, suffix: str) -> list[list[str]]:
    """Read the table that has the base name of the course; an odd one gives what can be read."""
    wanted = (path.rpartition(".")[0] + suffix).lower()
    for each in files:
        if each.lower() == wanted:
            try:
                return [row for row in csv.reader(io.StringIO(_text(files, each) or "")) if row]
            except csv.Error:
                return []
    return []


def _text(files: Files, path: str) -> str | None:
    try:
        data = files.read(path) if files.size(path) <= _LIMIT else None
    except PackageError:
        return None
    return None if data is None else data.decode("utf-8-sig", "replace")
