"""The files of the translated course, as texts, and an account of what each of them is made of."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.translate import codes
from scormkit.ingest.translate.matching import Matched, match, tell_vanished
from scormkit.ingest.translate.places import lead_to_places, new_anchors
from scormkit.ingest.translate.renaming import Names, new_manifest
from scormkit.ingest.translate.texts import rewritten, shape_of, units_of
from scormkit.ingest.translate.xliff.fitting import fitting, lost
from scormkit.ingest.translate.xliff.reading import readable, short
from scormkit.values import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.diagnostics import Report
    from scormkit.ingest.translate.sources import CourseTexts
    from scormkit.ingest.translate.texts import TextFile, Unit
    from scormkit.ingest.translate.xliff.reading import Translation
    from scormkit.readers.passages import Target


class Composed(Struct):
    """The translated course.

    ``texts`` and ``origins``, the files they were made from, go by path in the project, ``names`` by
    the old module's id.
    """

    manifest: str
    names: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    translated: int = 0
    untranslated: int = 0
    changed: int = 0
    vanished: int = 0


def compose(course: CourseTexts, translation: Translation, report: Report) -> Composed:
    """Write every file of the course in the other language."""
    names = Names.of(course, translation.language)
    made, known = Composed(names.manifest, names.modules), dict[str, Matched]()
    anchors: dict[str, str] = {}
    for file in course.files:
        units = units_of(file)
        found = match(units, translation.files.get(file.path, ()))
        targets = _targets(units, found, made, report)
        text = rewritten(file, {id(u.passage): targets[u.id] for u in units if u.id in targets})
        place = names.place(file.path)
        _check(replace(file, path=place), units, targets, text, report)
        made.texts[place], made.origins[place] = text, file.path
        known[file.path] = found
        anchors = {**new_anchors(units, targets), **anchors}
    for place, text in made.texts.items():
        made.texts[place] = lead_to_places(names.links(text, place), place, anchors)
    made.vanished = tell_vanished(translation, known, report)
    made.texts[names.manifest] = new_manifest(made.texts[names.manifest], names)
    return made


def _targets(
    units: Sequence[Unit], found: Matched, made: Composed, report: Report
) -> dict[str, Target]:
    """Give what each unit becomes; what has no translation that fits is told and stays."""
    targets: dict[str, Target] = {}
    for unit in units:
        words = short(unit.passage.words(unit.body.text))
        old = found.same.get(unit.id)
        if unit.id in found.changed:
            made.changed += 1
            before = short(readable(found.changed[unit.id].source))
            report.add(codes.CHANGED, f"«{words}» was «{before}» when it was exported", unit.at)
        elif old is None or old.target is None:
            made.untranslated += 1
            report.add(codes.UNTRANSLATED, f"«{words}» is not translated", unit.at)
        elif (target := fitting(unit, old.target)) is None:
            made.untranslated += 1
            message = f"The marks in the translation of «{words}» do not fit the source"
            report.add(codes.BAD_MARKUP, message, unit.at)
        else:
            made.translated += 1
            targets[unit.id] = target
            if left := lost(unit, target):
                message = f"The translation of «{words}» lacks {', '.join(left)}"
                report.add(codes.LOST_MARKUP, message, unit.at)
    return targets


def _check(
    file: TextFile, units: Sequence[Unit], targets: dict[str, Target], text: str, report: Report
) -> None:
    """Read the new text as it will be read: every passage must be where it was, as it was meant."""
    for unit, now in zip_longest(units, units_of(file.again(text))):
        wanted = shape_of(targets.get(unit.id, unit.source), unit.passage) if unit else ""
        got = shape_of(now.source, now.passage) if now else ""
        if wanted == got:
            continue
        found = now or unit  # the longer list has one of them
        shown = short(wanted or got)
        at = Location(file.path, found.at.line if found else 0)
        report.add(codes.OTHER_MARKUP, f"«{shown}» does not read as it was written", at)
        return
