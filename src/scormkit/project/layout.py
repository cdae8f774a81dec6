"""Finds what belongs to a course: modules, their pages in reading order, tests and files."""

from __future__ import annotations

import os
import re
import unicodedata
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from scormkit.diagnostics import Location
from scormkit.model.course import Source, SourceFile
from scormkit.model.names import slug
from scormkit.project import codes
from scormkit.project.manifest import load_settings
from scormkit.project.origin import ORIGIN, WAITING, Origin, load_origin
from scormkit.project.settings import ModuleSettings
from scormkit.project.text import open_text
from scormkit.project.yaml_text import Document
from scormkit.values import Struct, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scormkit.diagnostics import Report
    from scormkit.project.settings import Manifest

_SYNTAX: dict[str, Literal["xwiki/2.0", "xwiki/2.1", "markdown"]] = {
    ".xwiki": "xwiki/2.1",
    ".xwiki20": "xwiki/2.0",
    ".md": "markdown",
    ".markdown": "markdown",
}
TEST = "test.yaml"
SETTINGS = "module.yaml"
FILES = "files"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
MAX_NAME = 255  # bytes, in the usual file systems


class TestSource(Struct, frozen=True):
    """The text of a module's test."""

    __test__ = False  # no test of pytest's
    path: str
    text: str


class ModuleSources(Struct, frozen=True):
    """A module as it lies on disk; ``inputs`` are all files and folders it was found in.

    ``origin`` is what it remembers of the wiki it came from.
    """

    id: str
    settings: ModuleSettings
    pages: tuple[Source, ...]
    test: TestSource | None = None
    files: dict[str, SourceFile] = field(default_factory=dict)
    inputs: tuple[Path, ...] = ()
    origin: Origin = field(default_factory=Origin)


def project_root(manifest_file: Path) -> Path:
    """Give the folder that holds ``manifests/`` and ``modules/``."""
    folder = manifest_file.absolute().parent
    return folder.parent if folder.name == "manifests" else folder


def find_modules(
    manifest: Manifest, manifest_file: Path, report: Report
) -> tuple[ModuleSources, ...]:
    """Find and read every module of a course, in its order."""
    modules = project_root(manifest_file) / "modules"
    found = []
    for index, name in enumerate(manifest.modules):
        at = manifest.place_of(index)
        if name in manifest.modules[:index]:
            continue
        if not _is_name(name) or not _inside(modules / name, modules):
            message = f"The module {name!r} does not lie in the folder modules/"
            report.add(codes.OUTSIDE, message, at, "Write the name of a folder in modules/.")
        elif not _ID.fullmatch(name):
            hint = f"Rename the folder, e.g. to {slug(name) or 'module'!r}."
            message = f"The name {name!r} of a module is its id, and ids are Latin"
            report.add(codes.BAD_NAME, message, at, hint)
        elif not (modules / name).is_dir():
            known = _entries(modules) if modules.is_dir() else {}
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "scormkit new module makes one."
            report.add(codes.NOT_FOUND, f"There is no folder modules/{name}", at, hint)
        elif (module := find_module(modules / name, report)) is not None:
            found.append(module)
    return tuple(found)


def find_module(folder: Path, report: Report) -> ModuleSources | None:
    """Find and read one module by its folder."""
    path = f"modules/{folder.name}"
    if not os.access(folder, os.R_OK | os.X_OK):
        report.add(codes.UNREADABLE, f"The folder {path} cannot be read", Location(path))
        return None
    present = _entries(folder)
    if not _stays(SETTINGS, folder, present, report):
        return None
    loaded = load_settings(folder / SETTINGS, f"{path}/{SETTINGS}", ModuleSettings, report)
    # without its settings the rest is read all the same, so that one run tells everything
    nothing = (ModuleSettings(title=folder.name[:100]), Document(f"{path}/{SETTINGS}"))
    settings, document = loaded or nothing
    names = _page_names(folder, present, settings, report, document)
    pages = []
    for name in names:
        text = _open(name, folder, present, report)
        if text is not None:
            pages.append(Source(f"{path}/{name}", text, _SYNTAX[_suffix(name)]))
    test = None
    if TEST in present:
        text = _open(TEST, folder, present, report)
        test = TestSource(f"{path}/{TEST}", text) if text is not None else None
    elif not names:
        report.add(codes.EMPTY_MODULE, f"{path} has no page", Location(path))
    files, seen = _find_files(folder, report) if FILES in present else ({}, [folder / FILES])
    own = (SETTINGS, TEST, ORIGIN, *names)
    inputs = (folder, *(folder / name for name in own), *seen)
    origin = load_origin(folder, report) if ORIGIN in present else Origin()
    named = _named(files, origin)
    return ModuleSources(folder.name, settings, tuple(pages), test, named, inputs, origin)


def _open(name: str, folder: Path, present: Mapping[str, bool], report: Report) -> str | None:
    """Read a text of a module, unless it leads out of its folder."""
    if not _stays(name, folder, present, report):
        return None
    return open_text(folder / name, f"modules/{folder.name}/{name}", report)


def _stays(name: str, folder: Path, present: Mapping[str, bool], report: Report) -> bool:
    inside = not present.get(name) or _inside(folder / name, folder)
    if not inside:
        path = f"modules/{folder.name}/{name}"
        report.add(codes.OUTSIDE, f"{path} leads out of the module's folder", Location(path))
    return inside


def _page_names(
    folder: Path,
    present: Iterable[str],
    settings: ModuleSettings,
    report: Report,
    document: Document,
) -> tuple[str, ...]:
    """Give the pages' file names in reading order: as listed, or by name, numbers as numbers."""
    pages = sorted((name for name in present if _suffix(name) in _SYNTAX), key=_natural)
    for name in present:
        if (
            name not in pages
            and name not in {TEST, SETTINGS, FILES, ORIGIN}
            and not name.startswith(".")
        ):
            where = Location(f"modules/{folder.name}/{name}")
            if name.endswith(WAITING):
                report.add(codes.WAITING, f"{name} has not been taken over", where)
            else:
                report.add(codes.STRAY_FILE, f"{name} is neither a page nor in files/", where)
    if not settings.pages:
        return tuple(pages)
    for index, name in enumerate(settings.pages):
        at = document.at(("pages", index))
        if name in settings.pages[:index]:
            report.add(codes.TWICE, f"The page {name!r} stands twice in the list", at)
        elif name not in pages:
            near = get_close_matches(name, pages, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else ""
            report.add(codes.NOT_FOUND, f"There is no page {name!r} in {folder.name}", at, hint)
    for name in pages:
        if name not in settings.pages:
            where = Location(f"modules/{folder.name}/{name}")
            report.add(codes.STRAY_FILE, f"{name} is not among the pages of module.yaml", where)
    return tuple(name for name in dict.fromkeys(settings.pages) if name in pages)


def _find_files(folder: Path, report: Report) -> tuple[dict[str, SourceFile], list[Path]]:
    """Find files/ and everything in it; names are relative to it, with slashes, in NFC."""
    root = folder / FILES
    found: dict[str, SourceFile] = {}
    seen = [root]
    for where, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        seen += [Path(where) / name for name in folders]
        # a link to a folder is not followed, so it is reported as a file that cannot be read
        links = [name for name in folders if (Path(where) / name).is_symlink()]
        for name in sorted([*names, *links]):
            file = Path(where) / name
            if name.startswith("."):
                continue
            shown = unicodedata.normalize("NFC", file.relative_to(root).as_posix())
            at = Location(f"modules/{folder.name}/{FILES}/{shown}")
            if name.endswith(WAITING):
                report.add(codes.WAITING, f"{shown} has not been taken over", at)
            elif not _inside(file, folder):
                report.add(codes.OUTSIDE, f"{shown} leads out of the project", at)
            elif not file.is_file():
                report.add(codes.UNREADABLE, f"{shown} is no file that can be read", at)
            elif shown in found:
                message = (
                    f"Two files are called {shown!r}; only their accents are typed differently"
                )
                report.add(codes.TWICE, message, at, "Rename or remove one of them.")
            else:
                seen.append(file)
                found[shown] = SourceFile(shown, file, file.stat().st_size)
    return found, seen


def _named(files: dict[str, SourceFile], origin: Origin) -> dict[str, SourceFile]:
    """Give files the names they had in the wiki, whatever they had to be called here."""
    own = {unicodedata.normalize("NFC", name): taken.name for name, taken in origin.files.items()}
    return {
        name: replace(file, name=own[name]) if own.get(name) else file
        for name, file in files.items()
    }


def _entries(folder: Path) -> dict[str, bool]:
    """Give what a folder holds, by name, and of each whether it is a link."""
    with os.scandir(folder) as entries:
        return dict(sorted((entry.name, entry.is_symlink()) for entry in entries))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122  no path to be made of every name


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else -1, part) for part in re.split(r"(\d+)", name)]


def _is_name(name: str) -> bool:
    """Whether a file system takes it as the name of one folder."""
    length = len(name.encode("utf-8", "replace"))
    return name not in {"", ".", ".."} and not set(name) & set("/\\\0") and length <= MAX_NAME


def _inside(path: Path, folder: Path) -> bool:
    """Whether an entry of ``folder`` stays in it; only a link can lead out."""
    try:
        if os.path.dirname(path) == str(folder) and not os.path.islink(path):  # noqa: PTH114, PTH120  of every file
            return True
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead in a circle
        return False
