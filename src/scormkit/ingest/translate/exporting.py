"""A course → a file of XLIFF 2 for translators, with what an older file knows already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.translate import codes
from scormkit.ingest.translate.matching import match, tell_vanished
from scormkit.ingest.translate.saving import save
from scormkit.ingest.translate.sources import open_course
from scormkit.ingest.translate.texts import units_of
from scormkit.ingest.translate.xliff.reading import Translation, open_xliff
from scormkit.ingest.translate.xliff.writing import write_xliff
from scormkit.values import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report
    from scormkit.project import Manifest


class Exported(Struct, frozen=True):
    """What came of it: how many units, and how many of them an older file had a translation for."""

    units: int
    kept: int
    changed: int
    vanished: int


def export_course(
    manifest: Path,
    language: str,
    out: Path,
    report: Report,
    *,
    update: Path | None = None,
    force: bool = False,
) -> Exported | None:
    """Write the texts of a course; ``None`` if nothing was written."""
    course = open_course(manifest, report)
    old = open_xliff(update, report) if update is not None else Translation("", "", language, {})
    if course is None or old is None or not _leads_out(course.manifest, language, old, report):
        return None
    files = {file.path: units_of(file) for file in course.files}
    known = {path: match(units, old.files.get(path, ())) for path, units in files.items()}
    data = write_xliff(files, course.manifest.language, language, known)
    if not (force or out == update or _is_free(out, data, report)):
        return None
    if save({out: data}, (), report) is None:
        return None
    vanished = tell_vanished(old, known, report)
    return Exported(
        sum(map(len, files.values())),
        sum(unit.target is not None for m in known.values() for unit in m.same.values()),
        sum(unit.target is not None for m in known.values() for unit in m.changed.values()),
        vanished,
    )


def _leads_out(manifest: Manifest, language: str, old: Translation, report: Report) -> bool:
    """Whether the language is another one than the course's, and that of the older file."""
    if language.lower() == manifest.language.lower():
        at = manifest.place_of_key("language")
        report.add(codes.SAME_LANGUAGE, f"The course is in {manifest.language!r} already", at)
        return False
    if old.language.lower() != language.lower():
        message = f"{old.path} is a translation into {old.language!r}, not {language!r}"
        report.add(codes.OTHER_LANGUAGE, message, Location(old.path))
        return False
    return True


def _is_free(out: Path, data: bytes, report: Report) -> bool:
    """Whether no other work of a translator stands there."""
    if not out.exists() or out.read_bytes() == data:
        return True
    report.add(codes.EXISTS, f"{out.name} is there and differs", Location(str(out)))
    return False
