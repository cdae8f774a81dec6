"""A translated file of XLIFF 2 → a course of its own beside the one it was taken from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.diagnostics import Location
from scormkit.ingest.translate import codes
from scormkit.ingest.translate.composing import compose
from scormkit.ingest.translate.saving import save
from scormkit.ingest.translate.sources import open_course
from scormkit.ingest.translate.xliff.reading import open_xliff
from scormkit.values import Struct

if TYPE_CHECKING:
    from scormkit.diagnostics import Report
    from scormkit.ingest.translate.sources import CourseTexts
    from scormkit.ingest.translate.xliff.reading import Translation


class Translated(Struct, frozen=True):
    """What came of it: the new manifest, the files that changed, and how many texts of each kind."""

    manifest: Path
    written: tuple[Path, ...]
    translated: int
    untranslated: int
    changed: int
    vanished: int


def import_course(
    file: Path, report: Report, *, manifest: Path | None = None, force: bool = False
) -> Translated | None:
    """Make the translated course; ``None`` if nothing was written."""
    translation = open_xliff(file, report)
    course = _course(translation, manifest, report) if translation is not None else None
    if translation is None or course is None:
        return None
    made = compose(course, translation, report)
    copies = [
        (item.path, course.root / "modules" / made.names[module.id] / "files" / name)
        for module in course.modules
        for name, item in module.files.items()
    ]
    texts = {
        course.root / path: _with_line_ends(text, course.root / made.origins[path])
        for path, text in made.texts.items()
    }
    free = force or _is_free(course, texts, report)
    written = save(texts, copies, report) if free else None
    if written is None:
        return None
    place = course.root / made.manifest
    return Translated(
        place, written, made.translated, made.untranslated, made.changed, made.vanished
    )


def _course(translation: Translation, manifest: Path | None, report: Report) -> CourseTexts | None:
    """Open the course that a translation belongs to and leads out of its language."""
    file = Path(translation.path)
    at = Location(translation.path)
    if not translation.language:
        report.add(codes.UNREADABLE, "The file does not say its target language (trgLang)", at)
        return None
    found = manifest or _course_of(file, translation)
    if found is None:
        report.add(codes.NO_COURSE, f"No course of {file.name} was found", at)
        return None
    course = open_course(found, report)
    if course is not None and translation.language.lower() == course.manifest.language.lower():
        at = course.manifest.place_of_key("language")
        report.add(codes.SAME_LANGUAGE, f"The course is in {translation.language!r} already", at)
        return None
    return course


def _course_of(file: Path, translation: Translation) -> Path | None:
    """Find the manifest that the translation names, from its own folder and from here upwards."""
    names = [name for name in translation.files if name.startswith("manifests/")]
    names += [name for name in translation.files if "/" not in name]
    start = (file.absolute().parent, Path.cwd())
    folders = [folder for base in start for folder in (base, *base.parents)]
    places = (folder / name for name in names for folder in folders)
    return next((place for place in places if place.is_file()), None)


def _with_line_ends(text: str, origin: Path) -> bytes:
    """Write a text with the line ends that the author's file has."""
    windows = b"\r\n" in origin.read_bytes()
    return (text.replace("\n", "\r\n") if windows else text).encode()


def _is_free(course: CourseTexts, texts: dict[Path, bytes], report: Report) -> bool:
    """Whether no file stands where another is to be written."""
    taken = [p for p, data in texts.items() if p.exists() and p.read_bytes() != data]
    for path in taken:
        shown = path.relative_to(course.root).as_posix()
        report.add(codes.EXISTS, f"{shown} is there and differs", Location(shown))
    return not taken
