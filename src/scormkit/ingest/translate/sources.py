"""A course as files with texts, in the order in which it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import project
from scormkit.ingest.translate.texts import Body, TextFile
from scormkit.ingest.translate.yaml_files import check_file, quiz_file, settings_file, spliced
from scormkit.project.layout import SETTINGS
from scormkit.project.text import open_text
from scormkit.project.yaml_text import load_yaml
from scormkit.readers.passages import checks_of, passages_of
from scormkit.values import Struct, replace

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.diagnostics import Report
    from scormkit.model.course import Source
    from scormkit.project import Manifest, ModuleSources


class CourseTexts(Struct, frozen=True):
    """A course and its files with texts; ``path`` is that of its manifest in the project."""

    root: Path
    manifest: Manifest
    path: str
    modules: tuple[ModuleSources, ...]
    files: tuple[TextFile, ...]


def open_course(file: Path, report: Report) -> CourseTexts | None:
    """Read a course; ``None`` if its settings or a file of it cannot be used."""
    manifest = project.load_manifest(file, report)
    if manifest is None:
        return None
    root = project.project_root(file)
    modules = project.find_modules(manifest, file, report)
    path = file.absolute().relative_to(root).as_posix()
    files = [_settings(root, path, report)]
    for module in modules:
        files.append(_settings(root, f"modules/{module.id}/{SETTINGS}", report))
        files += [_page(page) for page in module.pages]
        if module.test is not None:
            load_yaml(module.test.text, module.test.path, report)  # says what cannot be read
            files.append(quiz_file(module.test.path, module.test.text))
    if report.has_errors:
        return None
    return CourseTexts(root, manifest, path, modules, tuple(files))


def _settings(root: Path, path: str, report: Report) -> TextFile:
    return settings_file(path, open_text(root / path, path, report) or "")


def _page(page: Source) -> TextFile:
    def again(text: str) -> TextFile:
        return _page(replace(page, text=text))

    asked = [check_file(page.path, page.text[start:end]) for start, end in checks_of(page)]
    lines = [page.text.count("\n", 0, start) for start, _ in checks_of(page)]
    bodies = [Body(page.text, passages_of(page))]
    for each, above in zip(asked, lines, strict=True):
        bodies += [replace(body, line=body.line + above) for body in each.bodies]

    def write(texts: tuple[str, ...]) -> str:
        """Put the checks into the page as it is written: where they stand now."""
        text, done = texts[0], 1
        edits = {}
        for each, place in zip(asked, checks_of(replace(page, text=text)), strict=True):
            edits[place] = each.write(texts[done : done + len(each.bodies)])
            done += len(each.bodies)
        return spliced(text, edits)

    return TextFile(page.path, tuple(bodies), write, again)
