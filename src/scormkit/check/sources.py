"""Checks what authors wrote, without building it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import pages, project, readers
from scormkit.archive import Cache
from scormkit.diagnostics import Report
from scormkit.readers import quiz

if TYPE_CHECKING:
    from pathlib import Path

_YAML = (".yaml", ".yml")
_SETTINGS, _TEST = "module.yaml", "test.yaml"


def check_sources(path: Path, report: Report) -> None:
    """Check a manifest, a module or a whole project without building anything."""
    if path.is_dir() and path.name in {"manifests", "modules"}:
        path = path.parent
    if path.is_file() and path.name not in {_SETTINGS, _TEST}:
        _check_course(path, report)
    elif path.is_file() or (path / _SETTINGS).is_file():
        _check_module(
            project.find_module((path.parent if path.is_file() else path), report), report
        )
    else:
        _check_project(path, report)


def _check_project(root: Path, report: Report) -> None:
    """Check every course, then the modules that stand in none."""
    manifests = (p for p in (root / "manifests").glob("*") if p.suffix.lower() in _YAML)
    used = {name for manifest in sorted(manifests) for name in _check_course(manifest, report)}
    for folder in sorted((root / "modules").glob("*/")):
        if folder.name not in used and not folder.name.startswith("."):
            _check_module(project.find_module(folder, report), report)


def _check_course(path: Path, report: Report) -> tuple[str, ...]:
    """Check a course by its manifest; give the names of its modules."""
    manifest = project.load_manifest(path, report)
    if manifest is None:
        return ()
    own = Report(regrade={**project.severities(manifest), **report.regrade})
    found = project.find_modules(manifest, path, own)
    pages.compose(manifest, found, pages.Memory(Cache(), own))
    report.extend(own)
    return tuple(manifest.modules)


def _check_module(module: project.ModuleSources | None, report: Report) -> None:
    if module is None:
        return
    for page in module.pages:
        readers.read(page, report)
    if module.test is not None:
        quiz.read(module.test.text, module.test.path, report)
