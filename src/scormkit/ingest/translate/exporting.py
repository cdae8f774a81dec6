"""A course → a file of XLIFF 2 for translators, with what an older file knows already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.translate import codes
from scormkit.ingest.translate.matching import match
from scormkit.ingest.translate.saving import save
from scormkit.ingest.translate.sources import open_course
from scormkit.ingest.translate.texts import units_of
from scormkit.ingest.translate.writing import write_xliff
from scormkit.ingest.translate.xliff import open_xliff

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report
    from scormkit.ingest.translate.matching import Matched


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it: how many units, and how many of them an older file had a translation for."""

    units: int
    kept: int
    changed: int
    vanished: int


def export_course(
    manifest: Path, language: str, out: Path, report: Report, *, update: Path | None = None
) -> Exported | None:
    """Write the texts of a course; ``None`` if nothing was written."""
    course = open_course(manifest, report)
    old = open_xliff(update, report) if update is not None else None
    if course is None or (update is not None and old is None):
        return None
    own = course.manifest.language
    if language.lower() == own.lower():
        at = course.manifest.place_of_key("language")
        report.add(codes.SAME_LANGUAGE, f"The course is in {own!r} already", at)
        return None
    if old is not None and old.language.lower() != language.lower():
        message = f"{old.path} is a translation into {old.language!r}"
        report.add(codes.SAME_LANGUAGE, message, Location(old.path))
        return None
    files = {file.path: units_of(file) for file in course.files}
    known = {p: match(units, old.files.get(p, ()) if old else ()) for p, units in files.items()}
    data = write_xliff(files, own, language, known)
    if not save({out: data}, (), report):
        return None
    return _counted(known, sum(map(len, files.values())))


def _counted(known: dict[str, Matched], units: int) -> Exported:
    found = known.values()
    return Exported(
        units,
        sum(unit.target is not None for m in found for unit in m.same.values()),
        sum(unit.target is not None for m in found for unit in m.changed.values()),
        sum(len(m.vanished) for m in found),
    )
