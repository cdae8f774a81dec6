"""Lays one file down: three digests say whose change it is, and what two changed is never lost.

The digests are of the file as it came last time, as it lies on disk, and as the wiki has it now.
"""

from __future__ import annotations

import difflib
import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, TypeAlias

from scormkit.archive import digest_bytes, digest_file
from scormkit.diagnostics import Location
from scormkit.ingest.folder import put
from scormkit.ingest.wiki import codes
from scormkit.project import WAITING
from scormkit.values import Struct, field

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report

Act: TypeAlias = Literal[
    "new", "updated", "same", "kept", "both", "replaced", "gone", "removed", "failed"
]
_LONGEST = 1 << 20  # bytes of a text that is compared line by line


class Change(Struct, frozen=True):
    """What became of a file; ``diff`` is from the author's text to the wiki's."""

    path: str
    act: Act
    diff: str = ""


def decide(was: str, lies: str | None, now: str) -> Act:
    """Say what is to be done with a file; ``was`` is empty if it never came, ``lies`` if there is none."""
    if lies == now:
        return "same"
    if now == was:
        return "kept"
    if lies == was or (lies is None and not was):
        return "updated" if lies else "new"
    return "both"


class Desk(Struct):
    """Where an import lays files down, or only says what it would do (``dry``).

    ``force``: the wiki's version takes the place of the author's, and the report says so.
    """

    root: Path
    report: Report
    dry: bool = False
    force: bool = False
    changes: list[Change] = field(default_factory=list)

    def lay_text(self, place: Path, was: str, text: str, *, own: bool = False) -> str | None:
        """Lay a text down; give the digest to remember, ``None`` if there is no place for it now.

        ``own``: once changed it is the author's alone, and nothing is forced upon it.
        """
        data = text.encode("utf-8", "replace")  # half a character is none
        force = self.force and not own
        act, taken = self._decide(place, was, digest_bytes(data), force=force)
        diff = ""
        if act in {"both", "replaced"} or (act == "updated" and self.dry):
            diff = _diff(place, data)
        if target := self._target(place, act):
            put(target, data)
        self.tell(place, act, diff)
        return taken

    def lay_file(self, place: Path, was: str, file: Path) -> str | None:
        """Move a file that arrived to its place; give the digest to remember, as for a text."""
        act, taken = self._decide(place, was, digest_file(file).digest, force=self.force)
        if target := self._target(place, act):
            os.replace(file, target)  # noqa: PTH105  the same as the other moves, by one name
        self.tell(place, act)
        return taken

    def rests(self, place: Path, was: str) -> bool:
        """Whether a file that the wiki did not change needs not come; then say what becomes of it."""
        act = decide(was, digest_of(place), was)
        if act == "kept" and self.force:
            return False
        self.tell(place, act)
        return True

    def take_away(self, place: Path, was: str, *, prune: bool) -> bool:
        """Treat what the wiki no longer has; whether it is to be forgotten."""
        lies = digest_of(place)
        if lies is None:
            return True
        if prune and lies == was:
            if not self.dry:
                place.unlink()
            self.tell(place, "removed")
            return True
        own = "" if lies == was else "; it has changes of your own"
        self.report.add(codes.GONE, f"The wiki has no more of this{own}", self.at(place))
        self.tell(place, "gone")
        return False

    def at(self, place: Path) -> Location:
        """Give the place for a finding."""
        return Location(str(place))

    def shown(self, place: Path) -> str:
        """Give the path of a file as the report shows it."""
        return PurePath(os.path.relpath(place, self.root)).as_posix()

    def _decide(self, place: Path, was: str, now: str, *, force: bool) -> tuple[Act, str | None]:
        """Give what is to be done and the digest to remember."""
        act = decide(was, digest_of(place), now)
        if force and act in {"kept", "both"}:
            act = "replaced" if place.exists() else "new"
        beside = place.with_name(place.name + WAITING)
        if act == "both" and digest_of(beside) not in {None, was, now}:
            message = f"{beside.name} has changes of your own, so nothing newer was written there"
            self.report.add(codes.BESIDE_CHANGED, message, self.at(beside))
            return "kept", None
        if act == "both":
            message = f"You and the wiki changed {place.name}; the wiki's version is {beside.name}"
            self.report.add(codes.BOTH, message, self.at(place))
        elif act == "replaced":
            message = f"{place.name}, changed by you, was replaced by the wiki's version"
            self.report.add(codes.REPLACED, message, self.at(place))
        return act, now

    def _target(self, place: Path, act: Act) -> Path | None:
        """Give where to write, its folder made; nowhere if nothing is to be written."""
        if self.dry or act not in {"new", "updated", "replaced", "both"}:
            return None
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.with_name(place.name + WAITING) if act == "both" else place

    def tell(self, place: Path, act: Act, diff: str = "") -> None:
        """Note what became of a file."""
        self.changes.append(Change(self.shown(place), act, diff))


def digest_of(place: Path) -> str | None:
    """Give the digest of a file; ``None`` if there is none."""
    return digest_file(place).digest if place.is_file() else None


def _diff(place: Path, data: bytes) -> str:
    own = place.read_bytes() if place.is_file() else b""
    if max(len(own), len(data)) > _LONGEST:
        return ""
    yours, new = (text.decode(errors="replace").splitlines(keepends=True) for text in (own, data))
    lines = difflib.unified_diff(yours, new, place.name, f"{place.name} in the wiki")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
